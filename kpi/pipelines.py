"""What stages of pipelines are called, what they mean, and what another meaning would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.snapshot import Snapshot
from kpi.sql import text


@dataclass(frozen=True, slots=True)
class StageName:
    """One stage by the name people gave it.

    Parameters
    ----------
    stage : str or None
        What it means; None where nobody said so.
    by_rule : bool
        Whether a rule of the team says it, else a word that every CRM knows.
    standing : int
        Leads and deals that stand in it.
    """

    name: str
    stage: str | None
    by_rule: bool
    standing: int

    @property
    def key(self) -> str:
        """What two spellings of the name have in common."""
        return self.name.strip(" ").lower()

    @property
    def open(self) -> bool:
        """Whether it is the team's to say what it means."""
        return self.by_rule or self.stage is None


def stage_names(snapshot: Snapshot) -> list[StageName]:
    """Return every stage in which something stands, those nobody mapped first."""
    return [StageName(*row) for row in snapshot.query(text("stage_names"))]


def changed(
    names: Sequence[StageName], after: Mapping[str, str]
) -> list[tuple[str | None, int, int]]:
    """Return how many stand in each meaning, now and by another rule, where that differs.

    Parameters
    ----------
    after : mapping of str to str
        The meaning of each open name by its key; those it lacks mean nothing.
    """
    now, then = Counter[str | None](), Counter[str | None]()
    for name in names:
        now[name.stage] += name.standing
        then[after.get(name.key) if name.open else name.stage] += name.standing
    every = sorted({*now, *then}, key=lambda stage: (stage is not None, stage or ""))
    return [(stage, now[stage], then[stage]) for stage in every if now[stage] != then[stage]]
