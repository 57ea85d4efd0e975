"""What a property itself offers: its events, its key events, the filters that mark visits."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from data.ga4.access import ADMIN_HOST, Access
from data.ga4.asking import Answer, Interrupted, Wait, ask
from data.ga4.lessons import line_down, taught
from data.ga4.table import Table
from data.ga4.tables import EVENT
from data.text import Text

if TYPE_CHECKING:
    from google.analytics.data_v1beta import Metadata

RECENT, LONG = 28, 90
"""Days, up to yesterday, over which events are counted."""
PATIENCE = 20.0
"""Seconds a person is made to wait for a property that does not answer at once."""
KEY_EVENTS = "keyEvents:"
FILTER = "testDataFilterName"
MARKS = (FILTER, "customEvent:traffic_type", "customUser:traffic_type")
"""What tells marked visits from the rest, where the property has it."""
NOT_SET = frozenset({"", "(not set)"})

EVENTS = Table(
    "seen_events", Text("事件", "events"), (EVENT,),
    (("eventCount", "Event count"), ("sessions", "Sessions")), adds=False,
)  # fmt: skip
EVENTS_LONG = Table(
    "seen_events_long", Text("事件", "events"), (EVENT,), (("eventCount", "Event count"),)
)
FLAGGED = Table(
    "flagged_events", Text("重要事件", "key events"), (EVENT, ("isKeyEvent", "Is key event")),
    (("eventCount", "Event count"),),
)  # fmt: skip
FILTERED = Table(
    "filtered", Text("資料篩選器", "data filters"), ((FILTER, "Test data filter name"),),
    (("sessions", "Sessions"),), adds=False,
)  # fmt: skip

TOO_SLOW = Text(
    "GA4 沒有在 {seconds} 秒內回答；上次問到的還在，請稍後再問一次。",
    "GA4 did not answer within {seconds} seconds. What it said before stays; ask again later.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a property.

    Parameters
    ----------
    recent, long : int
        How often it came in the last 28 and 90 days.
    sessions : int
        Of the last 28 days, those with it.
    key : bool
        Whether it is marked as a key event now.
    counting : str
        Of a key event, ``session`` or ``event`` as the property counts it; empty where the Admin
        API does not say.
    """

    name: str
    recent: int
    sessions: int
    long: int
    key: bool = False
    counting: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A data filter that is tested, and the sessions of the last 28 days it would take out."""

    name: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What a property said of itself.

    Parameters
    ----------
    asked_at : str
        ISO, UTC.
    first, last : datetime.date
        The 28 days its counts stand for.
    marks : tuple of str
        Which of `MARKS` the property has.
    """

    property: str
    asked_at: str
    first: date
    last: date
    events: tuple[Event, ...]
    filters: tuple[Filter, ...]
    marks: tuple[str, ...]


def offered(access: Access, property_id: str, today: date, wait: Wait | None = None) -> Offered:
    """Ask a property what it offers; five short questions, none of them repeated for long.

    Raises
    ------
    data.ga4.no_access.NoAccess
        When the key does not open the property.
    data.ga4.asking.Interrupted
        When it does not answer now.
    """
    wait = wait or _Patience()
    last = today - timedelta(1)
    first, longer = last - timedelta(RECENT - 1), last - timedelta(LONG - 1)
    said = _metadata(access, property_id)
    marks = tuple(m for m in MARKS if m in {d.api_name for d in said.dimensions})
    recent = ask(access, property_id, EVENTS, first, last, wait)
    long = ask(access, property_id, EVENTS_LONG, longer, last, wait)
    counting = _key_events(access, property_id) or _named_keys(said)
    if not counting:
        flagged = ask(access, property_id, FLAGGED, first, last, wait)
        counting = {row[0]: "" for row in flagged.rows if row[1] == "true"}
    filtered = Answer()
    if FILTER in marks:
        filtered = ask(access, property_id, FILTERED, first, last, wait)
    return Offered(
        property_id,
        datetime.now(UTC).isoformat(timespec="seconds"),
        *(first, last),
        _events(recent, long, counting),
        tuple(Filter(name, int(n)) for name, n in filtered.rows if name not in NOT_SET),
        marks,
    )


class _Patience:
    """Waits between two tries, and gives up where a person would."""

    def __init__(self) -> None:
        self.left = PATIENCE

    def __call__(self, seconds: float) -> None:
        self.left -= seconds
        if self.left < 0:
            raise Interrupted(TOO_SLOW.fill(seconds=round(PATIENCE)))
        time.sleep(seconds)


def _events(recent: Answer, long: Answer, counting: Mapping[str, str]) -> tuple[Event, ...]:
    """Put the counts together; a key event that never came is there with 0."""
    now = {name: (int(count), int(sessions)) for name, count, sessions in recent.rows}
    before = {name: int(count) for name, count in long.rows}
    names = sorted({*now, *before, *counting} - NOT_SET)
    found = [
        Event(n, *now.get(n, (0, 0)), before.get(n, 0), n in counting, counting.get(n, ""))
        for n in names
    ]
    return tuple(sorted(found, key=lambda event: (-event.recent, event.name)))


def _metadata(access: Access, property_id: str) -> Metadata:
    """Ask which dimensions and metrics there are."""
    from google.api_core.exceptions import GoogleAPICallError, RetryError, ServerError
    from google.api_core.retry import Retry, if_exception_type

    again = Retry(if_exception_type(ServerError, *line_down()), initial=0.5, timeout=PATIENCE)
    gone: tuple[type[Exception], ...] = RetryError, ServerError, *line_down()
    late = Interrupted(TOO_SLOW.fill(seconds=round(PATIENCE)))
    with taught(access.address, property_id):
        try:
            return access.client.get_metadata(
                name=f"properties/{property_id}/metadata", retry=again, timeout=PATIENCE
            )
        except gone as away:
            raise late from away
        except GoogleAPICallError as refused:
            if refused.code == 429:
                raise late from refused
            raise


def _named_keys(said: Metadata) -> dict[str, str]:
    """Return the key events the metadata names as metrics of their own."""
    names = (m.api_name for m in said.metrics)
    return {n.removeprefix(KEY_EVENTS): "" for n in names if n.startswith(KEY_EVENTS)}


def _key_events(access: Access, property_id: str) -> dict[str, str]:
    """Return the key events as the Admin API lists them; empty where it is switched off."""
    found: dict[str, str] = {}
    token = ""
    while True:
        page = _admin(access, f"properties/{property_id}/keyEvents", token)
        for one in page.get("keyEvents", ()):
            counted = one.get("countingMethod", "")
            found[one["eventName"]] = {"ONCE_PER_SESSION": "session"}.get(counted, "event")
        token = page.get("nextPageToken", "")
        if not token:
            return found


def _admin(access: Access, path: str, token: str) -> dict[str, Any]:
    """Ask the Admin API for one page; what it refuses, the metadata says less exactly."""
    from google.auth.exceptions import TransportError
    from google.auth.transport.requests import AuthorizedSession
    from requests.exceptions import RequestException

    root = access.endpoint or f"https://{ADMIN_HOST}"
    asked = {"pageSize": "200", "pageToken": token}
    with AuthorizedSession(access.signed) as session:
        try:
            answer = session.get(f"{root}/v1beta/{path}", params=asked, timeout=PATIENCE)
        except (RequestException, TransportError):
            return {}
    page: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return page
