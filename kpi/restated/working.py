"""Comparing the past beside the pages: whoever opens a review does not wait for it in a click."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.facts.beside import Tell, Work, Works
from kpi.restated import maturity
from kpi.restated.item import is_ready, prepare_past
from kpi.review.record import Review

STEPS = (
    Text("正在學各來源補數字的速度", "Learning how fast each source fills up"),
    Text("正在比對上次週會以來的變動", "Comparing with what the last review knew"),
)
"""What is done while so many steps are."""
WORKS = Works(STEPS)


def begin(snapshot: Snapshot, state: State, before: Review | None) -> Work | None:
    """Begin to prepare what a review says of the past, once however many ask; None where it is.

    Parameters
    ----------
    before : Review or None
        The review before the one that is to be opened.
    """
    if maturity.find(snapshot) is not None and is_ready(snapshot, state, before):
        return None

    def prepare(tell: Tell) -> None:
        tell(0)
        maturity.curves(snapshot)
        tell(1)
        prepare_past(snapshot, state, before)
        tell(len(STEPS))

    return WORKS.begin((str(snapshot.path), before.id if before else ""), prepare)
