"""Brand words on the Data page: what they catch, before and after, kept with who and why."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from data.__main__ import main
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi.brand_words import BRAND_WORDS, LEAST, SHORT
from kpi.search_parts import NAMES, Split
from pages.ui.rules import words
from tests.pages.rules import Visit

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_children")]

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "tests/samples/files/example.com-Performance-on-Search-2026-11-05.zip"


@pytest.mark.parametrize("lang", LANGS)
def test_without_queries_it_says_what_to_import(visit: Visit, lang: Lang) -> None:
    app = visit("data", part="rules", lang=lang)
    assert not app.exception
    assert any(words.NO_QUERIES.to(lang) in shown.value for shown in app.markdown)


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_words_are_tried_before_they_are_kept(
    visit: Visit, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-20")
    path = tmp_path / EXPORT.name
    with zipfile.ZipFile(EXPORT) as kept, zipfile.ZipFile(path, "w") as packed:
        for name in ("Queries.csv", "Pages.csv", "Devices.csv", "Filters.csv"):
            packed.writestr(name, kept.read(name))
    assert main(["import", str(path), "--store", str(Store.at().root)]) == 0
    app = visit("data", part="rules")

    def told() -> list[str]:
        """Return the titles of the figures, and how the brand's queries are listed."""
        title = words.OF_ALL.to("zh")
        (shown,) = [t.value for t in app.table if title in t.value.columns]
        start = words.CAUGHT.zh.partition("{")[0]
        return [*shown.columns[1:], *(m.value for m in app.markdown if start in m.value)]

    now, then, every = (title.to("zh") for title in (words.NOW, words.THEN, words.OF_ALL))
    caught = ":small[算品牌：lodestar、北極星行銷看板、Lode Star 看板、ＬＯＤＥＳＴＡＲ]"
    assert told() == [now, every], "nothing is the brand by itself"
    (line,) = [a for a in app.text_area if a.label == words.BRAND_LIST.to("zh")]
    line.set_value("Lodestar，北極星行銷、lode star").run()
    assert told() == [now, then, every, caught]
    app.button(key="brand-save").click().run()
    assert state.setting(BRAND_WORDS.key) is None, "nobody said why"
    app.text_input(key="brand-why").set_value("our names").run()
    app.button(key="brand-save").click().run()
    assert state.setting(BRAND_WORDS.key) == ["Lodestar", "北極星行銷"]

    def parts(split: Split) -> list[str]:
        (shown,) = [t.value for t in app.table if NAMES[split].zh in t.value.columns]
        return [" ".join(map(str, line)) for line in shown[NAMES[split].zh].to_frame().to_numpy()]

    first = parts(Split.PAGE)[0].replace("\\", "").replace("\u2060", "")
    assert first == "https://example.com/" and len(parts(Split.PAGE)) == 2
    by = app.button_group(key="searched-by")
    by.set_value(Split.DEVICE).run()
    assert [name.replace("\\", "") for name in parts(Split.DEVICE)] == ["Mobile", "Desktop"]
    app.button_group(key="searched-by").set_value(Split.COUNTRY).run()
    assert any(words.NOT_SPLIT.zh in m.value for m in app.markdown)
    assert state.audit(f"setting {BRAND_WORDS.key}")[-1]["why"] == "our names"
    assert told() == [now, every, caught]
    (line,) = [a for a in app.text_area if a.label == words.BRAND_LIST.to("zh")]
    line.set_value("星").run()
    assert app.button(key="brand-save").disabled
    assert SHORT.fill(word="星", n=LEAST).zh in [e.value for e in app.error]
