"""Rules for links: patterns, what breaks them, how they are typed and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.state import Conflict, State
from data.text import LANGS
from kpi.utm import pattern
from kpi.utm.kept import RULES, Settled, identity, keep_rules, kept_rules, settle, settled
from kpi.utm.pattern import PLACEHOLDERS, WrongPattern
from kpi.utm.rules import Rules, breaches, lint
from kpi.utm.typed import as_typed, parse

PATTERN = "{year}{month}_{platform}_{theme}_{id}"

NAMES = [
    ("202611_meta_雙11_07", True),
    ("202611_META_雙11 加碼_a7", True),
    ("202613_meta_雙11_07", False),  # no such month
    ("202611_meta_07", False),
    ("202611-meta-雙11-07", False),
    ("x202611_meta_雙11_07", False),
    ("202611_me_ta_雙11_07", True),  # a theme may hold separators
    ("202611__雙11_07", False),
    ("", False),
]


@pytest.mark.parametrize(("name", "fits"), NAMES)
def test_a_name_fits_its_pattern(name: str, fits: bool) -> None:
    assert pattern.fits(PATTERN, name) is fits


def test_the_example_fits_and_an_empty_pattern_asks_for_nothing() -> None:
    every = "_".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for made in (PATTERN, every, "a.b*({id})", "無"):
        assert pattern.fits(made, pattern.example(made))
    assert not pattern.fits("a.b", "axb"), "what is written is no regular expression"
    assert pattern.fits("", "anything")


@pytest.mark.parametrize("wrong", ["{jahr}", "{year", "year}", "{}", "{year}{{id}}"])
def test_a_pattern_that_says_nothing_is_refused(wrong: str) -> None:
    with pytest.raises(WrongPattern):
        pattern.check(wrong)
    assert [field for field, _ in lint(Rules(pattern=wrong))] == ["pattern"]


STRICT = Rules(pattern=PATTERN, lower=True, space="_")
GOOD = "202611_meta_雙11_07"
LINKS = [
    (Rules(), ("facebook", "paid_social", "雙11 Any｜thing"), []),
    (Rules(), ("facebok", "paid_social", "a"), ["（應該是 facebook？）"]),
    (Rules(), ("Facebook", "paid_social", "a"), ["（應該是 facebook？）"]),
    (Rules(), ("facebook", "Paid Social", "a"), ["（應該是 paid_social？）"]),
    (Rules(), ("meta", "ad", "a"), ["未指派", "來源「meta」不在規則裡", "媒介「ad」"]),
    (Rules(), ("", "", ""), ["沒有寫來源", "沒有寫媒介", "沒有寫廣告活動"]),
    (Rules(), ("facebook", "paid_social", "a "), ["前後有空白"]),
    (Rules(), ("facebook", "paid_social", "２０２６"), ["全形的英數字"]),
    (Rules(), ("facebook", "paid_social", "新品｜冷泡壺"), []),  # a full-width bar is no letter
    (STRICT, ("facebook", "paid_social", GOOD), []),
    (STRICT, ("facebook", "paid_social", GOOD.upper()), ["有大寫"]),
    (STRICT, ("facebook", "paid_social", "雙 11"), ["有空白（用 _）", "不合格式（例：202611"]),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "link", "wanted"), LINKS)
def test_what_breaks_the_rules_is_named(
    rules: Rules, link: tuple[str, str, str], wanted: list[str]
) -> None:
    found = [text.zh for text in breaches(rules, *link)]
    assert len(found) == len(wanted), found
    assert all(part in said for part, said in zip(wanted, found, strict=True)), found


def test_a_campaign_is_written_as_the_rules_say() -> None:
    assert Rules().tidy("  Spring   Sale ") == "Spring Sale"
    assert STRICT.tidy("Spring Sale｜A") == "spring_sale｜a"


WRONG = [
    ({"sources": ""}, ["sources"]),
    ({"media": " \n "}, ["media"]),
    ({"sources": "google\ngoogle"}, ["sources"]),
    ({"sources": "google = Gogle Ads"}, ["sources"]),
    ({"sources": "Google"}, ["sources"]),
    ({"media": "paid social\nＣＰＣ"}, ["media"]),
    ({"sources": "x" * 101}, ["sources"]),
    ({"pattern": "{nope}"}, ["pattern"]),
]


@pytest.mark.parametrize("lang", LANGS)
def test_the_usual_rules_are_sound_and_survive_being_typed(lang: str) -> None:
    assert lint(Rules()) == []
    told = as_typed(Rules(), lang) | {"lower": "no", "space": ""}  # type: ignore[arg-type]
    assert parse(told, Rules()) == (Rules(), [])


@pytest.mark.parametrize(("typed", "fields"), WRONG)
def test_what_is_typed_wrong_is_named_by_its_field(
    typed: dict[str, str], fields: list[str]
) -> None:
    cells = as_typed(Rules(), "zh") | {"lower": "no", "space": ""} | typed
    _, wrong = parse(cells, Rules())
    assert sorted({one.field for one in wrong}) == fields


def test_sources_are_typed_with_any_sign_and_either_name() -> None:
    cells = {"sources": "google=Google Ads\nfb → meta\nlap：LINE 廣告\nedm",
             "media": "cpc、email, social", "own_sites": "a.tw\nb.tw", "pattern": "",
             "lower": "yes", "space": "-"}  # fmt: skip
    rules, wrong = parse(cells, Rules(version=3))
    assert not wrong and rules.version == 3
    assert rules.sources == (
        ("google", "google_ads"), ("fb", "meta_ads"), ("lap", "line_ads"), ("edm", ""),
    )  # fmt: skip
    assert (rules.media, rules.own_sites) == (("cpc", "email", "social"), ("a.tw", "b.tw"))
    assert (rules.lower, rules.space) == (True, "-")


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(f"sqlite:///{tmp_path}/state.sqlite")


def test_rules_are_kept_with_who_and_why_and_the_slower_is_told(state: State) -> None:
    assert kept_rules(state) == Rules(), "it works before anybody sets anything"
    mine = replace(STRICT, own_sites=("a.tw",))
    keep_rules(state, mine, "ann", "new agency")
    assert kept_rules(state) == replace(mine, version=1)
    with pytest.raises(Conflict):
        keep_rules(state, Rules(), "bob", "late")
    keep_rules(state, replace(kept_rules(state), lower=False), "bob", "names have capitals")
    said = [(row["by"], row["why"]) for row in state.audit(f"utm {RULES}")]
    assert said == [("ann", "new agency"), ("bob", "names have capitals")]
    assert settled(state) == {}, "rules are no pairing"


def test_what_is_said_of_a_campaign_is_kept_and_taken_back(state: State) -> None:
    key = identity("meta_ads", "甲", "1")
    assert key != identity("meta_ads", "乙", "1"), "one name in two accounts is two campaigns"
    settle(state, Settled(key, "新品", same=("x",)), "ann", "checked the ad")
    (kept,) = settled(state).values()
    assert (kept.same, kept.by, kept.version) == (("x",), "ann", 1) and kept.at
    with pytest.raises(Conflict):
        settle(state, Settled(key, "新品", untracked="LINE"), "bob", "late")
    settle(state, replace(kept, same=()), "bob", "was wrong")
    assert settled(state) == {}
    assert [row["new"] is None for row in state.audit(f"utm {key}")] == [False, True]
