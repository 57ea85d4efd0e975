"""The rules that figures in the master follow: as people settled them, and as it followed last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.rules import charges, fees, internal, own_site, stage_names
from data.rules.fees import FeeRule
from data.state import State


@dataclass(frozen=True, slots=True)
class Rules:
    """What is derived from imports and rules together follows these.

    Parameters
    ----------
    fees : tuple of FeeRule
        How service fees grow from media.
    own_channels : tuple of str
        The sales channels that count as the shop's own site besides 官網.
    internal : tuple of str, or None
        The marks that make visits internal; None where nobody chose: all of them.
    stages : tuple of (str, str)
        What the stages of a CRM's pipelines mean, by their names.
    """

    fees: tuple[FeeRule, ...] = ()
    own_channels: tuple[str, ...] = ()
    internal: tuple[str, ...] | None = None
    stages: tuple[tuple[str, str], ...] = ()


def settled(state: State) -> Rules:
    """Return the rules as people settled them."""
    return Rules(
        tuple(sorted(fees.rules(state).values(), key=str)),
        own_site.settled(state),
        internal.settled(state),
        stage_names.settled(state),
    )


def kept(con: duckdb.DuckDBPyConnection) -> Rules:
    """Return the rules that the master followed last."""
    fees_kept = tuple(charges.kept(con))
    return Rules(fees_kept, own_site.kept(con), internal.kept(con), stage_names.kept(con))


def follow(con: duckdb.DuckDBPyConnection, rules: Rules, parsed: Path) -> None:
    """Derive what these rules change from the typed rows; a transaction must be open around it."""
    internal.take_out(con, rules.internal, parsed)
    own_site.count(con, rules.own_channels)
    stage_names.follow(con, rules.stages, parsed)
    charges.charge(con, rules.fees)
