"""One table over a few days, asked of the GA4 Data API until it is whole; faults are waited out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from data.ga4.access import Access
from data.ga4.lessons import first_line, line_down, taught
from data.ga4.request import request
from data.ga4.spans import NAME, Days
from data.ga4.table import Table
from data.text import Text

if TYPE_CHECKING:
    from google.analytics.data_v1beta import RunReportRequest, RunReportResponse

TRIES = 8
LONGEST = 120.0
"""Seconds waited at most between two tries; whoever is told to wait longer stops and says so."""
TIMEOUT = 120.0

USED_UP = Text(
    "GA4 的配額用完了（{why}）；已經拉到的都留著，請 {minutes} 分鐘後再執行一次，會從中斷的地方"
    "繼續。",
    "The quota of GA4 is used up ({why}). What was pulled is kept: run it again in {minutes}"
    " minutes and it goes on from there.",
)
KEEPS_FAILING = Text(
    "GA4 連續 {n} 次沒有回答（{why}）；已經拉到的都留著，請稍後再執行一次。",
    "GA4 did not answer {n} times in a row ({why}). What was pulled is kept: run it again later.",
)
NOT_WHOLE = Text("少了 {n} 列", "{n} rows were missing")
GREW = Text("列數從 {before} 變成 {now}", "{before} rows became {now}")

Wait = Callable[[float], None]


class Interrupted(RuntimeError):
    """The pull had to stop for now; ``text`` says why and when to go on."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class NotWhole(RuntimeError):
    """A page without the rows it should have."""


class Changed(NotWhole):
    """The table changed between two pages: it is asked from its first row again."""


@dataclass(slots=True)
class Answer:
    """A table as GA4 told it.

    Parameters
    ----------
    rows : list of tuple of str
        Dimensions, then metrics, as written by the API.
    totals : tuple of str or None
        The metrics over all rows, as requested of GA4 and never added up here.
    sampled : tuple of (int, int) or None
        Events read, and how many there were to read.
    thresholded, other : bool
        Whether rows were withheld for privacy, or put together as ``(other)``.
    truncated : tuple of str
        Why GA4 says that data are missing.
    count : int
        How many rows there are, where they lie beside the store.
    left : dict of str to int
        Tokens that remain of each quota.
    """

    rows: list[tuple[str, ...]] = field(default_factory=list)
    totals: tuple[str, ...] | None = None
    sampled: tuple[int, int] | None = None
    thresholded: bool = False
    other: bool = False
    truncated: tuple[str, ...] = ()
    currency: str = ""
    time_zone: str = ""
    count: int = 0
    left: dict[str, int] = field(default_factory=dict)


def ask(
    access: Access,
    property_id: str,
    table: Table,
    first: date,
    last: date,
    wait: Wait,
    spans: Sequence[Days] = (),
) -> Answer:
    """Return a table over some days, every page of it; a page that fails is asked again.

    Parameters
    ----------
    spans : sequence of (date, date)
        The ranges of which each is told as a whole; empty where the table is told by day.

    Raises
    ------
    data.ga4.no_access.NoAccess
        When asking again cannot help.
    Interrupted
        When the quota is used up for longer than one waits, or the service stays away.
    """
    asked = request(property_id, table, first, last, spans)
    passing, found, failed = _passing(), Answer(), 0
    promised: int | None = None
    while promised is None or len(found.rows) < promised:
        asked.offset = len(found.rows)
        try:
            with taught(access.address, property_id):
                page = _page(access, asked, promised)
        except passing as fault:
            failed += 1
            wait(_pause(fault, failed))
            if isinstance(fault, Changed):
                found, promised = Answer(), None
            continue
        failed, promised = 0, page.row_count
        _take(found, page, table, spans)
    return found


def _passing() -> tuple[type[Exception], ...]:
    """Return the faults that pass."""
    from google.api_core import exceptions as api

    return (
        api.TooManyRequests, api.ServerError, api.GatewayTimeout, api.RetryError, api.Aborted,
        api.Unknown, *line_down(), NotWhole,
    )  # fmt: skip


def _page(access: Access, asked: RunReportRequest, promised: int | None) -> RunReportResponse:
    """Ask for one page; raise where it is not what the table promised."""
    page = access.client.run_report(asked, timeout=TIMEOUT, retry=None)
    if promised is not None and page.row_count != promised:
        raise Changed(GREW.fill(before=promised, now=page.row_count).en)
    missing = page.row_count - asked.offset
    if missing > 0 and not page.rows:
        raise NotWhole(NOT_WHOLE.fill(n=missing).en)
    return page


def _pause(fault: Exception, failed: int) -> float:
    """Return how many seconds to wait before the same page is asked again.

    Raises
    ------
    Interrupted
        When that is longer than one waits, or it failed too often in a row.
    """
    told, why = _told(fault), _short(fault)
    if told is not None and told > LONGEST:
        raise Interrupted(USED_UP.fill(why=why, minutes=round(told / 60 + 0.5)))
    if failed == TRIES:
        raise Interrupted(KEEPS_FAILING.fill(n=TRIES, why=why))
    if told is not None:
        return told
    return min(2.0**failed, LONGEST) * random.uniform(0.5, 1.0)  # so that two do not meet again


def _take(found: Answer, page: RunReportResponse, table: Table, spans: Sequence[Days]) -> None:
    """Add a page to the table, with what it says of itself."""
    # of 100,000 rows the wrappers of the client would make seven times the work
    for row in type(page).pb(page).rows:
        names = [v.value for v in row.dimension_values]
        if table.over.followed:
            names = _with_first(names, table)
        elif table.spanned:
            names = _with_ends(names, spans)
        found.rows.append((*names, *(v.value for v in row.metric_values)))
    if page.totals:
        found.totals = tuple(v.value for v in page.totals[0].metric_values)
    said = page.metadata
    found.currency, found.time_zone = said.currency_code, said.time_zone
    found.thresholded |= said.subject_to_thresholding
    found.other |= said.data_loss_from_other_row
    found.truncated = tuple(str(reason) for reason in said.data_truncation_reasons)
    if said.sampling_metadatas:
        one = said.sampling_metadatas[0]
        found.sampled = one.samples_read_count, one.sampling_space_size
    quota = page.property_quota
    found.left = {
        "day": quota.tokens_per_day.remaining, "hour": quota.tokens_per_hour.remaining,
        "project": quota.tokens_per_project_per_hour.remaining,
    }  # fmt: skip


def _with_ends(names: list[str], spans: Sequence[Days]) -> list[str]:
    """Return the names of a row behind its first and last day.

    Its day is the first of them; where several spans are asked, the last is what its own is called.
    """
    if not spans:
        return [names[0], *names]
    if len(spans) == 1:
        return [*NAME.format(*spans[0]).split("-"), *names]
    return [*names[-1].split("-"), *names[:-1]]


def _with_first(names: list[str], table: Table) -> list[str]:
    """Return the names of a row behind the days its people first came on: a week, or one day."""
    days = names[0].split("-")
    return [*(days if table.spanned else days[:1]), *names[1:]]


def _told(fault: Exception) -> float | None:
    """Return how many seconds the service says to wait; None where it does not."""
    answer: Any = getattr(fault, "response", None)
    said = answer.headers.get("Retry-After", "") if hasattr(answer, "headers") else ""
    if said.strip().isdigit():
        return float(said)
    for detail in getattr(fault, "details", None) or ():
        delay = getattr(detail, "retry_delay", None)
        if delay is not None:
            return float(delay.seconds)
    return None


def _short(fault: Exception) -> str:
    return first_line(str(getattr(fault, "message", "") or fault)) or type(fault).__name__
