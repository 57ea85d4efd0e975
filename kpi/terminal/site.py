"""``python -m kpi site``: a site's visits by device, landing page, source / medium or campaign."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Store, current
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.facts.site import LABELS, SiteCut, parts
from kpi.figure import Number
from kpi.format import figure
from kpi.terminal.door import common, print_table
from kpi.terminal.door import span as door_span

FIGURES = (
    "sessions", "page_views", "engagement_rate_web", "time_on_site", "key_events",
    "conversion_rate", "purchases", "web_revenue",
)  # fmt: skip
"""What is told of each part; the conversion rate is of its visits, for people would not add."""
PROPERTY = Text("資源", "Property")
NOTHING = Text(
    "這段日期沒有依「{cut}」分的造訪；請用 python -m data pull ga4 拉取，或匯入依它分列的"
    " GA4 檔案。",
    "No visits by “{cut}” are known of these days; pull them with python -m data pull ga4, or"
    " import a GA4 file that is split by it.",
)


def site(args: argparse.Namespace) -> dict[str, Any]:
    """Return the parts of every property with their figures."""
    asked, cut = door_span(args.start, args.end), SiteCut(args.by)
    snapshot = current(Store.at(args.store))
    kpis = [KPIS[name] for name in FIGURES]
    found = parts(snapshot, cut, asked, kpis) if snapshot else []
    return {
        "period": {"from": asked.start.isoformat(), "to": asked.end.isoformat()},
        "by": cut,
        "rows": [
            {"account": part.account, "currency": part.currency, "name": part.name}
            | {kpi.key: _plain(part.read(kpi)) for kpi in kpis}
            for part in found
        ],
    }


def _plain(value: Number | None) -> int | float | None:
    """Return a number as JSON writes it; whole decimals without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: one line a part."""
    label = LABELS[SiteCut(answer["by"])]
    if not answer["rows"]:
        print(NOTHING.fill(cut=label).to(lang))
        return
    lines = [[PROPERTY.to(lang), label.to(lang), *(KPIS[key].name.to(lang) for key in FIGURES)]]
    for row in answer["rows"]:
        told = [_told(key, row, lang) for key in FIGURES]
        lines.append([row["account"], row["name"], *told])
    print_table(lines, range(2, len(lines[0])))


def _told(key: str, row: dict[str, Any], lang: Lang) -> str:
    kpi = KPIS[key]
    own = {"decimals": kpi.decimals, "currency": row["currency"], "full": True}
    return figure(row[key], kpi.unit, lang, **own)


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("site", help="a site's visits by device, landing page or link")
    ask.add_argument("--by", choices=[*SiteCut], required=True)
    ask.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="D")
    ask.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="D")
    common(ask)
    ask.set_defaults(answer=site, told=tell)
