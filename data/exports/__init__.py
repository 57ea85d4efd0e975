"""The export formats Lodestar reads: an explicit list, no discovery."""

from __future__ import annotations

from data.exports import google_ads, meta_ads
from data.exports.base import Export

EXPORTS: tuple[Export, ...] = (
    google_ads.CAMPAIGN,
    google_ads.AD_GROUP,
    meta_ads.CAMPAIGN,
    meta_ads.AD_SET,
    meta_ads.AD,
)
