"""Build a store of 10 million ad rows: typed files by DuckDB, then the real commit and publish."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb

from data.hold import ingesting
from data.journal import Step
from data.limits import TERMINAL
from data.report import Report, Rows, Span
from data.state import State
from data.store import Store
from tests.bench.growing import Made, kept

FIRST, DAYS = date(2024, 11, 1), 730
LAST = FIRST + timedelta(DAYS - 1)
PERIOD = Span(FIRST, LAST, "day", declared=True)
TODAY = LAST + timedelta(1)
# platform: accounts, campaigns an account, groups a campaign, ads a group
SHAPE = {"google_ads": (6, 67, 20, 1), "meta_ads": (6, 50, 4, 5)}
FORMATS = {"google_ads": ("google_ads.ad_group", 2), "meta_ads": ("meta_ads.ad", 3)}
MEASURES = {
    "google_ads": ("impressions", "clicks_all", "cost", "conversions", "conversion_value"),
    "meta_ads": (
        "impressions", "clicks_all", "link_clicks", "landing_page_views", "cost", "conversions",
        "conversion_value", "add_to_carts", "checkouts",
    ),
}  # fmt: skip
ROWS = """
-- one row a day × ad of one account, in the layout the reader writes
create table rows as
with days as (
    select ($first::date + n::integer) as day, n from range($days) as t(n)
),
ads as (
    select c, g, a, hash(c, g, a, $seed) % 997 as luck
    from range($campaigns) as t1(c), range($groups) as t2(g), range($ads) as t3(a)
),
drawn as (
    select *, hash(n, luck, c, g, a, $seed) as h from days, ads
),
counted as (
    select *, 20 + h % 1500 as impressions, (20 + h % 1500) * (2 + luck % 5) // 100 as clicks
    from drawn
),
measured as (
    select *, clicks * (700 + h % 900) / 100.0 as spent, (clicks * (h % 11)) // 60 as bought
    from counted
)
select
    day as day_from, day as day_to, $account_id as account_id, $account as account_name,
    (2000000000 + $seed * 1000 + c)::text as campaign_id, 'Campaign ' || c as campaign,
    (3000000000 + $seed * 100000 + c * 100 + g)::text as ad_group_id, 'Ad group ' || g as ad_group,
    case when $ads > 1 then (4000000000 + $seed * 1000000 + c * 1000 + g * 10 + a)::text end
        as ad_id,
    case when $ads > 1 then 'Ad ' || a end as ad,
    impressions::bigint as impressions,
    clicks::bigint as clicks_all,
    case when $meta then (clicks * 8 // 10)::bigint end as link_clicks,
    case when $meta then (clicks * 6 // 10)::bigint end as landing_page_views,
    null::bigint as reach,
    spent::decimal(18, 6) as cost,
    bought::decimal(18, 6) as conversions,
    (bought * 800)::decimal(18, 6) as conversion_value,
    null::bigint as leads,
    case when $meta then (bought * 3)::bigint end as add_to_carts,
    case when $meta then (bought * 2)::bigint end as checkouts,
    null::bigint as engagements, null::bigint as video_views_3s, null::bigint as thruplays
from measured
order by day, campaign_id, ad_group_id, ad_id
"""
PEER = """
-- one row a day × ad of all accounts; money as floats, as pandas has it
copy (
    select day_from as day,
        case when account_id like 'g%' then 'google_ads' else 'meta_ads' end as platform,
        account_id, campaign_id, ad_group_id, impressions, clicks_all, link_clicks,
        landing_page_views, cost::double as cost, conversions::double as conversions,
        conversion_value::double as conversion_value
    from read_parquet($files)
) to $out (format parquet)
"""


def build(root: Path) -> Made:
    """Make the store, once; return how many rows, accounts and campaigns it holds."""
    told = root / "made.json"
    known = kept(told)
    if known:
        return known
    if root.exists():
        shutil.rmtree(root)
    store = Store.at(root)
    state = State.open(store.state_url)
    seed, rows, campaigns = 0, 0, 0
    with ingesting(store, state, "bench", TERMINAL, wait=True) as ingest:
        for platform, (accounts, many, _groups, _ads) in SHAPE.items():
            for _ in range(accounts):
                seed += 1
                made, report = one_account(store, state, platform, seed)
                ingest.decide(state.entry(made), keep=True)
                rows, campaigns = rows + report.rows.loaded, campaigns + many
    made: Made = {"rows": rows, "accounts": seed, "campaigns": campaigns}
    told.write_text(json.dumps(made))
    return made


def one_account(store: Store, state: State, platform: str, seed: int) -> tuple[int, Report]:
    """Write one account's typed rows and its journal row, as a parsed file has them."""
    name = f"{platform}-{seed}.csv"
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    import_id = state.received(sha256, name, "bench", TODAY)
    _, campaigns, groups, ads = SHAPE[platform]
    out = store.rows(import_id)
    con = duckdb.connect()
    con.execute(ROWS, {
        "first": FIRST, "days": DAYS, "campaigns": campaigns, "groups": groups, "ads": ads,
        "seed": seed, "account_id": f"{platform[:1]}{seed:09}", "account": f"Account {seed}",
        "meta": platform == "meta_ads",
    })  # fmt: skip
    con.execute("copy rows to $out (format parquet)", {"out": str(out)})
    loaded = con.execute("select count(*) from rows").fetchall()[0][0]
    con.close()
    form, level = FORMATS[platform]
    report = Report(
        status="parsed", sha256=sha256, format=form, platform=platform, level=level,
        accounts=(f"{platform[:1]}{seed:09}",), currency="TWD",
        period=PERIOD, measures=MEASURES[platform],
        rows=Rows(in_=loaded, loaded=loaded),
    )  # fmt: skip
    state.move(import_id, Step.PARSED, "bench", report=report)
    return import_id, report


def peer_facts(store: Path, out: Path) -> None:
    """Write the same rows as one Parquet file, as somebody with pandas would keep them."""
    if out.exists():
        return
    con = duckdb.connect()
    files = [str(p) for p in sorted((store / "parsed").glob("*.parquet"))]
    con.execute(PEER, {"files": files, "out": str(out)})
    con.close()


def environment(store: Path) -> dict[str, str]:
    """Return what the server is started with."""
    kept = {k: v for k, v in os.environ.items() if k.startswith("LODESTAR_STATE")}
    return {**kept, "LODESTAR_STORE": str(store), "LODESTAR_TODAY": TODAY.isoformat()}
