"""Words that every kind of file says alike."""

from __future__ import annotations

from data.text import Text

DECISION, UNDECIDED = Text("決議", "Decision"), Text("尚未決定", "not decided yet")
THIS, BEFORE = Text("實際", "Actual"), Text("去年同期", "Last year")
TARGET, GUARDRAIL = Text("目標", "Target"), Text("護欄", "Guardrail")
EFFECT = Text("影響", "Effect")
