"""What somebody typed of a conversion, checked: a name of its own, columns by what they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from data.text import Text
from kpi.conversions.columns import tidy
from kpi.conversions.conversion import Conversion, Counting
from kpi.conversions.steps import STEPS, Kind

LONGEST, MOST_NAMES = 60, 20
NEEDED = Text("請填名稱。", "Fill in a name.")
TOO_LONG = Text("「{name}…」太長了，最多 {n} 個字。", "“{name}…” is too long: {n} letters at most.")
TAKEN = Text(
    "已經有一個轉換叫「{name}」；請改那一個，或換一個名稱。",
    "There is a conversion called “{name}” already; change that one, or choose another name.",
)
TOO_MANY = Text(
    "一格最多 {n} 個名稱；分成兩個轉換會比較清楚。",
    "A box takes {n} names; two conversions would be clearer.",
)
NOTHING = Text(
    "至少選一個 GA4 事件，或填一個平台的名稱；不然沒有東西可以對照。",
    "Choose a GA4 event or fill in a platform's name: else there is nothing to compare.",
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    zh: str
    en: str
    kind: Kind
    step: str
    counting: Counting
    events: Sequence[str]
    claims: Mapping[str, Sequence[str]]


def parse(
    said: Typed, base: Conversion | None, every: Sequence[Conversion]
) -> tuple[Conversion, list[Text]]:
    """Return the conversion somebody typed, and what is wrong with it.

    Parameters
    ----------
    base : Conversion or None
        The one that is changed; None for a new one.
    """
    zh, en = (" ".join(name.split()) for name in (said.zh, said.en))
    name = Text(zh or en or "–", en or zh or "–")
    events = tuple(dict.fromkeys(filter(None, (e.strip() for e in said.events))))
    claims = {p: names for p, typed in said.claims.items() if (names := tidy(p, tuple(typed)))}
    wrong = list(_name(zh or en, name, base, every))
    every_name = [*events, *(n for names in claims.values() for n in names)]
    wrong += [TOO_LONG.fill(name=n[:20], n=LONGEST * 2) for n in every_name if len(n) > LONGEST * 2]
    if max(map(len, (events, *claims.values())), default=0) > MOST_NAMES:
        wrong.append(TOO_MANY.fill(n=MOST_NAMES))
    if not every_name:
        wrong.append(NOTHING)
    empty = base or Conversion(_key(name, every), name, position=len(every) + 1)
    step = said.step if said.step in STEPS else ""
    done = replace(
        empty, name=name, kind=said.kind, step=step, counting=said.counting, events=events,
        claims=claims,
    )  # fmt: skip
    return done, wrong


def _name(
    said: str, name: Text, base: Conversion | None, every: Sequence[Conversion]
) -> list[Text]:
    if not said:
        return [NEEDED]
    if max(len(name.zh), len(name.en)) > LONGEST:
        return [TOO_LONG.fill(name=said[:20], n=LONGEST)]
    others = {c.name.zh.casefold() for c in every if base is None or c.id != base.id}
    return [TAKEN.fill(name=name.zh)] if name.zh.casefold() in others else []


def _key(name: Text, every: Sequence[Conversion]) -> str:
    """Return an id no conversion has."""
    mark = sha256(f"{name.zh}|{name.en}".encode()).hexdigest()[:8]
    ids = {one.id for one in every}
    return next(k for n in range(len(ids) + 1) if (k := f"{mark}-{n}" if n else mark) not in ids)
