"""The entries of a rate table: one rate a line, of one currency, some days and one kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.exports.generic_rates import RATE_SHEET
from data.reading.refusal import Refusal, Unanswered, shown
from data.reading.sheets.entries import Dress
from data.reading.sheets.rate_words import Said
from data.reading.sheets.rates import Cross, is_rate, padded
from data.reading.sheets.subtotals import Line
from data.reading.sheets.wording import blank, is_derived, is_total
from data.report import Problem, Question
from data.text import Text

_UNSAID = Text(
    "這裡有匯率，但看不出是哪一種幣別或哪一天。",
    "There is a rate here, but nothing says of which currency or of which day.",
)
_UNSAID_MEND = Text(
    "請寫三個字母的幣別代碼（例如 USD）與西元年月或日期（例如 2026/09）。",
    "Write the three letters of the currency (such as USD) and the month or day (such as 2026/09).",
)
_HUNDRED = Text(
    "這是一百或一千單位外幣的匯率；匯率必須是一單位外幣的價值。",
    "This is the rate of a hundred or a thousand units; it must be what one unit is worth.",
)
_HUNDRED_MEND = Text(
    "請把數字除以 100（或 1,000），並從標題拿掉這個單位後再匯入。",
    "Divide the figures by 100 (or 1,000), take the unit out of the heading and import again.",
)
_KIND = Text(
    "同一種幣別有好幾種匯率（{kinds}），要用哪一種？",
    "There are several rates of one currency ({kinds}). Which one counts?",
)
_PLAIN = "匯率"
"""What a rate is called that no word tells from the others."""
_CHOSEN = Text("採用「{kind}」，其他匯率沒有讀。", "“{kind}” was read, and no other rate.")


@dataclass(frozen=True, slots=True)
class Rates:
    """The lines of a table, and what a person should know of them."""

    lines: list[Line]
    warnings: tuple[Text, ...] = ()


def rate_entries(
    rows: Sequence[Sequence[str]],
    cross: Cross,
    sheet: str | None,
    dress: Dress,
    year: Callable[[str], int | None],
    answers: Mapping[str, str],
) -> Rates:
    """Return a line for every rate below the header, and one for every other record.

    Raises
    ------
    Refusal
        When it cannot be told what a rate is of.
    Unanswered
        When a currency has several kinds of rate, and no answer chooses one.
    """
    found: list[tuple[Line, str]] = []
    problems: list[Problem] = []
    for at in range(cross.header + 1, len(rows)):
        row = padded(rows[at], cross)
        if wrong := _wrong(cross, row, year):
            rule, mend, column = wrong
            place = {"sheet": sheet, "row": at + 1, "column": cross.names[column] or None}
            problems.append(Problem(rule, mend, value=shown(row[column]), **place))  # type: ignore[arg-type]
            continue
        found += _lines(cross, row, at + 1, dress, year)
    if problems:
        raise Refusal(*problems)
    return _of_one_kind(found, answers.get("rate_kind"))


def _of_one_kind(found: list[tuple[Line, str]], chosen: str | None) -> Rates:
    """Return the lines of one kind of rate; which one counts is asked where there are several."""
    kinds = list(dict.fromkeys(kind for line, kind in found if line.sort == "entry"))
    if len(kinds) < 2:
        return Rates([line for line, _ in found])
    if chosen not in kinds:
        words = Text("、".join(kinds), ", ".join(kinds))
        offered = tuple((k, Text(k, k)) for k in kinds)
        asked = Question("rate_kind", _KIND.fill(kinds=words), offered)
        raise Unanswered(asked, format=RATE_SHEET.name, platform=RATE_SHEET.platform.key)
    kept = [line for line, kind in found if line.sort != "entry" or kind == chosen]
    return Rates(kept, (_CHOSEN.fill(kind=chosen),))


def _lines(
    cross: Cross,
    row: list[str],
    number: int,
    dress: Dress,
    year: Callable[[str], int | None],
) -> list[tuple[Line, str]]:
    """Return the lines of one record, each with its kind of rate."""
    text = " ".join(c.strip() for c in row if c.strip())
    found = list(cross.rates(row))
    if not text:
        return [(Line("blank", number), "")]
    if not found or _heads(cross, row):
        return [(Line("heading", number, label=text), "")]
    if _summary(cross, row):
        return [(Line("subtotal", number, label=text), "")]
    made = []
    for column, said in found:
        cells = {"rate_currency": said.currency, "rate_to": said.into, "cell": row[column]}
        days = cross.days(said.when, year(said.when))
        line = Line("entry", number, dress(cells, days), cross.names[column])
        made.append((line, _called(said)))
    return made


def _wrong(
    cross: Cross, row: list[str], year: Callable[[str], int | None]
) -> tuple[Text, Text, int] | None:
    """Return why a record of rates cannot be read, and the column; None where it can."""
    if _heads(cross, row) or _summary(cross, row):
        return None
    for column, said in cross.rates(row):
        if not is_rate(row[column]):
            continue
        if said.hundred:
            return _HUNDRED, _HUNDRED_MEND, column
        if not said.currency or not said.when or not cross.days(said.when, year(said.when)):
            return _UNSAID, _UNSAID_MEND, column
    stray = [c for c in cross.strays if not (is_derived(n := cross.names[c]) or is_total(n))]
    odd = next((c for c in stray if is_rate(row[c])), None)
    return None if odd is None else (_UNSAID, _UNSAID_MEND, odd)


def _heads(cross: Cross, row: list[str]) -> bool:
    """Whether a record is the header again."""
    return [c.strip() for c in row[: len(cross.names)]] == list(cross.names)


def _summary(cross: Cross, row: list[str]) -> bool:
    """Whether a record is an average or the like of the rates above: it has no day or currency."""
    whole = all(s.currency and s.when for _, s in cross.rates(row))
    names = [c for c in row[: min(cross.columns)] if not blank(c)]
    told = [n for n in names if is_total(n) or is_derived(n) or re.search(r"最[高低大小]", n)]
    return not whole and bool(told)


def _called(said: Said) -> str:
    """Return what a kind of rate is called, however its words are spread over headings."""
    words = said.kind.replace("本行", "").split()
    told = " ".join(sorted(words, key=lambda w: bool(re.search(r"[買賣]|buy|sell", w, re.I))))
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", told.strip()) or _PLAIN
