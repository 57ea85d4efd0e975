"""The site page: each look in both languages, where nothing is told, what the URL keeps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.text import LANGS, Lang
from kpi.site.cuts import LABELS, SiteCut
from pages.ui.site import words
from tests.data.sample_shop import TODAY, filled
from tests.pages.rules import Visit

pytestmark = pytest.mark.slow  # a run of the script a test


@pytest.fixture
def shop(
    store: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Put a copy of the sample shop in the place of the store."""
    shutil.copytree(filled(tmp_path_factory).store.root, tmp_path / "shop")
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "shop"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)


def said(app: AppTest) -> str:
    """Return everything the page says."""
    assert not app.exception and not app.error
    told = (*app.markdown, *app.subheader, *app.info)
    return "\n".join(x.value for x in told).replace("\\", "")


@pytest.mark.parametrize("store", ["sample"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_without_a_site_it_says_what_to_do(visit: Visit, store: str, lang: Lang) -> None:
    assert words.NO_SITE.to(lang) in said(visit("site", lang=lang))


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_every_look_is_drawn(shop: None, visit: Visit, lang: Lang) -> None:
    for look in words.LOOKS:
        app = visit("site", lang=lang, part=look)
        told = said(app)
        assert app.session_state["site-look"] == look
        if look == "people":  # no export of the shop has them
            assert words.NOT_TOLD.fill(cut=LABELS[SiteCut.AGE]).to(lang) in told
            assert app.button(key=f"to-ga4-{SiteCut.AGE}").label
        elif look == "retention":
            assert words.NOT_FOLLOWED.to(lang) in told
        else:
            assert app.table and words.NO_TOTAL.to(lang) in told, look
    heat = visit("site", lang=lang, part="hours").get("vega_lite_chart")
    assert len(heat) == 1


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_the_cut_stays_in_the_url_and_a_look_forgets_it(shop: None, visit: Visit) -> None:
    app = visit("site", part="visits", by="city")
    assert app.table[0].value.iloc[0, 0] == "Taipei"
    app.button_group(key="site-by").set_value(SiteCut.LANDING_PAGE).run()
    assert app.query_params["by"] == "landing_page" and "/" in app.table[0].value.iloc[0, 0]
    app.button_group(key="site-look").set_value("items").run()
    assert app.query_params["part"] == "items" and "by" not in app.query_params
    assert "高山烏龍" in app.table[0].value.iloc[0, 0]
    assert said(visit("site", part="nothing", by="nothing"))
