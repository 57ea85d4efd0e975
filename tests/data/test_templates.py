"""Templates and entries typed by hand: what is filled in is what is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.exports import EXPORTS
from data.handwritten import TypedCost, as_file
from data.reading.reader import read
from data.report import Report
from data.templates import KINDS, TEMPLATES, Kind, file_name, template
from data.text import LANGS, Lang

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))

FILLED: dict[str, tuple[list[list[str]], str, list[tuple[Any, ...]]]] = {
    "generic.costs": (
        [
            ["2026-08", "代理商", "大樹數位", "Google", "代操服務費", "12,000.50", "600", "未稅",
             "TWD", "x"],
            ["115/09/05", "工具", "Figma", "", "授權", "-45", "", "included", "TWD", ""],
        ],
        "day_from, day_to, account_name, category, cost_platform, item, amount, amount_tax,"
        " tax_basis",
        [
            (date(2026, 8, 1), date(2026, 8, 31), "大樹數位", "代理商", "google_ads", "代操服務費",
             Decimal("12000.5"), Decimal(600), "excluded"),
            (date(2026, 9, 5), date(2026, 9, 5), "Figma", "工具", None, "授權", Decimal(-45), None,
             "included"),
        ],
    ),
    "generic.plan": (
        [
            ["2027-01", "Google", "100,000", "5000", "", "", "TWD", ""],
            ["2027-02", "", "", "", "結帳轉換率", "1.6%", "TWD", ""],
        ],
        "day_from, day_to, plan_platform, budget, reserve, kpi, target",
        [
            (date(2027, 1, 1), date(2027, 1, 31), "google_ads", 100_000, 5000, None, None),
            (date(2027, 2, 1), date(2027, 2, 28), None, None, None, "結帳轉換率", Decimal("0.016")),
        ],
    ),
    "generic.rates": (
        [["2026-09-01", "USD", "TWD", "31.125", ""], ["2026-09", "JPY", "TWD", "0.2157", ""]],
        "day_from, day_to, rate_currency, rate_to, rate",
        [
            (date(2026, 9, 1), date(2026, 9, 1), "USD", "TWD", Decimal("31.125")),
            (*SEPTEMBER, "JPY", "TWD", Decimal("0.2157")),
        ],
    ),
    "generic.orders": (
        [
            ["A-1", "2026-09-05", "placed", "paid", "官網", "2270", "100", "", "60", "M-1", "new",
             "壺", "茶具", "1", "990", "TWD"],
            ["A-1", "2026-09-05", "placed", "paid", "官網", "", "", "", "", "M-1", "new",
             "盒", "禮盒", "2", "640", "TWD"],
        ],
        "day_from, order_id, status, payment_status, sales_channel, total, discount, product,"
        " category, quantity, price",
        [
            (date(2026, 9, 5), "A-1", "placed", "paid", "官網", 2270, 100, "壺", "茶具", 1, 990),
            (date(2026, 9, 5), "A-1", "placed", "paid", "官網", None, None, "盒", "禮盒", 2, 640),
        ],
    ),
    "generic.leads": (
        [
            ["L-1", "2026-09-05 09:30", "成交", "", "LinkedIn", "企業禮贈", "付費社群", "業務一組",
             "yes", "", "2026/9/5 14:00", "", "2026-09-08", "2026-09-15", "2026-09-20",
             "2026-10-02", "", "", "", "", "", "2026-11-02", "每月", "88,000", "TWD"],
            ["L-2", "2026-09-06", "名單", "無效", "官網", *[""] * 20],
        ],
        "lead_id, day_from, stage, mark, campaign, owner_team, accepted, contacted_on,"
        " contacted_clock, sql_on, won_on, ended_on, billing, deal_amount, currency",
        [
            ("L-1", date(2026, 9, 5), "won", None, "企業禮贈", "業務一組", "yes",
             date(2026, 9, 5), "14:00", date(2026, 9, 15), date(2026, 10, 2), date(2026, 11, 2),
             "month", 88_000, "TWD"),
            ("L-2", date(2026, 9, 6), "lead", "invalid", *[None] * 11),
        ],
    ),
}  # fmt: skip
EACH = [(name, kind, lang) for name in TEMPLATES for kind in KINDS for lang in LANGS]


def reading(tmp_path: Path, content: bytes, answers: dict[str, str] | None = None) -> Report:
    """Read bytes as the sandbox's child does."""
    received = tmp_path / "received"
    received.write_bytes(content)
    report = read(received, "any name", tmp_path / "1.parquet", answers or {}, today=TODAY)
    assert report.rows.closes
    return report


def rows(tmp_path: Path, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.read_parquet(str(tmp_path / "1.parquet")).project(columns).fetchall()


@pytest.mark.parametrize(("name", "kind", "lang"), EACH)
def test_a_filled_template_reads_back_exactly(
    name: str, kind: Kind, lang: Lang, tmp_path: Path
) -> None:
    typed, columns, wanted = FILLED[name]
    report = reading(tmp_path, template(name, kind, lang, typed))
    assert report.status == "parsed", [p.rule.en for p in report.problems] or report.questions
    assert (report.format, report.rows.loaded, report.rows.quarantined) == (name, len(wanted), 0)
    assert report.rows.skipped.preamble == 4
    assert rows(tmp_path, columns) == wanted


@pytest.mark.parametrize(("name", "kind", "lang"), EACH)
def test_a_blank_template_says_that_it_is_blank(
    name: str, kind: Kind, lang: Lang, tmp_path: Path
) -> None:
    report = reading(tmp_path, template(name, kind, lang))
    assert (report.status, report.format) == ("rejected", name)
    assert "a header and not one row" in report.problems[0].rule.en


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_column_is_one_its_format_knows(name: str, lang: Lang) -> None:
    export = next(e for e in EXPORTS if e.name == name)
    headers = [h.to(lang) for h in TEMPLATES[name].headers]
    assert [c.header for c in export.columns(headers)] == headers
    assert all(len(e) == len(headers) for e in TEMPLATES[name].examples)
    assert file_name(name, "csv", lang).endswith(".csv")


@pytest.mark.parametrize("lang", LANGS)
def test_an_example_copied_below_the_header_is_held_back(lang: Lang, tmp_path: Path) -> None:
    typed, *_ = FILLED["generic.costs"]
    mark = {"zh": "範例：2026-09", "en": "Example: 2026-09"}[lang]
    copied = [[mark, *typed[0][1:]], *typed]
    report = reading(
        tmp_path, template("generic.costs", "csv", lang, copied), {"quarantine": "load"}
    )
    assert (report.rows.loaded, report.rows.quarantined) == (2, 1)
    assert report.problems[0].value == mark


TYPED = [
    TypedCost(*SEPTEMBER, Decimal("12000.125"), '代操, "服務"費', "代理商", "大樹", "google_ads"),
    TypedCost(
        SEPTEMBER[0], SEPTEMBER[0], Decimal(-300), "=1+1", "", "", "", Decimal(-15), "excluded"
    ),
    TypedCost(
        date(2026, 9, 3),
        date(2026, 9, 9),
        Decimal("0.5"),
        "合計費",
        "工具",
        "大樹",
        basis="included",
    ),
]


def test_what_is_typed_by_hand_reads_back(tmp_path: Path) -> None:
    report = reading(tmp_path, as_file(TYPED, "batch"))
    assert (report.status, report.format, report.currency) == ("parsed", "generic.costs", "TWD")
    read_back = rows(
        tmp_path,
        "day_from, day_to, amount, item, category, account_name, cost_platform, amount_tax,"
        " tax_basis",
    )
    assert read_back == [
        (
            e.first, e.last, e.amount, "｜".join(filter(None, (e.vendor, e.item))) or None,
            e.category or "未分類", "batch",
            e.platform or None, e.tax, e.basis or None,
        )
        for e in TYPED
    ]  # fmt: skip


def test_the_same_entries_are_the_same_file() -> None:
    assert as_file(TYPED, "1") == as_file(tuple(TYPED), "1")
    assert as_file(TYPED, "1") != as_file(TYPED[::-1], "1")
    assert as_file(TYPED, "1") != as_file(TYPED, "2")  # typed again at another time: meant again


def test_typed_rows_can_be_imported_and_undone(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    path.write_bytes(as_file(TYPED[:1], "1"))
    code, told = call("import", path)
    assert code == 0, told
    (entry,) = told["files"] if "files" in told else told["imports"]
    code, undone = call("undo", "last")
    assert code == 0, undone
    assert entry["format"] == "generic.costs"
