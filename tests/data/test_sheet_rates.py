"""Rate tables with months or currencies side by side: what each rate is of is said, or asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.reading.sheets.rate_words import Said, said
from data.snapshot import current
from data.store import Store
from tests.data.sheets import FILES, loaded, sheet

JAN, FEB = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")

READ = [
    # a table, and the days, currency, what it is told in, and the rate of each entry
    (("匯率,,", "月份,USD,備註", "2026/1,31.5,9"), [(*JAN, "USD", None, "31.5")]),
    (("匯率,", "月份,TWD/USD", "2026/1,0.03175"), [(*JAN, "TWD", "USD", "0.03175")]),
    (("月份,USD 匯率,平均", "2026/1,31.5,31"), [(*JAN, "USD", None, "31.5")]),
    (("美元兌新台幣匯率,", "月份,即期賣出", "2026/1,31.5"), [(*JAN, "USD", "TWD", "31.5")]),
    (("月份,幣別,即期賣出", "2026/1,美元,31.5"), [(*JAN, "USD", None, "31.5")]),
    (("Exchange rates,", "Currency,Jan-26", "usd,31.5"), [(*JAN, "USD", None, "31.5")]),
    (("2026 匯率,", "月份,USD", "一月,31.5"), [(*JAN, "USD", None, "31.5")]),
    (("匯率 2026年1月,", "幣別,即期買入", "USD,31.5"), [(*JAN, "USD", None, "31.5")]),
    (
        ("匯率,,", "幣別,2026-01-01,2026-02-01", "USD,31.5,31"),  # as Excel makes months days
        [(*JAN, "USD", None, "31.5"), (*FEB, "USD", None, "31")],
    ),
    (
        ("匯率,", "日期,USD", "2026-01-01,31.5", "2026-02-01,31"),
        [("2026-01-01",) * 2 + ("USD", None, "31.5"), ("2026-02-01",) * 2 + ("USD", None, "31")],
    ),
    (("匯率,,", "月份,USD,JPY", "2026/1,31.5,0.00000"), [(*JAN, "USD", None, "31.5")]),
    (("匯率,", "月份,USD", "2026/1,31.5", "月份,USD", "2026/2,31"),
     [(*JAN, "USD", None, "31.5"), (*FEB, "USD", None, "31")]),
    (("匯率,", "月份,USD", "2026/1,31.5", "最高,31.5"), [(*JAN, "USD", None, "31.5")]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("lines", "entries"), READ)
def test_each_rate_is_of_a_currency_and_its_days(
    tmp_path: Path, lines: tuple[str, ...], entries: list[tuple[str, ...]]
) -> None:
    report = sheet(tmp_path, *lines)
    assert (report.status, report.format) == ("parsed", "generic.rates"), report.problems
    assert [(*r[:2], *r[3:]) for r in loaded(tmp_path, "rates")] == entries


REFUSED = [
    # a table, row and column that are named, what is said
    (("匯率,,", "月份,USD,XX幣", "2026/1,31.5,3"), 3, "XX幣", "of which currency or of which day"),
    (("匯率,,", "月份,USD,", "2026/1,31.5,3"), 3, None, "of which currency or of which day"),
    (("匯率,", "幣別,2026/1", "USD,31", "某國幣,3"), 4, "2026/1", "of which currency"),
    (("匯率,", "月份,USD", "2026/1,31", "1/5/2026,3"), 4, "USD", "or of which day"),
    (("匯率,,", "月份,USD,日圓(100)", "2026/1,31.5,21.5"), 3, "日圓(100)", "a hundred or"),
    (("匯率（每百日圓）,", "月份,JPY", "2026/1,21.5"), 3, "JPY", "a hundred or"),
    (("匯率,,", "月份,USD,USD", "2026/1,31.5,31.6"), 3, None, "two different figures"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("lines", "row", "column", "says"), REFUSED)
def test_a_rate_of_nobody_knows_what_refuses_the_table(
    tmp_path: Path, lines: tuple[str, ...], row: int, column: str | None, says: str
) -> None:
    report = sheet(tmp_path, *lines)
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    problem = report.problems[0]
    assert says in problem.rule.en
    assert (problem.row, problem.column) == (row, column)


KINDS = [
    (("日期,幣別,現金買入,現金賣出", "2026/9/1,USD,30.6,31.3"), ["現金買入", "現金賣出"]),
    (("匯率,,,", ",現金匯率,,即期匯率", "日期,買入,賣出,賣出", "2026/9/1,1,2,3"), []),
    (("USD 匯率,,,", ",現金匯率,,即期匯率", "日期,本行買入,本行賣出,本行賣出", "2026/9/1,1,2,3"),
     ["現金買入", "現金賣出", "即期賣出"]),
    (("匯率,,", ",USD,", "月份,買入,賣出", "2026/9,30.6,31.3"), ["買入", "賣出"]),
    (("月份,USD 平均匯率,USD 期末匯率", "2026/9,30.6,31.3"), ["平均", "期末"]),
    (("Month,USD rate,USD spot selling", "2026/9,30.6,31.3"), ["匯率", "spot selling"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("lines", "kinds"), KINDS)
def test_which_of_several_rates_counts_is_asked(
    tmp_path: Path, lines: tuple[str, ...], kinds: list[str]
) -> None:
    report = sheet(tmp_path, *lines)
    asked = [(q.key, [c for c, _ in q.choices]) for q in report.questions]
    assert (report.status, asked) == (
        ("needs_answer", [("rate_kind", kinds)]) if kinds else ("rejected", [])
    )
    for kind in kinds:
        answered = sheet(tmp_path, *lines, rate_kind=kind)
        assert (answered.status, answered.rows.loaded) == ("parsed", 1)
        assert any(kind in w.en for w in answered.warnings)


NAMELESS = [
    (("月份,USD,JPY", "2026/1,31.5,0.2"), ["generic.rates", "none"]),
    (("幣別,2026/1,2026/2", "USD,31.5,31"), ["generic.rates", "generic.costs", "generic.plan"]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("lines", "choices"), NAMELESS)
def test_what_nothing_calls_a_rate_is_asked(
    tmp_path: Path, lines: tuple[str, ...], choices: list[str]
) -> None:
    report = sheet(tmp_path, *lines)
    assert [[c for c, _ in q.choices] for q in report.questions] == [choices]
    assert sheet(tmp_path, *lines, format="generic.rates").book == "rates"
    assert sheet(tmp_path, *lines, format="none").status in ("rejected", "needs_answer")


NO_RATES = [
    ("2026 費用,7月,8月", "美金帳戶手續費,100,200"),
    ("2026 行銷費用（單位：新台幣，匯率 31.5）,7月,8月", "代操服務費,100,200"),
    ("項目,2026/1,2026/2", "USD 刷卡費,31.5,31"),
    ("月份,廣告費,USD", "2026/1,100,31.5"),
]


@pytest.mark.slow
@pytest.mark.parametrize("lines", NO_RATES)
def test_money_is_not_taken_for_a_rate(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert sheet(tmp_path, *lines).format != "generic.rates"


SAID = [
    ("USD", Said(currency="USD")),
    ("美金 (USD)", Said(currency="USD")),
    ("南非幣 (ZAR)", Said(currency="ZAR")),
    ("南非幣", Said()),
    ("USD/TWD", Said(currency="USD", into="TWD")),
    ("美元兌新台幣", Said(currency="USD", into="TWD")),
    ("日圓(100)", Said(currency="JPY", hundred=True)),
    ("美金帳戶", Said()),
    ("即期 本行賣出", Said(kind="即期 本行 賣出")),
    ("USD 即期賣出", Said(currency="USD", kind="即期 賣出")),
    ("匯率", Said()),
    ("備註", Said()),
    ("2026/1", Said(when="2026/1")),
    ("1月", Said(when="1月")),
    ("USDT", Said()),
    ("", Said()),
]


@pytest.mark.parametrize(("cell", "wanted"), SAID)
def test_what_a_cell_of_a_rate_table_says(cell: str, wanted: Said) -> None:
    assert said(cell) == wanted


@pytest.mark.slow
def test_a_banks_table_is_asked_about_and_loaded(call: Any, tmp_path: Path) -> None:
    file = FILES / "rates_bank_board.xlsx"
    code, said = call("import", file)
    (question,) = said["files"][0]["questions"]
    assert (code, question["key"], len(question["choices"])) == (1, "rate_kind", 4)
    code, said = call("import", file, "--answer", "rate_kind=即期賣出")
    assert (code, said["files"][0]["status"]) == (0, "loaded")
    seen = current(Store.at(tmp_path / "store"))
    assert seen
    found = seen.query("select rate_currency, rate_to, rate::text from rates order by 1")
    assert found == [
        ("JPY", None, "0.216600"), ("USD", None, "31.125000"), ("ZAR", None, "1.761000"),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_kind_that_was_chosen_is_remembered(call: Any, tmp_path: Path) -> None:
    """The next table of the bank is read by the kind chosen before, unless it has no such kind."""
    first = (FILES / "rates_bank_history.csv").read_text("utf-8")
    tables = [first, first.replace("2026", "2025"), first.replace("即期", "遠期")]
    for n, (text, answers, wanted) in enumerate(
        zip(
            tables,
            (["rate_kind=即期賣出"], [], []),
            ("loaded", "loaded", "needs_answer"),
            strict=True,
        )
    ):
        file = tmp_path / f"{n}.csv"
        file.write_text(text, "utf-8")
        _, said = call("import", file, *(a for given in answers for a in ("--answer", given)))
        assert said["files"][0]["status"] == wanted
    seen = current(Store.at(tmp_path / "store"))
    assert seen
    assert seen.query(
        "select year(day_from)::integer, count(*) from rates group by 1 order by 1"
    ) == [
        (2025, 2),
        (2026, 2),
    ]
