"""A funnel cut by the parts of a site: content by its folders, new and returning visits."""

from __future__ import annotations

from datetime import date as d

import pytest

from kpi.funnels.content import ELSEWHERE, asset, assets, folders_of
from kpi.funnels.cut import By, Member
from kpi.funnels.cutting import cutting, possible
from kpi.terms import CONTENT
from tests.kpi.funnel_world import DAYS, PAST, WEB, Site

PAGES = [
    ("/blog/tea", "/blog/tea"),
    ("/blog/tea/", "/blog/tea"),
    ("/Blog/Tea?utm_source=line", "/blog/tea"),
    ("https://tea.example/zh-tw/blog/tea#top", "/zh-tw/blog/tea"),
    ("/blogs/news/cold-brew", "/blogs/news/cold-brew"),
    ("/blog", "/blog"),
    ("/%E6%96%87%E7%AB%A0/%E8%8C%B6", "/文章/茶"),
    ("/blogger/tea", None),
    ("/products/blog-mug", None),
    ("/", None),
    ("", None),
    ("(not set)", None),
]


@pytest.mark.parametrize(("page", "wanted"), PAGES)
def test_which_page_is_content(page: str, wanted: str | None) -> None:
    assert asset(page, CONTENT) == wanted


def test_folders_as_they_are_typed() -> None:
    assert folders_of(" /Blog/ ,tips\n茶知識、/tips ") == ["/blog", "/tips", "/茶知識"]
    assert folders_of(" ，/ ") == []


def test_addresses_of_one_piece_are_one_and_all_others_stay_together() -> None:
    pages = [
        Member("/blog/a", {"sessions": 5.0, "purchases": 1.0}, {"sessions": 2.0}),
        Member("/blog/a/?x=1", {"sessions": 1.0}, {"sessions": 3.0}),
        Member("/", {"sessions": 50.0}, {}),
        Member("/cart", {"sessions": 7.0}, {"sessions": 4.0}),
    ]
    found = {m.name: (dict(m.now), dict(m.then)) for m in assets(pages, ("/blog",))}
    assert found == {
        "/blog/a": ({"sessions": 6.0, "purchases": 1.0}, {"sessions": 5.0}),
        ELSEWHERE: ({"sessions": 57.0}, {"sessions": 4.0}),
    }
    assert list(assets(pages, ("/tips",))) == [], "a site without content has no such cut"


def part(site: Site, cut: str, name: str, days: tuple[d, ...], **told: int) -> None:
    for day in days:
        site.world._insert(
            "site_parts", day_from=day, day_to=day, account_key=2, cut=cut, name=name, **told
        )


@pytest.mark.slow
def test_new_and_returning_cut_a_funnel_where_visits_are_told(site: Site) -> None:
    site.visits(**WEB).visits(PAST, **WEB)
    for days in (DAYS, PAST):
        part(site, "visitor", "new", days, sessions=700, purchases=7)
        part(site, "visitor", "returning", days, sessions=300, purchases=15)
    told = site.told()
    assert By.NEW_RETURNING in possible(site.world.snapshot, told)
    found = cutting(site.world.snapshot, told, By.NEW_RETURNING, "previous")
    assert found is not None and [s.key for s in found.steps] == ["sessions", "purchases"]
    assert {m.name: (m.now, m.then) for m in found.members} == {
        "new": ({"sessions": 2100, "purchases": 21},) * 2,
        "returning": ({"sessions": 900, "purchases": 45},) * 2,
    }
    assert found.rest is None, "members are the whole"
    board = site.board(by="new_returning")
    assert board.by == "new_returning" and board.cut is not None
    assert {line.name for line in board.cut.lines} >= {"新訪", "回訪"}


@pytest.mark.slow
def test_people_alone_are_no_cut_of_a_funnel(site: Site) -> None:
    """GA4's table of people says how many visits they made, and nothing of what came of these."""
    site.visits(**WEB)
    part(site, "visitor", "new", DAYS, sessions=700, active_users=600, key_events=3)
    assert By.NEW_RETURNING not in possible(site.world.snapshot, site.told())


@pytest.mark.slow
def test_content_cuts_a_funnel_and_all_other_pages_are_one_line(site: Site) -> None:
    site.visits(**WEB).visits(PAST, **WEB)
    for days in (DAYS, PAST):
        for page, sessions, bought in (("/", 600, 14), ("/blog/a", 250, 4), ("/blog/a/", 100, 3)):
            part(site, "landing_page", page, days, sessions=sessions, purchases=bought)
    board = site.board(by="content")
    assert board.cut is not None
    lines = {line.name: [c.text for c in line.cells[:2]] for line in board.cut.lines}
    assert lines["其他到達網頁"] == ["1,800", "42"] and lines["/blog/a"] == ["1,050", "21"]
    assert lines["全部"] == ["3,000", "66"] and any("其他" in name for name in lines)
