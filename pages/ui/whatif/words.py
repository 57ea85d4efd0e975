"""The words of the page 試算 that all its parts share."""

from __future__ import annotations

from data.text import Text

WHAT_IF = Text("試算", "What if")
NO_SCENARIO = Text(
    "這個連結的情境已經不在了：可能被刪除，或存在另一個資料庫。",
    "The scenario of this link is not here: it was deleted, or is kept in another store.",
)
