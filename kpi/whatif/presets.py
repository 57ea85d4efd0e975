"""Divisions to set out from: now, the plan, last month, the same days last year."""

from __future__ import annotations

from collections.abc import Mapping

from data.text import Text
from kpi.whatif.account import Account

CURRENT, PLAN, LAST_MONTH, LAST_YEAR = "now", "plan", "month", "year"
NAMES: Mapping[str, Text] = {
    CURRENT: Text("現在", "Now"),
    PLAN: Text("計畫", "Plan"),
    LAST_MONTH: Text("上個月", "Last month"),
    LAST_YEAR: Text("去年同期", "Last year"),
}


def presets(account: Account) -> dict[str, tuple[int, ...]]:
    """Return the divisions that are known, by their codes in the order of the names."""
    told = {
        CURRENT: account.current,
        PLAN: account.plan,
        LAST_MONTH: _known([c.last_month for c in account.channels]),
        LAST_YEAR: _known([c.last_year for c in account.channels]),
    }
    return {code: division for code, division in told.items() if division is not None}


def _known(money: list[int | None]) -> tuple[int, ...] | None:
    """Return a division whose every channel is known and of which one is paid."""
    whole = tuple(n for n in money if n is not None)
    return whole if len(whole) == len(money) and any(whole) else None
