"""What sources say of their own figures: estimated from a sample, withheld, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi
from kpi.facts.quantities import VISITORS, WHOLE, Reckoned
from kpi.period import Span
from kpi.sql import text


@dataclass(frozen=True, slots=True)
class Remark:
    """What a source says of some measures on some days.

    Parameters
    ----------
    accounts : frozenset of str
        What the account is called that it is said of.
    measures, by_channel : frozenset of str
        Those of which the very request is heard: in figures of the whole account, and in figures of
        a channel. A table of devices, of which only a cut of the site is made, touches neither.
    """

    platform: str
    accounts: frozenset[str]
    days: Span
    text: Text
    measures: frozenset[str]
    by_channel: frozenset[str]


def remarks(snapshot: Snapshot) -> tuple[Remark, ...]:
    """Return the remarks of all imports that count, the oldest days first."""
    people = ", ".join(f"'{q}'" for q in sorted(VISITORS - {*Reckoned}))
    question = text("remarks").format(people=people)
    rows = snapshot.query(question)
    return tuple(
        Remark(
            platform,
            frozenset(filter(None, names)),
            Span(first, last),
            Text(zh, en),
            frozenset(whole or ()),
            frozenset(channel or ()),
        )
        for platform, *names, first, last, zh, en, whole, channel in rows
    )


def touching(found: Iterable[Remark], kpi: Kpi, scope: Cut, asked: Span) -> list[Text]:
    """Return what is remarked of the figures a KPI is made of over some days, each once."""
    made_of = {str(WHOLE.get(q, q)) for q in kpi.quantities}
    where = dict(scope)
    platform, account = where.get(Dimension.PLATFORM), where.get(Dimension.ACCOUNT)
    said = [
        remark.text
        for remark in found
        if remark.days.overlaps(asked)
        and platform in (None, remark.platform)
        and (account is None or account in remark.accounts)
        and made_of & (remark.by_channel if Dimension.CHANNEL in where else remark.measures)
    ]
    return list(dict.fromkeys(said))
