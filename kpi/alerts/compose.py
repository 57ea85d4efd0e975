"""A digest as it is read: subject and plain text, each figure with unit, period and source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from data.schema import PLATFORMS
from data.snapshot import Account
from data.text import Lang, Text
from kpi.alerts.files import listed
from kpi.alerts.judged import Judged
from kpi.alerts.news import Item
from kpi.alerts.rules import KINDS, Kind
from kpi.format import day, days, figure, joined
from kpi.overview.board import todo
from kpi.overview.sentence import full_name
from kpi.verdict import FLAGS, VERDICTS

MOST = 12
"""So many KPIs are told in full; the others by name, so that a message stays readable."""

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Breaks and marks of direction: in a name of somebody's file they would make up lines."""
MOST_SOURCES = 4
"""So many sources are named."""

SUBJECT = Text("北極星：{counts}", "Lodestar: {counts}")
COUNT = Text("{kind} {n} 項", "{kind}: {n}")
LIST = Text("、", ", ")
HEADING = Text("【{kind}】", "[{kind}]")
FIGURE = Text("{value}（{facts}）", "{value} ({facts})")
SOURCES = Text("來源：{names}", "from {names}")
OTHERS = Text("等 {n} 個", "and others ({n} in all)")
BACK = Text("{name}：{verdict}", "{name}: {verdict}")
NEXT = Text("下一步：{step}（{due}）", "Next: {step} ({due})")
SOP = Text("作法：{sop}", "How: {sop}")
TOLD = Text("{day} 通知過，還在護欄之外", "told on {day}, still past its guardrail")
BOARD = Text("看板：{link}", "Board: {link}")
FILES = Text(
    "看板缺以下日子的檔案，請在會議前放入：",
    "The board lacks files of these days; please bring them before the review:",
)
TO_DATA = Text("放入檔案：{link}", "Bring them here: {link}")
MORE = Text("還有：{names}", "Also: {names}")
MADE_UP = Text(
    "（示範商店：以下都是虛構的數字）", "(The sample shop: every figure below is made up)"
)
AGAIN = Text(
    "（上次寄送途中中斷，這則可能已經收過）",
    "(The last try was cut short: you may have had this already)",
)
TEST = Text(
    "這是一則測試：收得到這則，提醒就會走同一條管道。",
    "This is a test: alerts will come the same way.",
)
JOIN = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the subject for mail, the text for all."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and in what a digest is told.

    Parameters
    ----------
    base_url : str
        Where the board is found.
    accounts : mapping of str to str
        By an account's name, what stands for it in the URL.
    made_up : bool
        Whether the store holds the sample shop.
    """

    base_url: str
    accounts: Mapping[str, str]
    made_up: bool = False


def in_url(accounts: Sequence[Account]) -> dict[str, str]:
    """Return what stands for each account in the URL: its id where it has one."""
    return {a.account: a.account_id or a.account for a in accounts}


def compose(items: Sequence[Item], lang: Lang, setting: Setting, *, again: bool = False) -> Message:
    """Word a digest: one paragraph a KPI, grouped by what it is about."""
    notes = [MADE_UP.to(lang)] if setting.made_up else []
    notes += [AGAIN.to(lang)] if again else []
    told = [_group(kind, [i for i in items if i.kind is kind], lang, setting) for kind in KINDS]
    body = "\n\n".join(filter(None, ["\n".join(notes), *told]))
    return Message(_subject(items, lang), body)


def test_message(lang: Lang, setting: Setting) -> Message:
    """Word a test of a channel."""
    subject = SUBJECT.fill(counts=KINDS[Kind.TEST]).to(lang)
    body = f"{TEST.to(lang)}\n{BOARD.fill(link=_address(setting, '', {}, lang)).to(lang)}"
    return Message(subject, body)


def name_of(item: Item, lang: Lang) -> str:
    """Return what an item is about, for lists."""
    if item.judged:
        return full_name(item.judged.standing, lang)
    return KINDS[item.kind].to(lang)


def link(judged: Judged, lang: Lang, setting: Setting) -> str:
    """Return the address of the view a goal was judged in: its days, its scope as the filter."""
    scope = dict(judged.goal.scope)
    account = scope.get("account", "")
    query = {"period": "custom", "from": judged.asked.start, "to": judged.asked.end}
    query |= {"platform": scope.get("platform", "")}
    query |= {"account": setting.accounts.get(account, account)}
    return _address(setting, "", query, lang)


def _address(setting: Setting, page: str, query: Mapping[str, object], lang: Lang) -> str:
    told = {name: str(value) for name, value in query.items() if value}
    told |= {"lang": lang} if lang != "zh" else {}
    return f"{setting.base_url}/{page}" + (f"?{urlencode(told)}" if told else "")


def _subject(items: Sequence[Item], lang: Lang) -> str:
    counts = [
        COUNT.fill(kind=KINDS[kind], n=count).to(lang)
        for kind in KINDS
        if (count := sum(len(i.missing) or 1 for i in items if i.kind is kind))
    ]
    return SUBJECT.fill(counts=LIST.to(lang).join(counts)).to(lang)


def _group(kind: Kind, items: Sequence[Item], lang: Lang, setting: Setting) -> str:
    """Word all items of a kind under its heading; empty without any."""
    if not items:
        return ""
    lines = [HEADING.fill(kind=KINDS[kind]).to(lang)]
    if kind is Kind.FILES:
        lines += [FILES.to(lang)]
        lines += [_line(f"・{text}") for item in items for text in listed(item.missing, lang)]
        lines += [TO_DATA.fill(link=_address(setting, "data", {}, lang)).to(lang)]
        return "\n".join(lines)
    told = [
        "\n".join(map(_line, _paragraph(item, item.judged, lang, setting)))
        for item in items[:MOST]
        if item.judged
    ]
    more = LIST.to(lang).join(name_of(item, lang) for item in items[MOST:])
    told += [_line(MORE.fill(names=more).to(lang))] if more else []
    return "\n".join([*lines, "\n\n".join(told)])


def _paragraph(item: Item, judged: Judged, lang: Lang, setting: Setting) -> Iterator[str]:
    """Say one KPI: what, the figure with what it rests on, the agreed step and its owner."""
    standing = judged.standing
    thing = todo(standing, judged.scene, lang)
    if item.kind is Kind.RECOVERED:
        verdict = standing.judgement.verdict
        word = VERDICTS[verdict][0].to(lang) if verdict else ""
        yield f"・{BACK.fill(name=full_name(standing, lang), verdict=word).to(lang)}"
    else:
        yield f"・{thing.what}"
    yield f"　{_figure(judged, lang)}"
    if item.since:
        yield f"　{TOLD.fill(day=day(item.since)).to(lang)}"
    if item.kind is not Kind.RECOVERED:
        yield f"　{NEXT.fill(step=thing.step, due=thing.due).to(lang)}"
        if judged.goal.sop:
            yield f"　{SOP.fill(sop=judged.goal.sop).to(lang)}"
    yield f"　{BOARD.fill(link=link(judged, lang, setting)).to(lang)}"


def _line(text: str) -> str:
    """Return a text as one line, whatever stands in the names within it."""
    return UNSEEN.sub(" ", text)


def _figure(judged: Judged, lang: Lang) -> str:
    """Say the figure with its unit, its days, sources and flags."""
    standing, scene = judged.standing, judged.scene
    kpi, reading = standing.kpi, standing.reading
    value = figure(
        reading.value, kpi.unit, lang, decimals=kpi.decimals, currency=scene.currency, mixed=True
    )  # away from the board money names its currency
    fed = scene.known.feeding(kpi, reading.scope)
    names = [PLATFORMS[p].name.to(lang) for p in dict.fromkeys(s.platform for s in fed)]
    if len(names) > MOST_SOURCES:
        first = LIST.to(lang).join(names[:MOST_SOURCES])
        names = [joined(first, OTHERS.fill(n=len(names)).to(lang))]
    facts = [days(reading.period.now)]
    facts += [SOURCES.fill(names=LIST.to(lang).join(names)).to(lang)] if names else []
    facts += [FLAGS[f][0].to(lang) for f in standing.judgement.flags]
    return FIGURE.fill(value=value, facts=JOIN.to(lang).join(facts)).to(lang)
