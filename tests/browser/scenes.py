"""Stores to look at, and how a page is opened and waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page

from data import intake
from data.__main__ import main
from data.store import Store
from tests.browser.conftest import TODAY
from tests.data import sample_shop

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
LOADED = ("google_campaign_day_zh_utf8.csv", "meta_campaign_day_zh_csv.csv")
OPEN = ("google_one_bad_row.csv", "bulk_sheet.csv", "meta_campaign_day_en_csv.csv")
"""One asks for its account, one is refused, one waits for somebody to confirm it."""
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PHONE, LAPTOP, PROJECTOR = (390, 844), (1366, 768), (1920, 1080)
STILL = 250
"""Milliseconds in which colours and places come to rest after a change."""

Act = Callable[[Page], object]


@dataclass(frozen=True)
class Scene:
    """A page, and what is opened on it."""

    path: str
    opens: Act | None = None


def sample(folder: Path, factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay the demo shop into a folder; return what a server has to be told for it."""
    copytree(sample_shop.filled(factory).store.root, folder / "store")
    return {"LODESTAR_SAMPLE": "on", "LODESTAR_TODAY": sample_shop.TODAY}


def own(folder: Path, _factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay two exports on the board; beside them one asks, one was refused, one waits."""
    store = Store.at(folder / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "LODESTAR_TODAY", TODAY)
        at = ("--store", str(store.root))
        assert main(["import", *(str(SAMPLES / name) for name in LOADED), *at]) == 0
        files = [SAMPLES / name for name in OPEN]
        for file in files:
            main(["parse", str(intake.receive(store, file.name, file, "test")), *at])
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
