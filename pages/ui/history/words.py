"""The words of the history of reviews."""

from __future__ import annotations

from data.text import Text

HISTORY = Text("歷史", "History")
EMPTY = Text(
    "還沒有開過週會。開過之後，這裡能找到每次的決議、筆記與當時的數字。",
    "No review was held yet. Afterwards its decisions, notes and figures are found here.",
)
SENTENCE_ONE = Text("開過 1 次週會：{first} 那週。", "One review was held, of the week of {first}.")
SENTENCE = Text(
    "開過 {n} 次週會，從 {first} 那週到 {last} 那週。",
    "Reviews held: {n}, of the weeks from {first} to {last}.",
)
SEARCH = Text("找議題、決議、筆記、行動、留言", "Search items, decisions, notes, actions, comments")
FOUND = Text("找到 {n} 筆。", "Found: {n}.")
MORE = Text("只列出最新的 {n} 筆，多打一個字可以縮小。", "The newest {n}; another word narrows it.")
NOT_FOUND = Text(
    "沒有找到「{text}」。試試少打一個字，或換一個說法。",
    "Nothing holds “{text}”. Try fewer words, or another one.",
)
GRID = Text("13 週的判定", "Verdicts over 13 weeks")
TRAILS = Text("凍結的數字", "Frozen figures")
BY = Text("看幾週或幾個月", "By week or month")
WEEKLY, MONTHLY = Text("近 6 週", "6 weeks"), Text("近 12 個月", "12 months")
WEEK = Text("{day} 那週", "week of {day}")
WHEN, KIND = Text("何時", "When"), Text("類型", "Kind")
WHAT, SAID = Text("關於", "About"), Text("內容", "What was said")
NARROW = Text("畫面窄時只畫得下最近幾週。", "A narrow screen has room for the newest weeks only.")
