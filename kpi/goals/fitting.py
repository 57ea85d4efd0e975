"""Which ready-made pack fits the files a store has: a start, from which anybody may move on."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.facts.quantities import Ledger

FIRST_PACK, SHOP_PACK, SITE_PACK, FIVE_PACK = "ads", "shop", "content", "five"
B2B_PACK = "b2b"
SCOPED = frozenset(("google_ads", "meta_ads"))
"""The platforms the pack of advertising has goals for."""


def fitting(books: Mapping[str, frozenset[Ledger]]) -> str:
    """Return the pack whose north star the files can tell, by the ledgers of each platform.

    Orders say most; then leads; then the claims of the large platforms; the site alone is read as
    a site.
    """
    there = frozenset[Ledger]().union(*books.values())
    if Ledger.ORDERS in there:
        return SHOP_PACK
    if Ledger.CRM in there:
        return B2B_PACK
    if not SCOPED.isdisjoint(books) or Ledger.WEB not in there:
        return FIRST_PACK
    return FIVE_PACK if Ledger.PLATFORM in there else SITE_PACK
