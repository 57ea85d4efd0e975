"""What a file says of itself: its title, its foot, its time, and its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.format import days
from kpi.review.record import Review

TITLE = Text("週會 {days}", "Weekly review {days}")
FOOT = Text("快照 {n}｜{days}｜{at} 開啟", "Snapshot {n} | {days} | opened {at}")
FILE = Text("週會_{week}_快照{n}_{at}", "review_{week}_snapshot{n}_{at}")
FOR_OUTSIDE = Text("{foot}｜外部版：{name}", "{foot} | for outside eyes: {name}")
UNSAFE = re.compile(r"[^\w\-]+")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says of itself.

    Parameters
    ----------
    title : str
        「週會 11/16–11/22」.
    foot : str
        Stands on every page: snapshot, days, and when it was opened.
    made : datetime.datetime
        When it was opened (UTC, without zone): the same review makes the same file.
    stem : str
        The name of the file without its ending, of letters that every system takes.
    """

    title: str
    foot: str
    made: datetime
    stem: str
    lang: Lang


def meta_of(review: Review, lang: Lang, zone: ZoneInfo, outside: str | None = None) -> Meta:
    """Return what a file of a review says of itself.

    Parameters
    ----------
    zone : ZoneInfo
        In which its time is told.
    outside : str or None
        The platform of the outside eye it is for; None for the company's own.
    """
    at = as_utc(review.opened_at)
    local = at.replace(tzinfo=UTC).astimezone(zone)
    week = days(review.week)
    told = {"n": review.snapshot, "days": week, "at": f"{local:%Y-%m-%d %H:%M}"}
    foot = FOOT.fill(**told).to(lang)
    stem = FILE.fill(week=review.id, n=review.snapshot, at=f"{local:%Y%m%d-%H%M}").to(lang)
    if outside is not None:
        name = PLATFORMS[outside].name if outside in PLATFORMS else outside
        foot, stem = FOR_OUTSIDE.fill(foot=foot, name=name).to(lang), f"{stem}_{outside}"
    return Meta(TITLE.fill(days=week).to(lang), foot, at.replace(microsecond=0), safe(stem), lang)


def as_utc(at: datetime) -> datetime:
    """Return a time as it is kept: UTC, without zone."""
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)


def safe(stem: str) -> str:
    """Return a file's name of letters, digits, ``-`` and ``_`` alone."""
    return UNSAFE.sub("-", stem).strip("-")
