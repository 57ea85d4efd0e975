"""What the audit of links has to say elsewhere: one line, and only while money is at stake."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.format import days
from kpi.period import Span
from kpi.utm.audit import Audit, audit, usual
from kpi.utm.kept import kept_rules, settled
from kpi.utm.matching import Kind
from kpi.utm.telling import money

LINE = Text(
    "{n} 筆花費找不到對應的 utm_campaign：{money}（{days}）",
    "Campaigns with spend that match no utm_campaign: {n}, {money} ({days})",
)
MOST = 8
"""So many answers are kept for one snapshot."""

_LINES: Kept[tuple[Text | None]] = Kept(MOST)


def at_stake(snapshot: Snapshot, state: State, asked: Span | None = None) -> Text | None:
    """Return the one line; None where no money is at stake, or nobody can tell.

    The audit is made once for a snapshot, the days and what the team has settled: a click costs two
    reads of the state.

    Parameters
    ----------
    asked : Span or None
        The days asked for; the usual ones of an audit where none are.
    """
    if not extent(snapshot).sources:
        return None
    asked = asked or usual(snapshot)
    known = repr((asked, kept_rules(state), sorted(settled(state).items())))
    found = _LINES.find(snapshot, known)
    if found is None:
        told = line(audit(snapshot, state, asked))
        found = _LINES.keep(snapshot, known, (told,))
    return found[0]


def line(found: Audit) -> Text | None:
    """Return the line of an audit; pure."""
    lost = [x for x in found.lines if x.match.kind is Kind.NONE and x.campaign.cost > 0]
    if not found.told or not lost:
        return None
    spent = [(one.currency, one.unmatched) for one in found.money if one.unmatched]
    langs: tuple[Lang, Lang] = ("zh", "en")
    zh, en = (money(spent, lang) for lang in langs)
    return LINE.fill(n=f"{len(lost):,}", money=Text(zh, en), days=days(found.days))
