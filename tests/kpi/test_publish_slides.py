"""The PPTX: opened again by the library, part by part; names stay names, charts stay charts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from data.text import LANGS, Lang
from kpi.card import Verdict
from kpi.publish.fitting import FIGURE, clean, columns, figures, fitted, height
from kpi.publish.look import EAST_ASIAN, INKS
from kpi.publish.paging import BODY, CELLS, pages
from kpi.publish.pptx import FOOT, HIGH, WIDE, pptx
from kpi.publish.slide_charts import to_the_left
from kpi.review.slide import Slide, Spark
from tests.kpi import publish_world as world

pytestmark = pytest.mark.slow

POINT = 12_700
"""English Metric Units in a point."""


@pytest.fixture(scope="module")
def made() -> dict[Lang, bytes]:
    return {lang: pptx(world.slides(lang), world.meta(lang)) for lang in LANGS}


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def deck(made: dict[Lang, bytes], lang: Lang) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(made[lang]))


@pytest.fixture(scope="module")
def parts(made: dict[Lang, bytes], lang: Lang) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made[lang])) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def texts(slide: Any) -> list[str]:
    """Return every paragraph of a slide, tables included."""
    frames = [s.text_frame for s in slide.shapes if s.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
    return [p.text for frame in frames for p in frame.paragraphs]


def test_every_slide_has_its_message_as_title(deck: Any, lang: Lang) -> None:
    told = [slide.shapes.title.text_frame.text for slide in deck.slides]
    wanted = [s.sentences[0] if s.sentences else s.title for s in world.slides(lang)]
    assert list(dict.fromkeys(told)) == list(dict.fromkeys(wanted))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)


def test_nothing_that_is_said_is_left_out(deck: Any, lang: Lang) -> None:
    there = "\n".join(line for slide in deck.slides for line in texts(slide))
    for slide in world.slides(lang):
        cells = [cell for row in slide.rows for cell in row]
        for said in (*slide.sentences, *cells, *slide.facts, slide.figure, slide.limits):
            assert clean(said) in there, said


def test_every_page_tells_snapshot_week_and_time(deck: Any, lang: Lang) -> None:
    for slide in deck.slides:
        assert world.meta(lang).foot in texts(slide)
    assert world.meta("zh").foot == "快照 12｜11/16–11/22｜2026-11-23 09:30 開啟"


def test_everything_stands_on_the_page(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            right, bottom = (shape.left + shape.width), (shape.top + shape.height)
            assert min(shape.left, shape.top) >= 0, shape.name
            assert right <= WIDE * POINT and bottom <= HIGH * POINT, shape.name


def test_tables_end_above_the_foot(deck: Any) -> None:
    found = 0
    for slide in deck.slides:
        for shape in (s for s in slide.shapes if s.has_table):
            found += 1
            tall = sum(row.height for row in shape.table.rows)
            assert shape.top + tall <= FOOT * POINT
    assert found >= 5


def test_a_long_table_goes_on_with_its_titles() -> None:
    slide = next(s for s in world.slides() if s.key == "actions")
    cut = pages(slide)
    assert [row for page in cut for row in page.rows] == list(slide.rows)
    assert {page.part for page in cut} == set(range(1, len(cut) + 1)) and len(cut) > 1


def test_what_fits_on_no_page_still_comes() -> None:
    """A sentence longer than a page has one of its own, and the next one another."""
    endless = "很長的一句話，" * 400
    slide = Slide("a", "highlights", "t", "n", 1, sentences=("m", endless, "short", endless))
    assert height(endless, 872, 17) > BODY
    said = [page.sentences for page in pages(slide)]
    assert said == [(endless,), ("short",), (endless,)]


def test_few_rows_are_written_larger() -> None:
    rows = tuple((f"r{n}", "1") for n in range(30))
    few = Slide("a", "core", "t", "n", 1, titles=("a", "b"), rows=rows[:3])
    many = Slide("a", "core", "t", "n", 1, titles=("a", "b"), rows=rows[:12])
    assert (pages(few)[0].cell, len(pages(few))) == (CELLS[0], 1)
    assert (pages(many)[0].cell < CELLS[0], len(pages(many))) == (True, 1)


def charts(deck: Any) -> list[Any]:
    return [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]


def test_weeks_are_a_line_chart_with_their_limits(deck: Any, lang: Lang) -> None:
    from pptx.enum.chart import XL_CHART_TYPE

    lines = [c for c in charts(deck) if c.chart_type == XL_CHART_TYPE.LINE]
    sparks = [s.spark for s in world.slides(lang) if s.spark]
    assert len(lines) == len(sparks) == 9
    for chart, spark in zip(lines, sparks, strict=True):
        now, before, target, guardrail = chart.plots[0].series
        assert tuple(now.values) == spark.values, "a week without an answer stays a gap"
        assert tuple(before.values) == spark.previous
        assert set(target.values) == {spark.target} and set(guardrail.values) == {spark.guardrail}
        assert (target.name, guardrail.name) == (spark.target_text, spark.guardrail_text)
        assert tuple(chart.plots[0].categories) == spark.days


def test_drivers_are_a_bar_chart_with_their_names(deck: Any, lang: Lang) -> None:
    from pptx.enum.chart import XL_CHART_TYPE

    bars = [c for c in charts(deck) if c.chart_type == XL_CHART_TYPE.BAR_CLUSTERED]
    wanted = [s.bars for s in world.slides(lang) if s.bars]
    assert len(bars) == len(wanted)
    for chart, told in zip(bars, wanted, strict=True):
        (series,) = chart.plots[0].series
        assert tuple(series.values) == tuple(bar.effect for bar in told)
        assert list(chart.plots[0].categories) == [clean(bar.name) for bar in told]


def test_no_name_is_a_formula_or_a_link(parts: dict[str, bytes]) -> None:
    books = [whole for name, whole in parts.items() if name.endswith(".xlsx")]
    assert len(books) >= 16
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as sheets:
            for name in sheets.namelist():
                assert b"<f>" not in sheets.read(name) and b"hyperlink" not in sheets.read(name)
    for name, part in parts.items():
        if name.startswith(("ppt/slides", "ppt/charts", "ppt/notesSlides")):
            assert b"hlink" not in part and b"relationships/hyperlink" not in part, name
    assert any("=HYPERLINK" in book_text(book) for book in books), "the name itself is there"


def book_text(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as sheets:
        return sheets.read("xl/sharedStrings.xml").decode()


def test_every_letter_has_an_east_asian_typeface(parts: dict[str, bytes]) -> None:
    from lxml import etree

    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    counted = 0
    for name, part in parts.items():
        if not name.startswith(("ppt/slides/slide", "ppt/charts/chart", "ppt/notesSlides/notes")):
            continue
        for letters in etree.fromstring(part).iter(f"{a}rPr", f"{a}defRPr"):
            if letters.find(f"{a}solidFill") is not None:  # others are of frames without text
                assert letters.find(f"{a}ea").get("typeface") == EAST_ASIAN, name
                counted += 1
    assert counted > 200
    theme = parts["ppt/theme/theme1.xml"]
    assert theme.count(f'<a:ea typeface="{EAST_ASIAN}"/>'.encode()) == 2


def test_a_verdict_is_mark_word_and_fill(deck: Any, lang: Lang) -> None:
    seen = set()
    for page, slide in zip(
        (p for p in deck.slides if any(s.has_chart for s in p.shapes)),
        (s for s in world.slides(lang) if s.spark), strict=True,
    ):  # fmt: skip
        assert slide.chip
        ink = INKS[slide.chip.verdict]
        chip = next(s for s in page.shapes if s.name == slide.chip.word)
        assert str(chip.fill.fore_color.rgb) == ink.fill and chip.text_frame.text == slide.chip.word
        marks = [s for s in page.shapes if s.has_text_frame and s.text_frame.text == ink.mark]
        assert marks or slide.chip.verdict is Verdict.WATCH
        seen.add(slide.chip.verdict)
    assert seen == set(Verdict)


def test_the_speaker_has_notes(deck: Any, lang: Lang) -> None:
    told = [s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide]
    wanted = ["\n".join(map(clean, s.speaker)) for s in world.slides(lang) if s.speaker]
    assert told == wanted


def test_the_file_names_no_person_and_no_place(deck: Any, parts: dict[str, bytes]) -> None:
    said = deck.core_properties
    assert said.author == said.last_modified_by == said.comments == ""
    assert said.title and said.created == world.OPENED
    assert not any("printer" in name for name in parts)
    assert not any(b"/tmp/" in part or b"/home/" in part for part in parts.values())


def test_nothing_at_all_is_still_a_deck() -> None:
    from pptx import Presentation

    bare = Slide("a", "unsaid", "標題", "", 1)
    (slide,) = Presentation(io.BytesIO(pptx([bare], world.meta()))).slides
    assert slide.shapes.title.text_frame.text == "標題"
    assert len(Presentation(io.BytesIO(pptx([], world.meta()))).slides) == 0


@pytest.mark.parametrize(
    ("spark", "left"),
    [
        (Spark(("a",), (2.0,), (None,), ("2",), ""), False),
        (Spark(("a", "b"), (1.0, 3.0), (None, None), ("1", "3"), "", 3.0, "T", 1.0, "G"), True),
        (Spark(("a", "b"), (1.0, 1.2), (None, None), ("1", "1"), "", 3.0, "T", 1.0, "G"), False),
        (Spark(("a", "b"), (1.0, 3.0), (None, None), ("1", "3"), "", 3.0, "T", 2.9, "G"), False),
        (Spark(("a", "b"), (None, None), (None, None), ("–", "–"), "", 3.0, "T"), False),
    ],
)
def test_a_line_is_named_where_nothing_else_stands(spark: Spark, left: bool) -> None:
    assert to_the_left(spark) is left


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [("−0.10 百分點", True), ("1,240,000", True), ("287.0 萬", True), ("+12.5%", True),
     ("NT$1.5", True), ("<0.1", True), ("11/27", False), ("3. 停投", False), ("", False)],
)  # fmt: skip
def test_what_is_a_figure(text: str, is_figure: bool) -> None:
    assert bool(FIGURE.fullmatch(text)) is is_figure


def test_columns_share_the_width() -> None:
    rows = [("名稱" * 40, "1", ""), ("b", "–", "")]
    shares = columns(rows, 60)
    assert sum(shares) == pytest.approx(1) and shares[0] == max(shares)
    assert shares[1] * 60 >= 3, "the widest gives way, not the narrow ones"
    assert figures(rows) == [False, True, False]
    assert fitted("一" * 10, 200, 30, (40, 20, 10)) == 10
