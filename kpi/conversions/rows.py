"""The table of conversions: what each book counts of one in the same days, and how far apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.schema import META_ADS
from data.text import Text
from kpi.conversions.claims import Claim
from kpi.conversions.columns import column, label
from kpi.conversions.conversion import Conversion
from kpi.conversions.site import Site

NOT_MAPPED = Text("沒有對應", "not mapped")
NOT_IN_EXPORTS = Text(
    "匯入的檔案裡沒有「{name}」的次數", "the imported files do not count “{name}”"
)
NOT_ADDED = Text(
    "以工作階段計時，幾個事件不能相加", "counted once a session, several events do not add"
)
NO_SESSIONS = Text(
    "匯入的檔案只有次數，沒有有這個事件的工作階段數",
    "the imported files count the event, not the sessions with it",
)
NO_SPLIT = Text(
    "這些日子的檔案沒有「{name}」自己的次數：Google 匯出時加上「區隔 → 轉換 → 轉換動作」，Meta "
    "匯出時加上「成果」與「成果類型」",
    "files of these days bring no count of “{name}” by itself: export Google with Segment →"
    " Conversions → Conversion action, Meta with Results and Result type",
)
TYPES = Text(
    "Meta 的成果類型不能相加，每個轉換只對應一種才有次數",
    "result types of Meta do not add: there is a count where a conversion stands for one of them",
)
NO_COLUMN = Text("匯出檔沒有「{name}」這一欄", "the export has no column “{name}”")
NO_DATA = Text("這段期間沒有這個平台的資料", "no data of this platform in these days")


@dataclass(frozen=True, slots=True)
class Count:
    """How many, or why nobody can say.

    Parameters
    ----------
    to : datetime.date or None
        The last day it holds, where that is before the last of the days asked for.
    """

    value: int | Decimal | None
    why: Text | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One conversion in every book.

    Parameters
    ----------
    claims : mapping of str to Count
        By platform, those it is mapped in.
    """

    conversion: Conversion
    site: Count
    claims: Mapping[str, Count]

    @property
    def claimed(self) -> int | Decimal | None:
        """What the platforms claim together; None unless each it is mapped in has an answer."""
        told = [count.value for count in self.claims.values()]
        if not told or any(value is None for value in told):
            return None
        return sum(value for value in told if value is not None)

    @property
    def difference(self) -> int | Decimal | None:
        """What the platforms claim above what the site counts."""
        if self.claimed is None or self.site.value is None:
            return None
        return self.claimed - self.site.value

    @property
    def to(self) -> date | None:
        """The last day that every platform holds, where that is not the last of all."""
        return min((c.to for c in self.claims.values() if c.to), default=None)


def rows(
    conversions: Sequence[Conversion], site: Site | None, claims: Mapping[str, Claim]
) -> list[Row]:
    """Return a row for every conversion, over the days of the site's counts."""
    return [
        Row(
            one,
            counted(one, site),
            {p: claimed(p, names, claims.get(p)) for p, names in one.claims.items() if names},
        )
        for one in conversions
    ]


def counted(one: Conversion, site: Site | None) -> Count:
    """Return what the site counts of a conversion."""
    if not one.events or site is None:
        return Count(None, NOT_MAPPED if not one.events else None)
    if one.counting == "session" and len(one.events) > 1:
        return Count(None, NOT_ADDED)
    told: list[int] = []
    for name in one.events:
        event = site.by_name.get(name)
        if event is None and site.whole:
            told.append(0)
            continue
        if event is None or event.count is None:
            return Count(None, NOT_IN_EXPORTS.fill(name=name))
        if one.counting == "session" and event.sessions is None:
            return Count(None, NO_SESSIONS)
        told.append(event.count if one.counting == "every" else event.sessions or 0)
    return Count(sum(told))


def claimed(platform: str, names: Sequence[str], claim: Claim | None) -> Count:
    """Return what a platform claims under some names; columns and actions add up, types do not."""
    if claim is None:
        return Count(None, NO_DATA)
    if platform == META_ADS.key and len(names) > 1 and not all(column(platform, n) for n in names):
        return Count(None, TYPES)
    told: list[int | Decimal] = []
    for name in names:
        measure = column(platform, name)
        if measure is None:
            of_action = claim.action(name)
            if of_action is None:
                return Count(None, NO_SPLIT.fill(name=name))
            told.append(of_action)
            continue
        if measure not in claim.counts:
            return Count(None, NO_COLUMN.fill(name=label(platform, name)))
        told.append(claim.counts[measure])
    return Count(sum(told), to=claim.to)
