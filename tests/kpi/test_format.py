"""Numbers and days as strings, borders first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpi.definition import Unit
from kpi.format import change, change_unit, day, days, figure, joined, share
from kpi.period import Span

COUNT, MONEY, RATIO, MULTIPLE = Unit.COUNT, Unit.MONEY, Unit.RATIO, Unit.MULTIPLE
TWD = {"currency": "TWD"}


@pytest.mark.parametrize(
    ("value", "unit", "how", "zh", "en"),
    [
        (None, MONEY, TWD, "–", "–"),
        (0, MONEY, TWD, "0", "0"),
        (0.0, RATIO, {}, "0.00%", "0.00%"),
        (Decimal("-0.004"), MONEY, TWD, "0", "0"),
        # borders
        (Decimal("99999.4"), MONEY, TWD, "99,999", "99,999"),
        (Decimal("99999.5"), MONEY, TWD, "10.0 萬", "100.0K"),
        (100_000, COUNT, {}, "10.0 萬", "100.0K"),
        (104_999, COUNT, {}, "10.5 萬", "105.0K"),
        (999_949, COUNT, {}, "100.0 萬", "999.9K"),
        (999_950, COUNT, {}, "100.0 萬", "1.00M"),
        (99_999_500, MONEY, TWD, "1.0 億", "100.00M"),
        (99_999_499, MONEY, TWD, "9,999.9 萬", "100.00M"),
        (99_994_999, MONEY, TWD, "9,999.5 萬", "99.99M"),
        (100_000_000, MONEY, TWD, "1.0 億", "100.00M"),
        (1_860_000, MONEY, TWD, "186.0 萬", "1.86M"),
        (-1_860_000, MONEY, TWD, "−186.0 萬", "−1.86M"),
        (10**15, COUNT, {}, "10,000,000.0 億", "1,000,000.00B"),
        # rates: one digit, two while they show as less than 2 %
        (0.01994, RATIO, {}, "1.99%", "1.99%"),
        (0.01996, RATIO, {}, "2.0%", "2.0%"),
        (0.00001, RATIO, {}, "<0.01%", "<0.01%"),
        (1.3393, RATIO, {}, "133.9%", "133.9%"),
        (-0.0118, RATIO, {}, "−1.18%", "−1.18%"),
        (0.02, RATIO, {"short": True}, "2%", "2%"),
        (0.016, RATIO, {"short": True}, "1.6%", "1.6%"),
        # multiples two, one where short
        (2.745, MULTIPLE, {}, "2.75", "2.75"),
        (3, MULTIPLE, {"short": True}, "3.0", "3.0"),
        # money of other currencies, mixed currencies, a KPI's own digits, all digits
        (Decimal("12.34"), MONEY, {"currency": "USD"}, "12.34", "12.34"),
        (1500, MONEY, {"currency": "TWD", "mixed": True}, "NT$1,500", "NT$1,500"),
        (-1500, MONEY, {"currency": "TWD", "mixed": True}, "−NT$1,500", "−NT$1,500"),
        (7, MONEY, {"currency": "SGD", "mixed": True}, "SGD 7.00", "SGD 7.00"),
        (12.25, MONEY, {"currency": "TWD", "decimals": 1}, "12.3", "12.3"),
        (1_860_000, MONEY, {"currency": "TWD", "full": True}, "1,860,000", "1,860,000"),
        (3_000_000, MONEY, {"currency": "TWD", "short": True}, "300 萬", "3M"),
        (12, MONEY, {"currency": "TWD", "decimals": 1, "short": True}, "12", "12"),
        # fractional conversions
        (Decimal("313.17"), COUNT, {"decimals": 1}, "313.2", "313.2"),
        (Decimal("600.00"), COUNT, {"decimals": 1}, "600", "600"),
        (Decimal("0.03"), COUNT, {"decimals": 1}, "<0.1", "<0.1"),
    ],
)
def test_figures(value: Any, unit: Unit, how: dict[str, Any], zh: str, en: str) -> None:
    assert figure(value, unit, "zh", **how) == zh
    assert figure(value, unit, "en", **how) == en


@pytest.mark.parametrize(
    ("now", "before", "unit", "wanted"),
    [
        (None, 1, COUNT, "–"),
        (1, None, RATIO, "–"),
        (5, 0, COUNT, "–"),
        (0, 0, MONEY, "–"),
        (1, 1, COUNT, "±0.0%"),
        (0, 5, COUNT, "−100.0%"),
        (5, -10, MONEY, "+150.0%"),
        (Decimal(1_860_000), Decimal(1_712_000), MONEY, "+8.6%"),
        (130_000, 10, COUNT, "+1,299,900.0%"),
        (0.0118, 0.0112, RATIO, "+0.06"),
        (0.079, 0.075, RATIO, "+0.4"),
        (0.019, 0.021, RATIO, "−0.2"),
        (0.5, 0.5, RATIO, "±0.0"),
        (2.74, 3.05, MULTIPLE, "−0.31"),
    ],
)
def test_changes(now: Any, before: Any, unit: Unit, wanted: str) -> None:
    assert change(now, before, unit) == wanted


def test_words_around_numbers() -> None:
    assert change_unit(RATIO, "zh") == "百分點"
    assert change_unit(RATIO, "en") == "pp"
    assert change_unit(MULTIPLE, "zh") == ""
    assert [share(v) for v in (None, 0.4133, Decimal("1.045"), 0)] == ["–", "41%", "105%", "0%"]
    assert joined("Meta", "到站率", "低於護欄 60%") == "Meta 到站率低於護欄 60%"
    assert joined("點擊率 CTR", "高於") == "點擊率 CTR 高於"
    assert joined("", "a", "b") == "a b"
    assert joined() == ""


@pytest.mark.parametrize(
    ("start", "end", "today", "wanted"),
    [
        (date(2026, 11, 17), date(2026, 11, 17), None, "11/17"),
        (date(2026, 11, 1), date(2026, 11, 17), date(2026, 11, 18), "11/1–11/17"),
        (date(2025, 12, 22), date(2026, 1, 18), date(2026, 1, 20), "2025/12/22–2026/1/18"),
        (date(2025, 11, 1), date(2025, 11, 17), date(2026, 11, 18), "2025/11/1–2025/11/17"),
    ],
)
def test_days(start: date, end: date, today: date | None, wanted: str) -> None:
    assert days(Span(start, end), today) == wanted


def test_no_day() -> None:
    assert day(None) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (None, Unit.SECONDS, "–", "–"),
        (0.0, Unit.SECONDS, "0 秒", "0s"),
        (0.4, Unit.SECONDS, "<1 秒", "<1s"),
        (59.4, Unit.SECONDS, "59 秒", "59s"),
        (59.5, Unit.SECONDS, "1 分 0 秒", "1m 0s"),  # never 60 seconds
        (83.0, Unit.SECONDS, "1 分 23 秒", "1m 23s"),
        (7_265, Unit.SECONDS, "121 分 5 秒", "121m 5s"),
        (2.25, Unit.HOURS, "2.3 小時", "2.3 h"),
        (3.0, Unit.DAYS, "3 天", "3 days"),
        (7.5, Unit.MONTHS, "7.5 個月", "7.5 months"),
        (4.04, Unit.POSITION, "第 4 名", "position 4"),
    ],
)
def test_times_and_positions(value: Any, unit: Unit, zh: str, en: str) -> None:
    assert figure(value, unit, "zh") == zh
    assert figure(value, unit, "en") == en
    assert change(2.0, 1.0, unit) == "+100.0%"
