"""Many links at once: from pasted lines or a table, each with its own values or the common ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.text import Lang, Text
from kpi.facts.ga4_channels import label
from kpi.uploads import harmless, meant, sheet, spellings
from kpi.utm.links import PARTS, Link, link
from kpi.utm.rules import Rules

MOST = 500
"""Lines of a list at most."""
URL = Text("網址", "URL")
MADE = Text("完成的連結", "Link")
GROUP = Text("GA4 管道群組", "GA4 channel group")
WRONG = Text("檢查", "Check")
SHEET = Text("連結", "Links")
_OTHERS: dict[str, tuple[Text, ...]] = {
    "url": (Text("連結", "Link"), Text("到達網頁", "Landing page"), Text("目標網址", "Final URL")),
    "source": (Text("廣告活動來源", "Campaign source"), Text("utm_source", "utm source")),
    "medium": (Text("廣告活動媒介", "Campaign medium"), Text("utm_medium", "utm medium")),
    "campaign": (Text("廣告活動", "Campaign name"), Text("utm_campaign", "utm campaign")),
    "content": (Text("廣告內容", "Ad content"), Text("utm_content", "utm content")),
    "term": (Text("關鍵字詞", "Campaign term"), Text("utm_term", "utm term")),
    "id": (Text("編號", "ID"), Text("utm_id", "utm id")),
}
_SPELLED = {
    key: name
    for name, texts in {n: (t, *_OTHERS[n]) for n, t in ({"url": URL} | PARTS).items()}.items()
    for text in texts
    for key in spellings({name: text})
}
NO_HEADER = Text(
    "找不到標題列：第一列至少要有「網址」，可以再加 來源、媒介、活動、素材、關鍵字。",
    "There is no header: the first line needs “URL” at least; Source, Medium, Campaign, Content and"
    " Term may stand beside it.",
)


def of_lines(text: str, common: Mapping[str, str], rules: Rules) -> list[Link]:
    """Return a link for each line that is not empty, all with the same values."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [link(line, common, rules) for line in lines[:MOST]]


def of_table(table: Sequence[Sequence[str]], common: Mapping[str, str], rules: Rules) -> list[Link]:
    """Return a link for each line of a table; an empty cell takes the common value.

    Raises
    ------
    kpi.uploads.WrongTable
        When it has no column of addresses, or a column twice.
    """
    found = sheet(table, _SPELLED, ("url",), NO_HEADER)
    made = []
    for record in found.records[:MOST]:
        own = {n: meant(v.strip()) for n, v in record.cells.items() if n != "url" and v.strip()}
        made.append(link(record.cells["url"], {**common, **own}, rules))
    return made


def rows(made: Sequence[Link], lang: Lang) -> list[list[str]]:
    """Return links as a table to download, its header in both languages first."""
    titles = (URL, *PARTS.values(), MADE, GROUP, WRONG)
    table = [[f"{t.zh} {t.en}" for t in titles]]
    for one in made:
        values = [harmless(one.values.get(name, "")) for name in PARTS]
        group = label(one.group).to(lang) if one.group else ""
        table.append([harmless(one.base), *values, one.url, group, harmless(told(one, lang))])
    return table


def told(one: Link, lang: Lang) -> str:
    """Return in a line what is wrong with a link; empty where nothing is."""
    said = [one.refused] if one.refused else [*one.breaches, *one.notes]
    return ("；" if lang == "zh" else "; ").join(text.to(lang) for text in said if text)
