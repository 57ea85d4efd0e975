"""Forming a figure from sums: the only place that divides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

from data.schema import Measure, Quantity
from kpi.definition import CLICKS, Form, Kpi, Part
from kpi.facts.daily import Daily
from kpi.facts.quantities import BITS, PEOPLE, VISITORS, Ledger, Question

Number = int | Decimal | float
Amount = TypeVar("Amount", Decimal, float)
Basis = Literal["link", "all", "mixed", "visitors", "sessions"]


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the blocks of one platform that carry the same quantities.

    Parameters
    ----------
    ledgers : frozenset of Ledger
        The books the platform brought.
    pattern : int
        The quantities carried, by ``BITS``.
    rows : int
        How many exported rows they come from.
    values : mapping of Quantity to (int or Decimal or None)
        What the pattern does not carry may be missing.
    question : Question
        By which question they came; a KPI is formed from those of its own.
    daily : Daily or None
        The days they were added up from; None where the database added them up.
    """

    platform: str
    ledgers: frozenset[Ledger]
    pattern: int
    rows: int
    values: Mapping[Quantity, int | Decimal | None]
    question: Question = Question.DAYS
    daily: Daily | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A KPI's value with its parts.

    Parameters
    ----------
    value : int, Decimal, float or None
        Sums as they are, quotients as float; None is "no answer".
    basis : str or None
        Which clicks, or whether visitors or sessions, were counted; None for KPIs without them.
    left_out : bool
        Whether some block of the KPI's books lacked a part and did not enter.
    platforms : frozenset of str
        Those that did enter.
    entering : sequence of Sums
        What it was formed from.
    people : bool
        Whether counts of people spoke.
    """

    value: Number | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    basis: Basis | None
    left_out: bool
    platforms: frozenset[str]
    entering: Sequence[Sums] = ()
    people: bool = False


@cache
def spoken(part: Part, pattern: int, people: bool = True) -> tuple[Quantity, ...]:
    """Return what a block tells for a part: its first alternative and what is added to it.

    Parameters
    ----------
    people : bool
        Whether counts of people may speak; where they may not, what stands behind them does.
    """
    first = [m for m in part.measures if pattern & BITS[m] and (people or m.additive)][:1]
    return (*first, *(m for m in part.added if pattern & BITS[m]))


@cache
def carries(kpi: Kpi, pattern: int, people: bool = True) -> bool:
    """Whether a block enters a KPI: with every part, or with any where they lie in two books."""
    told = [bool(spoken(part, pattern, people)) for part in kpi.parts]
    return any(told) if kpi.across else all(told)


def form(kpi: Kpi, sums: Iterable[Sums], people: bool = True) -> Figure:
    """Form a KPI from sums: sum over sum, over the blocks that carry its parts.

    A KPI within one book takes blocks that carry both parts; one across books adds each part up
    over every block that carries it.

    Parameters
    ----------
    people : bool
        Whether visitors may be counted where one exported row knows them; else sessions.
    """
    books, told = frozenset(kpi.ledgers), list(sums)
    exact = _exact(kpi, told) if people or kpi.single_row else None
    own = [s for s in told if s.question is kpi.question]
    every = [s for s in own if not books.isdisjoint(s.ledgers) and _concerns(kpi, s.pattern)]
    if exact:
        every = [*every, exact] if kpi.across else [exact]
    elif kpi.single_row and not VISITORS.isdisjoint(kpi.quantities):
        every = []  # what the days say of visits is no part of it
    alone = exact is not None or _is_one_row(kpi, every)
    people = kpi.single_row or (alone and people) or kpi.question is not Question.DAYS
    entering = [s for s in every if carries(kpi, s.pattern, people)]
    numerator, denominator = (
        _total(part, _telling(part, entering, exact), people) if part else None
        for part in (kpi.numerator, kpi.denominator)
    )
    platforms = frozenset(s.platform for s in entering)
    answerable = not (
        (kpi.within_one_platform and len(platforms) > 1) or (kpi.single_row and not alone)
    )
    value = value_of(kpi, numerator, denominator) if answerable else None
    left_out = len(entering) < len(every)
    basis = _basis(kpi, entering, people)
    return Figure(value, numerator, denominator, basis, left_out, platforms, entering, people)


def _exact(kpi: Kpi, told: Sequence[Sums]) -> Sums | None:
    """Return the one row that counts people over exactly the span; None where there is none.

    Within a book it must tell all of the KPI, so that both parts are of one export.
    """
    found = [
        s
        for s in told
        if s.question is Question.PEOPLE and s.pattern & _people(kpi) and carries(kpi, s.pattern)
    ]
    return found[0] if len(found) == 1 else None


def _telling(part: Part, entering: list[Sums], exact: Sums | None) -> list[Sums]:
    """Return what tells a part: people the row that counts them, all else what can be added up."""
    if exact is None or len(entering) == 1:
        return entering
    if any(not m.additive for m in spoken(part, exact.pattern)):
        return [exact]
    return [s for s in entering if s is not exact]


def _concerns(kpi: Kpi, pattern: int) -> bool:
    """Whether a block could enter a KPI: a newsletter's tool lacks nothing of LINE's,
    nor a CRM of deals of one of contacts.
    """
    apart = kpi.question in (Question.OWNED, Question.WORTH) or kpi.ledgers == (Ledger.CRM,)
    if not apart:
        return True
    return any(spoken(part, pattern) for part in kpi.parts)


def _is_one_row(kpi: Kpi, every: list[Sums]) -> bool:
    """Whether the platforms that count people here did so in one exported row."""
    wanted = _people(kpi)
    if not wanted:
        return False
    platforms = {s.platform for s in every if s.pattern & wanted}
    return sum(s.rows for s in every if s.platform in platforms) == 1


@cache
def _people(kpi: Kpi) -> int:
    """Return the bits of the people a KPI counts."""
    return sum(BITS[m] for m in set(kpi.quantities)) & PEOPLE


def value_of(
    kpi: Kpi, numerator: int | Decimal | None, denominator: int | Decimal | None
) -> Number | None:
    """Return what a KPI makes of its two sums; None where it has no answer."""
    if kpi.denominator is None:
        return numerator
    if numerator is None or denominator is None:
        return None
    if kpi.form is Form.DIFFERENCE:
        return numerator - denominator
    told = quotient(numerator, denominator)
    if told is None or kpi.form is Form.REACHED:
        return None if told is None else numerator
    return float(of_quotient(kpi, told))


def quotient(numerator: Number | None, denominator: Number | None) -> Decimal | None:
    """Return one sum over another; None where either is not known, or the lower one is zero."""
    if numerator is None or not denominator:
        return None
    return Decimal(numerator) / Decimal(denominator)


def of_quotient(kpi: Kpi, quotient: Amount) -> Amount:
    """Return what a KPI makes of its quotient: what is left of it, the rest, a thousand of it."""
    if kpi.form is Form.GAIN:
        return quotient - 1
    return 1 - quotient if kpi.form is Form.REST else kpi.scale * quotient


def _total(part: Part, entering: list[Sums], people: bool) -> int | Decimal | None:
    """Add a part up; None where every block was silent, which is not zero."""
    told = [
        value
        for s in entering
        for m in spoken(part, s.pattern, people)
        if (value := s.values.get(m)) is not None
    ]
    return sum(told) if told else None


def _basis(kpi: Kpi, entering: list[Sums], people: bool) -> Basis | None:
    if not (kpi.by_click or kpi.by_visitor):
        return None
    told = {m for s in entering for part in kpi.parts for m in spoken(part, s.pattern, people)}
    if kpi.by_visitor:
        counted = {m for part in kpi.parts if len(part.measures) > 1 for m in part.measures} & told
        if not counted:
            return None
        return "sessions" if all(m.additive for m in counted) else "visitors"
    used = told & CLICKS
    if len(used) == 2:
        return "mixed"
    return None if not used else "link" if Measure.LINK_CLICKS in used else "all"
