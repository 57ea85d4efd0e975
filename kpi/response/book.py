"""The book of responses of a snapshot: what an account's weeks tell of what its spend brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from data.text import Text
from kpi.response.curve import Curves
from kpi.response.past import Past
from kpi.response.response import Response, respond

CURVES = ("top", "decay", "bend")


@dataclass(frozen=True, slots=True)
class Book:
    """An account's past with the curves fitted to it.

    Parameters
    ----------
    past : Past or None
        None where there is nothing to read.
    response : Response or None
        None where the past tells no curve.
    why_not : Text or None
        Why one of them is missing.
    """

    past: Past | None
    response: Response | None = None
    why_not: Text | None = None

    @property
    def seen(self) -> tuple[str, ...]:
        """Whose curve was seen and not assumed."""
        return self.response.told.channels if self.response else ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Who may be paid: channels, those that move together as one, whoever has a curve."""
        if self.response:
            return (*self.response.told.channels, *self.response.silent)
        return self.past.channels if self.past else ()


def fitted(past: Past | Text) -> Book:
    """Fit what can be fitted."""
    if isinstance(past, Text):
        return Book(None, why_not=past)
    answer = respond(past.told())
    if isinstance(answer, Response):
        return Book(past, answer)
    return Book(past, why_not=answer)


def written(book: Book) -> dict[str, Any]:
    """Return a book as JSON writes it; what a response was fitted to is the past."""
    past, response = book.past, book.response
    return {
        "past": past and {
            "first": past.first.isoformat(),
            "channels": past.channels,
            "spend": past.spend.tolist(),
            "orders": past.orders,
            "outcome": past.outcome.tolist(),
            "besides": past.besides.tolist(),
            "currency": past.currency,
            "notes": [note.as_dict() for note in past.notes],
        },
        "response": response and {
            "channels": response.told.channels,
            "silent": response.silent,
            "curves": [getattr(response.curves, name).tolist() for name in CURVES],
        },
        "why_not": book.why_not and book.why_not.as_dict(),
    }  # fmt: skip


def read(told: dict[str, Any]) -> Book:
    """Return the book that was written."""
    why_not = Text(**told["why_not"]) if told["why_not"] else None
    past = _past(told["past"]) if told["past"] else None
    fitted_to = told["response"]
    response = _response(past, fitted_to) if past and fitted_to else None
    return Book(past, response, why_not)


def _past(told: dict[str, Any]) -> Past:
    return Past(
        date.fromisoformat(told["first"]),
        tuple(told["channels"]),
        _floats(told["spend"]),
        told["orders"],
        _floats(told["outcome"]),
        _floats(told["besides"]).reshape(len(told["spend"]), -1),
        told["currency"],
        tuple(Text(**note) for note in told["notes"]),
    )


def _response(past: Past, told: dict[str, Any]) -> Response:
    names, weeks = tuple(told["channels"]), past.told()
    spend = past.spend_of(names)[: weeks.weeks]
    curves = Curves(*map(_floats, told["curves"]))
    return Response(replace(weeks, channels=names, spend=spend), curves, tuple(told["silent"]))


def _floats(told: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(told, dtype=np.float64)
