"""The parts of the Data page: each drawn whole, named in the URL, its sheets to download."""

from __future__ import annotations

import pytest

from data.text import LANGS, Lang
from pages.ui import downloads, parts
from tests.pages.rules import (
    Visit,
)
from tests.pages.test_pages import texts
from tests.pages.turns import in_turns

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("no_children"),
]  # a run of the script a test


DRAWN = [p for p in parts.PARTS if p != "files"]
ROWS = [*((part, "sample") for part in DRAWN), *((part, "empty") for part in reversed(DRAWN))]


@pytest.mark.parametrize(("part", "store", "lang"), in_turns(ROWS), indirect=["store"])
def test_a_part_is_drawn_whole_and_says_what_it_is(
    visit: Visit, store: str, part: str, lang: Lang
) -> None:
    app = visit("data", lang=lang, part=part)
    assert not app.exception and not app.error
    assert app.subheader[0].value == parts.SENTENCES[part].to(lang)
    assert app.session_state["part"] == part


def test_the_parts_are_in_the_url_and_nonsense_shows_the_files(visit: Visit) -> None:
    app = visit("data", part="nothing")
    assert app.subheader[0].value == parts.SENTENCES["files"].zh
    app.button_group(key="part").set_value("templates").run()
    assert app.query_params["part"] == "templates"
    app.button_group(key="part").set_value("files").run()
    assert "part" not in app.query_params


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_can_be_had_in_both_languages_and_forms(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang, part="templates")
    buttons = [b.proto.label for b in app.get("download_button")]
    assert buttons == list(downloads.LABELS.values()) * len(downloads.TITLES) and len(buttons) == 10
    assert app.session_state[f"sheets-in-{lang}"] == lang
    here = " ".join(texts(app))
    other = LANGS[1 - LANGS.index(lang)]
    app.button_group(key=f"sheets-in-{lang}").set_value(other).run()
    assert here != " ".join(texts(app))
