"""What people type into the fields of a goal, in a form or a table: read, or refused in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Text
from kpi import format
from kpi.definition import Kpi
from kpi.goals.fields import CHOICES, DAYS, FIELDS, OPTIONAL, STEPS, is_percent
from kpi.goals.goal import NUMBERS, Goal, shipped

DIGITS, PLACES = 15, 8
"""Digits in all and behind the point: more are no target."""

NO_NUMBER = Text(
    "「{value}」不是看得懂的數字；請只填數字，例如 {example}，小數用點。",
    "“{value}” is not a number; type digits only, such as {example}, with a point for decimals.",
)
NO_DAY = Text(
    "「{value}」不是看得懂的日期；請寫成 2026-12-31。",
    "“{value}” is not a day; write it as 2026-12-31.",
)
NO_CHOICE = Text(
    "「{value}」不能用；可以填：{names}。", "“{value}” cannot be used; one of: {names}."
)
NEEDED = Text("請填{field}。", "Fill in: {field}.")
TOO_LONG = Text("太長了，最多 60 個字。", "Too long: 60 letters at most.")
LONGEST = 60

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})( 00:00(:00)?)?")


class NotTyped(ValueError):
    """What was typed into a field is not what belongs there; ``text`` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def parse(kpi: Kpi, field: str, text: str, known: Iterable[Text] = ()) -> Any:
    """Return the value of a field as somebody typed it; None where it is left empty.

    Parameters
    ----------
    known : iterable of Text
        Owners or steps there are, so that a word in one language keeps the other.

    Raises
    ------
    NotTyped
        When it is not what belongs there.
    """
    said = " ".join(text.split())
    if not said:
        if field in OPTIONAL:
            return None
        raise NotTyped(NEEDED.fill(field=FIELDS[field]))
    if field in NUMBERS:
        return _number(kpi, field, said)
    if field in DAYS:
        return _day(said)
    return _choice(field, said) if field in CHOICES else _worded(said, known)


def _number(kpi: Kpi, field: str, said: str) -> Decimal:
    percent = is_percent(kpi, field)
    plain = unicodedata.normalize("NFKC", said).replace(format.MINUS, "-").replace(" ", "")
    plain = plain.removesuffix("%") if percent else plain
    digits = sum(c.isdigit() for c in plain)
    long = digits > DIGITS or len(plain.partition(".")[2]) > PLACES
    if not _NUMBER.fullmatch(plain) or long:
        example = "1.6" if percent else "3,000,000" if kpi.accumulates else "600"
        raise NotTyped(NO_NUMBER.fill(value=said[:40], example=example))
    number = Decimal(plain.replace(",", ""))
    return number.scaleb(-2) if percent else number


def _day(said: str) -> date:
    found = _DAY.fullmatch(said)
    try:
        if found:
            return date(*map(int, found.groups()[:3]))
    except ValueError:
        found = None
    raise NotTyped(NO_DAY.fill(value=said[:40]))


def _choice(field: str, said: str) -> str:
    for code, name in CHOICES[field].items():
        if said.casefold() in (code, name.zh, name.en.casefold()):
            return code
    names = Text(*("、".join(n.to("zh") for n in CHOICES[field].values()),
                   ", ".join(n.to("en") for n in CHOICES[field].values())))  # fmt: skip
    raise NotTyped(NO_CHOICE.fill(value=said[:40], names=names))


def _worded(said: str, known: Iterable[Text]) -> Text:
    """Return the known wording that says this in either language, else these words for both."""
    if len(said) > LONGEST:
        raise NotTyped(TOO_LONG)
    return next((t for t in known if said in _wordings(t)), Text(said, said))


def _wordings(text: Text) -> tuple[str, str]:
    return " ".join(text.zh.split()), " ".join(text.en.split())


def wordings(goals: Iterable[Goal], field: str) -> tuple[Text, ...]:
    """Return the owners or steps there are: of these goals, the playbook and the packs."""
    first = STEPS if field == "step" else ()
    every = (
        *(getattr(g, field) for g in goals),
        *first,
        *(getattr(g, field) for g in shipped().values()),
    )
    return tuple(dict.fromkeys(every))
