"""Stores to look at, and how a page is opened and waited for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.data import sample_shop
from tests.stores import imported

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PHONE, LAPTOP, PROJECTOR = (390, 844), (1366, 768), (1920, 1080)
ACROSS = """() => {
  const page = document.querySelector('[data-testid="stMain"]');
  return page.scrollWidth <= page.clientWidth;
}"""
DRAWN = 10_000
"""Milliseconds in which a page is drawn again for another screen, however busy the machine."""
STILL = 250
"""Milliseconds in which colours and places come to rest after a change."""

Act = Callable[[Page], object]
Lay = Callable[[Path, pytest.TempPathFactory], dict[str, str]]
"""Lays a store into a folder and returns what a server has to be told for it."""


@dataclass(frozen=True)
class Scene:
    """A page, and what is opened on it."""

    path: str
    opens: Act | None = None


def sample(folder: Path, factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay the demo shop into a folder; return what a server has to be told for it."""
    copytree(sample_shop.filled(factory).store.root, folder / "store")
    return {"LODESTAR_SAMPLE": "on", "LODESTAR_TODAY": sample_shop.TODAY}


def own(folder: Path, factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay two exports on the board; beside them one asks, one was refused, one waits."""
    copytree(imported(factory), folder / "store")
    return {}


def empty(_folder: Path, _factory: pytest.TempPathFactory) -> dict[str, str]:
    """Leave the folder empty."""
    return {}


# Nothing fades from one theme into another, and nothing grows, for as long as STILL.
STEADY = """still => {
  const fades = document.getAnimations().some(
    a => a.playState === "running" && a.effect.getTiming().iterations !== Infinity);
  const tall = document.querySelector('[data-testid="stMain"]')?.scrollHeight;
  const now = [fades, tall, document.querySelectorAll("svg, canvas").length].join();
  const seen = window.steady ??= {now, since: performance.now()};
  if (seen.now !== now) window.steady = {now, since: performance.now()};
  return !fades && performance.now() - window.steady.since > still;
}"""


def settled(page: Page) -> None:
    """Wait until the script has ended and nothing moves any more."""
    page.wait_for_selector(READY)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')")
    page.evaluate("() => { window.steady = undefined; }")
    page.wait_for_function(STEADY, arg=STILL)


def shown(page: Page, address: str, scene: Scene, lang: str) -> None:
    """Open a scene in a language."""
    joint = "&" if "?" in scene.path else "?"
    page.goto(f"{address}/{scene.path}{joint}lang={lang}")
    settled(page)
    if scene.opens:
        scene.opens(page)
        settled(page)


def fits_across(page: Page) -> bool:
    """Whether nothing reaches past the screen's right edge, once it was drawn for this screen."""
    with suppress(TimeoutError):
        page.wait_for_function(ACROSS, timeout=DRAWN)
        return True
    return False


def seen(page: Page, screen: tuple[int, int]) -> None:
    """Look at the page on another screen."""
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.wait_for_timeout(2 * STILL)
