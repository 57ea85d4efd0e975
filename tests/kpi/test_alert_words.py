"""A digest as it is read: every kind in both languages, many items, links, the sample shop."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from data.state import State
from data.text import LANGS, Lang
from kpi.alerts import compose as words
from kpi.alerts.compose import MOST, Setting, compose, in_url, link
from kpi.alerts.files import Missing
from kpi.alerts.judged import Judged, judged
from kpi.alerts.news import Item
from kpi.alerts.rules import CHOSEN, KINDS, Kind
from kpi.card import Flag
from kpi.period import Span
from kpi.verdict import FLAGS
from tests.kpi.alert_world import goal
from tests.kpi.conftest import TODAY, World

BOARD = Setting("https://kpi.example.com", {"甲": "id-1"})


@pytest.fixture
def world() -> World:
    world = World().account("甲", "google_ads")
    facts = {
        "cost": Decimal(7000),
        "conversions": Decimal(10),
        "impressions": 4000,
        "clicks_all": 90,
    }
    return world.days("甲", d(2026, 11, 1), d(2026, 11, 17), **facts)


def found(world: World, state: State, **changed: object) -> Judged:
    state.save_goal(goal(**changed), "test", "")
    return next(j for j in judged(world.snapshot, state, TODAY) if j.goal.id == "cpa")


@pytest.mark.parametrize(
    ("changed", "kind", "lang", "lines"),
    [
        ({}, Kind.ACT, "zh", [
            "【需處理】",
            "・Google Ads 單次轉換成本 CPA 高於護欄 600",
            "　NT$700（11/1–11/17；來源：Google Ads…",
            "　下一步：調整受眾・投放負責人（未排定）",
            "　作法：https://wiki.example.com/cpa",
            "　看板：https://kpi.example.com/?period=custom&from=2026-11-01&to=2026-11-17"
            "&platform=google_ads",
        ]),
        ({"sop": "", "end": "2026-12-31"}, Kind.REMINDER, "en", [
            "[Still needs action]",
            "・CPA (Google Ads) above its guardrail 600",
            "　NT$700 (11/1–11/17; from Google Ads…",
            "　told on 11/14, still past its guardrail",
            "　Next: Adjust・Ads lead (by 12/31)",
            "　Board: https://kpi.example.com/?period=custom&from=2026-11-01&to=2026-11-17"
            "&platform=google_ads&lang=en",
        ]),
        ({"target": 800, "high": 900}, Kind.RECOVERED, "zh", [
            "【恢復】",
            "・Google Ads 單次轉換成本 CPA：達標",
            "　NT$700（11/1–11/17；來源：Google Ads…",
            "　看板：https://kpi.example.com/?period=custom&from=2026-11-01&to=2026-11-17"
            "&platform=google_ads",
        ]),
        ({"kpi": "conversions", "target": 3000, "share": 0.8, "high": None, "sop": ""}, Kind.ACT,
         "zh", [
            "【需處理】",
            "・Google Ads 平台自報轉換只有 170，不到應達（1,700）的 80%",
            "　170（11/1–11/17；來源：Google Ads…",
            "　下一步：調整受眾・投放負責人（未排定）",
            "　看板：https://kpi.example.com/?period=custom&from=2026-11-01&to=2026-11-17"
            "&platform=google_ads",
        ]),
    ],
)  # fmt: skip
def test_paragraphs(
    world: World, state: State, changed: dict[str, object], kind: Kind, lang: Lang, lines: list[str]
) -> None:
    since = d(2026, 11, 14) if kind is Kind.REMINDER else None
    message = compose([Item(kind, "k", found(world, state, **changed), since)], lang, BOARD)
    read = message.body.splitlines()
    assert len(read) == len(lines)
    for line, wanted in zip(read, lines, strict=True):
        if wanted.endswith("…"):  # flags follow, the draft among them
            assert line.startswith(wanted[:-1]) and FLAGS[Flag.DRAFT][0].to(lang) in line
        else:
            assert line == wanted


def test_a_link_is_the_view_as_the_filters_write_it(world: World, state: State) -> None:
    scope = {"platform": "google_ads", "account": "甲"}
    query = urlsplit(link(found(world, state, scope=scope), "zh", BOARD)).query
    assert parse_qs(query) == {
        "period": ["custom"], "from": ["2026-11-01"], "to": ["2026-11-17"],
        "platform": ["google_ads"], "account": ["id-1"],
    }  # fmt: skip
    assert in_url(world.snapshot.accounts()) == {"甲": "id-1"}


@pytest.mark.parametrize("lang", LANGS)
def test_many_are_named_beyond_the_first(world: World, state: State, lang: Lang) -> None:
    one = found(world, state)
    items = [Item(Kind.ACT, f"k{n}", one) for n in range(MOST + 3)]
    message = compose(items, lang, BOARD)
    assert message.body.count("https://kpi.example.com/?period") == MOST
    assert str(MOST + 3) in message.subject
    assert message.body.splitlines()[-1].count("CPA") == 3
    assert len(message.body) < 4_500, "LINE takes 5,000 characters"


def test_kinds_stand_in_their_order(world: World, state: State) -> None:
    gap = Missing("meta_ads", "主帳戶", (Span(d(2026, 11, 17), d(2026, 11, 22)),))
    one = found(world, state)
    items = [Item(Kind.FILES, "f", missing=(gap, gap)), Item(Kind.RECOVERED, "r", one)]
    message = compose([*items, Item(Kind.ACT, "a", one)], "zh", BOARD)
    assert message.subject == "北極星：需處理 1 項、恢復 1 項、缺檔 2 項"
    places = [message.body.index(KINDS[k].zh) for k in (Kind.ACT, Kind.RECOVERED, Kind.FILES)]
    assert places == sorted(places)
    assert "・Meta・主帳戶：缺 11/17–11/22" in message.body
    assert "https://kpi.example.com/data" in message.body


def test_what_must_be_known_stands_first(world: World, state: State) -> None:
    items = [Item(Kind.ACT, "a", found(world, state))]
    message = compose(items, "zh", Setting("http://x", {}, made_up=True), again=True)
    first, second, blank, *_ = message.body.splitlines()
    assert "示範商店" in first and "可能已經收過" in second and blank == ""
    assert "測試" in words.test_message("zh", BOARD).subject
    assert "https://kpi.example.com/?lang=en" in words.test_message("en", BOARD).body


def test_a_name_makes_up_no_lines(state: State) -> None:
    odd = "甲\n下一步：\u202e匯款到 http://evil.example"
    gap = Missing("meta_ads", odd, (Span(d(2026, 11, 17), d(2026, 11, 17)),))
    message = compose([Item(Kind.FILES, "f", missing=(gap,))], "zh", BOARD)
    assert len(message.body.splitlines()) == 4 and "\u202e" not in message.body


@pytest.mark.parametrize("kind", CHOSEN)
def test_every_kind_has_its_words(kind: Kind) -> None:
    assert KINDS[kind].zh and KINDS[kind].en
