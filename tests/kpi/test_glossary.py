"""The glossary: all of the catalog, found by any word of either language."""

from __future__ import annotations

import pytest

from data.text import LANGS, Lang
from kpi.catalog import KPIS
from kpi.glossary import glossary


def keys(lang: Lang, query: str = "") -> list[str]:
    return [e.key for section in glossary(lang, query) for e in section.entries]


@pytest.mark.parametrize("lang", LANGS)
def test_every_kpi_stands_in_it_once(lang: Lang) -> None:
    assert sorted(keys(lang)) == sorted(KPIS)
    for section in glossary(lang):
        for entry in section.entries:
            shown = (entry.name, entry.other, entry.sentence, entry.formula, entry.reading)
            assert all(shown), entry.key
            assert entry.name != entry.key


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("no such thing", None),
        ("ＣＴＲ", "ctr"),  # full width
        ("點擊率", "ctr"),
        ("ROAS 廣告", "roas"),
        ("click-through 🦄", None),
        ("cpm", "cpm"),
    ],
)
def test_it_is_searched_in_both_languages(query: str, wanted: str | None) -> None:
    for lang in LANGS:
        found = keys(lang, query)
        assert (wanted in found) if wanted else (found == []), found


def test_what_needs_several_ledgers_stands_apart() -> None:
    last = glossary("zh")[-1]
    assert {"cac", "roi", "blended_roas"} <= {e.key for e in last.entries}
    assert all(len(KPIS[e.key].ledgers) > 1 for e in last.entries)
    assert "budget_use" in {e.key for e in last.entries}
