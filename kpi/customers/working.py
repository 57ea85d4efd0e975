"""Working the book of customers out beside the pages: nobody waits for it within a click."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock, Thread

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.customers import kept
from kpi.facts.extent import extent
from kpi.goals.goal import goals
from kpi.terms import Terms, terms

LOG = logging.getLogger("lodestar")
STEPS = (
    Text("正在整理每位顧客的訂單", "Going through every customer's orders"),
    Text("正在找出誰回來過", "Finding out who came back"),
    Text("正在估計回購與客單價", "Estimating repeat purchases and order values"),
)
"""What is done while so many steps are."""


@dataclass(slots=True)
class Work:
    """How far one book has come.

    Parameters
    ----------
    failed : bool
        Whether it ended without one; what went wrong is in the log.
    """

    done: int = 0
    failed: bool = False

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self.done / kept.STEPS

    @property
    def text(self) -> Text:
        """What is being done."""
        return STEPS[min(self.done, len(STEPS) - 1)]


_works: dict[tuple[str, str], Work] = {}
_lock = Lock()


def begin(snapshot: Snapshot, terms: Terms) -> Work | None:
    """Begin to work a book out, once however many ask; None where it is there already."""
    if kept.find(snapshot, terms) is not None:
        return None
    name = str(snapshot.path), repr(kept.key(terms))
    with _lock:
        known = _works.get(name)
        if known is None:
            known = _works[name] = Work()
            Thread(target=_work, args=(snapshot, terms, known, name), daemon=True).start()
        return known


def begin_for_goals(snapshot: Snapshot, state: State) -> None:
    """Begin the work where a goal waits for it."""
    reach = extent(snapshot)
    if any(KPIS[goal.kpi].is_estimated for goal in goals(state, reach.books)):
        told = terms(state, reach.sources)
        if kept.has_customers(snapshot, told):
            begin(snapshot, told)


def _work(snapshot: Snapshot, terms: Terms, work: Work, name: tuple[str, str]) -> None:
    def tell(done: int) -> None:
        work.done = done

    try:
        kept.prepare(snapshot, terms, tell)
    except Exception:
        LOG.exception("the book of customers could not be worked out")
        work.failed = True
        return
    with _lock:
        _works.pop(name, None)
