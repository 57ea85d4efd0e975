"""Work beside the pages: a book is made once however many ask, and nobody waits in a click."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from data.text import Text

LOG = logging.getLogger("lodestar")
Tell = Callable[[int], None]
"""Told how many of the steps are done."""


@dataclass(slots=True)
class Work:
    """How far one book has come.

    Parameters
    ----------
    steps : sequence of Text
        What is done while so many of them are.
    failed : bool
        Whether it ended without a book; what went wrong is in the log.
    """

    steps: Sequence[Text]
    done: int = 0
    failed: bool = False

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self.done / len(self.steps)

    @property
    def text(self) -> Text:
        """What is being done."""
        return self.steps[min(self.done, len(self.steps) - 1)]


class Works:
    """The works of one kind that are under way, or ended without a book."""

    def __init__(self, steps: Sequence[Text]) -> None:
        self._steps = steps
        self._known: dict[Hashable, Work] = {}
        self._lock = Lock()

    def find(self, name: Hashable) -> Work | None:
        """Return a work that is under way, or ended without a book."""
        with self._lock:
            return self._known.get(name)

    def begin(self, name: Hashable, make: Callable[[Tell], object]) -> Work:
        """Begin a work in a thread of its own, unless it is under way already."""
        with self._lock:
            known = self._known.get(name)
            if known is None:
                known = self._known[name] = Work(self._steps)
                Thread(target=self._run, args=(name, make, known), daemon=True).start()
            return known

    def _run(self, name: Hashable, make: Callable[[Tell], object], work: Work) -> None:
        def tell(done: int) -> None:
            work.done = done

        try:
            make(tell)
        except Exception:
            LOG.exception("a book could not be worked out: %s", name)
            work.failed = True
            return
        with self._lock:
            self._known.pop(name, None)
