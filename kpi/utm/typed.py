"""Rules as people type them: a line a source with its platform, a line a medium."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.uploads import Objection, plain_key
from kpi.utm.rules import SPACES, Rules, Space, lint

AD_PLATFORMS = tuple(key for key in PLATFORMS if key.endswith("_ads"))
FIELDS: dict[str, Text] = {
    "sources": Text("來源", "Sources"),
    "media": Text("媒介", "Media"),
    "pattern": Text("活動名稱的格式", "Pattern of campaign names"),
    "lower": Text("活動名稱的大小寫", "Capitals in campaign names"),
    "space": Text("活動名稱裡的空白", "Spaces in campaign names"),
    "own_sites": Text("自家網站", "Own sites"),
}
NO_PLATFORM = Text(
    "「{value}」不是認得的廣告平台；可以寫：{names}，或什麼都不寫。",
    "“{value}” is no ad platform known here; write one of {names}, or nothing.",
)
_BETWEEN = re.compile(r"\s*(?:=|→|->|,|，|：|\t)\s*")
_LISTED = re.compile(r"[,，、;；\s]+")


def as_typed(rules: Rules, lang: Lang) -> dict[str, str]:
    """Return rules as they stand in their boxes."""
    named = [
        f"{source} = {PLATFORMS[platform].name.to(lang)}" if platform else source
        for source, platform in rules.sources
    ]
    lists = {"sources": named, "media": rules.media, "own_sites": rules.own_sites}
    return {name: "\n".join(lines) for name, lines in lists.items()} | {"pattern": rules.pattern}


def parse(cells: Mapping[str, str], base: Rules) -> tuple[Rules, list[Objection]]:
    """Return the rules that boxes say over those that are there, and what is wrong with them."""
    wrong: list[Objection] = []
    sources = []
    for line in filter(None, map(str.strip, cells["sources"].splitlines())):
        source, *said = _BETWEEN.split(line, maxsplit=1)
        platform = _platform(said[0]) if said and said[0] else ""
        if platform is None:
            names = Text(*("、".join(PLATFORMS[k].name.to(x) for k in AD_PLATFORMS)
                           for x in ("zh", "en")))  # fmt: skip
            wrong.append(Objection("sources", NO_PLATFORM.fill(value=said[0][:40], names=names)))
        sources.append((source, platform or ""))
    space: Space = next((s for s in SPACES if s == cells["space"]), "")
    told = replace(
        base,
        sources=tuple(sources),
        media=_list(cells["media"]),
        own_sites=_list(cells["own_sites"]),
        pattern=cells["pattern"].strip(),
        lower=cells["lower"] == "yes",
        space=space,
    )
    return told, [*wrong, *(Objection(field, text) for field, text in lint(told))]


def _platform(said: str) -> str | None:
    """Return the key of an ad platform that was written in either language; None for none."""
    for key in AD_PLATFORMS:
        name = PLATFORMS[key].name
        ways = (key, key.removesuffix("_ads"), name.zh, name.en)
        if plain_key(said) in map(plain_key, ways):
            return key
    return None


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _LISTED.split(text)))
