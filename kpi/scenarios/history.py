"""Who kept, renamed or removed which scenario, when and why, in words; the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi.scenarios.compared import NAME, NOTE

PREFIX = "scenario "
KEPT, GONE = Text("存下", "Kept"), Text("刪除", "Deleted")
CHANGED = Text("{field} {old} → {new}", "{field} {old} → {new}")
BETWEEN = Text("；", "; ")
FIELDS = {"name": NAME, "note": NOTE}
"""What may be changed of a kept scenario; what was predicted never is."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: when (UTC, without zone), by whom, of which scenario, what, and why."""

    at: datetime
    by: str
    name: str
    what: str
    why: str


def history(state: State, lang: Lang) -> list[Edit]:
    """Return every edit of every scenario, deleted ones too."""
    return [_edit(row, lang) for row in reversed(state.audit(None, PREFIX))]


def _edit(row: Mapping[str, Any], lang: Lang) -> Edit:
    old, new = row["old"], row["new"]
    name = (new or old)["name"]
    return Edit(row["at"], row["by"], name, _what(old, new, lang), row["why"] or "")


def _what(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, lang: Lang) -> str:
    if old is None or new is None:
        return (KEPT if new else GONE).to(lang)
    said = [
        CHANGED.fill(field=field, old=old[key] or "–", new=new[key] or "–").to(lang)
        for key, field in FIELDS.items()
        if old[key] != new[key]
    ]
    return BETWEEN.to(lang).join(said)
