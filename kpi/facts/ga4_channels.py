"""GA4's default channel groups: one name each, however the language of an export spells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from data.text import Text


class Traffic(Enum):
    """What brings the visits of a group, where a share is told of it."""

    ORGANIC = auto()
    PAID = auto()


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """One default channel group.

    Parameters
    ----------
    name : Text
        What it is called; its English name is the one that figures are cut by.
    others : tuple of str
        Other spellings of exports, in any case.
    traffic : Traffic or None
        None where it belongs to neither share.
    """

    name: Text
    others: tuple[str, ...] = ()
    traffic: Traffic | None = None


def _organic(way: str, *others: str, en: str) -> ChannelGroup:
    """Return a group of visits that nobody paid for; GA4 has called them 隨機, too."""
    spelled = tuple(f"{kind}{name}" for kind in ("自然", "隨機") for name in (way, *others))
    return ChannelGroup(Text(spelled[0], f"Organic {en}"), spelled[1:], Traffic.ORGANIC)


def _paid(zh: str, en: str, *others: str) -> ChannelGroup:
    return ChannelGroup(Text(zh, en), others, Traffic.PAID)


GROUPS = (
    ChannelGroup(Text("直接", "Direct")),
    _paid("跨聯播網", "Cross-network"),
    _paid("付費購物", "Paid Shopping"),
    _paid("付費搜尋", "Paid Search"),
    _paid("付費社群", "Paid Social", "付費社交", "付費社群媒體"),
    _paid("付費影片", "Paid Video"),
    _paid("多媒體廣告", "Display", "多媒體"),
    _paid("其他付費", "Paid Other", "付費其他"),
    _organic("購物", en="Shopping"),
    _organic("社群", "社交", "社群媒體", en="Social"),
    _organic("影片", en="Video"),
    _organic("搜尋", en="Search"),
    ChannelGroup(Text("推薦連結", "Referral"), ("參照連結網址", "推薦連結網址", "參照連結")),
    ChannelGroup(Text("電子郵件", "Email")),
    ChannelGroup(Text("聯盟行銷", "Affiliates"), ("聯盟",)),
    ChannelGroup(Text("音訊", "Audio")),
    ChannelGroup(Text("簡訊", "SMS")),
    ChannelGroup(Text("行動推播通知", "Mobile Push Notifications"), ("行動裝置推播通知",)),
    ChannelGroup(Text("AI 助理", "AI Assistant")),
    ChannelGroup(Text("未指派", "Unassigned"), ("未分配",)),
    ChannelGroup(Text("(未設定)", "(not set)")),
    ChannelGroup(Text("(其他)", "(other)")),
)
"""All there are; a channel group of somebody's own keeps the name it was given."""

OF_PLATFORM = {"google_ads": "Paid Search", "meta_ads": "Paid Social"}
"""The group that the visits from an ad platform are counted under."""


def _spelled(group: ChannelGroup) -> Iterator[str]:
    yield from (name.lower() for name in (group.name.en, group.name.zh, *group.others))


NAMES = {spelling: group.name.en for group in GROUPS for spelling in _spelled(group)}
"""By any spelling in small letters, the name that figures are cut by."""
_BY_NAME = {group.name.en: group for group in GROUPS}


def spellings(traffic: Traffic) -> list[str]:
    """Return every spelling of the groups of a kind, in small letters."""
    return [name for group in GROUPS if group.traffic is traffic for name in _spelled(group)]


def group_name(channel: str) -> str:
    """Return the one name of a channel's default group, a channel of another as it is.

    Examples
    --------
    >>> group_name("付費搜尋"), group_name("KOL 團購")
    ('Paid Search', 'KOL 團購')
    """
    return NAMES.get(channel.lower(), channel)


def label(name: str) -> Text:
    """Return what people call a group, in both languages."""
    found = _BY_NAME.get(name)
    return found.name if found else Text(name, name)
