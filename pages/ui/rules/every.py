"""The rules by which figures are reckoned: fees, own site, settings, taxes, classes, brand."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.text import Lang
from kpi.terms import Terms
from pages.ui.rules.brand import brand
from pages.ui.rules.classes import classes
from pages.ui.rules.fees import fee_rules
from pages.ui.rules.own_site import own_site
from pages.ui.rules.searched import searched
from pages.ui.rules.settings import settings
from pages.ui.rules.stages import stages
from pages.ui.rules.taxes import source_taxes


def rules(seen: Snapshot | None, told: Terms, lang: Lang) -> None:
    """Draw every rule, what costs money first."""
    fee_rules(seen, lang)
    own_site(seen, told, lang)
    stages(seen, lang)
    settings(seen, told, lang)
    if seen:
        source_taxes(seen, lang)
    classes(seen, told.classes, lang)
    brand(seen, told.brand, lang)
    searched(seen, lang)
