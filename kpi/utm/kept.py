"""What a team settled about its links, kept with who, when and why: rules, and single campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from data.state import State
from kpi.utm.rules import Rules

RULES = "rules"


@dataclass(frozen=True, slots=True)
class Settled:
    """What somebody said of one advertising campaign.

    Parameters
    ----------
    id : str
        Of the campaign, see :func:`identity`.
    name : str
        The campaign's, as it was called then.
    same : tuple of str
        Names in GA4 that are this campaign.
    untracked : str
        Why its links carry no UTM on purpose; empty where they should.
    by, at : str
        Who said so, and when (UTC, ISO).
    """

    id: str
    name: str
    same: tuple[str, ...] = ()
    untracked: str = ""
    by: str = ""
    at: str = ""
    version: int = 0

    def as_doc(self) -> dict[str, Any]:
        """Return the document of it."""
        return {f.name: getattr(self, f.name) for f in fields(self)} | {"same": list(self.same)}


def identity(platform: str, account: str, campaign: str) -> str:
    """Return what an advertising campaign is known by: its id, else its name, in its account."""
    return sha256("\n".join((platform, account, campaign)).encode()).hexdigest()[:16]


def kept_rules(state: State) -> Rules:
    """Return the rules of the team, the usual ones while nobody set any."""
    doc = next((d for d in state.utm() if d["id"] == RULES), None)
    return Rules.from_doc(doc) if doc else Rules()


def settled(state: State) -> Mapping[str, Settled]:
    """Return what was said of campaigns, by their identity."""
    found = [d for d in state.utm() if d["id"] != RULES]
    return {d["id"]: Settled(**d | {"same": tuple(d["same"])}) for d in found}


def keep_rules(state: State, rules: Rules, by: str, why: str) -> None:
    """Keep rules.

    Raises
    ------
    data.state.Conflict
        When somebody changed them since they were seen.
    """
    state.save_utm([rules.as_doc() | {"id": RULES, "name": "UTM"}], by, why)


def settle(state: State, said: Settled, by: str, why: str) -> None:
    """Keep what was said of a campaign; what says nothing any more is removed.

    Raises
    ------
    data.state.Conflict
        When somebody said otherwise since it was seen.
    """
    if not said.same and not said.untracked:
        state.delete_utm(said.as_doc(), by, why)
        return
    at = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    state.save_utm([said.as_doc() | {"by": by, "at": at}], by, why)
