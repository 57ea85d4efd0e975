"""What people settle about figures: the settings with what each does, and classes of campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.cut import UNCLASSED
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.sql import text
from kpi.terms import Classes, Tax

FEW = 12
"""So many names of a class are shown."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting by its key in the state: its name, and in one sentence what it does."""

    key: str
    name: Text
    does: Text


CURRENCY = Setting(
    "currency",
    Text("報表幣別", "Reporting currency"),
    Text(
        "所有金額都以這個幣別加總；其他幣別的金額照匯入的匯率逐日換算，沒有匯率的日子先等著，頁面會註明。",
        "All amounts are added up in this currency. Money in another one is told at each day's"
        " imported exchange rate; on days without a rate it waits, and the page says so.",
    ),
)
TAX_DISPLAY = Setting(
    "tax_display",
    Text("金額的稅基", "Tax basis shown"),
    Text(
        "照匯出是不換算；選未稅或含稅，就把每個來源依它自己的稅基以 5% 換算成同一種再相除相加。",
        "As exported converts nothing. With or without tax brings every source from its own basis"
        " to that one, at 5 %, before anything is added or divided.",
    ),
)
MARGIN = Setting(
    "gross_margin",
    Text("毛利率", "Gross margin"),
    Text(
        "淨營收乘上毛利率就是毛利；損益兩平 ROAS 與行銷後毛利用它計算，沒填就沒有答案。",
        "Net revenue times this is gross profit. Break-even ROAS and contribution are reckoned"
        " with it and have no answer without it.",
    ),
)
CATEGORY_MARGINS = Setting(
    "category_margins",
    Text("各分類的毛利率", "Margin by category"),
    Text(
        "知道某個商品分類自己的毛利率就填上，留白就拿掉；沒填的分類用整體毛利率。顧客價值（LTV）與"
        "回本、行銷後毛利與損益兩平 ROAS 都依每張訂單買了什麼來算。",
        "Fill in what a category of goods earns by itself, or leave it blank to take it out; all"
        " others take the gross margin of all. LTV, payback, contribution and break-even ROAS go by"
        " what lay in each order.",
    ),
)
DISCOUNT = Setting(
    "discount_rate",
    Text("折現率（每年）", "Discount rate a year"),
    Text(
        "一年後的錢比今天的錢少值多少；顧客價值（LTV）用它折算，沒設定時是 10%。",
        "How much less money is worth a year later. The value of customers (LTV) is told with it;"
        " 10 % while it is not set.",
    ),
)
MATURITY = Setting(
    "maturity_days",
    Text("訂單成熟天數", "Days until orders are mature"),
    Text(
        "比這更早的訂單只算已收款的，更近的先算成立的並標示回補中；預設 14 天是取貨 7 天加鑑賞期 "
        "7 天。",
        "Older orders count when they are paid, younger ones when they are placed, marked as still"
        " coming in. 14 days are 7 to pick up and 7 to send back.",
    ),
)
CLASSES = Setting(
    "campaign_classes",
    Text("活動類別", "Campaign classes"),
    Text(
        "用活動名稱裡的字把廣告活動分類；由上而下，第一個對到的類別決定，大小寫不分。",
        "Campaigns are sorted by words in their names, in any case; from the top, the first class"
        " that has one of them decides.",
    ),
)
FISCAL_MONTH = Setting(
    "fiscal_month",
    Text("會計年度從幾月開始", "First month of the fiscal year"),
    Text(
        "「本季」與以季為週期的目標照會計年度的季來切；預設 1 月。",
        "“Quarter” and goals with a quarter follow the quarters of the fiscal year; January unless"
        " it is set.",
    ),
)
FIRST_WEEKDAY = Setting(
    "first_weekday",
    Text("一週從星期幾開始", "First day of the week"),
    Text(
        "各頁的週線與以週為週期的目標都從這一天切；預設星期一。終端機的 --by week 一律從星期一。",
        "Weeks on every page, and goals with a week, begin on this day; Monday unless it is set."
        " In a terminal --by week always begins on Monday.",
    ),
)
CLOSING_DAY = Setting(
    "closing_day",
    Text("月結日", "Closing day"),
    Text(
        "每月從這一天起可以結上個月的帳；結了之後的更動列為前期調整。預設 5 日。",
        "From this day on the month before can be closed; what changes after that is told as"
        " prior-period adjustment. The 5th unless it is set.",
    ),
)
WEEKDAYS = (
    Text("星期一", "Monday"), Text("星期二", "Tuesday"), Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"), Text("星期五", "Friday"), Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)  # fmt: skip
MONTH_NAMES = tuple(
    Text(f"{n} 月", name)
    for n, name in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"), 1
    )
)  # fmt: skip
DISPLAYS: Mapping[Tax, Text] = {
    "exported": Text("照匯出", "As exported"),
    "excluded": Text("未稅", "Without tax"),
    "included": Text("含稅", "With tax"),
}
"""On which basis amounts can be shown."""

NO_NAME = Text("第 {row} 列沒有類別名稱。", "Row {row} has no name of a class.")
NO_WORDS = Text(
    "「{name}」沒有關鍵字：請填至少一個，用頓號或逗號分開。",
    "“{name}” has no words: fill in one at least; commas stand between them.",
)
TWICE = Text("「{name}」出現兩次，請合併成一列。", "“{name}” stands here twice; make it one row.")
RESERVED = Text(
    "「{name}」是沒有對到任何類別的活動的名稱，請換一個名稱。",
    "“{name}” names the campaigns that are in no class; choose another name.",
)


@dataclass(frozen=True, slots=True)
class Fallen:
    """How many campaigns fall in a class (name None: in none), with the first of their names.

    Parameters
    ----------
    more : bool
        Whether there are names beyond these.
    """

    name: str | None
    campaigns: int
    examples: tuple[str, ...] = ()
    more: bool = False


def fallen(snapshot: Snapshot, classes: Classes) -> list[Fallen]:
    """Return how many ad campaigns fall in each class, in their order, and at last in none."""
    words = [(w.lower(), name, n) for n, (name, listed) in enumerate(classes) for w in listed]
    counted = text("fallen").format(classes=text("classes"))
    rows = snapshot.query(
        counted,
        ads=extent(snapshot).platforms(Ledger.PLATFORM),
        words=[word for word, _, _ in words],
        classes=[name for _, name, _ in words],
        places=[place for _, _, place in words],
        few=FEW,
    )
    found = {name: Fallen(name, n, tuple(names), more) for name, n, names, more in rows}
    return [found.get(name, Fallen(name, 0)) for name in (*(n for n, _ in classes), None)]


def objections(classes: Classes) -> list[Text]:
    """Return what is wrong with classes, before they are kept."""
    names = [name.casefold() for name, _ in classes]
    wrong = []
    for row, (name, words) in enumerate(classes, 1):
        if not name:
            wrong.append(NO_NAME.fill(row=row))
        elif name == UNCLASSED:
            wrong.append(RESERVED.fill(name=name))
        elif not words:
            wrong.append(NO_WORDS.fill(name=name))
        elif name.casefold() in names[: row - 1]:
            wrong.append(TWICE.fill(name=name))
    return wrong


def keep_classes(state: State, classes: Classes, by: str, why: str) -> None:
    """Keep classes in the order in which they decide."""
    doc = [{"name": name, "words": list(words)} for name, words in classes]
    state.set_setting(CLASSES.key, doc, by, why)


def share(percent: float | None) -> Decimal | None:
    """Return a typed percentage as a share, to the digit that was typed: 45.5 is 0.455."""
    return None if percent is None else Decimal(str(percent)).scaleb(-2)


def percent(share: Decimal | None) -> float | None:
    """Return a share as a percentage to be typed over."""
    return None if share is None else float(share.scaleb(2))


def currencies(snapshot: Snapshot | None, kept: str | None, known: Sequence[str]) -> list[str]:
    """Return the currencies to choose from: the kept one, those in the data, then known ones."""
    found = {s.currency for s in snapshot.sources()} if snapshot else set()
    first = [kept] if kept else []
    return list(dict.fromkeys([*first, *sorted(c for c in found if c), *known]))


def categories(snapshot: Snapshot | None) -> list[str]:
    """Return the categories of goods that orders name, the commonest first."""
    return [name for (name,) in snapshot.query(text("categories"))] if snapshot else []


def with_margin(
    kept: Sequence[tuple[str, Decimal]], category: str | None, percent: float | None
) -> dict[str, str]:
    """Return the margins of categories with one of them typed anew; blank takes it out."""
    told = {name: str(share) for name, share in kept if name != category}
    typed = share(percent)
    return told | ({category: str(typed)} if category and typed is not None else {})
