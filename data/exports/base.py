"""How an export format is declared: its titles, its fields by header spelling, its quirks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from data.schema import Level, Measure, Platform

Role = Literal[
    "day", "period_start", "period_end", "period", "account", "account_id",
    "campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id", "keyword",
    "currency", "result_type", "breakdown", "status", "delivery_level", "subset", "finer", "ignore",
]  # fmt: skip
MANY = frozenset({"breakdown", "status", "subset", "finer", "ignore"})
"""Roles that several columns of one file may fill; every other is filled by the first column."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an export.

    Parameters
    ----------
    fills : Measure or str
        The measure or role the column fills.
    spellings : tuple of str
        Every header seen for it, in any language; compared by :func:`header_key`.
    blank_is_zero : bool
        True where the platform writes nothing for "none happened" (Meta's action columns), so
        that an empty cell means 0. Everywhere else an empty cell means "not known".
    currency_suffix : bool
        True where the header carries the currency, as ``Amount spent (TWD)``.
    name : str
        Name of the breakdown, or of what makes the report a finer one.
    """

    fills: Measure | Role
    spellings: tuple[str, ...]
    blank_is_zero: bool = False
    currency_suffix: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file that a declaration knows: where it is, as written, and what it fills."""

    index: int
    header: str
    field: Field


@dataclass(frozen=True, slots=True)
class Export:
    """One export format, recognised by its content and never by its file name.

    Parameters
    ----------
    name : str
        ``<platform>.<report>``.
    needs : tuple of (Measure or str)
        Fields without which the file is not this format.
    lacks : tuple of (Measure or str)
        Fields whose presence means a finer format.
    entity_totals : tuple of str
        Labels of the total row that covers exactly the rows of this report.
    other_totals : tuple of str
        Labels of total rows that cover something else (the account, one channel).
    delivery_levels : tuple of str
        What the file's own level column says on the rows of this format.
    blank_first_total : bool
        True where the total row is the one whose names are all blank.
    """

    name: str
    platform: Platform
    level: Level
    fields: tuple[Field, ...]
    needs: tuple[Measure | Role, ...]
    lacks: tuple[Measure | Role, ...] = ()
    entity_totals: tuple[str, ...] = ()
    other_totals: tuple[str, ...] = ()
    delivery_levels: tuple[str, ...] = ()
    blank_first_total: bool = False
    _by_key: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {header_key(s): f for f in self.fields for s in f.spellings}
        object.__setattr__(self, "_by_key", by_key)

    def columns(self, headers: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns this format knows; of two with one name the first."""
        known: list[Column] = []
        for index, header in enumerate(headers):
            found = self._by_key.get(header_key(header))
            if found and (found.fills in MANY or all(c.field.fills != found.fills for c in known)):
                known.append(Column(index, header, found))
        return tuple(known)

    def fits(self, columns: Sequence[Column]) -> bool:
        """Whether a file with these columns is this format."""
        filled = {c.field.fills for c in columns}
        measured = any(isinstance(f, Measure) for f in filled)
        return measured and filled.issuperset(self.needs) and filled.isdisjoint(self.lacks)


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """Return what two spellings of one header have in common.

    NFKC (which unifies parentheses), casefold, without byte-order mark and outer spaces, a
    trailing currency code in parentheses dropped. "(all)" is no currency.
    """
    folded = unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold()
    return re.sub(r"\s*\((?!all\))[a-z]{3}\)$", "", re.sub(r"\s+", " ", folded).strip())
