"""The words of the projector."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data.text import Lang, Text
from kpi.card import Chip
from kpi.verdict import VERDICTS

NAME = Text("週會簡報", "Weekly review")
WALL = Text("電視看板", "Board on the wall")
NO_REVIEW = Text(
    "找不到這一場週會。請從「週會」頁開啟簡報，或請傳連結給你的人再傳一次。",
    "There is no such review. Open the projector from the review page, or ask for the link again.",
)
TO_REVIEWS = Text("前往週會", "Go to the review")
OTHERWISE = Text(
    "別人剛剛改了這一項的決議；要改就再選一次。",
    "Somebody else has just decided otherwise; choose again to change it.",
)
NO_DAY = Text(
    "「{due}」不是日期，決議沒有更改；請寫成 2026-11-30。",
    "“{due}” is no date, so the decision stands as it was; write it as 2026-11-30.",
)
EVERYTHING = Text("全部（公司內部）", "Everything (inside the company)")

WORDS: dict[str, Text] = {
    "of": Text("／", " / "),
    "more": Text("另有 {n} 項", "{n} more"),
    "decision": Text("決議", "Decision"),
    "agenda": Text("議程", "Agenda"),
    "eye": Text("給外部的人看：只留一個渠道", "With an outside eye: one channel only"),
    "note": Text("筆記", "Note"),
    "note_hint": Text("打字就會存下來。", "Kept as you type."),
    "reason": Text("連續第二週不處理，原因是？", "Not this week again: why?"),
    "reason_wanted": Text("請寫下原因。", "Please write down why."),
    "who": Text("誰來做，什麼時候之前", "Who does it, and by when"),
    "owner": Text("負責人", "Owner"),
    "due": Text("期限", "Due"),
    "who_wanted": Text("請填負責人和期限。", "Please say who, and by which day."),
    "keep": Text("記下", "Keep"),
    "back": Text("返回", "Back"),
    "follow": Text("跟隨主講", "Follow the lead"),
    "offline": Text("連線中斷，仍可翻頁", "No connection; turning still works"),
    "waits": Text(
        "連線中斷，決議恢復後送出", "No connection; the decision is sent once it is back"
    ),
    "stale": Text("資料過時", "Out of date"),
    "silent": Text(
        "伺服器超過一分鐘沒有回應。", "The server has not answered for more than a minute."
    ),
    "keys_title": Text("按鍵", "Keys"),
}
KEYS: tuple[tuple[str, Text], ...] = (
    ("→ PageDown", Text("下一頁", "Next")),
    ("← PageUp", Text("上一頁", "Back")),
    ("Home End", Text("第一頁、最後一頁", "First, last")),
    ("A", Text("議程", "Agenda")),
    ("1–7", Text("選一個決議", "Choose a decision")),
    ("0", Text("本週不處理", "Not this week")),
    ("W", Text("負責人、期限", "Owner and due day")),
    ("N", Text("筆記", "Note")),
    ("L", Text("由我主講", "Take the lead")),
    ("R", Text("跟隨主講", "Follow the lead")),
    ("O", Text("給外部的人看", "With an outside eye")),
    ("D", Text("淺色、深色", "Light, dark")),
    ("F", Text("全螢幕", "Full screen")),
    ("B", Text("畫面全黑", "Black screen")),
    ("Esc", Text("離開", "Leave")),
)


def of_the_screen(lang: Lang) -> dict[str, Any]:
    """Return the words the script needs, in one language."""
    told: dict[str, Any] = {name: text.to(lang) for name, text in WORDS.items()}
    chips = [Chip(verdict, word.to(lang), icon) for verdict, (word, icon) in VERDICTS.items()]
    return told | {
        "keys": [(key, text.to(lang)) for key, text in KEYS],
        "verdicts": {chip.word: asdict(chip) for chip in chips},
    }
