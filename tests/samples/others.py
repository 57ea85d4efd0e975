"""Files that people drop in and that are no report of ours; each must be said to be what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden

GOOGLE_HEADER = ["Campaign", "Day", "Currency code", "Impr.", "Clicks", "Cost", "Conversions"]
META_HEADER = [
    "Campaign name", "Day", "Impressions", "Link clicks", "Amount spent (TWD)",
    "Reporting starts", "Reporting ends",
]  # fmt: skip
TITLE = [["Campaign report"], ["19 January 2026 - 1 February 2026"]]
UNIVERSAL = """# ----------------------------------------
# All Web Site Data
# Campaigns
# 20220101-20220131
# ----------------------------------------

Campaign,Users,New Users,Sessions,Bounce Rate,Pages / Session,Avg. Session Duration,Transactions
(not set),"1,204",980,"1,500",54.20%,2.31,00:01:12,12
brand,310,120,402,33.10%,4.02,00:02:41,9

Day Index,Users
1/1/22,40
1/2/22,44
"""
OVERVIEW_CARD = """Date,Clicks,Impressions,Cost
"Thu, 5 Feb 2026",12,340,US$26.00
"Fri, 6 Feb 2026",9,310,US$19.50
"""
HTML = """<html><head><meta charset="utf-8"></head><body><table>
<tr><th>Campaign</th><th>Cost</th></tr><tr><td>Brand</td><td>100.00</td></tr>
</table></body></html>
"""


def others(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write every one of them; yield each file name with what must be said."""
    texts = {
        "universal_analytics.csv": (UNIVERSAL, ("Universal Analytics export",)),
        "Time_series(2026.02.05-2026.02.10).csv": (
            OVERVIEW_CARD,
            ("Google Ads overview card",),
        ),
        "html_named.xlsx": (HTML, ("This file is HTML",)),
    }
    for name, (content, says) in texts.items():
        (out / name).write_text(content, encoding="utf-8", newline="\n")
        yield name, golden.refused(*says)
    tables = {
        "bulk_sheet.csv": (bulk(), ("Google Ads bulk sheet",)),
        "google_header_only.csv": ([*TITLE, GOOGLE_HEADER], ("a header and not one row",)),
        "google_totals_only.csv": ([*TITLE, GOOGLE_HEADER, *totals()], ("totals and not one row",)),
        "google_search_keyword.csv": (keywords(), ("“Keyword” makes it a finer one",)),
        "meta_no_data.csv": ([META_HEADER, ["No data available."]], ("says “No data available”",)),
        "meta_header_only.csv": ([META_HEADER], ("a header and not one row",)),
    }
    for name, (table, says) in tables.items():
        boxes.utf8(out / name, table, bom=name.startswith("meta"))
        yield name, golden.refused(*says)
    boxes.xlsx(out / "meta_no_data.xlsx", [("Worksheet", [META_HEADER, ["No data available."]])])
    yield "meta_no_data.xlsx", golden.refused("says “No data available”")


def totals() -> boxes.Table:
    """Return the total rows that stand alone when nothing was delivered."""
    labels = ("Total: Campaigns", "Total: Account")
    return [[label, " --", "TWD", "0", "0", "0.00", "0.00"] for label in labels]


def bulk() -> boxes.Table:
    """Return a bulk sheet: instructions for an editor, not results."""
    return [
        ["Row Type", "Action", "Campaign status", "Campaign ID", "Campaign", "Budget"],
        ["Campaign", "Edit", "Enabled", "21034567891", "Brand", "500.00"],
    ]


def keywords() -> boxes.Table:
    """Return a search keyword report: finer than an ad group, so never taken for one."""
    header = ["Keyword status", "Keyword", "Match type", "Campaign", "Ad group", "Currency code"]
    return [
        ["Search keyword report"],
        ["19 January 2026 - 1 February 2026"],
        [*header, "Impr.", "Clicks", "Cost"],
        ["Enabled", '"north star"', "Phrase match", "Brand", "Core", "TWD", "120", "9", "88.10"],
        ["Total: Keywords in your account", *[" --"] * 4, "TWD", "120", "9", "88.10"],
    ]
