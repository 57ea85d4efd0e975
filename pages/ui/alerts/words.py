"""The words of the Alerts page; words about messages and failures stand beside what they name."""

from __future__ import annotations

from data.text import Text

ALERTS = Text("提醒", "Alerts")

# the sentence
NOBODY = Text(
    "還沒有人會收到提醒：先新增一個管道。", "Nobody is told anything yet: add a channel first."
)
TOLD = Text(
    "{n} 個管道會收到提醒；最近一則在 {at} 寄到「{channel}」。",
    "{n} channels are told; the latest message went to “{channel}” at {at}.",
)
NEVER = Text("{n} 個管道會收到提醒；還沒有寄過。", "{n} channels are told; none was sent yet.")
ONE_TOLD = Text(
    "1 個管道會收到提醒；最近一則在 {at} 寄到「{channel}」。",
    "1 channel is told; the latest message went to “{channel}” at {at}.",
)
ONE_NEVER = Text("1 個管道會收到提醒；還沒有寄過。", "1 channel is told; none was sent yet.")
DOES = Text(
    "新出現的需處理、恢復、幾天後還沒好的，以及週會前缺的檔案，由排程 python -m kpi run 寄出；"
    "同一件事不寄第二次。",
    "What newly needs action, what recovered, what still is not mended after some days, and the"
    " files missing before the review are sent by the schedule, python -m kpi run; nothing twice.",
)

# recipients
WHO = Text("誰會收到", "Who is told")
EVERYBODY = Text("所有負責人", "All owners")
LANGUAGES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
QUIET = Text("安靜 {start}–{end}", "quiet {start}–{end}")
NEVER_QUIET = Text("全天都寄", "at any hour")
LAST = Text("最近：{at} {result}", "Latest: {at} {result}")
NO_LAST = Text("還沒有寄過", "Nothing sent yet")
NO_ADDRESS = Text("這台伺服器沒有這個名稱的位址", "This server has no address of this name")
OPEN = Text("打開", "Open")
ADD = Text("新增管道", "Add a channel")
BETWEEN = Text("・", " · ")
LIST = Text("、", ", ")

# one recipient
WHERE = Text("位址放在哪裡", "Where addresses are put")
BACK = Text("所有管道", "All channels")
NEW_CHANNEL = Text("新的管道", "A new channel")
CHANNEL = Text("管道名稱", "Name of the channel")
CHANNEL_HELP = Text(
    "位址的名稱，不是位址本身；例如 mail-ads。", "The name of an address, not the address itself."
)
FREE = Text(
    "這台伺服器有位址、還沒用到的名稱：{names}。",
    "Names with an address here, not used yet: {names}.",
)
OWNERS = Text("負責人（空白：所有）", "Owners (empty: all)")
LANGUAGE = Text("語言", "Language")
KINDS = Text("通知什麼", "What is told")
QUIET_FROM, QUIET_TO = Text("安靜時段從", "Quiet from"), Text("到", "to")
QUIET_HELP = Text(
    "安靜時段的消息，之後第一次執行時寄；兩個時間相同就是全天都寄。",
    "News of these hours goes with the first run after; two equal times mean none are quiet.",
)
HEADS = Text(
    "LINE 一則算幾則（群組＝人數）", "LINE messages a digest counts for (people in a group)"
)
REMOVE = Text("不再通知這個管道", "Tell this channel nothing any more")
SAVED = Text("已儲存。", "Saved.")
REMOVED = Text(
    "「{channel}」不再收到提醒；寄過的紀錄還在。",
    "“{channel}” is told nothing any more; the record stays.",
)
NAME_MISSING = Text(
    "請填管道名稱（英數、- 與 _，沒有空白）。",
    "Give the channel a name (letters, digits, - and _, no spaces).",
)
ADDRESS_TYPED = Text(
    "這是位址，不是名稱：位址裡有金鑰，請改放到 LODESTAR_ALERTS 或 secrets.toml。",
    "This is an address, not a name: it holds keys; put it into LODESTAR_ALERTS or secrets.toml.",
)
KINDS_MISSING = Text("請選要通知什麼。", "Choose what is to be told.")

# the next message
NEXT = Text("下一則", "The next message")
NEXT_DO = Text(
    "現在執行的話會寄這一則；看了不會寄出。",
    "What a run would send now; looking at it sends nothing.",
)
NO_NEWS = Text("現在沒有新消息。", "There is no news now.")
COUNTS = Text("LINE：這則算 {n} 則。", "LINE: it counts for {n}.")
HELD = Text("先不通知的", "Held back")
TEST = Text("送一則測試", "Send a test")
TEST_SENT = Text("測試已經寄出，請到另一頭確認收到。", "The test was sent; see that it arrived.")
TEST_FAILED = Text("測試沒有送到：{why}", "The test did not arrive: {why}")

# terms
TERMS = Text("什麼時候、多少才通知", "When, and from how much on")
TERMS_DO = Text("適用所有管道；每次更改都留下紀錄。", "For every channel; changes are on record.")
WEEKDAY = Text("週會前提醒：星期", "Before the review: weekday")
HOUR = Text("幾點", "Hour")
REMIND = Text("幾天後再提醒", "Remind after days")
LEAST = Text("最少觀察次數", "Fewest observations")
LEAST_HELP = Text(
    "比率看分母（分母是錢就看分子），累計看到今天應達多少；不到就先不通知。",
    "Of a ratio what it is divided by (where that is money, what is above it), of a sum what is due"
    " by now; with fewer nothing is told.",
)
BASE_URL = Text("看板網址", "Address of the board")
LINE_PLAN = Text("LINE 每月則數", "LINE messages a month")
LINE_DAILY = Text("LINE 每天最多一則", "One LINE digest a day at most")
LINE_USE = Text(
    "LINE 本月已用 {used}／{plan} 則；用完就不寄，每月 1 日重新計算。",
    "LINE: {used} of {plan} messages used this month; none is sent beyond, and it starts anew on"
    " the 1st.",
)

# the record
RECORD = Text("最近寄了什麼", "What was sent lately")
NOTHING_SENT = Text("還沒有寄過任何提醒。", "No alert was sent yet.")
AT, TO, KIND = Text("時間", "Time"), Text("管道", "Channel"), Text("種類", "Kind")
WHAT, RESULT = Text("內容", "What"), Text("結果", "Result")
RESULTS = {
    "sent": Text("已寄出", "Sent"),
    "failed": Text("寄送失敗", "Failed"),
    "claimed": Text("寄送中斷，不確定", "Cut short, not known"),
}
