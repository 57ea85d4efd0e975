"""``python -m kpi funnel``: the steps of a funnel, what each loses and costs, cut where wanted."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Snapshot, Store, current
from data.state import State, today
from data.text import LANGS, Lang, Text
from kpi.facts.extent import extent
from kpi.figure import Number
from kpi.format import NO_ANSWER
from kpi.funnels import words
from kpi.funnels.cut import LABELS, By, Cutting, Member
from kpi.funnels.cutting import cutting
from kpi.funnels.funnel import TEMPLATES, Funnel, chosen, funnels
from kpi.funnels.losses import Loss, biggest, losses, passes_on
from kpi.funnels.members import name_of
from kpi.funnels.reading import read_funnel
from kpi.funnels.told import Against, Stood, Told
from kpi.terminal.door import WrongCall, common, print_table
from kpi.terminal.door import span as door_span
from kpi.view import View

NO_FUNNEL = Text(
    "沒有「{name}」這個漏斗；目前有：{names}。", "There is no funnel “{name}”; there are: {names}."
)
NO_FACTS = Text("還沒有任何資料可以算漏斗。", "There are no data for a funnel yet.")
NOT_CARRIED = Text(
    "這段日期的資料沒有帶「{by}」這個切分，或少於兩個步驟。",
    "The data of these days do not carry a cut by {by}, or for fewer than two steps.",
)
MEMBER = Text("成員", "Member")
ALL, REST = Text("全部", "All"), Text("未歸屬差額", "Not attributed")


def funnel(args: argparse.Namespace) -> dict[str, Any]:
    """Return the steps of a funnel with their losses, and its members where it was cut."""
    asked, store = door_span(args.start, args.end), Store.at(args.store)
    state, snapshot = State.open(store.state_url), current(store)
    day = today(state)
    view = View(args.lang, "custom", asked.start, asked.end, None, None, day)
    found = _funnel(state, snapshot, args.template)
    told = read_funnel(snapshot, state, view, found) if snapshot else None
    document = {
        "funnel": found.id,
        "period": {"from": asked.start.isoformat(), "to": asked.end.isoformat()},
        "against": args.against,
        "currency": told.known.terms.currency if told else None,
        "steps": [],
        "biggest": None,
    }
    if snapshot is None or told is None:
        return document
    lost = losses(told, args.against)
    worst = biggest(lost)
    read_over = told.period.now
    document |= {
        "read_over": {"from": read_over.start.isoformat(), "to": read_over.end.isoformat()},
        "steps": [_step(told, at, lost) for at in told.steps],
        "biggest": worst.at.step.key if worst else None,
    }
    if args.by:
        cut = cutting(snapshot, told, By(args.by), args.against)
        document |= {"by": args.by, "members": _members(cut) if cut else None}
    return document


def _funnel(state: State, snapshot: Snapshot | None, asked: str | None) -> Funnel:
    every = funnels(state)
    names = [f.id for f in every]
    if asked and asked not in names:
        raise WrongCall(NO_FUNNEL.fill(name=asked, names=", ".join(names)))
    return chosen(every, asked, extent(snapshot).books if snapshot else {})


def _step(told: Told, at: Stood, lost: tuple[Loss, ...]) -> dict[str, Any]:
    """Return one step: count, rate with its parts and range, what it was, loss."""
    rate, loss = at.passage, next((x for x in lost if x.at is at), None)
    return {
        "step": at.step.key,
        "name": at.step.name.as_dict(),
        "unit": at.step.unit.as_dict(),
        "ledger": at.step.ledger,
        "count": _plain(at.count.value),
        "previous": _plain(at.count.previous),
        "last_year": _plain(at.count.last_year),
        "rate": _plain(rate.value) if rate else None,
        "numerator": _plain(rate.numerator) if rate else None,
        "denominator": _plain(rate.denominator) if rate else None,
        "interval": list(rate.interval) if rate and rate.interval else None,
        "across": at.crosses,
        "so_far": _plain(at.so_far.value) if at.so_far else None,
        "verdict": at.judged.judgement.verdict if at.judged else None,
        "loss": _loss(told, loss) if loss else None,
    }


def _loss(told: Told, loss: Loss) -> dict[str, Any]:
    return {
        "against": loss.kind,
        "reference": loss.reference,
        "short": loss.short,
        "passes_on": passes_on(told, loss.at),
        "cost": _plain(loss.cost),
        "sure": loss.sure,
    }


def _members(cut: Cutting) -> list[dict[str, Any]]:
    """Return the whole, the members and the rest, each with its counts by step."""
    rest = [("rest", cut.rest)] if cut.rest else []
    told = [("whole", cut.whole), *((None, m) for m in cut.members), *rest]
    return [_member(cut.by, kind, member) for kind, member in told]


def _member(by: By, kind: str | None, member: Member) -> dict[str, Any]:
    called = {lang: name_of(by, member, lang) for lang in LANGS}
    return {
        "kind": kind or "member",
        "name": None if kind else member.name,
        "label": None if kind else called,
        "within": list(member.within),
        "counts": dict(member.now),
        "before": dict(member.then),
        "intervals": {key: list(ends) for key, ends in member.doubt.items() if ends},
    }


def _plain(value: Number | None) -> int | float | None:
    """Return a number as JSON writes it; whole decimals without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: one line a step, then one a member."""
    if not answer["steps"]:
        print(NO_FACTS.to(lang))
        return
    titles = (words.STEP, words.COUNT, words.UNIT, words.RATE, words.SO_FAR, words.COST)
    lines = [[t.to(lang) for t in titles]]
    for step in answer["steps"]:
        loss = step["loss"] or {}
        cost = loss.get("cost") if loss.get("sure") else None
        lines.append([
            step["name"][lang], words.count(step["count"], lang), step["unit"][lang],
            words.rate(step["rate"], lang), words.rate(step["so_far"], lang),
            words.amount(cost, answer["currency"], lang),
        ])  # fmt: skip
    print_table(lines, (1, 3, 4, 5))
    if "by" in answer:
        _tell_members(answer, lang)


def _tell_members(answer: dict[str, Any], lang: Lang) -> None:
    label = LABELS[By(answer["by"])]
    if not answer["members"]:
        print(NOT_CARRIED.fill(by=label).to(lang))
        return
    kinds = {"whole": ALL.to(lang), "rest": REST.to(lang)}
    steps = list(answer["members"][0]["counts"])
    names = {step["step"]: step["name"][lang] for step in answer["steps"]}
    lines = [[label.to(lang), *(names[s] for s in steps)]]
    for m in answer["members"]:
        counts = (m["counts"].get(s) for s in steps)
        told = [NO_ANSWER if c is None else f"{c:,.0f}" for c in counts]
        lines.append([kinds.get(m["kind"]) or m["label"][lang], *told])
    print_table(lines, range(1, len(lines[0])))


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("funnel", help="where most is lost, whose step it is, what it costs")
    ask.add_argument("--template", metavar="NAME", help=f"{', '.join(TEMPLATES)}, or a kept one")
    ask.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="D")
    ask.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="D")
    against: tuple[Against, ...] = ("previous", "year")
    ask.add_argument("--against", choices=against, default=against[0])
    ask.add_argument("--by", choices=[*By])
    common(ask)
    ask.set_defaults(answer=funnel, told=tell)
