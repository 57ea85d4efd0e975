"""The workbook: numbers are numbers, days are days, and what begins with = is still a name."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data.state import Note
from data.text import LANGS, Lang
from kpi.actions.action import Action
from kpi.definition import Unit
from kpi.publish import xlsx as words
from kpi.publish.fitting import clean
from kpi.publish.sheets import Sheet, workbook, written
from kpi.publish.xlsx import xlsx
from tests.kpi import publish_world as world

NOTES = [Note("goal-1", "pen", name, name, datetime(2026, 11, 23, 2, n))
         for n, name in enumerate(world.HOSTILE)]  # fmt: skip
ACTIONS = [
    Action(f"a{n}", name, name, date(2026, 11, 27), date(2026, 11, 23), "Mei", benefit=name,
           link="https://tasks.example/1", campaign=name) for n, name in enumerate(world.HOSTILE)
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[Lang, bytes]:
    return {lang: xlsx(world.review(), NOTES, ACTIONS, lang) for lang in LANGS}


def rows(content: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


@pytest.mark.parametrize("lang", LANGS)
def test_it_has_its_sheets_each_with_a_frozen_header(made: dict[Lang, bytes], lang: Lang) -> None:
    wanted = (words.KPIS, words.WEEKS, words.DECIDED, words.ACTIONS, words.NOTES, words.PAST,
              words.TERMS)  # fmt: skip
    book = CalamineWorkbook.from_filelike(io.BytesIO(made[lang]))
    assert book.sheet_names == [text.to(lang) for text in wanted]
    sheets = [part for name, part in parts(made[lang]).items() if "worksheets/" in name]
    assert all(b'state="frozen"' in sheet for sheet in sheets)


def test_frozen_numbers_are_numbers(made: dict[Lang, bytes]) -> None:
    titles, *lines = rows(made["zh"], words.KPIS.zh)
    review = world.review()
    assert len(lines) == len(review.frozen)
    for line, frozen in zip(lines, review.frozen, strict=True):
        told = dict(zip(titles, line, strict=True))
        for name, title in words.NUMBERED.items():
            value = getattr(frozen, name)
            assert told[title.zh] == ("" if value is None else float(value))
        assert told["起"] == frozen.start and told["單位"]
        assert told["分子"] == float(frozen.numerator or 0)


def test_thirteen_weeks_have_a_column_each(made: dict[Lang, bytes]) -> None:
    titles, *lines = rows(made["en"], words.WEEKS.en)
    assert titles[2:] == [f"{week.start}" for week in world.frozen(0).weeks]
    assert lines[0][2:] == [float(week.value or 0) for week in world.frozen(0).weeks]


def test_decisions_actions_and_notes_are_as_typed(made: dict[Lang, bytes]) -> None:
    decided = rows(made["zh"], words.DECIDED.zh)[1:]
    assert [row[1] for row in decided] == ["本週不處理", "停投", "停投", "停投"]
    assert [row[2] for row in decided] == list(world.HOSTILE[:4])
    assert [row[0] for row in rows(made["zh"], words.ACTIONS.zh)[1:]] == [
        clean(name) for name in world.HOSTILE
    ]
    assert [row[2] for row in rows(made["zh"], words.NOTES.zh)[1:]] == [
        clean(name) for name in world.HOSTILE
    ]


def test_definitions_and_terms_say_what_was_frozen(made: dict[Lang, bytes]) -> None:
    told = {row[0]: row[1] for row in rows(made["zh"], words.TERMS.zh)[1:]}
    assert (told["快照"], told["開啟（UTC）"]) == ("12", "2026-11-23 01:30")
    assert told["整體 ROAS 0"] == "營收 ÷ 廣告花費"


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_is_a_formula_or_a_link(made: dict[Lang, bytes], lang: Lang) -> None:
    for name, part in parts(made[lang]).items():
        assert b"<f>" not in part and b"<hyperlink" not in part, name
        assert b"relationships/hyperlink" not in part, name
    core = parts(made[lang])["docProps/core.xml"]
    assert b"<dc:creator></dc:creator>" in core and b"Mei" not in core


def test_columns_are_as_wide_as_their_words(made: dict[Lang, bytes]) -> None:
    first = parts(made["zh"])["xl/worksheets/sheet1.xml"].decode()
    assert first.count("<col ") >= 5 and 'customWidth="1"' in first


def test_the_same_review_makes_the_same_file(made: dict[Lang, bytes]) -> None:
    assert xlsx(world.review(), NOTES, ACTIONS, "zh") == made["zh"]


@pytest.mark.parametrize(
    ("unit", "currency", "how"),
    [(Unit.RATIO, None, "0.00%"), (Unit.MONEY, "TWD", "#,##0"), (Unit.MONEY, "USD", "#,##0.00"),
     (Unit.MULTIPLE, "TWD", "#,##0.00"), (Unit.SECONDS, None, "#,##0.0")],
)  # fmt: skip
def test_a_unit_decides_how_numbers_are_written(unit: Unit, currency: str | None, how: str) -> None:
    assert written(unit, currency) == how
    assert all(written(unit, "TWD") for unit in Unit), "every unit has one"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    content = workbook([Sheet("s", ["t"], [[text], [(Decimal(1), "0")]])], text, world.OPENED)
    ((_,), *lines) = rows(content, "s")
    assert lines[-1] == [1.0]
    assert b"<f>" not in parts(content)["xl/worksheets/sheet1.xml"]
    if clean(text).strip():
        assert lines[0][0].replace("\r", "\n") == clean(text).replace("\r", "\n")
