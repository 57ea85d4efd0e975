"""Channels: places, lines and their rest, verdicts, three ledgers on one line; odd ones first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from data.text import Text
from kpi import channel_bars, channel_board, channel_grid, ledger_grid, naming
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.channel_board import MAIN, ChannelBoard
from kpi.channel_origin import channel_origin
from kpi.channels import Channels, channels
from kpi.grid import Grid, Line
from kpi.ledgers import OVER_CLAIM, Ledgers, ledgers
from kpi.place import Place
from kpi.row import COST, FIGURES, Row

pytestmark = pytest.mark.slow

View = Callable[..., Any]
DAY = d(2026, 11, 2)
GOOGLE, EVERYWHERE = Place("google_ads"), Place()


def spent(cost: float, **more: Any) -> dict[str, Any]:
    """Return a day's facts of an ad platform."""
    return {"impressions": 100, "clicks_all": 10, "cost": Decimal(str(cost)), **more}


def bought(conversions: float, value: float) -> dict[str, Decimal]:
    """Return what a platform claims."""
    return {"conversions": Decimal(str(conversions)), "conversion_value": Decimal(str(value))}


class Ads:
    """A world in which campaigns add up to their account, as in a snapshot."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.totals: dict[tuple[str, d], dict[str, Any]] = {}
        self.keys: dict[tuple[str, str, str | None], int] = {}

    def campaign(
        self, account: str, name: str | None, day: d = DAY, id: str | None = None, **facts: Any
    ) -> int:
        """Add a campaign's day and return the campaign's key."""
        key, platform = self.world.keys[account]
        campaign = None
        if name is not None:
            named = {"campaign": name, "campaign_id": id or f"c-{name}", "account_key": key}
            is_new = (account, name, id) not in self.keys
            campaign = self.keys.setdefault((account, name, id), 100 + len(self.keys))
            if is_new:
                self.world._insert("campaigns", campaign_key=campaign, **named)
        where = {"day": day, "platform": platform, "account_key": key, "reach_rows": 1}
        self.world._insert("campaign_days", campaign_key=campaign, **where, **facts)
        kept = self.totals.setdefault((account, day), {})
        for measure, value in facts.items():
            kept[measure] = kept.get(measure, 0) + value
        return campaign or 0

    def group(self, account: str, campaign: int, name: str, **facts: Any) -> None:
        """Add an ad group's day."""
        key, platform = self.world.keys[account]
        number = len(self.world.con.execute("select 1 from ad_groups").fetchall()) + 1
        named = {"ad_group": name, "ad_group_id": f"g{number}", "campaign_key": campaign}
        self.world._insert("ad_groups", ad_group_key=number, **named)
        where = {"day": DAY, "platform": platform, "account_key": key, "reach_rows": 1}
        self.world._insert(
            "ad_group_days", campaign_key=campaign, ad_group_key=number, **where, **facts
        )

    def done(self) -> Any:
        """Write the accounts' own days and return the world."""
        for (account, day), facts in self.totals.items():
            self.world.day(account, day, **facts)
        return self.world


@pytest.fixture
def ads(world: Any) -> Ads:
    """Return one Google account and one Meta account without facts."""
    world.account("甲", "google_ads").account("乙", "meta_ads")
    return Ads(world)


@pytest.fixture
def look(world: Any, state: State, view: View) -> Callable[..., Channels]:
    """Return a way to look at a place."""

    def at(place: Place = EVERYWHERE, **changed: Any) -> Channels:
        compared = (COST, KPIS["roas"])
        found = channels(world.snapshot, state, view(**changed), place, compared)
        assert found is not None
        return found

    return at


@pytest.fixture
def page(world: Any, state: State, view: View) -> Callable[..., ChannelBoard]:
    """Return a way to read the page of a place."""

    def at(place: Place = EVERYWHERE, main: str = "roas", **changed: Any) -> ChannelBoard:
        found = channel_board.channel_board(
            world.snapshot, state, view(**changed), place, KPIS[main]
        )
        assert found is not None
        return found

    return at


def told(found: Channels, kpi: str) -> dict[str, Any]:
    """Return one figure by the last name of each line."""
    return {row.cut[-1][1]: row.figures[kpi].value for row in found.rows}


def adds_up(found: Channels) -> bool:
    """Whether of every sum the place is its lines and the rest."""
    sums = [kpi.key for kpi in FIGURES if kpi.denominator is None]
    lines: list[Row] = [*found.rows, *([found.rest] if found.rest else [])]
    return all(
        sum(Decimal(row.figures[k].value or 0) for row in lines)
        == Decimal(found.total.figures[k].value or 0)
        for k in sums
    )


def cell(line: Line, shown: Grid, key: str) -> str:
    """Return what a line says in a column."""
    return line.cells[[column.key for column in shown.columns].index(key)].text


def odd() -> list[tuple[str, Callable[[Ads], None], Place, dict[str, Any], str | None]]:
    """Return: what is odd, how it came, where one looks, the cost of each line, of the rest."""

    def nameless(ads: Ads) -> None:
        ads.campaign("甲", None, **spent(30))
        ads.campaign("甲", "A", **spent(70))

    def namesakes(ads: Ads) -> None:
        ads.campaign("甲", "A", id="1", **spent(30))
        ads.campaign("甲", "A", id="2", **spent(50))

    def too_much_below(ads: Ads) -> None:
        key = ads.campaign("甲", "A", **spent(50))
        ads.group("甲", key, "g", **spent(80))

    def too_little_below(ads: Ads) -> None:
        key = ads.campaign("甲", "A", **spent(50))
        ads.group("甲", key, "g", **spent(20))
        ads.group("甲", key, "h", **spent(20))

    def nothing_below(ads: Ads) -> None:
        ads.campaign("甲", "A", **spent(50))

    def silent_platform(ads: Ads) -> None:
        ads.campaign("甲", "A", **spent(50))

    def classes(ads: Ads) -> None:
        ads.campaign("甲", "品牌_字", **spent(10))
        ads.campaign("甲", "Non-Brand", **spent(20))
        ads.campaign("甲", "Remarketing 品牌", **spent(30))
        ads.campaign("甲", "無法分類", **spent(40))

    unnamed = {"A": 70, "–": 30}
    sorted_out = {"未分類": 40, "再行銷": 30, "非品牌": 20, "品牌字": 10}
    return [
        ("a campaign without a name", nameless, GOOGLE, unnamed, None),
        ("inside it", nameless, Place("google_ads", campaign="–"), {}, "30"),
        ("two of one name", namesakes, GOOGLE, {"A (2)": 50, "A (1)": 30}, None),
        ("inside one of them", namesakes, Place("google_ads", campaign="A (2)"), {}, "50"),
        ("more below than above", too_much_below, Place("google_ads", campaign="A"),
         {"g": 80}, "-30"),
        ("less below than above", too_little_below, Place("google_ads", campaign="A"),
         {"g": 20, "h": 20}, "10"),
        ("nothing below", nothing_below, Place("google_ads", campaign="A"), {}, "50"),
        ("a platform that is silent", silent_platform, Place(),
         {"google_ads": 50, "meta_ads": None}, None),
        ("no such campaign", nothing_below, Place("google_ads", campaign="B"), {}, None),
        ("not an ad platform", nothing_below, Place("ga4"), {}, None),
        ("classes", classes, Place("google_ads", by_class=True), sorted_out, None),
        ("inside a class", classes, Place("google_ads", campaign_class="再行銷"),
         {"Remarketing 品牌": 30}, None),
        ("classes of all", classes, Place(by_class=True), sorted_out, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "fill", "place", "lines", "rest"), odd(), ids=lambda x: str(x)[:30]
)
def test_lines_and_their_rest_are_the_place(
    ads: Ads, look: Any, case: str, fill: Any, place: Place, lines: Any, rest: str | None
) -> None:
    fill(ads)
    ads.done()
    found = look(place)
    assert told(found, "cost") == lines
    assert (found.rest and found.rest.figures["cost"].value) == (rest and Decimal(rest))
    assert adds_up(found)
    if found.rest:
        assert found.rest.figures["ctr"].value is None, "a ratio leaves nothing over"


def test_money_that_waits_is_not_added(ads: Ads, look: Any) -> None:
    ads.world.account("丙", "google_ads", currency="USD")
    ads.campaign("甲", "A", **spent(50))
    ads.campaign("丙", "B", **spent(9))
    ads.done()
    found = look(GOOGLE)
    assert told(found, "cost") == {"A": 50, "B": None}
    assert told(found, "impressions") == {"A": 100, "B": 100}
    assert [found.share(row) for row in found.rows] == [1.0, None]
    assert adds_up(found)


def test_a_total_of_a_range_has_no_groups(ads: Ads, look: Any) -> None:
    ads.world._insert("campaigns", campaign_key=1, account_key=1, campaign="A", campaign_id="1")
    ads.world.range("甲", d(2026, 11, 1), d(2026, 11, 10), impressions=1000, cost=Decimal(40))
    ads.done()
    assert told(look(GOOGLE), "cost") == {"A": 40}
    inside = look(Place("google_ads", campaign="A"))
    assert (inside.rows, inside.rest and inside.rest.cost) == ((), 40)


def test_a_platform_without_conversions_has_no_ratio_of_them(ads: Ads, look: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 200)))
    ads.campaign("乙", "B", **spent(50))
    ads.done()
    found = look()
    assert told(found, "roas") == {"google_ads": 4.0, "meta_ads": None}
    assert told(found, "cpa") == {"google_ads": 10.0, "meta_ads": None}
    assert found.total.figures["conversions"].value == 5


def test_ratios_stay_within_their_platform(ads: Ads, look: Any, page: Any) -> None:
    """10 and 5 claimed for 100 and 60: no CPA for both, and the sum says it is one of claims."""
    ads.campaign("甲", "A", **spent(100, **bought(10, 300)))
    ads.campaign("乙", "B", **spent(60, **bought(5, 90)))
    ads.done()
    found = look()
    assert told(found, "cpa") == {"google_ads": 10.0, "meta_ads": 12.0}
    assert told(found, "roas") == {"google_ads": 3.0, "meta_ads": 1.5}
    assert [found.share(row) for row in found.rows] == [0.625, 0.375]
    assert found.total.figures["cpa"].value is None
    board = page()
    tiles = {tile.key: tile for tile in board.tiles}
    claimed = tiles["conversions"]
    assert (claimed.figure, claimed.chip) == ("15", None)
    assert claimed.basis.startswith("平台自報合計（含重複認列）")
    assert channel_grid.CLAIMED.zh in board.grid.notes
    assert channel_grid.CLAIMED.zh not in page(GOOGLE).grid.notes


def test_the_account_is_named_where_there_are_several(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50))
    assert [(line.name, line.leads_to) for line in page_of(ads, page)] == [
        ("A", Place("google_ads", campaign="A"))
    ]


def page_of(ads: Ads, page: Any, **more: Any) -> tuple[Line, ...]:
    """Write the world down and return the lines of Google."""
    ads.done()
    lines: tuple[Line, ...] = page(GOOGLE, **more).grid.lines
    return lines


def test_two_accounts_with_a_campaign_of_one_name(ads: Ads, page: Any) -> None:
    ads.world.account("丙", "google_ads")
    ads.campaign("甲", "A", **spent(50))
    ads.campaign("丙", "A", **spent(20))
    lines = page_of(ads, page)
    assert [line.name for line in lines] == ["A・甲", "A・丙"]
    assert lines[1].leads_to == Place("google_ads", "丙", campaign="A")
    inside = page(lines[1].leads_to)
    assert [name for name, _ in inside.way] == ["全部渠道", "Google Ads", "丙", "A"]
    assert inside.tiles[0].figure == "20"


def judged() -> list[tuple[str, Place, dict[str, list[Verdict]]]]:
    """Return where one looks, and the verdicts of each line; CPA 300 of 450, CTR 10 %."""
    good = [Verdict.GOOD, Verdict.GOOD]
    return [
        (
            "platforms have goals",
            Place(),
            {"Google Ads": [Verdict.ACT, *good], "Meta": [Verdict.UNKNOWN] * 2},
        ),
        ("campaigns have none", GOOGLE, {"A": []}),
    ]


@pytest.mark.parametrize(("case", "place", "verdicts"), judged(), ids=lambda x: str(x)[:24])
def test_a_line_is_judged_by_the_goals_of_its_scope(
    ads: Ads, page: Any, case: str, place: Place, verdicts: Mapping[str, list[Verdict]]
) -> None:
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    lines = page(place).grid.lines
    assert {line.name: [c.verdict for c in line.verdicts] for line in lines} == verdicts
    assert [c.word for line in lines for c in line.verdicts][:1] in ([], ["需處理 自報轉換"])


def test_the_place_is_judged_too_and_its_target_is_drawn(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    board = page(GOOGLE, main="cpa")
    cpa = next(tile for tile in board.tiles if tile.key == "cpa")
    assert cpa.chip is not None
    assert (cpa.figure, cpa.target, cpa.chip.verdict) == ("300", "目標 450", Verdict.GOOD)
    assert board.bars.line == (450.0, "Google Ads 目標 450")
    row = page(main="cpa").bars.rows[0]
    assert (row[0], row[1].label, row[2].label) == ("Google Ads", "300｜100.0%", "300")
    assert (row[2].target, row[2].target_label) == (450.0, "目標 450")


def test_one_account_of_several_is_not_the_platform(ads: Ads, look: Any) -> None:
    ads.world.account("丙", "google_ads")
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    found = look(Place("google_ads", "甲"))
    assert found.readings["cpa"].scope == (("platform", "google_ads"), ("account", "甲"))


def test_many_campaigns_are_one_bar(ads: Ads, page: Any) -> None:
    """Thirteen campaigns of 1 to 13: ten are drawn, and 1 + 2 + 3 are one bar."""
    for n in range(1, 14):
        ads.campaign("甲", f"C{n}", **spent(n, **bought(n, 2 * n)))
    ads.done()
    rows = page(GOOGLE).bars.rows
    assert [row[0] for row in rows[:2]] == ["C13", "C12"]
    assert (len(rows), rows[-1][0], rows[-1][1].value) == (11, "其餘 3 項", 6.0)
    assert rows[-1][2].label == "–", "several ROAS have no sum"
    values = page(GOOGLE, main="conversion_value").bars.rows
    assert values[-1][2].value == 12.0


def test_changes_are_shown_and_sorted_alike(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", d(2026, 10, 3), **spent(100, **bought(1, 300)))
    ads.campaign("甲", "A", **spent(80, **bought(1, 400)))
    lines = page_of(ads, page)
    shown = page(GOOGLE).grid
    (line,) = lines
    cells = {column.key: line.cells[n] for n, column in enumerate(shown.columns)}
    assert (cells["change-cost"].text, cells["change-cost"].value) == ("−20.0%", Decimal("-20.0"))
    assert (cells["change-roas"].text, cells["change-roas"].value) == ("+2.00", Decimal("2.00"))
    assert (cells["cost"].text, cells["cost"].value) == ("80", Decimal(80))
    assert (cells["share"].text, cells["ctr"].text) == ("100.0%", "10.0%")


def test_a_platform_that_stopped_is_not_compared(ads: Ads, look: Any, page: Any) -> None:
    """Meta had 500 in October and nothing now: the change is Google's, 100 to 80."""
    ads.campaign("甲", "A", d(2026, 10, 3), **spent(100))
    ads.campaign("乙", "B", d(2026, 10, 3), **spent(500))
    ads.campaign("甲", "A", **spent(80))
    ads.done()
    assert look().total.before["cost"] == 100
    assert page().sentence == "11/1–11/17 與 10/1–10/17 相比：廣告花費 80，較上期 −20.0%。"


def test_each_platform_ends_where_its_source_does(world: Any, look: Any) -> None:
    """What Meta says of a day it is not complete for does not enter, nor its October beyond."""
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 11, 15))
    ads = Ads(world)
    for day in (d(2026, 11, 15), d(2026, 11, 16), d(2026, 10, 16)):
        ads.campaign("乙", "B", day, **spent(7))
        ads.campaign("甲", "A", day, **spent(5))
    ads.done()
    found = look()
    assert told(found, "cost") == {"google_ads": 10, "meta_ads": 7}
    assert {row.cut[0][1]: row.before["cost"] for row in found.rows} == {
        "google_ads": 5, "meta_ads": None,
    }  # fmt: skip
    assert adds_up(found)


@pytest.mark.parametrize("published", [False, True])
def test_without_ads_there_is_nothing_to_tell(
    world: Any, state: State, view: View, published: bool
) -> None:
    if published:
        world.account("站", "ga4").day("站", DAY, "Direct", purchases=3)
    assert channels(world.snapshot, state, view(), Place(), ()) is None


def test_the_company_says_why_it_has_no_answer(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50))
    ads.done()
    tiles = {tile.key: tile for tile in page().tiles}
    assert tiles["blended_roas"].figure == tiles["cac"].figure == "–"
    assert "「資料」" in tiles["blended_roas"].why_empty
    assert "blended_roas" not in {tile.key for tile in page(GOOGLE).tiles}


def test_blended_roas_and_cac(ads: Ads, page: Any) -> None:
    """Revenue 600 and 2 new customers for 200 of media: 3.00 and 100."""
    ads.campaign("甲", "A", **spent(200, **bought(9, 999)))
    sold = {"orders": 4, "site_orders": 4, "site_revenue": Decimal(600), "revenue": Decimal(600)}
    ads.world.account("店", "shop").order("店", d(2024, 1, 1))
    ads.world.sold("店", DAY, **sold, new_customers=2, site_new_customers=2)
    ads.done()
    tiles = {tile.key: tile for tile in page().tiles}
    assert (tiles["blended_roas"].figure, tiles["cac"].figure) == ("3.00", "100")


# ------------------------------------------------------------------------ three ledgers on one line


def shop(world: Any, orders: int, revenue: int) -> None:
    """Add a shop with that many orders of its own site and as many again of a marketplace."""
    site = {"site_orders": orders, "site_revenue": Decimal(revenue)}
    world.account("店", "shop").sold("店", DAY, orders=2 * orders, **site)


def books() -> list[tuple[str, Callable[[Any], None], float | None, float | None, str]]:
    """Return: what there is, claimed ÷ orders, orders nobody claims, and what is said of it.

    Google claims 6, Meta 4.
    """

    def most(world: Any) -> None:
        shop(world, 16, 8_000)

    def doubled(world: Any) -> None:
        shop(world, 8, 4_000)

    def none(world: Any) -> None:
        shop(world, 0, 0)

    return [
        ("no shop", lambda world: None, None, None, "到「資料」放進檔案"),
        ("no orders", none, None, 0, "11/2"),
        ("more claimed than sold", doubled, 1.25, None,
         "平台一共認列 10 張，比官網訂單 8 張多 2 張"),
        ("fewer claimed than sold", most, 0.625, 6, "至少 6 張沒有平台認列"),
    ]  # fmt: skip


def side_by_side(world: Any, state: State, view: View) -> Ledgers:
    """Read the books of November."""
    found = channels(world.snapshot, state, view(), Place(), ())
    assert found is not None
    return ledgers(world.snapshot, found.above, found.known, found.period)


@pytest.mark.parametrize(
    ("case", "fill", "ratio", "left", "said"), books(), ids=lambda x: str(x)[:24]
)
def test_claims_against_orders(
    ads: Ads, state: State, view: View, page: Any,
    case: str, fill: Any, ratio: Any, left: Any, said: str,
) -> None:  # fmt: skip
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.campaign("乙", "B", **spent(50, **bought(4, 300)))
    fill(ads.world)
    ads.done()
    if case == "no orders":
        left, said = None, "多 10 張"
    told = side_by_side(ads.world, state, view)
    assert (told.total[OVER_CLAIM].value, told.unclaimed) == (ratio, left)
    assert told.total[KPIS["conversions"]].value == 10
    assert sum(line.values[KPIS["conversions"]] or 0 for line in told.lines) == 10
    shown = page().ledgers
    assert shown is not None
    assert said in "".join(shown.notes)
    assert shown.lines[-1].name == ledger_grid.TOTAL.zh
    if ratio:
        shares = [line.values[OVER_CLAIM] for line in told.lines]
        assert sum(shares) == pytest.approx(ratio)


def test_the_books_of_a_channel_stand_on_one_line(ads: Ads, page: Any) -> None:
    """GA4 names its groups in the language of its export."""
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.campaign("乙", "B", **spent(50, **bought(4, 300)))
    world = ads.world.account("站", "ga4")
    seen = {"Paid Social": (2, 150), "付費搜尋": (3, 250), "Direct": (5, 700)}
    for channel, (purchases, revenue) in seen.items():
        world.day("站", DAY, channel, purchases=purchases, web_revenue=Decimal(revenue))
    world.day("站", DAY, purchases=11, web_revenue=Decimal(1_200))
    shop(world, 16, 8_000)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    keys = (
        "conversions",
        "conversion_value",
        "purchases",
        "web_revenue",
        "site_orders",
        "unclaimed",
    )
    assert {line.name: tuple(cell(line, shown, k) for k in keys) for line in shown.lines} == {
        "Google Ads・付費搜尋": ("6", "600", "3", "250", "–", "–"),
        "Meta・Paid Social": ("4", "300", "2", "150", "–", "–"),
        "Direct": ("–", "–", "5", "700", "–", "–"),
        "未歸屬差額": ("–", "–", "1", "100", "–", "–"),
        "合計": ("10", "900", "11", "1,200", "16", "6"),
    }
    assert "各帳完整至：廣告平台 11/17｜GA4 11/17｜官網訂單 11/17。" in shown.notes
    assert page(GOOGLE).ledgers is None


def test_ga4_without_channels_stands_in_the_total_only(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.world.account("站", "ga4").day("站", DAY, purchases=11)
    ads.world._insert("campaign_days", platform="ga4", account_key=3, day=DAY, purchases=11)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    assert [line.name for line in shown.lines] == ["Google Ads", "Meta", "合計"]
    assert cell(shown.lines[-1], shown, "purchases") == "11"
    assert any(note.startswith("「GA4 營收（TWD）」是「–」") for note in shown.notes)
    assert ledger_grid.NO_CHANNELS.zh in shown.notes


def test_each_book_ends_by_itself(ads: Ads, page: Any) -> None:
    """Claims to 11/17, orders to 11/12: the ratio keeps to the days both have."""
    ads.campaign("甲", "A", d(2026, 11, 2), **spent(50, **bought(6, 600)))
    ads.campaign("甲", "A", d(2026, 11, 16), **spent(50, **bought(9, 900)))
    site = {"site_orders": 12, "site_revenue": Decimal(9)}
    ads.world.account("店", "shop", complete_to=d(2026, 11, 15)).sold("店", DAY, orders=12, **site)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    total = shown.lines[-1]
    assert (cell(total, shown, "conversions"), cell(total, shown, "over_claim")) == ("15", "0.50")
    assert any("11/1–11/15" in note and "至少 6 張" in note for note in shown.notes)
    assert any("廣告平台 11/17｜官網訂單 11/15" in note for note in shown.notes)


# ----------------------------------------------------------------------------- where it comes from


@pytest.mark.parametrize(
    ("place", "key", "title", "sums"),
    [
        (GOOGLE, "cost", "Google Ads 廣告花費", "廣告花費 NT$50.00"),
        (Place("google_ads", campaign="A"), "cpa", "Google Ads・A 單次轉換成本 CPA",
         "廣告花費 NT$50.00 ÷ 平台自報轉換 5 = 10"),
        (Place(), "conversions", "平台自報轉換", "平台自報轉換 5"),
        (Place(), "site_orders", "官網訂單", "官網訂單 16"),
    ],
)  # fmt: skip
def test_one_click_says_where_a_figure_comes_from(
    ads: Ads, state: State, view: View, place: Place, key: str, title: str, sums: str
) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 600)))
    shop(ads.world, 16, 8_000)
    ads.done()
    found = channel_origin(ads.world.snapshot, state, view(), place, key)
    assert found is not None
    facts = {pair.label: pair.value for pair in found.facts}
    assert (found.title, facts["代入"]) == (title, sums)


@pytest.mark.parametrize(("place", "key"), [(GOOGLE, "share"), (GOOGLE, "site_orders")])
def test_what_has_no_origin(ads: Ads, state: State, view: View, place: Place, key: str) -> None:
    ads.campaign("甲", "A", **spent(50))
    ads.done()
    assert channel_origin(ads.world.snapshot, state, view(), place, key) is None


# ------------------------------------------------------------------------------------------- words


def test_both_languages_say_the_same_figures(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 600)))
    shop(ads.world, 16, 8_000)
    ads.done()
    for place in (Place(), GOOGLE, Place(by_class=True)):
        for main in MAIN:
            zh, en = page(place, main.key), page(place, main.key, lang="en")
            for a, b in zip(zh.grid.lines, en.grid.lines, strict=True):
                assert [c.text for c in a.cells] == [c.text for c in b.cells]
            assert [t.figure for t in zh.tiles] == [t.figure for t in en.tiles]
            assert zh.ledgers is None or zh.ledgers.lines[-1].name == "合計"
            assert len({column.title for column in zh.grid.columns}) == len(zh.grid.columns)


WORDS = {
    f"{module.__name__}.{name}": text
    for module in (channel_board, channel_bars, channel_grid, ledger_grid, naming)
    for name, value in vars(module).items()
    for text in (value.values() if isinstance(value, dict) else [value])
    if isinstance(text, Text)
}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_translated_and_spaced(name: str) -> None:
    text = WORDS[name]
    marks = [sorted(set(re.findall(r"{(\w+)}", side))) for side in (text.zh, text.en)]
    assert marks[0] == marks[1]
    assert not re.search(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text.en.replace("・", ""))
    zh = re.sub(r"{\w+}", "", text.zh)
    assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", zh), zh
    assert not re.search(r"[\u4e00-\u9fff][,;:!?()]", zh), zh
