"""What the words of a person's sheet mean: days, years, media and fees, totals."""

from __future__ import annotations

import pytest

from data.reading.sheets import wording
from data.reading.sheets.months import days, lacks_year, years

MONTHS: list[tuple[str, str | None]] = [
    ("2026/9", "2026-09-01 2026-09-30"),
    ("2026-09", "2026-09-01 2026-09-30"),
    ("２０２６年９月份", "2026-09-01 2026-09-30"),
    ("202609", "2026-09-01 2026-09-30"),
    ("115年9月", "2026-09-01 2026-09-30"),
    ("115/09", "2026-09-01 2026-09-30"),
    ("民國 115 年 2 月", "2026-02-01 2026-02-28"),
    ("113/02/29", "2024-02-29 2024-02-29"),
    ("Sep-26", "2026-09-01 2026-09-30"),
    ("September 2026", "2026-09-01 2026-09-30"),
    ("2026 第三季", "2026-07-01 2026-09-30"),
    ("2026Q3", "2026-07-01 2026-09-30"),
    ("2026/9/1~9/30", "2026-09-01 2026-09-30"),
    ("2026/12/16 至 2027/1/15", "2026-12-16 2027-01-15"),
    ("2026/9/30 - 2026/9/1", None),
    ("9月", None),  # of which year?
    ("2026.1", None),  # January, or October as Excel writes 2026.10
    ("2026/13", None),
    ("2026/2/30", None),
    ("9/5/2026", None),  # the whole column decides
    ("46266", None),
    ("Marketing", None),
    ("", None),
]


@pytest.mark.parametrize(("cell", "wanted"), MONTHS)
def test_which_days_a_cell_names(cell: str, wanted: str | None) -> None:
    found = days(cell)
    assert (f"{found[0]} {found[1]}" if found else None) == wanted


@pytest.mark.parametrize("cell", ["9月", "九月", "十二月", "Sep", "September", "1月~3月"])
def test_months_that_lack_their_year(cell: str) -> None:
    assert lacks_year(cell) and days(cell) is None
    assert days(cell, 2026) is not None


YEARS = [
    (("2026 行銷費用", "單位：元"), {2026}),
    (("民國115年度",), {2026}),
    (("2025–2026 費用",), {2025, 2026}),
    (("費用", "製表日期：2025/01/03"), set()),
    (("電話 02-20261234",), set()),
]


@pytest.mark.parametrize(("lines", "wanted"), YEARS)
def test_which_year_titles_name(lines: tuple[str, ...], wanted: set[int]) -> None:
    assert years(lines) == wanted


MEDIA = [
    ("", "Google 廣告費", ("google_ads", "media")),
    ("廣告費", "FB 貼文推廣", ("meta_ads", "media")),
    ("廣告費", "捷運燈箱", (None, "media")),
    ("媒體", "Google 代操服務費", ("google_ads", "媒體")),
    ("", "FB 代操服務費", ("meta_ads", "未分類")),
    ("軟體", "Google Workspace 月費", (None, "軟體")),
    ("", "Google廣告費", ("google_ads", "media")),
    ("", "IG廣告投放", ("meta_ads", "media")),
    ("", "big ads studio 製作費", (None, "未分類")),
    ("", "Meta ad spend", ("meta_ads", "media")),
]


@pytest.mark.parametrize(("named", "item", "wanted"), MEDIA)
def test_media_is_told_from_fees(named: str, item: str, wanted: tuple[str | None, str]) -> None:
    assert (wording.platform("", item, named), wording.category(named, item)) == wanted


LABELS = [
    ("小計", True), ("代理商小計", True), ("合計（未稅）", True), ("Total", True),
    ("Sub-total", True), ("Grand total", True), ("總 計", True), ("Total Recall", False),
    ("會計顧問", False), ("統計", False),
]  # fmt: skip


@pytest.mark.parametrize(("label", "wanted"), LABELS)
def test_which_labels_are_totals(label: str, wanted: bool) -> None:
    assert wording.is_total(label) is wanted
