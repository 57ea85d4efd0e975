"""Contact sheets of every page: languages × screens × themes, to be looked at: `make shots`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from data.text import LANGS, Lang
from tests.bench.session import ROOT, server
from tests.browser import scenes
from tests.browser.scenes import LAPTOP, PHONE, PROJECTOR, Scene
from tests.chromium import chromium

Theme = Literal["light", "dark"]
OUT = ROOT / "shots"
PARTS: dict[str, tuple[str, ...]] = {
    "overview": ("?period=quarter",),
    "channels": ("?platform=google_ads",),
    "funnel": ("?funnel=b2b",),
    "pacing": (),
    "site": ("?part=hours",),
    "data": tuple(f"?part={p}" for p in ("rules", "costs", "ga4", "conversions", "templates")),
    "goals": (
        "?goal=shop-cac",
        *(f"?part={p}" for p in ("packs", "objectives", "teams", "table", "history")),
    ),
    "calendar": tuple(f"?part={p}" for p in ("new", "closing", "seasons")),
    "utm": ("?part=links", "?part=rules"),
    "start": ("?step=pack", "?step=files", "?step=goals"),
}
"""By page, what else is looked at of it than what it opens with."""
WIDE = {PHONE: 320, LAPTOP: 760, PROJECTOR: 840}
"""By screen, how many pixels wide its picture is on a sheet."""
SCREENS = tuple(WIDE)
THEMES: tuple[Theme, ...] = ("light", "dark")
TALLEST = 6000
"""Pixels of a page that are kept at most."""
LINE, GAP = 24, 8
"""Pixels: the height of the line above a picture, the room beside it."""


@dataclass(frozen=True)
class Shot:
    """One picture: what was opened, in which language, on which screen, in which theme."""

    path: str
    lang: Lang
    screen: tuple[int, int]
    theme: Theme

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{_plain(self.path)}-{self.lang}-{self.screen[0]}-{self.theme}"


def paths() -> list[str]:
    """Return every page there is, each followed by its parts."""
    pages = sorted(file.stem for file in (ROOT / "pages").glob("[a-z]*.py"))
    return [page + part for page in pages for part in ("", *PARTS.get(page, ()))]


def take(page: Page, address: str, path: str, lang: Lang) -> Iterator[tuple[Shot, Path]]:
    """Open a page in each theme; yield a picture a screen, whole in height."""
    for theme in THEMES:
        # before it is opened: a page that is open is drawn in a new theme only when it runs again
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        scenes.shown(page, address, Scene(path), lang)
        for screen in SCREENS:
            shot = Shot(path, lang, screen, theme)
            yield shot, _picture(page, shot)


def _picture(page: Page, shot: Shot) -> Path:
    width, height = shot.screen
    page.set_viewport_size({"width": width, "height": height})
    scenes.settled(page)
    tall = page.evaluate("document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight") or 0
    if tall > height:
        # what scrolls is a box within the page: the screen grows instead
        page.set_viewport_size({"width": width, "height": min(tall + 64, TALLEST)})
        scenes.settled(page)
    path = OUT / f"{shot.name}.png"
    page.screenshot(path=path)
    return path


def sheet(name: str, shots: list[tuple[Shot, Path]]) -> Path:
    """Lay pictures side by side, each under its name; a red line shows where its screen ends."""
    tiles = [(shot, _tile(shot, path)) for shot, path in shots]
    rows = [tiles[i : i + len(SCREENS)] for i in range(0, len(tiles), len(SCREENS))]
    heights = [max(p.height for _, p in row) + LINE for row in rows]
    across = sum(WIDE.values()) + GAP * len(WIDE)
    whole = Image.new("RGB", (across, sum(heights)), "white")
    draw, top = ImageDraw.Draw(whole), 0
    for row, height in zip(rows, heights, strict=True):
        left = 0
        for shot, picture in row:
            draw.text((left + 4, top + 4), shot.name, fill="black")
            whole.paste(picture, (left, top + LINE))
            left += picture.width + GAP
        top += height
    path = OUT / f"sheet-{name}.png"
    whole.save(path)
    return path


def _tile(shot: Shot, path: Path) -> Image.Image:
    """Return a picture as wide as its screen has room on a sheet."""
    whole, wide = Image.open(path).convert("RGB"), WIDE[shot.screen]
    picture = whole.resize((wide, round(whole.height * wide / whole.width)))
    fold = round(shot.screen[1] * wide / whole.width)
    ImageDraw.Draw(picture).line([(0, fold), (24, fold)], fill="red", width=2)
    return picture


def sheets(store: str, wanted: list[str]) -> Iterator[Path]:
    """Picture pages of a store; yield a sheet a page and language: themes × screens."""
    OUT.mkdir(exist_ok=True)
    found = chromium()
    if found is None:
        raise SystemExit("no Chromium or Google Chrome found")
    env = {"LODESTAR_STORE": store}
    with server(ROOT / "app.py", env) as (port, _), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        for path, lang in product(wanted, LANGS):
            taken = list(take(page, f"http://127.0.0.1:{port}", path, lang))
            yield sheet(f"{_plain(path)}-{lang}", taken)
        browser.close()


def _plain(path: str) -> str:
    """Return a path as a part of a file's name."""
    return path.replace("?", "-").replace("=", "-")


if __name__ == "__main__":
    kept = os.environ.get("LODESTAR_STORE") or str(ROOT / "data" / "store")
    for made in sheets(kept, sys.argv[1:] or paths()):
        print(made, file=sys.stdout, flush=True)
