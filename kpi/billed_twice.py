"""Vendors whom a cost sheet bills in months in which a fee rule grows their fees as well."""

from __future__ import annotations

from datetime import date

from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi import format
from kpi.catalog import Unit
from kpi.period import Span
from kpi.sql import text

TWICE = Text(
    "{days} 的費用表已經有「{vendor}」的 {billed}，規則又長出 {grown}，兩邊都算進 CAC 與 ROI。"
    "若是同一筆請款，請把規則的期間錯開，或從費用表拿掉那幾列再匯入一次。",
    "For {days} the cost sheet has {billed} of “{vendor}”, and the rule grows {grown} more; CAC and"
    " ROI count both. If they are the same bill, let the rule end where the sheet begins, or take"
    " these lines out of the sheet and import it again.",
)


def billed_twice(seen: Snapshot, today: date, lang: Lang) -> list[str]:
    """Return a sentence for each of them; nobody but a person knows whether it is the same bill."""
    return [
        TWICE.fill(
            days=format.days(Span(first, last), today),
            vendor=vendor,
            billed=format.figure(billed, Unit.MONEY, lang, full=True),
            grown=format.figure(grown, Unit.MONEY, lang, full=True),
        ).to(lang)
        for vendor, first, last, billed, grown in seen.query(text("billed_twice"))
    ]
