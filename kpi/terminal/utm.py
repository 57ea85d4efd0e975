"""``python -m kpi utm``: spend without visits in GA4, near misses, links that break the rules."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Store, current
from data.state import State
from data.text import Lang, Text
from kpi.definition import Unit
from kpi.facts.extent import extent
from kpi.format import NO_ANSWER, figure
from kpi.naming import value_name
from kpi.period import Span
from kpi.terminal.door import WrongCall, common, print_table, span
from kpi.utm import telling
from kpi.utm.audit import Audit, Broken, Line, Money, audit, usual
from kpi.utm.kept import kept_rules
from kpi.utm.matching import KINDS, Kind
from kpi.utm.rules import Rules

NO_FACTS = Text(
    "還沒有任何資料；先用 python -m data import 匯入檔案。",
    "There are no data yet; import files with python -m data import.",
)
TITLES = (
    Text("平台", "Platform"), Text("帳戶", "Account"), Text("廣告活動", "Campaign"),
    Text("花費", "Cost"), Text("點擊", "Clicks"), Text("GA4 工作階段", "GA4 sessions"),
    Text("對應", "Match"), Text("可能是", "Maybe"),
)  # fmt: skip
FIGURES = {3, 4, 5}


def utm(args: argparse.Namespace) -> dict[str, Any]:
    """Return the audit asked for, as the door's JSON document."""
    store = Store.at(args.store)
    state = State.open(store.state_url)
    snapshot = current(store)
    if snapshot is None or not extent(snapshot).sources:
        raise WrongCall(NO_FACTS)
    last = usual(snapshot)
    asked = span(args.start or last.start, args.end or last.end)
    return document(audit(snapshot, state, asked), kept_rules(state))


def document(found: Audit, rules: Rules) -> dict[str, Any]:
    """Return an audit as plain JSON; once published, its names stay."""
    return {
        "period": _span(found.days),
        "asked": _span(found.asked),
        "known": found.told,
        "known_over": _span(found.ever) if found.ever else None,
        "headline": {lang: telling.headline(found, lang) for lang in ("zh", "en")},
        "notes": [note.as_dict() for note in telling.caveats(found)],
        "money": [_money(one) for one in found.money],
        "sessions_per_click": found.per_click,
        "sessions": found.sessions,
        "unassigned_sessions": found.unassigned,
        "sessions_without_campaign": found.nameless if found.told else None,
        "campaigns": [_line(line, rules) for line in found.lines],
        "broken": [_broken(one) for one in found.broken],
    }


def _span(days: Span) -> dict[str, str]:
    return {"from": days.start.isoformat(), "to": days.end.isoformat()}


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _money(one: Money) -> dict[str, Any]:
    return {
        "currency": one.currency or None,
        "cost": _plain(one.cost),
        "unmatched": _plain(one.unmatched),
        "unmatched_share": _plain(one.share),
        "near_miss": _plain(one.near),
        "untracked_on_purpose": _plain(one.untracked),
    }


def _line(line: Line, rules: Rules) -> dict[str, Any]:
    c, match = line.campaign, line.match
    advice = telling.advice(line, rules.tidy(c.name))
    return {
        "platform": c.platform,
        "account": c.account,
        "campaign": c.name or None,
        "campaign_id": c.campaign_id,
        "currency": c.currency or None,
        "cost": _plain(c.cost),
        "clicks": c.clicks,
        "click_basis": c.basis,
        "match": match.kind.name.lower(),
        "matched": list(match.names),
        "shared_with": match.shared or None,
        "sessions": match.sessions,
        "sessions_per_click": line.per_click,
        "near": [{"name": n.name, "why": [str(w) for w in n.why]} for n in match.near],
        "advice": advice.as_dict() if advice else None,
    }


def _broken(one: Broken) -> dict[str, Any]:
    v = one.visits
    return {
        "source": v.source or None,
        "medium": v.medium or None,
        "campaign": v.campaign or None,
        "channel": one.group,
        "sessions": v.sessions,
        "revenue": _plain(v.revenue),
        "currency": v.currency,
        "why": [why.as_dict() for why in one.why],
    }


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the audit for people: the sentence, the campaigns by cost, the wrong links."""
    print(answer["headline"][lang])
    for note in answer["notes"]:
        print(note[lang])
    lines = [[title.to(lang) for title in TITLES]]
    lines += [_told(row, lang) for row in answer["campaigns"]]
    if len(lines) > 1:
        print_table(lines, FIGURES)
    for row in answer["campaigns"]:
        if row["advice"]:
            print(f"{row['campaign'] or NO_ANSWER}: {row['advice'][lang]}")
    for row in answer["broken"]:
        said = telling.AND.to(lang).join(why[lang] for why in row["why"])
        where = " / ".join(row[k] or NO_ANSWER for k in ("source", "medium", "campaign"))
        print(f"{where} ({row['sessions']:,}): {said}")


def _told(row: dict[str, Any], lang: Lang) -> list[str]:
    def count(value: int | None) -> str:
        return figure(value, Unit.COUNT, lang, full=True)

    cost = figure(row["cost"], Unit.MONEY, lang, currency=row["currency"], mixed=True, full=True)
    return [
        value_name("platform", row["platform"], lang), row["account"],
        row["campaign"] or NO_ANSWER, cost, count(row["clicks"]), count(row["sessions"]),
        KINDS[Kind[row["match"].upper()]].to(lang),
        telling.AND.to(lang).join(n["name"] for n in row["near"]) or NO_ANSWER,
    ]  # fmt: skip


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser(
        "utm", help="which spend has visits in GA4, and which links are wrong"
    )
    ask.add_argument("--from", dest="start", type=date.fromisoformat, metavar="D")
    ask.add_argument("--to", dest="end", type=date.fromisoformat, metavar="D")
    common(ask)
    ask.set_defaults(answer=utm, told=tell)
