"""One conversion as the team counts it: its name, its place, and what each book calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from data.state import State
from data.text import Text
from kpi.conversions.steps import Kind

Counting = Literal["every", "session"]

COUNTINGS: Mapping[Counting, Text] = {
    "every": Text("每次都算", "Every time"),
    "session": Text("每個工作階段算一次", "Once a session"),
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """One conversion.

    Parameters
    ----------
    step : str
        A code of :data:`kpi.conversions.steps.STEPS`; empty for none.
    events : tuple of str
        The GA4 events that are it, exactly as they are named.
    claims : mapping of str to tuple of str
        By ad platform, what it calls the conversion: a column its export has, by the measure's
        name, or the name of a conversion action or result type.
    version : int
        Of the kept document; 0 for one that is not kept yet.
    """

    id: str
    name: Text
    kind: Kind = "main"
    step: str = ""
    counting: Counting = "every"
    events: tuple[str, ...] = ()
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    position: int = 0
    version: int = 0

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Conversion:
        """Build a conversion from its document in the state."""
        return cls(
            id=doc["id"],
            name=Text(**doc["said"]),
            kind=doc["kind"],
            step=doc.get("step", ""),
            counting=doc["counting"],
            events=tuple(doc["events"]),
            claims={platform: tuple(names) for platform, names in doc["claims"].items()},
            position=doc.get("position", 0),
            version=doc["version"],
        )

    def as_doc(self) -> dict[str, Any]:
        """Return the document of it."""
        return {
            "id": self.id,
            "name": self.name.zh,  # what a conflict calls it
            "said": self.name.as_dict(),
            "kind": self.kind,
            "step": self.step,
            "counting": self.counting,
            "events": list(self.events),
            "claims": {p: list(names) for p, names in sorted(self.claims.items()) if names},
            "position": self.position,
            "version": self.version,
        }

    @property
    def is_main(self) -> bool:
        """Whether it is what the business lives on, and not a step on the way."""
        return self.kind == "main"


def conversions(state: State) -> tuple[Conversion, ...]:
    """Return every conversion, in their order."""
    return tuple(Conversion.from_doc(doc) for doc in state.conversions())
