"""How reading stops: with a problem that refuses the file, or with a question for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from data.report import Problem, Question
from data.text import Text


class Refusal(Exception):
    """The file cannot be loaded; the problems say why and what to do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(p.rule.en for p in problems))
        self.problems = problems
        self.mappable = False
        """Whether only the columns are strange, so that a person could map them."""
        self.sketch: dict[str, Any] | None = None


class Unanswered(Exception):
    """Reading cannot go on before a person answers.

    Parameters
    ----------
    known : fields of a Report
        What is known of the file all the same; by its format, answers are remembered.
    """

    def __init__(self, *questions: Question, **known: Any) -> None:
        super().__init__(*(q.text.en for q in questions))
        self.questions, self.known = questions, known


def refuse(rule: Text, mend: Text, **where: object) -> Refusal:
    """Return the refusal of a whole file; ``where`` are the places of a Problem."""
    return Refusal(Problem(rule=rule, mend=mend, **where))  # type: ignore[arg-type]


def shown(value: str | None) -> str | None:
    """Return a value fit for a message: at most 80 characters, unprintable ones as ``U+XXXX``."""
    if value is None:
        return None
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in value[:80])[:80]


PERSON = r"[@＠]|(^|[^0-9])(\+?886[\s-]?|0)?9[0-9]{2}[\s-]?[0-9]{3}[\s-]?[0-9]{3}([^0-9]|$)"
"""An address, or a mobile number."""


def personal(text: str) -> bool:
    """Whether a text holds what may reach a person."""
    return bool(re.search(PERSON, text))


def opening_words(record: Sequence[str]) -> str:
    """Return how a record of an unknown file begins; nothing of one that may be about a person."""
    cells = [c for c in record if c.strip()]
    if any(personal(c) or re.search(r"\d{7}", c) for c in cells):
        return "–"
    return " | ".join(record)[:80] or "–"
