"""Content assets: the landing pages in a team's folders of content, by whichever address.

GA4 knows no articles, only pages. A visit is a piece of content's where it began on it; what it
read on its way is in no export by session.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from data.text import Text
from kpi.funnels.cut import Member
from kpi.rules import Setting

CONTENT_FOLDERS = Setting(
    "content_folders",
    Text("內容放在哪些資料夾", "Folders of content"),
    Text(
        "到達網頁的路徑裡有其中一個資料夾就是一篇內容；漏斗的「內容」切分照它分。留空就用預設的"
        "（/blog、/articles、/news…）。",
        "A landing page with one of these folders in its path is a piece of content; the funnel's"
        " cut by content goes by it. Empty: the usual ones (/blog, /articles, /news …).",
    ),
)
ELSEWHERE = "–elsewhere"
"""What stands for all landing pages that are no content."""
OTHER_PAGES = Text("其他到達網頁", "Other landing pages")


def folders_of(typed: str) -> list[str]:
    """Return the folders of a text, one a line or between commas: each with its leading slash."""
    told = (part.strip().strip("/").casefold() for part in re.split(r"[\n,，、;；\s]", typed))
    return list(dict.fromkeys(f"/{part}" for part in told if part))


def asset(page: str, folders: Sequence[str]) -> str | None:
    """Return the piece of content a landing page is: its path alone; None where it is none.

    Examples
    --------
    >>> asset("https://tea.example/zh/Blog/%E8%8C%B6/?utm_source=line", ("/blog",))
    '/zh/blog/茶'
    """
    path = unquote(urlsplit(page).path).casefold().rstrip("/")
    return path if any(f"{folder}/" in f"{path}/" for folder in folders) else None


def assets(pages: Iterable[Member], folders: Sequence[str]) -> Iterator[Member]:
    """Yield the pieces of content, each of all its addresses, and all other pages as one."""
    found: dict[str, list[Member]] = {}
    for page in pages:
        found.setdefault(asset(page.name, folders) or ELSEWHERE, []).append(page)
    if found.keys() <= {ELSEWHERE}:
        return
    for name, members in found.items():
        now, then = dict[str, float](), dict[str, float]()
        for member in members:
            for held, told in ((now, member.now), (then, member.then)):
                for step, value in told.items():
                    held[step] = held.get(step, 0.0) + value
        yield Member(name, now, then)
