"""What people type into the fields of a goal, in a form or a table: read, or refused in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Text
from kpi import format
from kpi.definition import Kpi
from kpi.goals import teams
from kpi.goals.fields import (
    CHOICES,
    DATED,
    DAYS,
    EMPTY,
    FIELDS,
    FREE,
    OPTIONAL,
    STEPS,
    is_percent,
)
from kpi.goals.goal import NUMBERS, Goal, shipped
from kpi.goals.names import NO_NAMES, REFERENCES, Names

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
NO_SUCH_DAY = Text(
    "沒有「{value}」這一天；請檢查年、月、日。",
    "There is no such day as “{value}”; look at its year, month and day.",
)
NO_CHOICE = Text(
    "「{value}」不能用；可以填：{names}。", "“{value}” cannot be used; one of: {names}."
)
NEEDED = Text("請填{field}。", "Fill in: {field}.")
TOO_LONG = Text("太長了，最多 {n} 個字。", "Too long: {n} letters at most.")
NO_LINK = Text(
    "「{value}」不是能打開的網址；SOP 只接受 http:// 或 https:// 開頭的連結，"
    "請從瀏覽器的網址列複製。",
    "“{value}” is no address that opens; an SOP is a link that begins with http:// or https://."
    " Copy it from the browser's address bar.",
)
NO_DATED = {
    "monthly": Text(
        "「{value}」看不懂；每個月寫成「2026-11: 3000」，用分號或換行隔開。",
        "“{value}” cannot be read; write each month as “2026-11: 3000”, with semicolons or new"
        " lines between.",
    ),
    "daily": Text(
        "「{value}」看不懂；每一天寫成「2026-11-11: 100」，用分號或換行隔開。",
        "“{value}” cannot be read; write each day as “2026-11-11: 100”, with semicolons or new"
        " lines between.",
    ),
}
SAME_TWICE = Text("{at} 出現兩次；請只留一個。", "{at} stands there twice; keep one.")
NOT_KNOWN = Text(
    "沒有「{value}」；請從清單裡選，或清空。",
    "There is no “{value}”; choose one that is there, or leave it empty.",
)
LONGEST = 60
LENGTHS = {"sop": 300, "source": 120, "monthly": 2000, "daily": 20000,
           **dict.fromkeys(teams.LETTERS, 300)}  # fmt: skip
"""How many letters a box takes, where it is not `LONGEST`."""

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_AT = re.compile(r"(\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)(?:\s*[:：=]\s*|\s+)(\S.*)")
_LINK = re.compile(r"https?://[^\s/?#@\\]+([/?#][^\s\\]*)?", re.IGNORECASE)
_DATED = re.compile(r"(\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)\s*[:：=]?\s+(.+)|"
                    r"(\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)\s*[:：=]\s*(.+)")  # fmt: skip
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})( 00:00(:00)?)?")


class NotTyped(ValueError):
    """What was typed into a field is not what belongs there; ``text`` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def parse(
    kpi: Kpi, field: str, text: str, known: Iterable[Text] = (), names: Names = NO_NAMES
) -> Any:
    """Return the value of a field as somebody typed it; what is empty where it is left empty.

    Parameters
    ----------
    known : iterable of Text
        Owners or steps there are, so that a word in one language keeps the other.
    names : Names
        What goals and objectives are called.

    Raises
    ------
    NotTyped
        When it is not what belongs there.
    """
    said = " ".join(text.split())
    if not said:
        if field in OPTIONAL:
            return EMPTY.get(field)
        raise NotTyped(NEEDED.fill(field=FIELDS[field]))
    if len(said) > LENGTHS.get(field, LONGEST) and field not in (*NUMBERS, *DAYS, *CHOICES):
        raise NotTyped(TOO_LONG.fill(n=LENGTHS.get(field, LONGEST)))
    if field in NUMBERS:
        return _number(kpi, field, said)
    if field in DATED:
        return _dated(kpi, field, text)
    if field in REFERENCES:
        return _reference(field, said, names)
    if field in teams.LETTERS:
        return teams.parse(text)
    if field in FREE:
        return _link(said) if field == "sop" else said
    if field in DAYS:
        return day_of(said)
    return _choice(field, said) if field in CHOICES else _worded(said, known)


def _link(said: str) -> str:
    if not _LINK.fullmatch(said):
        raise NotTyped(NO_LINK.fill(value=said[:40]))
    return said


def _reference(field: str, said: str, names: Names) -> str:
    found = names.found(field, said)
    if found is None:
        raise NotTyped(NOT_KNOWN.fill(value=said[:40]))
    return found


def _dated(kpi: Kpi, field: str, text: str) -> tuple[tuple[Any, Decimal], ...]:
    """Read 「2026-11: 3,000,000; 2026-12: 3,600,000」, months or days."""
    found: dict[Any, Decimal] = {}
    for piece in filter(None, (" ".join(p.split()) for p in re.split("[;；\n]", text))):
        match = _AT.fullmatch(piece)
        at = _when(field, match[1]) if match else None
        if match is None or at is None:
            raise NotTyped(NO_DATED[field].fill(value=piece[:40]))
        if at in found:
            raise NotTyped(SAME_TWICE.fill(at=at))
        found[at] = _number(kpi, field, match[2])
    return tuple(sorted(found.items()))


def _when(field: str, said: str) -> str | date | None:
    """Return the month, 2026-11, or the day; None where it is none."""
    parts = [int(p) for p in re.split("[-/.]", said)]
    with suppress(ValueError):
        if field == "monthly" and len(parts) == 2:
            return f"{date(parts[0], parts[1], 1):%Y-%m}"
        if field == "daily" and len(parts) == 3:
            return date(parts[0], parts[1], parts[2])
    return None


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


def day_of(said: str) -> date:
    """Return the day somebody typed; NotTyped where it is none."""
    found = _DAY.fullmatch(said)
    try:
        if found:
            return date(*map(int, found.groups()[:3]))
    except ValueError:
        raise NotTyped(NO_SUCH_DAY.fill(value=said[:40])) from None
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
