"""GA4 exports as its explorations write them: visits by channel and link, events, people by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from data.samples import boxes
from data.samples.seasons import Days
from data.samples.site import Site
from data.samples.tagged import LATE, SPLIT, Tagged

PROPERTY = "晨光茶行 - GA4（範例）"
TOTAL = "總計"
CHANNELS = (
    "工作階段主要管道群組 (預設管道群組)", "日期", "工作階段", "互動工作階段", "參與度",
    "平均單次工作階段參與時間", "瀏覽", "重要事件", "電子商務購買", "總收益",
)  # fmt: skip
EVENTS = ("事件名稱", "日期", "工作階段", "事件計數")
CAMPAIGNS = (
    "工作階段來源/媒介", "工作階段廣告活動", "日期", "工作階段", "互動工作階段", "重要事件",
    "電子商務購買", "總收益",
)  # fmt: skip
USERS = ("日期", "活躍使用者", "總人數", "新使用者")


def channels(path: Path, site: Site, listed: Days) -> None:
    """Visits by channel and day, with the row of all of them first."""
    plain = [{m: v.tolist() for m, v in c.figures.items()} for c in site.channels]
    whole = {m: sum(sum(p[m]) for p in plain) for m in plain[0]}
    rows = [["", "", *_channel(whole), TOTAL]]
    for n, day in enumerate(listed.days):
        for channel, figures in zip(site.channels, plain, strict=True):
            told = {m: values[n] for m, values in figures.items()}
            if told["sessions"]:
                rows.append([channel.name, f"{day:%Y%m%d}", *_channel(told)])
    write(path, "管道", listed.days, CHANNELS, rows)


def events(path: Path, site: Site, listed: Days) -> None:
    """How many visits had an event, and how often it happened."""
    rows: list[list[Any]] = []
    plain = {name: (s.tolist(), c.tolist()) for name, (s, c) in site.events.items()}
    for n, day in enumerate(listed.days):
        for name, (sessions, counted) in plain.items():
            if counted[n]:
                rows.append([name, f"{day:%Y%m%d}", sessions[n], counted[n]])
    write(path, "購物事件", listed.days, EVENTS, rows)


def users(path: Path, site: Site, listed: Days) -> None:
    """People by day: they do not add up over days, and no total stands here."""
    plain = [site.users[m].tolist() for m in ("active_users", "total_users", "new_users")]
    rows = [[f"{day:%Y%m%d}", *(p[n] for p in plain)] for n, day in enumerate(listed.days)]
    write(path, "每日使用者", listed.days, USERS, rows)


def campaigns(path: Path, every: Sequence[Tagged], listed: Days) -> None:
    """Visits of the newest days by what their links say, with the row of all of them first."""
    late = range(len(listed) - LATE, len(listed))
    plain = [{m: t.figures[m].tolist() for m in SPLIT} for t in every]
    whole = [sum(p[m][n] for p in plain for n in late) for m in SPLIT]
    rows: list[list[Any]] = [["", "", "", *whole, TOTAL]]
    for n in late:
        for one, figures in zip(every, plain, strict=True):
            if figures["sessions"][n]:
                said = [f"{one.source} / {one.medium}", one.campaign, f"{listed.days[n]:%Y%m%d}"]
                rows.append([*said, *(figures[m][n] for m in SPLIT)])
    write(path, "來源媒介與廣告活動", listed.days[-LATE:], CAMPAIGNS, rows)


def write(
    path: Path, tab: str, days: Sequence[date], header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Write an exploration: three lines of words, an empty one, the table."""
    first, last = days[0], days[-1]
    words = (PROPERTY, f"任意形式 1-{tab}", f"{first:%Y%m%d}-{last:%Y%m%d}")
    above = "".join(f"# {line}\n" for line in words) + "\n"
    boxes.utf8(path, [header, *rows], bom=False, above=above)


def _channel(told: dict[str, int]) -> list[Any]:
    """Write a row's figures; GA4 states time for each visit and rates as long fractions."""
    sessions = told["sessions"]
    return [
        *(sessions, told["engaged_sessions"]),
        repr(told["engaged_sessions"] / sessions),
        repr(told["engagement_seconds"] / sessions),
        *(told[m] for m in ("views", "key_events", "purchases", "web_revenue")),
    ]
