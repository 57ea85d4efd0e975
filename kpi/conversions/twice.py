"""What counts twice: a name in two conversions, an action imported and tagged, over-claiming."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from data.schema import GOOGLE_ADS
from data.text import Text
from kpi import format
from kpi.conversions.alike import key
from kpi.conversions.claims import Claim
from kpi.conversions.columns import column, label
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Finding, Sort
from kpi.conversions.missing import money, named, spent
from kpi.conversions.rows import Row
from kpi.definition import Unit

WELL_ABOVE = Decimal("1.2")
"""From this many times the site's count on, platforms claim the same conversions."""
IMPORTED = re.compile(r"\((?:web|app|ios|android|網站|網頁|應用程式)\)\s*(\S.*)$", re.I)
"""Google Ads names what it imports from GA4 after the property: ``Shop - GA4 (web) purchase``."""

BOTH = Text("{book} 的「{name}」在兩個主要轉換裡", "“{name}” of {book} is in two main conversions")
BOTH_WHERE = Text("「{one}」與「{two}」，{days}", "“{one}” and “{two}”, {days}")
BOTH_WHY = Text(
    "同一筆算成兩次主要轉換：轉換率加倍，單次成本減半，預算會被看起來便宜的那個帶走。",
    "One conversion counts as two main ones: the rate doubles and the cost of one halves, and"
    " budget follows what only looks cheap.",
)
BOTH_DO = Text(
    "留在一個主要轉換裡；另一個改成微轉換，或換成別的事件。",
    "Leave it in one main conversion; make the other a micro one, or give it another event.",
)
TAGGED = Text(
    "Google 的「{name}」可能算了兩次：從 GA4 匯入，代碼也在算",
    "Google may count “{name}” twice: imported from GA4, and by its own tag",
)
TAGGED_WHERE = Text(
    "匯入的「{imported}」與「{tagged}」，{days}", "imported “{imported}” and “{tagged}”, {days}"
)
TAGGED_WHY = Text(
    "兩個動作都設為「主要」的話，同一筆轉換在「轉換」欄算兩次，出價會以為它只要一半的錢。",
    "If both are primary actions, one conversion stands twice in the Conversions column, and"
    " bidding believes it costs half.",
)
TAGGED_DO = Text(
    "在 Google Ads「目標 → 轉換」只留一個當「主要」，另一個改成「次要」。",
    "In Google Ads, under Goals → Conversions, leave one primary and make the other secondary.",
)
OVER = Text(
    "「{name}」平台自報加起來是網站的 {times} 倍",
    "Platforms together claim {times} times what the site counts of “{name}”",
)
OVER_WHERE = Text(
    "{platforms} 自報 {claimed} 次，GA4 {site} 次，{days}",
    "{platforms} claim {claimed}, GA4 counts {site}, {days}",
)
OVER_WHY = Text(
    "同一筆被幾個平台各自認列（歸因窗重疊），GA4 還包含不是廣告帶來的；照平台的數字比較會把錢給最會"
    "認列的。",
    "Several platforms claim the same one, and GA4's count even includes what ads did not bring."
    " Compared by their own claims, budget goes to whoever claims the most.",
)
OVER_COST = Text(
    "照自報是每次 {claimed}，照網站的次數至少是 {site}。",
    "By their claims one costs {claimed}; by the site's count it is {site} at least.",
)
OVER_DO = Text(
    "跨平台比較改用整體 ROAS 與 CAC（訂單帳）；縮短瀏覽後歸因的天數。",
    "Across platforms use blended ROAS and CAC (orders); shorten the view-through window.",
)


def twice(
    rows: Sequence[Row],
    claims: Mapping[str, Claim],
    when: str,
    currency: str | None,
    seen: Mapping[str, Sequence[str]],
) -> Iterator[Finding]:
    """Yield what counts twice, over the days named by `when`."""
    every = [row.conversion for row in rows]
    yield from _both(every, claims, when)
    for one in every:
        yield from _tagged(one, claims, when, seen.get(GOOGLE_ADS.key, ()))
    for row in rows:
        yield from _over(row, every, claims, when, currency)


def _both(every: Sequence[Conversion], claims: Mapping[str, Claim], when: str) -> Iterator[Finding]:
    """Yield names that stand in two main conversions."""
    first: dict[tuple[str, str], Conversion] = {}
    for one in every:
        if not one.is_main:
            continue
        said = chain.from_iterable(((p, n) for n in names) for p, names in one.claims.items())
        for book, name in chain((("GA4", event) for event in one.events), said):
            other = first.setdefault((book, name), one)
            if other is not one:
                ga4 = book == "GA4"
                yield Finding(
                    Sort.TWICE,
                    BOTH.fill(book="GA4" if ga4 else named([book]),
                              name=name if ga4 else label(book, name)),
                    BOTH_WHERE.fill(one=other.name, two=one.name, days=when),
                    BOTH_WHY,
                    BOTH_DO,
                    spent({*one.claims, *other.claims} if ga4 else [book], claims),
                    one.id,
                )  # fmt: skip


def _tagged(
    one: Conversion, claims: Mapping[str, Claim], when: str, seen: Sequence[str]
) -> Iterator[Finding]:
    """Yield where Google has an action imported from GA4 beside one of its own.

    Actions are those it is mapped to, and those in files that are imported from one of its events
    or called like one.
    """
    mapped = [n for n in one.claims.get(GOOGLE_ADS.key, ()) if column(GOOGLE_ADS.key, n) is None]
    events = {key(event) for event in one.events}
    own = [n for n in seen if key(imported_event(n) or n) in events]
    names = dict.fromkeys([*mapped, *own])
    imported = [n for n in names if imported_event(n)]
    tagged = [n for n in names if n not in imported]
    if imported and tagged:
        yield Finding(
            Sort.TWICE,
            TAGGED.fill(name=one.name),
            TAGGED_WHERE.fill(imported=imported[0], tagged=tagged[0], days=when),
            TAGGED_WHY,
            TAGGED_DO,
            spent([GOOGLE_ADS.key], claims),
            one.id,
        )


def imported_event(name: str) -> str | None:
    """Return the GA4 event a Google conversion action was imported from, by its name.

    Examples
    --------
    >>> imported_event("Shop - GA4 (web) purchase"), imported_event("Purchase")
    ('purchase', None)
    """
    found = IMPORTED.search(name)
    return found[1].strip() if found and key(found[1]) else None


def _over(
    row: Row,
    every: Sequence[Conversion],
    claims: Mapping[str, Claim],
    when: str,
    currency: str | None,
) -> Iterator[Finding]:
    """Yield where platforms claim well above what the site counts."""
    site, claimed, one = row.site.value, row.claimed, row.conversion
    if not site or claimed is None or Decimal(claimed) < WELL_ABOVE * Decimal(site):
        return
    times = format.figure(Decimal(claimed) / Decimal(site), Unit.MULTIPLE, "zh")
    cost, why = spent(row.claims, claims), OVER_WHY
    if cost and _alone(one, every):
        each = {"claimed": cost / Decimal(claimed), "site": cost / Decimal(site)}
        told = {n: money(v, currency) for n, v in each.items()}
        more = OVER_COST.fill(**told)
        why = Text(f"{why.zh}{more.zh}", f"{why.en} {more.en}")
    yield Finding(
        Sort.TWICE,
        OVER.fill(name=one.name, times=times),
        OVER_WHERE.fill(
            platforms=named(row.claims), claimed=_count(claimed), site=_count(site), days=when
        ),
        why,
        OVER_DO,
        cost if one.is_main else None,
        one.id,
    )


def _alone(one: Conversion, every: Sequence[Conversion]) -> bool:
    """Whether what its platforms cost was spent on this main conversion and no other."""
    others = (c for c in every if c.is_main and c.id != one.id)
    return one.is_main and not any(set(c.claims) & set(one.claims) for c in others)


def _count(value: int | Decimal) -> str:
    return format.figure(value, Unit.COUNT, "zh", full=True)
