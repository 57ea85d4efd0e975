"""The rules that figures in the master follow: as people settled them, and as it followed last."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from data.rules import charges, fees, own_site
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
    """

    fees: tuple[FeeRule, ...] = ()
    own_channels: tuple[str, ...] = ()


def settled(state: State) -> Rules:
    """Return the rules as people settled them."""
    return Rules(
        tuple(sorted(fees.rules(state).values(), key=str)),
        own_site.settled(state),
    )


def kept(con: duckdb.DuckDBPyConnection) -> Rules:
    """Return the rules that the master followed last."""
    return Rules(tuple(charges.kept(con)), own_site.kept(con))


def follow(con: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Derive what these rules change; a transaction must be open around it."""
    own_site.count(con, rules.own_channels)
    charges.charge(con, rules.fees)
