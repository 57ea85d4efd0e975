"""A correct campaign link: what was there stays, values are encoded, placeholders are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from data.text import Text
from kpi.utm.channels import group
from kpi.utm.rules import Rules, breaches

Part = Literal["source", "medium", "campaign", "content", "term", "id"]
PARTS: dict[Part, Text] = {
    "source": Text("來源", "Source"),
    "medium": Text("媒介", "Medium"),
    "campaign": Text("活動", "Campaign"),
    "content": Text("素材", "Content"),
    "term": Text("關鍵字", "Term"),
    "id": Text("活動編號", "Campaign id"),
}
"""The parameters GA4 reads, each as ``utm_`` and its name."""
LONGEST = 2_000
"""Letters of a link that every browser, mail program and shortener takes."""
_PLACEHOLDER = re.compile(r"(\{\{[A-Za-z_.]+\}\}|\{[A-Za-z_][A-Za-z0-9_:]*\}|__[A-Z_]+__)")
"""What Meta ({{campaign.name}}), Google ({campaignid}) and TikTok (__CAMPAIGN_NAME__) fill in."""
_PATH = "/%:@!$&'()*+,;=~"
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

NO_URL = Text("請貼上網址。", "Paste an address.")
NO_HOST = Text(
    "「{url}」不是網址：要像 https://example.com/page。",
    "“{url}” is no address: it has to look like https://example.com/page.",
)
OTHER_SCHEME = Text(
    "「{scheme}」開頭的不是網頁，GA4 量不到；請用 https:// 的網址。",
    "What begins with “{scheme}” is no web page: GA4 cannot count it. Use an https:// address.",
)
ADDED_SCHEME = Text("補上了 https://。", "https:// was put in front.")
REPLACED = Text(
    "網址原有的 {names} 換成了這裡的值。", "{names} of the address gave way to these values."
)
HASH_ROUTE = Text(
    "網址用 # 換頁：UTM 放在 # 前面，GA4 才讀得到。",
    "The address changes pages behind #: the UTM stands before it, or GA4 would not read it.",
)
OWN = Text(
    "這是自家網站內的連結嗎？站內連結不要加 UTM，否則 GA4 會把訪客原本的來源蓋掉。",
    "Is this a link within your own site? Never tag those: GA4 would forget where the visitor came"
    " from.",
)
PERSONAL = Text(
    "「{value}」像是電子郵件：網址不能帶個人資料，GA4 也禁止。",
    "“{value}” looks like an e-mail address: no personal data in links; GA4 forbids it.",
)
TOO_LONG = Text(
    "連結有 {n} 個字，超過 {most}：有些程式會截斷，請縮短或用短網址。",
    "The link has {n} letters, more than {most}: some programs cut it. Shorten it.",
)
CHECKED_LATER = Text(
    "{names}由平台填入，這裡檢查不到。",
    "The platform fills in: {names}. That cannot be checked here.",
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    Parameters
    ----------
    url : str
        Empty where `refused` says why there is none.
    group : str
        GA4's default channel group that its visits are counted under.
    breaches : tuple of Text
        Which rules it breaks.
    notes : tuple of Text
        What else to know of it.
    """

    base: str
    url: str = ""
    group: str = ""
    breaches: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    refused: Text | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def link(base: str, values: Mapping[str, str], rules: Rules) -> Link:
    """Return an address with the UTM values that are not empty.

    Parameters
    ----------
    values : mapping of str to str
        By the names of `PARTS`; surrounding spaces are dropped.
    """
    base = base.strip()
    whole = base if "://" in base else f"https://{base.lstrip('/')}"
    said: dict[str, str] = {name: values.get(name, "").strip() for name in PARTS}
    notes: list[Text] = []
    if refused := _refused(base, whole):
        return Link(base, refused=refused, values=said)
    if whole != base:
        notes.append(ADDED_SCHEME)
    parts = urlsplit(whole)
    kept, replaced = _kept(parts.query, said)
    if replaced:
        notes.append(REPLACED.fill(names=", ".join(replaced)))
    own = [f"utm_{name}={encoded(value)}" for name, value in said.items() if value]
    query = "&".join([*kept, *own])
    path = quote(parts.path or "/", safe=_PATH)
    url = urlunsplit((parts.scheme, parts.netloc, path, query, quote(parts.fragment, _PATH + "?")))
    notes += _notes(said, parts.fragment, url, rules)
    return Link(base, url, _group(said), _breaches(rules, said), tuple(notes), values=said)


def encoded(value: str) -> str:
    """Return a value as it stands in an address; what a platform fills in stays as it is.

    Examples
    --------
    >>> encoded("雙11 {{campaign.name}}")
    '%E9%9B%9911%20{{campaign.name}}'
    """
    return "".join(
        piece if n % 2 else quote(piece, safe="")
        for n, piece in enumerate(_PLACEHOLDER.split(value))
    )


def carries_person(value: str) -> bool:
    """Whether a value holds what looks like an e-mail address."""
    return bool(_MAIL.search(unquote(value)))


def _refused(base: str, whole: str) -> Text | None:
    if not base:
        return NO_URL
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)", base)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return OTHER_SCHEME.fill(scheme=f"{scheme[1]}:")
    try:
        host = urlsplit(whole).hostname or ""
    except ValueError:
        host = ""
    is_host = host == "localhost" or "." in host.strip(".") or ":" in host
    return None if is_host and not re.search(r"\s", host) else NO_HOST.fill(url=base[:80])


def _kept(query: str, said: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the parts of a query that stay, letter for letter, and the UTM names that give way."""
    kept, replaced = [], []
    for piece in filter(None, query.split("&")):
        name = unquote(piece.partition("=")[0]).lower()
        if name.startswith("utm_") and said.get(name.removeprefix("utm_")):
            replaced.append(name)
        else:
            kept.append(quote(piece, safe=_PATH + "?{}[]|"))
    return kept, list(dict.fromkeys(replaced))


def _group(said: Mapping[str, str]) -> str:
    """Return the group of the visits; empty where the platform fills in what decides it."""
    if any(_PLACEHOLDER.search(said[name]) for name in ("source", "medium")):
        return ""
    return group(said["source"], said["medium"], said["campaign"])


def _breaches(rules: Rules, said: Mapping[str, str]) -> tuple[Text, ...]:
    """Return what breaks the rules; what the platform fills in is not judged."""
    neutral = {"source": rules.sources[0][0], "medium": rules.media[0], "campaign": "a"}
    filled = [name for name in neutral if _PLACEHOLDER.search(said[name])]
    judged = {name: neutral[name] if name in filled else said[name] for name in neutral}
    return breaches(rules.without_pattern() if "campaign" in filled else rules, **judged)


def _notes(said: Mapping[str, str], fragment: str, url: str, rules: Rules) -> list[Text]:
    found = []
    if "/" in fragment:
        found.append(HASH_ROUTE)
    source = said["source"].lower().removeprefix("www.")
    hosts = {site.lower().removeprefix("www.") for site in rules.own_sites}
    if source and (source in hosts or source in _INSIDE or said["medium"].lower() in _INSIDE):
        found.append(OWN)
    found += [PERSONAL.fill(value=m[0][:40]) for v in said.values() if (m := _MAIL.search(v))]
    filled: tuple[Part, ...] = ("source", "medium", "campaign")
    names = [n for n in filled if _PLACEHOLDER.search(said[n])]
    if names:
        told = Text("、".join(PARTS[n].zh for n in names), ", ".join(PARTS[n].en for n in names))
        found.append(CHECKED_LATER.fill(names=told))
    if len(url) > LONGEST:
        found.append(TOO_LONG.fill(n=f"{len(url):,}", most=f"{LONGEST:,}"))
    return found


_INSIDE = frozenset(
    ("internal", "onsite", "on-site", "website", "homepage", "官網", "首頁", "站內")
)
"""What people call links within their own site."""
