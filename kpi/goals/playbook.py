"""The playbook: the steps a team agrees on beforehand, by a key that decisions keep."""

from __future__ import annotations

from data.text import Text

PLAYBOOK: dict[str, Text] = {
    "stop": Text("停投", "Pause what does not convert"),
    "audience": Text("調整受眾", "Adjust the audience"),
    "copy": Text("改文案", "Rewrite the copy"),
    "page": Text("優化頁面", "Improve the page"),
    "back": Text("切回上一版", "Go back to the last version"),
    "test": Text("啟動 A/B", "Start an A/B test"),
    "watch": Text("觀察", "Watch"),
}
"""On the projector they are chosen by 1–7 in this order."""
SKIP = "skip"
NOT_THIS_WEEK = Text("本週不處理", "Not this week")
"""On the projector it is chosen by 0. The second week running it wants a reason."""
