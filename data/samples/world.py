"""The whole sample shop of a day: its model run once, and written down as exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from data.samples import (
    ledger,
    split,
    write_ads,
    write_crm,
    write_orders,
    write_search,
    write_sheets,
    write_site,
    write_split,
)
from data.samples.ads import GOOGLE, LINE, LINKEDIN, META, Advertising, advertising, restated
from data.samples.crm import Lead, crm
from data.samples.demand import SHOPEE, Demand, demand
from data.samples.dice import SEED, Dice
from data.samples.ledger import Entry, Planned
from data.samples.orders import Order, orders, placed_on_site
from data.samples.searched import searched
from data.samples.seasons import Days
from data.samples.site import Site, site
from data.samples.stories import Stories, stories
from data.samples.tagged import tagged

CURRENCY = "TWD"
PROPERTY = "chenguang-tea.example"
"""The site as Search Console knows it: downloads are named after it."""
SAID = {"currency": CURRENCY}
"""What no export of GA4 or 蝦皮 says, so that whoever loads it has to."""


@dataclass(frozen=True)
class World:
    """The sample shop: what is planted, and everything that follows from it."""

    today: date
    seed: int
    planted: Stories
    listed: Days
    ads: Advertising
    demand: Demand
    orders: tuple[Order, ...]
    site: Site
    costs: tuple[Entry, ...]
    plan: tuple[Planned, ...]
    leads: tuple[Lead, ...]

    def sold(self, marketplace: bool) -> list[Order]:
        """Return the orders of the marketplace, or all others."""
        return [o for o in self.orders if (o.channel == SHOPEE) is marketplace]

    @cached_property
    def restated(self) -> slice:
        """The days of the week that was told twice."""
        first, last = self.planted.restated
        return slice(self.listed.at(first), self.listed.at(last) + 1)


@dataclass(frozen=True, slots=True)
class File:
    """An export to be: where it will lie, what has to be said to load it, what writes it."""

    path: Path
    answers: Mapping[str, str]
    made: Callable[[Path], None]

    def write(self) -> File:
        """Write it."""
        self.made(self.path)
        return self


def build(today: date, seed: int = SEED) -> World:
    """Run the model for a shop that is filled on a day; every draw comes from one generator."""
    planted, listed = stories(today)
    dice = Dice(listed, planted, seed)
    ads = advertising(listed, planted, dice)
    wanted = demand(listed, ads)
    sold = orders(listed, wanted, dice)
    visits = site(listed, planted, ads, dice, *placed_on_site(listed, sold))
    return World(
        *(today, seed, planted, listed, ads, wanted, tuple(sold), visits),
        costs=tuple(ledger.costs(listed, dice)),
        plan=tuple(ledger.plan(planted)),
        leads=crm(listed, ads, seed),
    )


def files(world: World, folder: Path) -> list[File]:
    """Return every export, in the order in which they are to be loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    return [File(folder / name, answers, made) for name, answers, made in _files(world)]


Made = tuple[str, Mapping[str, str], Callable[[Path], None]]


def _files(w: World) -> Iterator[Made]:
    """Yield each file's name, what has to be said to load it, and what writes it."""
    days, (first, last) = w.listed, w.planted.restated
    meta = w.ads.of(META)
    early = restated(meta, w.restated)
    at, end = days.days[0], days.days[-1]
    yield "Google Ads 廣告活動報表.csv", {}, lambda p: write_ads.google(p, w.ads.of(GOOGLE), days)
    yield "Meta 行銷活動 1.csv", {}, lambda p: write_ads.meta(p, early, days, at, last)
    yield "Meta 行銷活動 2.csv", {}, lambda p: write_ads.meta(p, meta, days, first, end)
    yield "LINE 廣告成效.csv", {}, lambda p: write_ads.line(p, w.ads.of(LINE), days)
    yield "LinkedIn 成效日報.csv", {}, lambda p: write_ads.linkedin(p, w.ads.of(LINKEDIN), days)
    yield from _site(w)
    yield "SHOPLINE 訂單.csv", {}, lambda p: write_orders.shopline(p, w.sold(False), end)
    yield "蝦皮訂單.xlsx", SAID, lambda p: write_orders.shopee(p, w.sold(True))
    yield "行銷費用.xlsx", {}, lambda p: write_sheets.costs(p, w.costs)
    yield "預算與目標.xlsx", {}, lambda p: write_sheets.plan(p, w.plan)
    yield "HubSpot 聯絡人.csv", {}, lambda p: write_crm.contacts(p, w.leads, end)
    yield "HubSpot 交易.csv", {}, lambda p: write_crm.deals(p, w.leads, end)


def _site(w: World) -> Iterator[Made]:
    """Yield the files of GA4 and of Search Console."""
    days = w.listed
    yield "GA4 管道.csv", SAID, lambda p: write_site.channels(p, w.site, days)
    yield "GA4 購物事件.csv", {}, lambda p: write_site.events(p, w.site, days)
    yield "GA4 每日使用者.csv", {}, lambda p: write_site.users(p, w.site, days)
    said = tagged(w.site, w.ads)
    yield "GA4 來源媒介與活動.csv", {}, lambda p: write_site.campaigns(p, said, days)
    cuts = split.visits(w.site, days) | {"item": split.items(w.orders, days)}
    for cut, named in (("device", "裝置"), ("landing_page", "到達網頁"), ("city", "城市"),
                       ("hour", "小時"), ("item", "商品")):  # fmt: skip
        yield (
            f"GA4 {named}.csv",
            {},
            partial(write_split.parts, cut=cut, every=cuts[cut], listed=days),
        )
    hits = searched(w.listed, w.planted, w.site)
    name = f"{PROPERTY}-Performance-on-Search-{w.today}{{}}.zip".format
    yield name(""), {}, lambda p: write_search.whole(p, hits)
    yield name(" (1)"), {}, lambda p: write_search.brand(p, hits)
