"""The funnel over 10 million ad rows, 1 million orders and two years of a site's channels."""

from __future__ import annotations

import sys
from pathlib import Path

from data.schema import WEB, WebMeasure
from data.state import State
from data.store import Store
from tests.bench import channels_10m, ten_million
from tests.bench.figures import WORK, Figure, Section, median, p95
from tests.bench.growing import Made, enter, grow, kept
from tests.bench.looking import check, look, views

REPEATS, CUTS, GOAL = 80, 20, 100.0
DRAWN = {"vega_lite_chart": 1, "table": 1, "dataframe": 1}
CHANNELS = (
    "Organic Search", "Direct", "Organic Social", "Email", "Referral", "Unassigned", "Paid Search",
    "Cross-network", "Paid Social", "Paid Other", "Display",
)  # fmt: skip
ROWS = """
-- one row a day × channel, in the layout the reader writes
with days as (
    select $first::date + n::integer as day, n from range($days) as t(n)
),
drawn as (
    select day, channel, 400 + hash(day, channel) % 900 as sessions, hash(channel, day) as h
    from days, (select unnest($channels::text[]) as channel)
)
select
    day as day_from, day as day_to, 'Site' as account_name, channel,
    sessions::bigint as sessions, (sessions * 6 // 10)::bigint as engaged_sessions,
    (sessions * (40 + h % 8) // 100)::bigint as item_sessions,
    (sessions * (7 + h % 3) // 100)::bigint as cart_sessions,
    (sessions * (3 + h % 2) // 100)::bigint as checkout_sessions,
    (sessions * (3 + h % 2) // 90)::bigint as checkouts_begun,
    (sessions * (1 + h % 2) // 90)::bigint as purchases
from drawn
order by day_from, channel
"""
MEASURES = (
    "sessions", "engaged_sessions", "item_sessions", "cart_sessions", "checkout_sessions",
    "checkouts_begun", "purchases",
)  # fmt: skip


def build(root: Path, shop: Path, ads: Path) -> Made:
    """Make the store, once: the ads and orders of the other benches, and the visits of one site."""
    told = root / "made-site.json"
    return kept(told) or grow(told, shop, channels_10m.build(shop, ads), visits)


def visits(store: Store, state: State) -> int:
    """Write the typed rows of the site and their journal row."""
    kinds = {str(m): m.kind.sql_type for m in WebMeasure}
    types = {
        c: kinds.get(c, "date" if c in ("day_from", "day_to") else "text") for c in WEB.columns
    }
    bound = {"first": ten_million.FIRST, "days": ten_million.DAYS, "channels": list(CHANNELS)}
    return enter(
        store, state, "site.csv", (ROWS, bound), types, ten_million.PERIOD,
        format="ga4.exploration", platform="ga4", book=WEB.key, breakdown="channel",
        accounts=("Site",), measures=MEASURES,
    )  # fmt: skip


def bench() -> Section:
    """Measure the funnel of a shop cut by channel, and the same cut by 702 campaigns."""
    WORK.mkdir(exist_ok=True)
    store = WORK / "ten-million-funnel"
    made = build(store, WORK / "ten-million-orders", WORK / "ten-million")
    env = ten_million.environment(store)
    _, opened, memory = look(env, views(REPEATS), "funnel")
    check(opened, **DRAWN)
    _, by_campaign, _ = look(env, views(CUTS, "&by=campaign"), "funnel")
    check(by_campaign, **DRAWN)
    usual, fine = ([r.milliseconds for r in runs] for runs in (opened, by_campaign))
    return Section(
        "Funnel at 10 M ad rows and 1 M orders, server side",
        f"{made['rows']:,} rows ({ten_million.DAYS} days, {made['accounts']} accounts, "
        f"{made['campaigns']} campaigns, two platforms), {made['orders']:,} orders and "
        f"{len(CHANNELS)} channels of a site. A visitor over the server's own websocket asks for "
        f"{REPEATS} different periods of the funnel of a shop, from sending the rerun to "
        "script_finished; no period comes twice, so none drawn before answers. It is cut by "
        f"channel; cut by campaign it takes {made['campaigns']} members ({CUTS} periods).",
        (
            Figure("cut by channel, median", f"{median(usual):.0f} ms"),
            Figure(
                "cut by channel, p95",
                f"{p95(usual):.0f} ms",
                f"≤ {GOAL:.0f} ms",
                p95(usual) <= GOAL,
            ),
            Figure("cut by campaign, median / p95", f"{median(fine):.0f} / {p95(fine):.0f} ms"),
            Figure("memory", f"{memory.peak / 2**20:.0f} MiB"),
        ),
    )


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
