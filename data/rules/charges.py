"""Let the service fees grow in the master: the rules in force over the media cost that counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import duckdb

from data.rules.fees import FeeRule, fee_entries
from data.sql import recipe

KEPT = "select doc from fee_rules"


def kept(con: duckdb.DuckDBPyConnection) -> list[FeeRule]:
    """Return the rules that the master's fees follow."""
    return read(con.execute(KEPT).fetchall())


def read(rows: Iterable[tuple[str]]) -> list[FeeRule]:
    """Return rules as they are kept beside the fees, in one order."""
    return sorted((FeeRule.from_json(json.loads(doc)) for (doc,) in rows), key=str)


def charge(con: duckdb.DuckDBPyConnection, rules: Sequence[FeeRule]) -> None:
    """Derive every fee again by these rules; a transaction must be open around it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The master, or an as-of copy of it, with its daily sums in place.
    """
    docs = [json.dumps(rule.to_json()) for rule in rules]
    con.execute("delete from fee_rules")
    con.execute("insert into fee_rules select unnest($docs::json[])", {"docs": docs})
    media = con.execute(recipe("media")).fetchall() if rules else []
    entries = fee_entries(rules, {(p, account, day): cost for p, account, day, cost in media})
    con.execute("delete from fees")
    told = {
        "days": [e.day for e in entries],
        "platforms": [e.platform for e in entries],
        "accounts": [e.account for e in entries],
        "vendors": [e.vendor for e in entries],
        "fees": [e.fee for e in entries],
        "taxes": [e.fee_tax for e in entries],
    }
    if entries:
        con.execute(recipe("charged"), told)
    con.execute(recipe("fee_days"))
