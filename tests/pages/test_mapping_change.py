"""A kept mapping opened again: its columns changed, tried, kept with a reason, files read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.mapping import mappings
from data.mapping.mapping import ColumnMapping, MappedColumn
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from pages.ui.mapping import words
from tests.pages.test_pages import CJK, texts
from tests.samples.local_network import local_network

Visit = Callable[..., AppTest]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("store", ["empty"], indirect=True),
    pytest.mark.parametrize("lang", LANGS),
]
COLUMNS = {"日期": "day", "走期名稱": "campaign", "曝光數": "impressions", "廣告費用": "cost"}
LOCAL = ColumnMapping(
    "new", "Local *daily*", "ads", "other_ads",
    tuple(MappedColumn(h, f) for h, f in COLUMNS.items()), "Local",
)  # fmt: skip


@pytest.fixture
def kept(store: str, tmp_path: Path) -> Store:
    """Return a store with a mapping and a file read by it."""
    there = Store.at(tmp_path / "store")
    mappings.save(State.open(there.state_url), LOCAL, "ann", "x")
    file = local_network(tmp_path / "local.csv", date(2026, 1, 1), 7)
    assert main(["import", str(file), "--store", str(there.root)]) == 0
    return there


def opened(visit: Visit, lang: Lang) -> AppTest:
    """Return the page with the columns of the only mapping on it."""
    app = visit("data", lang=lang)
    app.session_state["mappings"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    toggle = next(t for t in app.toggle if (t.key or "").startswith("change-"))
    return app if toggle.value else toggle.set_value(True).run()


def test_it_is_changed_with_a_reason_and_what_was_read_is_listed(
    visit: Visit, kept: Store, lang: Lang
) -> None:
    state = State.open(kept.state_url)
    (old,) = mappings.saved(state)
    app = opened(visit, lang)
    box = {b.key: b for b in app.selectbox if (b.key or "").startswith("map-change-")}
    assert [b.value for b in box.values()] == [
        "day", "campaign", "", "impressions", "", "cost", "", "",
    ]  # fmt: skip
    keep = f"change-keep-{old.key}"
    assert app.button(key=keep).disabled, "nothing was changed"
    next(b for k, b in box.items() if str(k).endswith("-6")).set_value("conversions").run()
    app.text_input(key=f"change-why-{old.key}").set_value("<b>conversions</b>").run()
    assert app.button(key=keep).disabled, "it was not tried"
    app.button(key="map-try-1").click().run()
    assert not app.exception and not app.button(key=keep).disabled
    app.button(key=keep).click().run()
    (new,) = mappings.saved(state)
    assert (new.name, new.former, "conversions" in new.fills) == (old.name, old.key, True)
    app = visit("data", lang=lang)
    app.session_state["mappings"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    said = texts(app)
    assert any(words.LEFT_BEHIND.fill(n=1).to(lang) in t for t in said)
    assert not any("<b>" in t for t in said), "a reason is never markup"
    assert app.button(key="again-1").label == words.READ_AGAIN.to(lang)
    if lang == "en":
        cells = set(COLUMNS) | {"版位", "點擊數", "成交筆數", "負責窗口", "中文"}
        odd = [t for t in said if CJK.search(t) and not any(c in t for c in cells)]
        assert [t for t in odd if "繁體" not in t] == []


def test_what_would_stand_twice_is_undone_first(visit: Visit, kept: Store, lang: Lang) -> None:
    state = State.open(kept.state_url)
    (old,) = mappings.saved(state)
    finer = (*old.columns, MappedColumn("版位", "ad_group"))
    mappings.change(state, old, finer, "bob", "finer")
    app = visit("data", lang=lang)
    app.session_state["mappings"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert not [b for b in app.button if b.key == "again-1"]
    assert any(words.UNDO_FIRST.to(lang) in t for t in texts(app))


def test_a_file_that_is_gone_cannot_be_shown(visit: Visit, kept: Store, lang: Lang) -> None:
    for raw in kept.raw.iterdir():
        raw.unlink()
    app = opened(visit, lang)
    assert not app.exception
    assert any(words.NO_FILE.to(lang) in t for t in texts(app))
