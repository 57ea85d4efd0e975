"""axe-core finds nothing serious and nothing goes sideways: every page, what opens on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, product
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from data.text import LANGS
from pages.ui import sample_shop, words
from pages.ui.mapping import words as mapping
from tests.browser import meeting, scenes
from tests.browser.scenes import LAPTOP, PHONE, Scene

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Theme = Literal["light", "dark"]
Sight = tuple[Theme, tuple[int, int]]
SIGHTS: tuple[Sight, ...] = (
    ("light", LAPTOP), ("dark", PHONE), ("dark", LAPTOP), ("light", PHONE),
)  # fmt: skip
"""Themes with screens: places take one after the other, all of them where there is time."""


@dataclass(frozen=True)
class Excused:
    """What Streamlit 1.67 draws by itself and no argument of its commands reaches.

    Parameters
    ----------
    element : str
        A CSS selector the violating element itself has to match.
    """

    rule: str
    element: str
    why: str


MENU = '[data-testid="stSidebarNavItems"]'
EXCUSED = (
    Excused("list", MENU, "on a phone st.navigation puts a section's pages into a div in its ul"),
    Excused("listitem", f"{MENU} > div > li", "the same: li in that div instead of in the ul"),
    Excused(
        "scrollable-region-focusable",
        '[data-testid="stTable"] > div',
        "a table of a file wider than a phone; st.table has no tabindex, browsers focus it anyway",
    ),
)
RUN = """async (excused) => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations
    .filter(v => ["serious", "critical"].includes(v.impact))
    .flatMap(v => v.nodes.map(n => {
      const element = document.querySelector(n.target.flat().pop());
      const at = excused.findIndex(e => e.rule === v.id && element && element.matches(e.element));
      return {rule: v.id, html: n.html.slice(0, 160), why: n.failureSummary, excused: at};
    }));
}"""


def button(text: Any, last: bool = False) -> scenes.Act:
    """Return what presses a button by its name in whichever language the page speaks."""

    def press(page: Page) -> None:
        named = [page.get_by_role("button", name=text.to(lang), exact=True) for lang in LANGS]
        found = named[0].or_(named[1])
        (found.last if last else found.first).click()

    return press


def text(said: Any) -> scenes.Act:
    """Return what clicks words in whichever language the page speaks."""
    return lambda page: page.get_by_text(said.zh).or_(page.get_by_text(said.en)).first.click()


def mapper(page: Page) -> None:
    """Drop a table nobody knows, and open the mapping of its columns."""
    page.locator('input[type="file"]').first.set_input_files(
        {
            "name": "網.csv",
            "mimeType": "text/csv",
            "buffer": "日期,名稱,花費\n2026-01-19,a,5\n".encode(),
        }
    )
    text(mapping.TITLE)(page)


PLACES: dict[str, tuple[scenes.Lay, tuple[Scene, ...]]] = {
    "sample": (
        scenes.sample,
        (
            Scene(""),
            Scene("", button(words.SOURCE)),
            Scene("", button(sample_shop.OWN)),
            Scene("?period=custom", text(words.FILTER)),
            Scene("channels"),
            Scene("funnel"),
            Scene("customers"),
            Scene("pacing"),
            Scene("whatif?b_beyond=1&b_spend=meta_ads:300000"),
            Scene("whatif?part=levers&l_preset=visits&l_traffic=13000"),
            Scene("data"),
            Scene("data?part=rules"),
            Scene("goals", lambda page: page.locator("summary").last.click()),
            Scene("goals?goal=shop-cac"),
            Scene("goals?part=objectives"),
            Scene("goals?part=teams"),
            Scene("calendar"),
            Scene("calendar?part=new"),
            Scene("calendar?part=closing"),
            Scene("calendar?part=seasons"),
            Scene("?period=season&season=double11.2026"),
            Scene("alerts"),
            Scene("alerts?to=%2B"),
            Scene("utm?span=91"),
            Scene("utm?part=links&u_urls=a.tw&u_source=facebook&u_medium=ad"),
            Scene("utm?part=rules"),
            Scene("site?part=hours"),
            Scene("glossary"),
            Scene("start?step=files"),
        ),
    ),
    "own": (
        scenes.own,
        (
            Scene("channels?platform=google_ads"),
            Scene("data"),
            Scene("data?part=rules"),
            Scene("data?part=costs"),
            Scene("data?part=conversions"),
            Scene("data?part=templates"),
            Scene("goals"),
            Scene("goals?part=packs"),
            Scene("goals?part=new"),
            Scene("goals?part=table"),
            Scene("calendar?part=table"),
            Scene("goals?part=history"),
            Scene("start?step=questions"),
        ),
    ),
    "meeting": (
        meeting.lay,
        (
            Scene("review?review=all"),
            Scene(f"review?review={meeting.REVIEW}&item={meeting.DECIDABLE}"),
            Scene(f"review?review={meeting.LONG}&item=core"),
            Scene("review?part=actions"),
            Scene("review?part=actions&action=new"),
            Scene("review?part=history"),
            Scene("review?part=report"),
        ),
    ),
    "empty": (
        scenes.empty,
        (
            *map(Scene, ("", "channels", "pacing", "data", "goals")),
            Scene("data", mapper),
        ),
    ),
}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])
def test_nothing_serious_is_found(
    page: Page, board: Callable[[scenes.Lay], str], kind: str, whole: bool
) -> None:
    lay, places = PLACES[kind]
    address, met = board(lay), set()
    wrong: list[tuple[Any, ...]] = []
    # words change neither colours nor structure, nor do themes change what fits: they take turns,
    # unless there is time; the demo shop speaks English, whose words are the longer ones
    turns = zip(places, cycle(SIGHTS), strict=False)
    lang = LANGS[kind == "sample"]
    in_turns = [(scene, lang, [sight]) for scene, sight in turns]
    all_of_it = [(scene, lang, [*SIGHTS]) for scene, lang in product(places, LANGS)]
    for scene, lang, sights in all_of_it if whole else in_turns:
        scenes.shown(page, address, scene, lang)
        for at, found in looks(page, sights):
            met |= {one["excused"] for one in found}
            wrong += [(scene.path, lang, at, one) for one in found if one["excused"] < 0]
        scenes.seen(page, PHONE)
        wrong += [] if scenes.fits_across(page) else [(scene, lang, "goes sideways on a phone")]
    assert not wrong, wrong
    if kind == "own":  # where every excused element stands; one that is mended is excused no more
        assert met >= set(range(len(EXCUSED)))


def looks(page: Page, sights: Iterable[Sight]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield what axe-core finds on the page as it stands, by theme and screen."""
    page.evaluate(AXE_SCRIPT)
    for theme, (width, height) in sights:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": height})
        scenes.settled(page)
        yield f"{theme} {width}", found(page, EXCUSED)


def found(page: Page, excused: Iterable[Excused]) -> list[dict[str, Any]]:
    """Return what is serious or critical; `excused` is the place in the list, else -1."""
    return list(page.evaluate(RUN, [{"rule": e.rule, "element": e.element} for e in excused]))


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ("<button></button>", "button-name"),
        ('<p style="color:#999;background:#fff">pale</p>', "color-contrast"),
        ("<ul><div><li>one</li></div></ul>", "list"),  # excused in the menu, nowhere else
    ],
)
def test_what_is_wrong_is_found(browser: Browser, html: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(f'<html lang="en"><title>t</title><main>{html}</main></html>')
    page.evaluate(AXE_SCRIPT)
    assert (rule, -1) in {(one["rule"], one["excused"]) for one in found(page, EXCUSED)}
    page.close()
