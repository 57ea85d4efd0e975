"""``python -m kpi whatif``: what another budget brings, held against the recent pace.

Money is media of all planned days, as the board tells it; a platform that is not named stays at
the pace of its last four weeks. Platforms that move together are moved together: each named one
adds its amount, the others of its group keep theirs.

The answer (--json)::

    {"period": {"from", "to"}, "currency", "tax_basis": "exported" | "excluded" | "included",
     "channels": [{"platforms": […], "spend", "now", "largest_seen", "beyond_seen",
                   "assumed", "orders": {"value", "low", "high"}, "next_order": … | null}],
     "media", "cost", "orders": {"kpi", "value", "low", "high"}, "in_period": {…},
     "new_customers": {…} | null, "revenue": {…} | null, "contribution": {…} | null,
     "cost_per_order": {…} | null, "cac": {…} | null, "reliable": true | false,
     "can_tell": true | false, "best": {"spend": {…}, "orders": {…}, "why_not": … | null} | null,
     "goals": [{"goal", "kpi", "period", "now", "then", "target", "verdict"}],
     "why_not": {"zh", "en"} | null, "notes": [{"zh", "en"}]}

Figures are changes against now; low and high hold them eight times in ten.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import data.state
from data.schema import PLATFORMS
from data.snapshot import Store, current
from data.state import State
from data.text import Lang, Text
from kpi.facts.extent import extent
from kpi.format import NO_ANSWER
from kpi.goals.goal import goals
from kpi.response import kept
from kpi.terminal.door import WrongCall, common, print_table
from kpi.verdict import VERDICTS
from kpi.whatif.account import Account, account
from kpi.whatif.best import Wish, best
from kpi.whatif.days import choices, chosen
from kpi.whatif.expected import Going, expected
from kpi.whatif.known import together
from kpi.whatif.limits import Limits
from kpi.whatif.outcome import Estimate, Outcome, outcome
from kpi.whatif.telling import CANNOT_TELL, change, changes, money
from kpi.whatif.verdicts import Judged, judged

AROUND = 0.4
NO_FACTS = Text(
    "還沒有任何資料；先用 python -m data import 匯入檔案。",
    "There are no data yet; import files with python -m data import.",
)
NOT_A_SPEND = Text(
    "看不懂「--spend {text}」；要寫成 平台=金額，例如 meta_ads=150000。",
    "“--spend {text}” must be PLATFORM=AMOUNT, as in meta_ads=150000.",
)
NO_SUCH = Text(
    "「{name}」沒有可以試算的花費；可以用：{names}。",
    "“{name}” has no spend to try; there are: {names}.",
)
ROWS = {
    "orders": Text("訂單變化", "Orders"),
    "cac": Text("邊際 CAC", "Marginal CAC"),
    "contribution": Text("行銷後毛利變化", "Contribution after marketing"),
}
COLUMNS = (
    Text("渠道", "Channel"),
    Text("現在", "Now"),
    Text("試算", "Tried"),
    Text("訂單", "Orders"),
)


def whatif(args: argparse.Namespace) -> dict[str, Any]:
    """Return what a division brings, as the door's JSON document."""
    wanted = dict(_spend(text) for text in args.spend)
    store = Store.at(args.store)
    state = State.open(store.state_url)
    snapshot = current(store)
    if snapshot is None or not extent(snapshot).sources:
        return _nothing(NO_FACTS)
    today = data.state.today(state)
    planned = chosen(args.days, choices(today, goals(state)), today)
    kept.prepare(snapshot, state, today)
    found = account(snapshot, state, planned.days, today)
    if not isinstance(found, Account):
        return _nothing(found or NO_FACTS)
    going = expected(snapshot, state, planned.days, today)
    return _document(found, _division(found, wanted), going)


def _spend(text: str) -> tuple[str, int]:
    name, _, amount = text.partition("=")
    if not name or not amount.isdigit():
        raise WrongCall(NOT_A_SPEND.fill(text=text))
    return name, int(amount)


def _division(found: Account, wanted: dict[str, int]) -> tuple[int, ...]:
    """Return every channel's money; of a group, each platform's own."""
    there = [name for channel in found.channels for name in channel.members]
    for name in wanted:
        if name not in there:
            raise WrongCall(NO_SUCH.fill(name=name, names=", ".join(there)))
    told = []
    for channel in found.channels:
        named = [m for m in channel.members if m in wanted]
        rest = channel.current - sum(channel.of_member[m] for m in named)
        whole = len(named) == len(channel.members)
        told.append(sum(wanted[m] for m in named) + (0 if whole else max(rest, 0)))
    return tuple(told)


def _nothing(why_not: Text) -> dict[str, Any]:
    return {"period": None, "currency": None, "channels": [], "why_not": why_not.as_dict()}


def _document(found: Account, then: tuple[int, ...], going: Going) -> dict[str, Any]:
    """Return what a division brings; once published, its names stay."""
    told = outcome(found, then)
    assumed = any(c.assumed and p.money != p.before
                  for c, p in zip(found.channels, told.parts, strict=True))  # fmt: skip
    return {
        "period": {"from": f"{found.days.start}", "to": f"{found.days.end}"},
        "currency": found.currency,
        "tax_basis": found.tax,
        "channels": _channels(found, told),
        "media": told.media,
        "cost": told.cost,
        "orders": {"kpi": found.orders} | _told(told.orders),
        "in_period": _told(told.in_days),
        "new_customers": told.customers and _told(told.customers),
        "revenue": told.revenue and _told(told.revenue),
        "contribution": told.contribution and _told(told.contribution),
        "cost_per_order": told.per_order and _told(told.per_order),
        "cac": told.per_customer and _told(told.per_customer),
        "reliable": told.reliable,
        "can_tell": not (assumed or told.orders.vague),
        "best": _best(found, then, going),
        "goals": [_goal(one) for one in judged(found, then, told, going)],
        "why_not": None,
        "notes": [note.as_dict() for note in (*together(found), *found.notes)],
    }


def _best(found: Account, then: tuple[int, ...], going: Going) -> dict[str, Any] | None:
    """Return the best division of the same total, and why it is not advised."""
    mix = best(found, then, Wish(Limits(around=AROUND)), going)
    if mix.then is None:
        return None
    return {
        "spend": {c.key: n for c, n in zip(found.channels, mix.then, strict=True)},
        "orders": mix.gain and _told(Estimate(mix.gain.middle, *mix.gain.interval)),
        "why_not": mix.why_not and mix.why_not.as_dict(),
    }


def _goal(one: Judged) -> dict[str, Any]:
    return {
        "goal": one.expected.goal.id,
        "kpi": one.expected.kpi.key,
        "period": {"from": f"{one.expected.days.start}", "to": f"{one.expected.days.end}"},
        "now": _plain(one.now),
        "then": _plain(one.then),
        "target": float(one.expected.target),
        "verdict": str(one.verdict),
    }


def _channels(found: Account, told: Outcome) -> list[dict[str, Any]]:
    return [
        {
            "platforms": list(channel.members),
            "spend": part.money,
            "now": part.before,
            "largest_seen": channel.largest,
            "beyond_seen": part.beyond,
            "assumed": channel.assumed,
            "orders": _told(part.orders),
            "next_order": part.next_order,
        }
        for channel, part in zip(found.channels, told.parts, strict=True)
    ]


def _told(one: Estimate) -> dict[str, float]:
    return {"value": one.middle, "low": one.low, "high": one.high}


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: channels, what they bring together, the goals, the mix."""
    if answer["why_not"]:
        print(answer["why_not"][lang])
        return
    period, currency = answer["period"], answer["currency"]
    print(f"{period['from']} – {period['to']}  {currency}")
    lines = [[title.to(lang) for title in COLUMNS]]
    for one in answer["channels"]:
        names = ", ".join(PLATFORMS[name].name.to(lang) for name in one["platforms"])
        told = [money(one[key], lang, currency) for key in ("now", "spend")]
        lines.append([names, *told, changes(_estimate(one["orders"]), lang)])
    print_table(lines, {1, 2, 3})
    print_table(list(_figures(answer, currency, lang)), {1})
    for goal in answer["goals"]:
        word = VERDICTS[goal["verdict"]][0].to(lang)
        ends = (NO_ANSWER if v is None else f"{v:,.2f}" for v in (goal["now"], goal["then"]))
        print(f"{goal['kpi']}: {' → '.join(ends)}  {word}")
    mix = answer["best"]
    for said in (mix and mix["why_not"], *answer["notes"]):
        if said:
            print(said[lang])


def _figures(answer: dict[str, Any], currency: str, lang: Lang) -> Iterator[list[str]]:
    unsure = "" if answer["can_tell"] else f"  {CANNOT_TELL.to(lang)}"
    for key, title in ROWS.items():
        told, written = answer[key] and _estimate(answer[key]), NO_ANSWER
        if told and key == "orders":
            written = f"{change(told.middle, lang)} ({changes(told, lang)}){unsure}"
        elif told:
            ends = "–".join(money(end, lang, currency) for end in told.interval)
            written = f"{money(told.middle, lang, currency)} ({ends})"
        yield [title.to(lang), written]


def _estimate(told: dict[str, float]) -> Estimate:
    return Estimate(told["value"], told["low"], told["high"])


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser(
        "whatif", help="what another budget brings", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    ask.add_argument("--spend", action="extend", nargs="+", default=[], metavar="PLATFORM=AMOUNT",
                     help="media of all planned days; the others stay at their pace")  # fmt: skip
    ask.add_argument("--days", default="next", metavar="DAYS",
                     help="next, rest, deadline, a month (2026-12), or FROM..TO")  # fmt: skip
    common(ask)
    ask.set_defaults(answer=whatif, told=tell)
