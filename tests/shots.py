"""A contact sheet of every page: languages × screens × themes, to be looked at: `make shots`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from tests.bench.session import ROOT, server
from tests.chromium import chromium

OUT = ROOT / "shots"
PAGES = (
    "", "channels", "channels?platform=google_ads", "pacing", "data", "data?part=rules",
    "data?part=costs", "data?part=templates", "goals", "goals?goal=shop-cac", "goals?part=packs",
    "calendar", "calendar?part=closing", "alerts", "glossary", "start?step=files",
)  # fmt: skip
LANGS = ("zh", "en")
SCREENS = ((390, 844), (1366, 768), (1920, 1080))
THEMES = ("light", "dark")
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN = """() => !document.querySelector('[data-testid="stSkeleton"]')"""
THUMB, LINE = 480, 24
"""Pixels: the width of a picture on a sheet, the height of the line under it."""


@dataclass(frozen=True)
class Shot:
    """One picture: what was opened, in which language, on which screen, in which theme."""

    page: str
    lang: str
    screen: tuple[int, int]
    theme: str

    @property
    def name(self) -> str:
        """What its file is called."""
        page = self.page.replace("?", "-").replace("=", "-") or "overview"
        return f"{page}-{self.lang}-{self.screen[0]}-{self.theme}"


def take(browser: Browser, address: str, shot: Shot) -> Path:
    """Open a page and keep a picture of what a person sees first, whole in height."""
    width, height = shot.screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.theme == "dark" else "light",
    )
    page = context.new_page()
    joint = "&" if "?" in shot.page else "?"
    page.goto(f"{address}/{shot.page}{joint}lang={shot.lang}")
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(1500)  # charts and tables are drawn after their data came
    path = OUT / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def sheet(page: str, shots: list[tuple[Shot, Path]]) -> Path:
    """Lay the pictures of one page side by side, each under its name."""
    tiles = []
    for shot, path in shots:
        picture = Image.open(path).convert("RGB")
        picture.thumbnail((THUMB, THUMB * 3))
        tiles.append((shot, picture))
    columns = len(SCREENS)
    rows = [tiles[i : i + columns] for i in range(0, len(tiles), columns)]
    heights = [max(p.height for _, p in row) + LINE for row in rows]
    whole = Image.new("RGB", (columns * (THUMB + 8), sum(heights)), "white")
    draw, top = ImageDraw.Draw(whole), 0
    for row, height in zip(rows, heights, strict=True):
        for n, (shot, picture) in enumerate(row):
            left = n * (THUMB + 8)
            draw.text((left + 4, top + 4), shot.name, fill="black")
            whole.paste(picture, (left, top + LINE))
        top += height
    path = OUT / f"sheet-{page.replace('?', '-').replace('=', '-') or 'overview'}.png"
    whole.save(path)
    return path


def sheets(store: str) -> Iterator[Path]:
    """Take every picture of a store's pages and yield a sheet a page."""
    OUT.mkdir(exist_ok=True)
    found = chromium()
    if found is None:
        raise SystemExit("no Chromium or Google Chrome found")
    env = {"LODESTAR_STORE": store}
    with server(ROOT / "app.py", env) as (port, _), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for page in PAGES:
            wanted = [
                Shot(page, lang, screen, theme)
                for theme, lang, screen in product(THEMES, LANGS, SCREENS)
            ]
            taken = [(s, take(browser, f"http://127.0.0.1:{port}", s)) for s in wanted]
            yield sheet(page, taken)
        browser.close()


if __name__ == "__main__":
    for made in sheets(os.environ.get("LODESTAR_STORE") or str(ROOT / "data" / "store")):
        print(made, file=sys.stdout, flush=True)
