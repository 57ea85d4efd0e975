"""Scenarios people tried and kept, as documents with versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.versioned import KeptDocuments, Versioned

SCENARIOS = Versioned(t.scenarios, "scenario")


class KeptScenarios(KeptDocuments):
    """Scenarios in the state database; every write leaves an audit row with it."""

    def scenarios(self) -> list[dict[str, Any]]:
        """Return every scenario's document with its ``id`` and ``version``, by id."""
        return self._docs(SCENARIOS)

    def save_scenarios(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several scenarios in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(SCENARIOS, docs, by, why)

    def delete_scenario(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a scenario as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        self._delete(SCENARIOS, doc, by, why)
