"""進度 Pacing: drawn in both languages, a goal chosen by link, filters, refusals, and empty."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.text import LANGS, Lang
from kpi.goals.goal import goals
from kpi.pacing import board as words_of
from kpi.pacing import budget_lines
from pages.ui import access, words
from pages.ui.pacing import parts

Visit = Callable[..., AppTest]
CJK = re.compile(r"[\u3400-\u9fff]")
NAMES = ("中文", "北極星商店")
"""Names stay as they are in every language; so does the way back to 中文."""
TODAY = date(2026, 2, 2)
BUDGET = "月份,平台,預算,預備金\n2026-02,Google,30000,\n2026-02,,,5000\n"
pytestmark = pytest.mark.slow  # a run of the script a test


def said(app: AppTest) -> list[str]:
    """Return everything a reader can read on the page."""
    kinds = ("markdown", "subheader", "button", "selectbox", "error", "info")
    found = [e for kind in kinds for e in app.get(kind)]
    texts = [str(getattr(e, "label", "") or getattr(e, "value", "")) for e in found]
    for table in app.table:
        texts += [str(name) for name in table.value.columns]
        texts += [str(cell) for cell in table.value.to_numpy().ravel()]
    for chart in app.get("vega_lite_chart"):
        spec = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
        texts += [*re.findall(r'"word": "([^"]*)"', spec), chart.proto.alt]
    return texts


@pytest.fixture
def year(store: str, tmp_path: Path) -> None:
    """Bring a year of Google's days up to yesterday, with a budget for the month."""
    first = TODAY - timedelta(400)
    lines = ["Campaign,Day,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value"]
    for n in range(400):
        day, weekly = first + timedelta(n), 10 + n % 7
        lines.append(f"品牌字,{day},TWD,{100 * weekly},{1000 * weekly},{20 * weekly},{weekly},9000")
    ads, plan = tmp_path / "google.csv", tmp_path / "plan.csv"
    ads.write_text("\n".join(lines) + "\n", "utf-8")
    plan.write_text(BUDGET, "utf-8")
    at = ("--store", str(tmp_path / "store"))
    assert main(["import", str(ads), *at, "--answer", "account=北極星"]) == 0
    assert main(["import", str(plan), *at, "--answer", "currency=TWD"]) == 0


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_in_its_language(visit: Visit, year: None, lang: Lang) -> None:
    app = visit("pacing", lang=lang)
    assert not app.exception and not app.error
    told = said(app)
    for text in (parts.GOALS, parts.BUDGET, parts.ODD_DAYS, parts.ENDS, parts.DAILY):
        assert any(text.to(lang) in t for t in told), text
    assert len(app.get("vega_lite_chart")) == 1
    if lang == "en":
        assert not [t for t in told if CJK.search(t) and not any(n in t for n in NAMES)]


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_figures_stand_where_they_belong(visit: Visit, year: None) -> None:
    app = visit("pacing")
    goals, budget = (t.value for t in app.table[:2])
    conversions = goals[goals[parts.KPI.zh].str.contains("轉換")].iloc[0]
    assert "%" in str(conversions[parts.NEEDED.zh]) or "／天" in str(conversions[parts.NEEDED.zh])
    assert budget[parts.PLATFORM.zh].tolist() == ["**Google Ads**"]
    told = said(app)
    assert any(budget_lines.RESERVE.fill(value="5,000").zh in t for t in told)
    assert any("80% 範圍" in t for t in told)


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_a_link_chooses_the_goal_and_choosing_writes_it(visit: Visit, year: None) -> None:
    app = visit("pacing")
    (box,) = [b for b in app.selectbox if b.key == "pacing-goal"]
    first, second = box.options[0], box.options[1]
    before = app.get("vega_lite_chart")[0].proto.alt
    assert before.startswith(first)
    app = box.set_value(_ids()[1]).run()
    after = app.get("vega_lite_chart")[0].proto.alt
    assert after.startswith(second) and app.query_params["goal"] in (_ids()[1], [_ids()[1]])
    linked = visit("pacing", goal=_ids()[1])
    assert linked.get("vega_lite_chart")[0].proto.alt == after
    unknown = visit("pacing", goal="nobody's")
    assert unknown.get("vega_lite_chart")[0].proto.alt == before


def _ids() -> list[Any]:
    """Return the goals that may be drawn, by id."""
    ranks = {"star": 0, "core": 1, "watched": 2}
    return [g.id for g in sorted(goals(access.state(), False), key=lambda g: ranks[g.rank])]


@pytest.mark.parametrize("lang", LANGS)
def test_two_weeks_are_too_short_and_the_page_says_so(visit: Visit, lang: Lang) -> None:
    app = visit("pacing", lang=lang)
    assert not app.exception
    told = " ".join(said(app))
    assert ("至少要 8 週" if lang == "zh" else "needs eight weeks") in told
    assert budget_lines.NO_BUDGET.to(lang)[:20] in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_filter_without_any_goals_book_says_what_is_outside(visit: Visit, lang: Lang) -> None:
    app = visit("pacing", lang=lang, platform="line_ads")
    assert not app.exception
    assert words_of.NO_GOALS.to(lang)[:10] in " ".join(e.value for e in app.subheader)
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_store_leads_to_the_files(visit: Visit, lang: Lang) -> None:
    app = visit("pacing", lang=lang)
    assert not app.exception
    assert words.EMPTY_TITLE.to(lang) in [e.value for e in app.subheader]
