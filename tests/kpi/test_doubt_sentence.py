"""One sentence on every verdict: which limit, which interval, how much more it takes."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.card import Flag
from kpi.definition import Unit
from kpi.doubt.chance import chance
from kpi.doubt.needed import needed
from kpi.doubt.sentence import sentence
from kpi.doubt.wilson import wilson
from kpi.figure import Number
from kpi.format import figure
from kpi.period import Span
from kpi.reading import Reading
from kpi.status import judge
from tests.kpi.test_status import goal, reading

TODAY = d(2026, 12, 1)


def counted(kpi: str, above: int, below: int, **more: Any) -> Reading:
    """Return a share of November."""
    parts = {"numerator": above, "denominator": below, "interval": wilson(above, below)}
    return reading(kpi, above / below, **{**parts, **more})


def said(row: Reading, lang: Any = "zh", target: str = "0.016", **limits: str) -> str:
    """Return the sentence on a reading."""
    asked = goal(row.kpi.key, target, **limits)

    def write(value: Number | None, *, finer: int = 0, short: bool = False) -> str:
        return figure(value, row.kpi.unit, lang, currency="TWD", finer=finer, short=short)

    told = sentence(row, asked, judge(row, asked, TODAY), write)
    return told.to(lang) if told else ""


RATE = {"low": "0.012"}


@pytest.mark.parametrize(
    ("above", "below", "zh"),
    [
        (
            228, 20_000,
            "留意：1.14% 低於護欄 1.2%，但 90% 區間 1.02%–1.27% 還碰得到護欄；"
            "曝光數再多約 70,000（照目前約 110 天）才分得出來。",
        ),
        (
            1050, 100_000,
            "需處理：1.05% 低於護欄 1.2%，90% 區間 1.00%–1.10% 整段都是，差距不在誤差內。",
        ),
        (
            260, 20_000,
            "留意：1.30% 低於目標 1.6%、仍在護欄 1.2% 之內，但 90% 區間 1.17%–1.44% 跨過護欄；"
            "曝光數再多約 13,000（照目前約 19 天）才分得出來。",
        ),
        (
            1380, 100_000,
            "留意：1.38% 低於目標 1.6%、仍在護欄 1.2% 之內，90% 區間 1.32%–1.44% 整段都是，"
            "差距不在誤差內。",
        ),
        (
            155, 10_000,
            "留意：1.55% 低於目標 1.6%、仍在護欄 1.2% 之內，但 90% 區間 1.36%–1.77% 還碰得到目標；"
            "曝光數再多約 170,000（照目前要一年以上）才分得出來。",
        ),
        (
            17, 1000,
            "達標：1.70% 達到目標 1.6%，但 90% 區間 1.15%–2.5% 跨過目標；"
            "曝光數再多約 42,000（照目前要一年以上）才分得出來。",
        ),
        (
            1800, 100_000,
            "達標：1.80% 達到目標 1.6%，90% 區間 1.73%–1.87% 整段都是，差距不在誤差內。",
        ),
        # with so many the ends look alike until they are written with two digits more
        (
            12_010_000, 1_000_000_000,
            "留意：1.2010% 低於目標 1.6%、仍在護欄 1.2% 之內，90% 區間 1.2004%–1.2016% 整段都是，"
            "差距不在誤差內。",
        ),
        # on the limit itself no number would tell
        (
            16, 1000,
            "達標：1.60% 達到目標 1.6%，但 90% 區間 1.07%–2.4% 跨過目標；"
            "剛好在界線上，再多也分不出來。",
        ),
    ],
)  # fmt: skip
def test_a_rate(above: int, below: int, zh: str) -> None:
    assert said(counted("ctr", above, below), **RATE) == zh


def test_it_is_said_in_english_too() -> None:
    assert said(counted("ctr", 228, 20_000), "en", **RATE) == (
        "Watch: 1.14% is below its guardrail, 1.2%, but the 90% interval, 1.02%–1.27%, still"
        " reaches its guardrail; about 70,000 more impressions (some 110 days at this pace) would"
        " tell."
    )
    assert said(counted("ctr", 260, 20_000), "en", **RATE).startswith(
        "Watch: 1.30% is below its target, 1.6%, and inside its guardrail, 1.2%, but the 90%"
    )


@pytest.mark.parametrize(
    ("value", "interval", "zh"),
    [
        (
            766.0, (703.2, 829.6),
            "需處理：766 高於護欄 700，90% 區間 703–830 整段都是，差距不在誤差內。",
        ),
        (
            # 66 from its limit with 80 on either side: (80/66)² of 30 days
            766.0, (686.0, 846.0),
            "留意：766 高於護欄 700，但 90% 區間 686–846 還碰得到護欄；"
            "照目前每天的起伏，再約 15 天才分得出來。",
        ),
        (
            590.0, (560.0, 620.0),
            "達標：590 不高於目標 600，但 90% 區間 560–620 跨過目標；"
            "照目前每天的起伏，再約 240 天才分得出來。",
        ),
        (
            705.0, (640.0, 770.0),
            "留意：705 高於護欄 700，但 90% 區間 640–770 還碰得到護欄；"
            "照目前每天的起伏，要一年以上才分得出來。",
        ),
        (
            766.0, None,
            "需處理：766 高於護欄 700；誤差估不出來（要有 3 天以上的每日數字），"
            "只以數值本身判定。",
        ),
        # what would look alike is written with a digit more
        (
            700.3, (700.1, 700.5),
            "需處理：700.3 高於護欄 700，90% 區間 700.1–700.5 整段都是，差距不在誤差內。",
        ),
    ],
)  # fmt: skip
def test_a_cost(value: float, interval: Any, zh: str) -> None:
    row = reading("cac", value, interval=interval)
    assert said(row, target="600", low="500", high="700") == zh


@pytest.mark.parametrize(
    ("value", "limits", "zh"),
    [
        ("1240000", {"share": "0.8"}, "達標：124.0 萬 達到應達 100.0 萬；累計的數字沒有誤差區間。"),
        (
            "900000", {"share": "0.8"},
            "留意：90.0 萬 低於應達 100.0 萬，還在護欄 80.0 萬 之內；累計的數字沒有誤差區間。",
        ),
        (
            "700000", {"share": "0.8"},
            "需處理：70.0 萬 低於應達 100.0 萬，也過了護欄 80.0 萬；累計的數字沒有誤差區間。",
        ),
        ("700000", {}, "留意：70.0 萬 低於應達 100.0 萬；累計的數字沒有誤差區間。"),
        (None, {"share": "0.8"}, "資料不足：這段期間沒有答案，不判定。"),
    ],
)  # fmt: skip
def test_a_running_sum(value: str | None, limits: Any, zh: str) -> None:
    row = reading("conversion_value", value and Decimal(value), complete_to=d(2026, 11, 10))
    assert said(row, target="3000000", **limits) == zh


@pytest.mark.parametrize(
    ("kpi", "value", "limits", "zh"),
    [
        ("budget_use", 1.15, {"high": "1.1"}, "是點清楚的金額"),
        ("line_friends", Decimal(900), {"low": "1000"}, "當天點出來的數量"),
        ("first_contact_hours", 30.0, {"high": "24"}, "中位數不是每天相加"),
        ("frequency", 5.1, {"high": "5"}, "人不能跨日相加"),
        ("payback_months", 9, {"high": "6"}, "回本的那個月"),
        ("cac", 766.0, {"high": "700"}, "要有 3 天以上的每日數字"),
    ],
)
def test_what_has_no_interval_says_why(kpi: str, value: Any, limits: Any, zh: str) -> None:
    told = said(reading(kpi, value), target=next(iter(limits.values())), **limits)
    assert told.startswith("需處理：") and zh in told and told.endswith("只以數值本身判定。")


@pytest.mark.parametrize(
    ("value", "interval", "zh"),
    [
        (450.0, (430.0, 470.0), "也低於區間下緣 500，提供參考。"),
        (450.0, None, "也低於區間下緣 500，提供參考。"),
        (490.0, (440.0, 540.0), "是否低於區間下緣 500，還在誤差之內。"),
        (520.0, (480.0, 560.0), "是否低於區間下緣 500，還在誤差之內。"),
        (520.0, (505.0, 535.0), "差距不在誤差內。"),
        (520.0, None, "只以數值本身判定。"),
    ],
)
def test_both_ends_of_a_band_are_told(value: float, interval: Any, zh: str) -> None:
    row = reading("cac", value, interval=interval)
    assert said(row, target="600", low="500", high="700").endswith(zh)
    told = said(row, "en", target="600", low="500", high="700")
    assert ("lower end" in told) is ("區間下緣" in zh)


def test_what_is_not_known_is_said() -> None:
    assert said(reading("ctr", None), **RATE) == "資料不足：這段期間沒有答案，不判定。"
    short = reading("cac", 600.0, flags=(Flag.SHORT_HISTORY,))
    assert said(short, target="600") == "資料不足：訂單歷史不夠長，不判定。"
    early = reading("conversions", Decimal(3), complete_to=d(2026, 10, 31))
    assert said(early, target="600") == "資料不足：期間還沒有完整的一天，不判定。"


def test_what_is_not_judged_has_no_sentence() -> None:
    other = dataclasses.replace(counted("ctr", 228, 20_000), scope=())
    assert said(other, **RATE) == ""


@pytest.mark.parametrize(
    ("row", "limit", "expected"),
    [
        (counted("ctr", 228, 20_000), 0.012, (69_103, 104)),
        (counted("ctr", 1050, 100_000), 0.012, None),  # told already
        (counted("ctr", 12, 1000), 0.012, None),  # on the limit
        (counted("ctr", 12, 1000), 1.5, None),  # no rate is one
        (reading("ctr", 0.01), 0.012, None),  # without an interval
        # of ten sessions four are not engaged; the limit is 0.5 of them
        (
            dataclasses.replace(counted("bounce_rate", 6, 10), value=0.4, interval=(0.2, 0.65)),
            0.5,
            (58, 174),
        ),
        # one that leans on its siblings: its own counts would tell, its interval does not
        (
            dataclasses.replace(counted("ctr", 30, 30), interval=(0.02, 0.9)),
            0.8,
            (691, 691),
        ),
        (dataclasses.replace(counted("ctr", 30, 30), interval=(0.82, 0.9)), 0.8, None),
        # levels and a year that rolls do not grow by the day
        (counted("line_block_rate", 9, 100), 0.1, (2335, None)),
        (counted("repurchase_365d", 20, 100), 0.25, (103, None)),
        (reading("cac", 766.0, interval=(686.0, 846.0)), 700.0, (None, 15)),
    ],
)  # fmt: skip
def test_how_much_more_it_takes(
    row: Reading, limit: float, expected: tuple[int | None, int | None] | None
) -> None:
    found = needed(row, limit)
    assert (found and (found.observations, found.days)) == expected


def test_the_pace_is_the_period_s_own() -> None:
    week = Span(d(2026, 11, 2), d(2026, 11, 8))
    found = needed(counted("ctr", 228, 20_000, span=week), 0.012)
    assert found is not None and (found.observations, found.days) == (69_103, 25)


@pytest.mark.parametrize(
    ("row", "limits", "zh"),
    [
        (
            counted("ctr", 30, 1000), {"low": "0.025"},
            "若真的是 2.0%（比護欄差兩成），這麼多曝光數（1,000）有 22% 的機會亮紅。",
        ),
        (
            counted("ctr", 30_000, 1_000_000), {"low": "0.025"},
            "若真的是 2.0%（比護欄差兩成），這麼多曝光數（1,000,000）有 >99% 的機會亮紅。",
        ),
        (counted("ctr", 30, 1000), {}, ""),  # without a guardrail nothing is red
        (reading("ctr", None), {"low": "0.025"}, ""),
        (reading("cac", 600.0), {"high": "700"}, ""),
        (counted("paid_share", 900, 1000), {"high": "0.9"}, ""),  # no rate is a fifth above
    ],
)  # fmt: skip
def test_the_chance_to_see_it(row: Reading, limits: Any, zh: str) -> None:
    asked = goal(row.kpi.key, "0.03", **limits)
    told = chance(
        row,
        judge(row, asked, TODAY),
        lambda value, **_: figure(value, Unit.RATIO, "zh"),
    )
    assert (told.to("zh") if told else "") == zh
