"""The rules by which figures are reckoned: service fees, settings, tax by source, classes."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.text import Lang
from kpi.terms import Terms
from pages.ui.classes import classes
from pages.ui.fee_rules import fee_rules
from pages.ui.settings import settings
from pages.ui.source_taxes import source_taxes


def rules(seen: Snapshot | None, told: Terms, lang: Lang) -> None:
    """Draw every rule, what costs money first."""
    fee_rules(seen, lang)
    settings(seen, told, lang)
    if seen:
        source_taxes(seen, lang)
    classes(seen, told.classes, lang)
