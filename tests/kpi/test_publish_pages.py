"""The PDF: one page a slide, text that can be searched, and nothing that anybody wrote is run."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from data.text import LANGS, Lang
from kpi.publish import pdf as module
from kpi.publish.fitting import clean
from kpi.publish.pdf import FACES, NO_FONT, NoFont, pdf
from kpi.review.slide import Slide
from tests.kpi import publish_world as world

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def font() -> None:
    import typst

    if not set(typst.Fonts().families()) & set(FACES):
        pytest.skip("no font with Chinese letters")


@pytest.fixture(scope="module")
def reader() -> str:
    found = shutil.which("pdftotext")
    if found is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return found


def text(reader: str, content: bytes) -> str:
    """Return the text of a PDF without spaces and what only lets words break."""
    done = subprocess.run([reader, "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"[\s\u200b]+", "", done.stdout.decode())


def page_count(content: bytes) -> int:
    return max(int(n) for n in re.findall(rb"/Count (\d+)", content))


@pytest.mark.parametrize("lang", LANGS)
def test_one_page_a_slide(lang: Lang) -> None:
    content = pdf(world.slides(lang), world.meta(lang))
    assert content.startswith(b"%PDF-") and page_count(content) == len(world.slides(lang))
    assert b"NotoSansCJK" in content or b"Han" in content or b"TC" in content, "the font is in it"


@pytest.mark.parametrize("lang", LANGS)
def test_all_that_is_said_is_there_as_text(lang: Lang, reader: str) -> None:
    """Names that are markup, formulas or code elsewhere are letters here."""
    there = text(reader, pdf(world.slides(lang), world.meta(lang)))
    for slide in world.slides(lang):
        cells = [cell for row in slide.rows for cell in row]
        bars = [bar.name for bar in slide.bars]
        for said in (*slide.sentences, *cells, *slide.facts, *bars, slide.figure, slide.decided):
            wanted = re.sub(r"[\s\U00010000-\U0010ffff]+", "", clean(said))  # the font has no 😀
            assert wanted in re.sub(r"[\U00010000-\U0010ffff\ufffd]", "", there), said
    assert re.sub(r"\s", "", world.meta(lang).foot) in there


def test_code_in_a_name_is_not_run(tmp_path: Path, reader: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never read", "utf-8")
    names = (f'#read("{secret}")', "#panic()", "$", "]", '"', "\\", "#{", "/*", "//", "<label>",
             "@ref", "= t", "*b*", "_e_", "`r`", "~", "a---b")  # fmt: skip
    slide = Slide(
        "a", "kpi", names[0], names[1], 1, figure=names[2], sentences=names,
        titles=names[:4], rows=(names[4:8], names[8:12]), decided=names[1],
    )  # fmt: skip
    there = text(reader, pdf([slide], world.meta()))
    assert "neverread" not in there
    for name in names:
        assert name.replace(" ", "") in there


def test_the_same_review_makes_the_same_file() -> None:
    slides, meta = world.slides(), world.meta()
    assert pdf(slides, meta) == pdf(slides, meta)
    later = dataclasses.replace(meta, made=meta.made + timedelta(minutes=1))
    assert pdf(slides, later) != pdf(slides, meta), "its date is when the review was opened"


def test_the_file_names_no_person_and_no_place() -> None:
    content = pdf(world.slides(), world.meta())
    assert b"/Author" not in content and b"/tmp" not in content and b"/URI" not in content
    assert b"2026" in content and b"20261123" in content.replace(b"-", b"")


def test_a_long_table_goes_on(reader: str) -> None:
    rows = tuple((f"row-{n}.", str(n)) for n in range(120))
    slide = Slide("a", "actions", "t", "n", 1, titles=("Head", "b"), rows=rows)
    content = pdf([slide], world.meta())
    there = text(reader, content)
    assert all(name in there for name, _ in rows) and page_count(content) > 2
    assert there.count("Head") == page_count(content), "each page has the titles"


@pytest.mark.parametrize("effects", [(0.0,), (-1.0, -2.0), (1e-9, 3e12), (5.0, -5.0)])
def test_any_drivers_can_be_drawn(effects: tuple[float, ...]) -> None:
    from kpi.review.slide import Bar

    bars = tuple(Bar(f"b{n}", effect, "t") for n, effect in enumerate(effects))
    slide = dataclasses.replace(world.kpi_slide(0, "zh"), bars=bars)
    assert page_count(pdf([slide], world.meta())) == 1


def test_weeks_without_any_answer_are_not_drawn() -> None:
    slide = world.kpi_slide(0, "zh")
    assert slide.spark
    empty = dataclasses.replace(
        slide.spark, values=(None,) * 13, previous=(None,) * 13, target=None, guardrail=None
    )
    content = pdf([dataclasses.replace(slide, spark=empty)], world.meta())
    assert page_count(content) == 1


def test_without_a_chinese_font_it_says_which_package(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(module, "_fonts", lambda: bare)
    with pytest.raises(NoFont) as wrong:
        pdf(world.slides(), world.meta())
    assert wrong.value.text is NO_FONT
    assert "fonts-noto-cjk" in NO_FONT.zh and "fonts-noto-cjk" in NO_FONT.en
