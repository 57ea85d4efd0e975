"""A team's rules for campaign links: which sources, media and names, and what breaks them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Literal

from data.text import Text
from kpi.facts.ga4_channels import label
from kpi.utm import channels, pattern
from kpi.utm.pattern import WrongPattern

Space = Literal["", "_", "-"]
SPACES: dict[Space, Text] = {
    "_": Text("底線 _", "underscore _"),
    "-": Text("連字號 -", "hyphen -"),
    "": Text("可以有空白", "spaces may stay"),
}
LONGEST = 100
"""Letters of a value at most."""

SOURCES = (
    ("google", "google_ads"), ("facebook", "meta_ads"), ("instagram", "meta_ads"),
    ("line", "line_ads"), ("lap", "line_ads"), ("linkedin", "linkedin_ads"),
    ("tiktok", "tiktok_ads"), ("bing", "microsoft_ads"), ("x", "x_ads"), ("twitter", "x_ads"),
    ("youtube", "google_ads"), ("yahoo", ""), ("newsletter", ""), ("edm", ""), ("line_oa", ""),
    ("dcard", ""), ("kol", ""),
)  # fmt: skip
"""What links in Taiwan commonly name as source, and the ad platform each stands for."""
MEDIA = (
    "cpc", "paid_social", "display", "paid_video", "retargeting", "social", "email", "sms", "push",
    "affiliate", "referral",
)  # fmt: skip

NO_SOURCE = Text("沒有寫來源", "names no source")
NO_MEDIUM = Text("沒有寫媒介", "names no medium")
NO_CAMPAIGN = Text("沒有寫廣告活動", "names no campaign")
SOURCE = Text("來源「{value}」不在規則裡", "source “{value}” is not in the rules")
SOURCE_MEANT = Text(
    "來源「{value}」不在規則裡（應該是 {meant}？）",
    "source “{value}” is not in the rules (meant {meant}?)",
)
MEDIUM = Text("媒介「{value}」不在規則裡", "medium “{value}” is not in the rules")
MEDIUM_MEANT = Text(
    "媒介「{value}」不在規則裡（應該是 {meant}？）",
    "medium “{value}” is not in the rules (meant {meant}?)",
)
TO_UNASSIGNED = Text("GA4 會歸到「{group}」", "GA4 counts it under “{group}”")
PATTERN = Text(
    "活動名稱不合格式（例：{example}）", "the campaign's name does not follow the pattern"
    " (as in {example})",
)  # fmt: skip
UPPER = Text("活動名稱有大寫", "the campaign's name has capitals")
SPACED = Text("活動名稱有空白（用 {space}）", "the campaign's name has spaces (use {space})")
EDGES = Text("「{value}」前後有空白", "“{value}” has spaces at its ends")
WIDE = Text("「{value}」有全形的英數字", "“{value}” has full-width letters or digits")


@dataclass(frozen=True)
class Rules:
    """What links have to look like.

    Parameters
    ----------
    sources : tuple of (str, str)
        Each allowed source with the key of the ad platform it stands for, empty for none.
    media : tuple of str
    pattern : str
        How campaigns are named, with placeholders; empty where any name goes.
    lower : bool
        Whether names of campaigns have to be in small letters.
    space : str
        What stands in place of a space in a campaign's name; empty where spaces may stay.
    own_sites : tuple of str
        Hosts of one's own: links within them are never tagged.
    version : int
        Of the kept document; 0 while nobody has set anything.
    """

    sources: tuple[tuple[str, str], ...] = SOURCES
    media: tuple[str, ...] = MEDIA
    pattern: str = ""
    lower: bool = False
    space: Space = ""
    own_sites: tuple[str, ...] = ()
    version: int = 0

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Rules:
        """Build rules from their document in the state."""
        known = {f.name: doc[f.name] for f in fields(cls) if f.name in doc}
        known["sources"] = tuple((name, platform) for name, platform in doc["sources"])
        lists = {name: tuple(known.get(name, ())) for name in ("media", "own_sites")}
        return cls(**known | lists)

    def as_doc(self) -> dict[str, Any]:
        """Return the document of them."""
        doc: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        return doc | {
            "sources": [list(pair) for pair in self.sources],
            "media": list(self.media),
            "own_sites": list(self.own_sites),
        }

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """By source in small letters, the ad platform it stands for."""
        return {name.lower(): platform for name, platform in self.sources}

    def platform(self, source: str) -> str:
        """Return the ad platform a source stands for; empty where nobody said."""
        return self.platforms.get(source.strip().lower(), "")

    def without_pattern(self) -> Rules:
        """Return the same rules for names that nobody can know yet."""
        return replace(self, pattern="")

    def tidy(self, name: str) -> str:
        """Return the name of an advertising campaign as links have to write it."""
        said = " ".join(name.split())
        said = said.lower() if self.lower else said
        return said.replace(" ", self.space) if self.space else said


def breaches(rules: Rules, source: str, medium: str, campaign: str) -> tuple[Text, ...]:
    """Return what is wrong with the values of a link, the gravest first."""
    sources = [name for name, _ in rules.sources]
    found = _listed(source, sources, NO_SOURCE, SOURCE, SOURCE_MEANT)
    found += _listed(medium, rules.media, NO_MEDIUM, MEDIUM, MEDIUM_MEANT)
    group = channels.group(source, medium, campaign)
    if source and medium and group == channels.UNASSIGNED:
        found.insert(0, TO_UNASSIGNED.fill(group=label(group)))
    return (*found, *_named(rules, campaign))


def _listed(
    value: str, allowed: Sequence[str], missing: Text, wrong: Text, nearly: Text
) -> list[Text]:
    if not value:
        return [missing]
    if value in allowed:
        return []
    meant = get_close_matches(value.strip().lower(), allowed, 1, 0.75)
    return [nearly.fill(value=value, meant=meant[0]) if meant else wrong.fill(value=value)]


def _named(rules: Rules, campaign: str) -> list[Text]:
    """Return what is wrong with a campaign's name."""
    if not campaign:
        return [NO_CAMPAIGN]
    found = []
    if campaign != campaign.strip():
        found.append(EDGES.fill(value=campaign.strip()))
    if any(unicodedata.east_asian_width(c) == "F" and c.isalnum() for c in campaign):
        found.append(WIDE.fill(value=campaign))
    if rules.lower and campaign != campaign.lower():
        found.append(UPPER)
    if rules.space and " " in campaign.strip():
        found.append(SPACED.fill(space=rules.space))
    if not pattern.fits(rules.pattern, campaign):
        found.append(PATTERN.fill(example=pattern.example(rules.pattern)))
    return found


NO_SOURCES = Text("至少要有一個來源。", "There must be one source at least.")
NO_MEDIA = Text("至少要有一個媒介。", "There must be one medium at least.")
TWICE = Text("「{value}」寫了兩次。", "“{value}” is there twice.")
TOO_LONG = Text("「{value}…」太長，最多 {most} 個字。", "“{value}…” is too long: {most} at most.")
BAD_LETTER = Text(
    "「{value}」有空白、大寫或全形字：GA4 會當成另一個來源或媒介，請用小寫半形、以 _ 或 - 連接。",
    "“{value}” has spaces, capitals or full-width letters: GA4 takes it for another one. Use small"
    " letters with _ or - between.",
)


def lint(rules: Rules) -> list[tuple[str, Text]]:
    """Return what is wrong with rules before they are kept: the field, and why."""
    found: list[tuple[str, Text]] = []
    sources = [name for name, _ in rules.sources]
    for field, values, none in (("sources", sources, NO_SOURCES),
                                ("media", list(rules.media), NO_MEDIA)):  # fmt: skip
        found += [(field, none)] if not values else []
        for n, value in enumerate(values):
            if value in values[:n]:
                found.append((field, TWICE.fill(value=value)))
            elif len(value) > LONGEST:
                found.append((field, TOO_LONG.fill(value=value[:20], most=LONGEST)))
            elif value != unicodedata.normalize("NFKC", value).lower() or len(value.split()) != 1:
                found.append((field, BAD_LETTER.fill(value=value)))
    try:
        pattern.check(rules.pattern)
    except WrongPattern as wrong:
        found.append(("pattern", wrong.text))
    return found
