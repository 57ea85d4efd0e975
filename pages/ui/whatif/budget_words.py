"""The words of the question and the sliders that belong to no figure."""

from __future__ import annotations

from data.text import Text

BUDGET = Text("問題與預算", "Question and budget")
MORE = Text("增加預算", "Budget more")
IN = Text("於", "in")
WITH_TAX = Text("含稅", "with tax")
WITH_FEE = Text("含服務費", "with service fees")
OPTIONS = Text("條件", "Conditions")
BY_PLAN = Text("以計畫為底", "On top of the plan")
NO_PLAN = Text(
    "這段期間沒有匯入計畫，以近 4 週的步調為底。",
    "No imported plan covers these days, so it is on top of the recent pace.",
)
GROWTH = Text("渠道最多成長", "A channel grows by at most")
NO_CAP = Text("不限", "no cap")
BEYOND = Text("可以超過曾花過的最高", "Above the most that was ever spent, too")
BEYOND_WARNS = Text(
    "超過曾花過的最高之後，曲線沒有根據，高估常見。",
    "Above the most that was ever spent the curve rests on nothing, and often promises too much.",
)
COPY = Text("複製成訊息", "Copy as a message")
COPY_HOW = Text(
    "按右上角的圖示複製，貼到 LINE。", "Copy it with the icon on its right, and paste it."
)
HOW = Text("怎麼算的", "How it was worked out")
TAKE = Text("套用到滑桿", "Put on the sliders")

SLIDERS = Text("各渠道的預算", "Budget by channel")
FROM = Text("從哪裡開始", "Set out from")
TOTAL = Text("總額", "Total")
FIXED = Text("總額固定", "Keep the total")
LOCK = Text("鎖定", "Lock")
LOCK_OF = Text("鎖定 {name}", "Lock {name}")
MONEY_OF = Text("{name} 的媒體費", "Media of {name}")
SLIDER_OF = Text("{name} 的滑桿", "{name}, slider")
CURVE_OF = Text("看哪個渠道的曲線", "Whose curve to draw")
UNIT = Text("媒體費，{days}合計；{tax}。", "Media of {days} together; {tax}.")
TAX_BASES = {
    "exported": Text("稅基照匯出", "tax as exported"),
    "excluded": Text("未稅", "without tax"),
    "included": Text("含稅", "with tax"),
}
DRAWN = Text(
    "縱軸：這筆錢帶來的訂單，含之後 7 週的延續。色帶是八成範圍。",
    "Upwards: orders that the money brings, the seven weeks after it included. Tint: eight in ten.",
)

DRAWN_ASSUMED = Text(
    "縱軸：這筆錢帶來的訂單，含之後 7 週的延續。曲線是假設的；色帶從彈性的一半到兩倍。",
    "Upwards: orders that the money brings, the seven weeks after it included. The curve is"
    " assumed; tint: from half of the elasticity to twice.",
)
FIND = Text("找最好的配法", "Find the best mix")
AROUND = Text("每個渠道最多增減", "Each channel moves by at most")
FREELY = Text("不限", "freely")
WISH_CAC = Text("CAC 不超過", "CAC at most")
WISH_ROAS = Text("ROAS 至少", "ROAS at least")
WISH = Text(
    "填了 CAC 或 ROAS，就找符合條件的最大總額；都不填，總額不變。",
    "With a CAC or ROAS, the largest total that keeps it is looked for; else the total stays.",
)
BOUNDS = Text("各渠道的下限與上限（留白不限）", "Least and most of each channel (blank: none)")
LEAST, MOST = Text("下限", "Least"), Text("上限", "Most")
LOOK = Text("開始找", "Find it")
FOUND = Text("找到了：訂單 {range}（八成把握）。", "Found: orders {range} (eight times in ten).")
FOUND_TOTAL = Text(
    "符合條件的最大總額是 {total}；訂單 {range}。",
    "The largest total that keeps it is {total}; orders {range}.",
)

CHANNEL, MONEY = Text("渠道", "Channel"), Text("試算", "Tried")
CHANGED = Text("比現在", "Against now")
ORDERS, NEXT = Text("訂單", "Orders"), Text("再下一單要多少", "Next order costs")
GOAL, NOW, THEN = Text("目標", "Goal"), Text("照現在", "As now"), Text("試算", "As tried")
TARGET, VERDICT = Text("目標值", "Target"), Text("判定", "Verdict")
NO_GOALS = Text(
    "沒有目標會被這些預算影響；到「目標」設定。",
    "No goal is moved by these budgets; set some on Goals.",
)
ELASTICITY = Text(
    "假設：廣告總花費多 1%，訂單多幾 %", "Assumed: orders more, in %, of 1 % more spend"
)
ELASTICITY_HOW = Text(
    "預設 0.12 是 751 個廣告短期彈性的平均（Sethuraman 等，2011）；範圍是它的一半到兩倍。",
    "0.12 is the mean of 751 short-term elasticities (Sethuraman et al., 2011); ranges go from half"
    " of it to twice.",
)
WORKING = Text("第一次要先估曲線：{text}…", "The curves come first: {text}…")
FAILED = Text(
    "曲線沒有估出來；重新啟動伺服器會再試一次，原因在伺服器的紀錄裡。",
    "The curves could not be estimated. Restarting the server tries again; its log says why.",
)
GONE = Text(
    "連結裡的 {names} 已經不在，沒有帶進來。",
    "{names} of the link is no longer there and is left out.",
)
AMOUNT_LABEL = Text("金額", "Amount")
DAYS_LABEL = Text("哪段期間", "Which days")
PLANNED = Text("計畫期間", "Planned days")
KEPT_QUESTION = Text("題目", "Question")
