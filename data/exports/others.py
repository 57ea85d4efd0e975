"""Ad platforms whose own exports no format reads: by which headings their tables are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.exports.base import header_key
from data.schema import PLATFORMS
from data.text import Text

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "linkedin_ads": ("Campaign Group Name", "Total Spent", "Start Date (in UTC)"),
    "tiktok_ads": ("CPC (destination)", "Clicks (destination)", "CTR (destination)"),
    "microsoft_ads": ("Gregorian date", "Conversions Qualified"),
    "x_ads": ("Billed engagements", "Cost per billed engagement", "Tweet engagements"),
}
"""By platform, headings that nobody else writes."""


def written_by(headers: Sequence[str]) -> Text | None:
    """Return the platform that wrote these headers; None where none of them tells."""
    said = set(map(header_key, headers))
    found = (p for p, own in HEADINGS.items() if said & set(map(header_key, own)))
    return next((PLATFORMS[platform].name for platform in found), None)
