"""Which ad platform a plan means by what somebody wrote."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from data.schema import PLATFORMS

_SHORT: Mapping[str, tuple[str, ...]] = {
    "google_ads": ("google", "google 廣告", "google ads", "gads", "youtube"),
    "meta_ads": ("meta", "meta 廣告", "meta ads", "facebook", "fb", "instagram", "ig"),
    "line_ads": ("line", "line 廣告", "line ads", "line lap", "lap"),
    "tiktok_ads": ("tiktok", "tiktok 廣告", "tiktok ads"),
    "microsoft_ads": ("microsoft", "microsoft ads", "bing"),
    "linkedin_ads": ("linkedin", "linkedin 廣告", "linkedin ads"),
    "x_ads": ("x", "x 廣告", "x ads", "twitter"),
}
"""What people write in a list of media; LINE alone is LINE's advertising there."""


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_KEYS = {
    **{_folded(n): key for key, p in PLATFORMS.items() for n in (key, p.name.zh, p.name.en)},
    **{_folded(short): key for key, names in _SHORT.items() for short in names},
}


def platform_of(written: str | None) -> str:
    """Return the key of the platform somebody wrote, else what he wrote; "–" for nothing.

    Examples
    --------
    >>> platform_of(" Line 廣告"), platform_of("公車廣告"), platform_of(None)
    ('line_ads', '公車廣告', '–')
    """
    return _KEYS.get(_folded(written), written) if written else "–"
