"""What is told of internal traffic: which sessions a figure leaves out, or that nobody can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from data.schema import WEB
from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi, Unit
from kpi.facts.extent import extent
from kpi.facts.marks import marks
from kpi.facts.quantities import BOOKS, Reckoned
from kpi.format import days, figure
from kpi.period import Span

NAME = Text("內部流量", "Internal traffic")
OF = frozenset((Reckoned.VALID_SESSIONS, Reckoned.VALID_USERS))
UNTOLD = Text(
    "分不出來：{days} 沒有內部流量的標記。資源裡啟用中的篩選器已經先排除，其餘都算在內。",
    "Cannot be told: {days} have no marks of internal traffic. Filters that are active in the"
    " property took visits out before; all others are counted.",
)
NONE_TAKEN = Text(
    "{days} 有標記，沒有要扣除的工作階段。", "Marks are known of {days}; none is taken out."
)
TAKEN = Text(
    "{days} 扣除 {n} 個工作階段：{marks}。", "Of {days}, sessions taken out: {n} ({marks})."
)
LEFT = Text("有標記但不算內部：{marks}。", "Marked, and counted all the same: {marks}.")
PARTLY = Text(
    "其他日子沒有標記，分不出來。", "The other days have no marks: it cannot be told of them."
)
OF_CHANNEL = Text(
    "看單一渠道時，只扣除分渠道匯出的標記；不分渠道的標記扣在全站。",
    "Of a channel only marks that were exported by channel are taken out; others are taken out of"
    " the whole site.",
)
MARK = Text("{name} {n}", "{name} {n}")
AND = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class Taken:
    """The marked visits of some properties inside a span.

    Parameters
    ----------
    told : Span or None
        From the first day of which marks are known to the last; None where they are of none.
    whole : bool
        Whether they are known of every day.
    out, left : mapping of str to int
        Sessions by mark: taken out, and counted all the same.
    """

    told: Span | None
    whole: bool
    out: Counter[str]
    left: Counter[str]


def taken_out(snapshot: Snapshot, span: Span, accounts: Collection[int]) -> Taken:
    """Return what is taken out of some properties' sessions over a span."""
    known = marks(snapshot)
    rows = known.within(span, accounts)
    out, left = Counter[str](), Counter[str]()
    for row in rows:
        if row.mark is not None:
            (out if known.internal(row.mark) else left)[row.mark] += row.sessions
    if not rows:
        return Taken(None, False, out, left)
    told = Span(min(r.days.start for r in rows), max(r.days.end for r in rows))
    seen = {(r.account_key, r.days) for r in rows}
    whole = sum(of.days for _, of in seen) >= span.days * len({key for key, _ in seen})
    return Taken(told, whole, out, left)


def sentence(found: Taken, span: Span) -> Text:
    """Return in words what is taken out over a span."""
    if found.told is None:
        return UNTOLD.fill(days=days(span))
    when = days(found.told)
    said = [NONE_TAKEN.fill(days=when)]
    if found.out:
        n = figure(found.out.total(), Unit.COUNT, "zh", full=True)
        said = [TAKEN.fill(days=when, n=n, marks=_named(found.out))]
    said += [LEFT.fill(marks=_named(found.left))] if found.left else []
    said += [] if found.whole else [PARTLY]
    return Text("".join(t.zh for t in said), " ".join(t.en for t in said))


def told(snapshot: Snapshot, kpi: Kpi, scope: Cut, span: Span) -> Text | None:
    """Return what a figure over a span leaves out; None of KPIs that leave nothing out."""
    if OF.isdisjoint(kpi.quantities):
        return None
    if Dimension.CHANNEL in dict(scope):
        return OF_CHANNEL
    return sentence(taken_out(snapshot, span, sites(snapshot, scope)), span)


def sites(snapshot: Snapshot, scope: Cut = ()) -> set[int]:
    """Return the properties of the site that a scope lets through."""
    known, wanted = extent(snapshot), dict(scope)
    return {
        s.account_key
        for s in known.sources
        if BOOKS[WEB.key] in known.ledgers(s.platform)
        and wanted.get(Dimension.PLATFORM) in (None, s.platform)
        and wanted.get(Dimension.ACCOUNT) in (None, s.account)
    }


def _named(counted: Counter[str]) -> Text:
    """Return marks with their sessions, the most first."""
    parts = [
        MARK.fill(name=name, n=figure(n, Unit.COUNT, "zh", full=True))
        for name, n in counted.most_common()
    ]
    return Text(AND.zh.join(p.zh for p in parts), AND.en.join(p.en for p in parts))
