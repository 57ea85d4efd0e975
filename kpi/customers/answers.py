"""What figures ask of the book of customers: worth, payback and cost of those of a span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.schema import CostMeasure, Measure, Quantity
from kpi.customers import kept
from kpi.customers.book import Book
from kpi.customers.cohort import payback
from kpi.facts.asking import Asked, Told, days
from kpi.facts.daily import Amount
from kpi.facts.estimated import Estimated
from kpi.facts.quantities import BITS
from kpi.period import Span

SPENT = {Measure.COST: Estimated.SPENT_ON_ADS, CostMeasure.AMOUNT: Estimated.SPENT_BESIDES}


def worth(asked: Asked, _: Sequence[Quantity]) -> Iterator[Told]:
    """Yield what the customers of each span cost and are worth, of all of them together.

    Nothing is fitted here. Where nobody has worked the book out yet there is no answer.
    """
    if asked.dimensions:
        return
    spent = list(_spent(asked))
    yield from spent
    book = kept.find(asked.snapshot, asked.terms)
    shop = next((s.platform for s in asked.known.sources if s.account_key in asked.known.histories
                 and asked.known.histories[s.account_key].has_site), None)  # fmt: skip
    if book is None or shop is None:
        return
    for span in asked.spans:
        cost = [v for told in spent if told.span == span for v in told.values.values()]
        values = _values(book, asked, span, cost)
        if many := values[Estimated.ACQUIRED]:
            pattern = sum(BITS[q] for q in values)
            yield Told(span, shop, pattern, int(many), (), values)


def _spent(asked: Asked) -> Iterator[Told]:
    """Yield what was spent, media and the costs ledger, by platform."""
    for told in days(asked, tuple(SPENT)):
        values: dict[Quantity, Amount | None] = {
            SPENT[q]: v for q, v in told.values.items() if q in SPENT and v is not None
        }
        if values:
            pattern = sum(BITS[quantity] for quantity in values)
            yield told._replace(pattern=pattern, values=values, series=None)


def _values(
    book: Book, asked: Asked, span: Span, cost: Sequence[Amount | None]
) -> dict[Quantity, Amount]:
    """Return what is known of a span's customers; money weighed like all that is told."""
    terms, many = asked.terms, book.customers(span)
    values: dict[Quantity, Amount] = {Estimated.ACQUIRED: many}
    if not many:
        return values
    ltv = book.ltv(span, terms.margin)
    for quantity, each in (
        (Estimated.WORTH, ltv.amount),
        (Estimated.WORTH_LOW, ltv.low),
        (Estimated.WORTH_HIGH, ltv.high),
    ):
        if each is not None:
            values[quantity] = Decimal(repr(each)) * many * terms.divisor
    whole = sum((Decimal(one) for one in cost if one is not None), Decimal(0)) / terms.divisor
    cohort = book.cohort(span, terms.margin, whole or None)
    month = payback(cohort).month if cohort else None
    if month is not None:
        values[Estimated.BACK_IN] = month
    return values
