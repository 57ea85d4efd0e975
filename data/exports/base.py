"""How an export format is declared: its titles, its fields by header spelling, its quirks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from data.schema import Level, Measure, Platform

Role = Literal[
    "day", "period_start", "period_end", "period", "account", "account_id",
    "campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id", "keyword",
    "currency", "result_type", "breakdown", "ignore",
]  # fmt: skip


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
    """

    fills: Measure | Role
    spellings: tuple[str, ...]
    blank_is_zero: bool = False
    currency_suffix: bool = False


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
    """

    name: str
    platform: Platform
    level: Level
    fields: tuple[Field, ...]
    needs: tuple[Measure | Role, ...]
    lacks: tuple[Measure | Role, ...] = ()
    entity_totals: tuple[str, ...] = ()
    blank_first_total: bool = False


def header_key(header: str) -> str:
    """Return what two spellings of one header have in common.

    NFKC, casefold, without byte-order mark and outer spaces, parentheses unified, a trailing
    currency code in parentheses dropped (exports.md, section 3).
    """
    folded = unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold()
    return re.sub(r"\s*\([a-z]{3}\)$", "", re.sub(r"\s+", " ", folded).strip())
