"""The words of 倒推."""

from __future__ import annotations

from data.text import Text

BACKWARDS = Text("倒推", "Backwards")
GOAL = Text("從哪個目標", "From which goal")
LEVERS = Text("每根槓桿單獨要多少", "What it takes of each lever alone")
LEVER, EXPECTED = Text("剩下的日子", "Days left"), Text("照目前走勢", "As expected")
EXACTLY, CHANGE = Text("剛好達標要", "To be at the target"), Text("變化", "Change")
SURELY = Text("九成把握要", "With nine chances in ten")
HOW = Text(
    "一次只動一根，其他照預估；「九成把握」用過去同樣天數的預估差了多少來放大，只有加總的目標算得出來。",
    "One is moved at a time, the others as forecast. Nine chances in ten widens it by how far off"
    " such forecasts were before, which only sums allow.",
)
SPEND = Text("每個渠道單獨要花多少", "What it takes of each channel's spend alone")
CHANNEL, CURRENT = Text("渠道", "Channel"), Text("照近四週", "At the pace of late")
MONEY, MORE = Text("要花", "It takes"), Text("多花", "More")
FAILED = Text(
    "渠道的曲線估不出來；重新整理再試一次。",
    "The curves could not be worked out; reload to try again.",
)
TO_GOALS = Text("前往目標頁", "Go to Goals")
