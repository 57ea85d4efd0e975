"""The words of the site page; names of cuts and figures stand beside what they name in kpi/site."""

from __future__ import annotations

from data.text import Text

SITE = Text("網站", "Site")
LOOKS = {
    "visits": Text("造訪", "Visits"),
    "items": Text("商品", "Items"),
    "hours": Text("時段", "Hours"),
    "people": Text("使用者", "People"),
    "retention": Text("留存", "Retention"),
}
BY = Text("依", "By")
NO_SITE = Text(
    "還沒有網站的數字。到「資料」的「GA4 連線」拉取，或放入 GA4 的匯出檔。",
    "No figures of the site yet. Pull them under GA4 connection on the Data page, or drop a GA4"
    " export.",
)
NOT_TOLD = Text(
    "這段日期沒有依{cut}分的數字。GA4 連線會拉；「探索」裡依{cut}和日期分的匯出檔也可以。",
    "Nothing by {cut} is known of these days. The GA4 connection pulls it; an exploration by {cut}"
    " and date does, too.",
)
NOT_EXACT = Text(
    "人數不能相加，所以只有 GA4 對同一段日期回答過，才有依{cut}分的數字。",
    "People do not add: by {cut} there are figures only where GA4 was asked for exactly these"
    " days.",
)
NOT_FOLLOWED = Text(
    "還沒有留存的數字。用「資料」的「GA4 連線」拉取；匯出檔沒有這些。",
    "Retention is not known yet. Pull it under GA4 connection on the Data page; no export has it.",
)
SEE = Text("看 {days}", "See {days}")
ONLY = Text("這裡只有 {days} 的數字。", "Only {days} is told here.")
NO_TOTAL = Text(
    "GA4 沒有說這些列的總計，所以看不出少了多少。",
    "GA4 stated no total of these rows, so what is missing cannot be seen.",
)
PEOPLE_NOTE = Text(
    "人數各列相加不等於總計：同一個人可能算在好幾列，GA4 也會隱藏人太少的列。轉換率是每位活躍使用者"
    "的重要事件。",
    "People of the rows do not add up to the total: one may stand in several rows, and GA4"
    " withholds rows of few. The conversion rate is key events for each active user.",
)
VISITS_NOTE = Text(
    "轉換率是每個工作階段的重要事件。", "The conversion rate is key events for each session."
)
ITEMS_NOTE = Text(
    "件數與營收依 GA4 的商品事件；營收不含稅與運費，和訂單帳不同。",
    "Pieces and revenue are those of GA4's item events; revenue is without tax and shipping, and"
    " differs from the orders.",
)
HOURS_ALT = Text(
    "每個星期與小時的工作階段，顏色越深越多；最多的是 {name}（{figure}）。",
    "Sessions by weekday and hour, darker for more; most on {name} ({figure}).",
)
HOURS_NOTE = Text(
    "時間是 GA4 資源的時區。跨整點的造訪，GA4 可能在兩個小時都算。",
    "Hours are those of the property's time zone. GA4 may count a visit in both hours it spans.",
)
WEEK = Text("第一次來的那週", "First came in")
USERS = Text("人數", "Users")
DAY = Text("第 {n} 天", "Day {n}")
D7 = Text("首 7 天", "Days 1–7")
ALL_WEEKS = Text("各週合計", "All weeks")
RETENTION_ALT = Text(
    "每週新使用者之後每天回來的比例，顏色越深越高；框起來的是首 7 天留存。",
    "Share of each week's new users there on the days after, darker for more; framed: day-7"
    " retention.",
)
RETENTION_NOTE = Text(
    "一列是一週（週一起）第一次來的人；「首 7 天」是第 1–7 天任一天回來的比例，和名詞裡的"
    "「首 7 天留存」同一個數字。還沒到的日子留白。",
    "A row holds the people who first came in one week from Monday. “Days 1–7” is the share back on"
    " any of these days, the same figure as Day-7 retention. Days that are not over stay empty.",
)
