"""The words of the interface; words about KPIs, files and errors stand beside what they name."""

from __future__ import annotations

from data.text import Text

BOARD = Text("北極星", "Lodestar")
TITLE = Text("北極星行銷看板", "Lodestar marketing board")
OVERVIEW = Text("總覽", "Overview")
CHANNELS = Text("渠道", "Channels")
PACING = Text("進度", "Pacing")
DATA = Text("資料", "Data")
GLOSSARY = Text("名詞", "Glossary")
MORE = Text("更多", "More")
OTHER_LANGUAGE = Text("EN", "中文")
SWITCH_LANGUAGE = Text("Switch to English", "切換為中文")

# how facts stand beside each other
BETWEEN = Text("｜", " | ")
AND = Text("、", ", ")
ASIDE = Text("{fact}（{aside}）", "{fact} ({aside})")

# the frame
FAILED = Text(
    "這一頁沒有顯示完成，資料沒有受影響。請重新整理；若再發生，請把錯誤編號 {id} "
    "交給管理這台機器的人。",
    "This page could not be shown in full. Your data are not affected. Reload; if it happens "
    "again, give error number {id} to whoever looks after this machine.",
)

# filters
PERIOD = Text("期間", "Period")
COMPARE = Text("比較", "Compare with")
FILTER = Text("篩選", "Filter")
PLATFORM = Text("平台", "Platform")
ACCOUNT = Text("帳戶", "Account")
ALL = Text("全部", "All")
FROM_TO = Text("起訖日", "From – to")
RESET = Text("清除篩選", "Clear filters")

# the overview
NEEDS_ACTION = Text("需處理", "Needs action")
NOTHING_TO_DO = Text(
    "沒有超出護欄的指標，照計畫進行。", "No KPI is beyond its guardrail. Carry on as planned."
)
MORE_TODOS = Text("另有 {n} 項需處理，見下方卡片。", "{n} more, see the cards below.")
WATCHED = Text("也在看", "Also watched")
SOURCE = Text("來源", "Source")
PREVIOUS = Text("上期", "Previous")
TO_DATA = Text("前往資料頁", "Go to Data")
EMPTY_TITLE = Text("還沒有資料", "No data yet")
EMPTY = Text(
    "這是把廣告、GA4、訂單與費用的匯出檔變成關鍵指標的看板。放入一份匯出檔，"
    "例如 Google Ads 或 Meta，這裡就會出現數字、狀態與需處理的事。",
    "This board turns exports of ads, GA4, orders and costs into KPIs. Drop one in, from Google "
    "Ads or Meta for example, and this page shows figures, status and what needs action.",
)
NO_MATCH = Text(
    "這個篩選沒有對應的資料。換一段期間或來源，或清除篩選。",
    "No data match these filters. Choose another period or source, or clear the filters.",
)

# where a number comes from
ORIGIN_OF = Text("{name}：數字從哪裡來", "{name}: where it comes from")
FILES = Text("來自這些檔案", "From these files")
FILE = Text("檔案", "File")
DAYS = Text("涵蓋日期", "Days")
IMPORTED = Text("匯入時間", "Imported")

# dropping files
DROP_TITLE = Text(
    "放入匯出檔，看過差異並確認後，看板才會改變。",
    "Drop in exports; the board changes only after you have seen the differences and confirmed.",
)
DROP = Text(
    "把匯出檔、資料夾或 ZIP 拖到這裡，可以一次多個",
    "Drop exports, folders or zips here, several at once",
)
DROP_FOLDER = Text("或選一整個資料夾", "Or choose a whole folder")
LOCAL = Text(
    "檔案只在這台機器上讀取，不會傳到別處。{network}每個檔案上限 50 MB；更大的請在終端機用 "
    "python -m data import 匯入。",
    "Files are read on this machine only and go nowhere else. {network} 50 MB a file at most; "
    "import larger ones in a terminal with python -m data import.",
)
NETWORK_SHUT = Text(
    "讀檔的程序在隔離環境中執行，沒有網路。",
    "The process that reads them runs isolated, without a network.",
)
NETWORK_OPEN = Text(
    "讀檔的程序獨立且受限，但這台機器無法關閉它的網路。",
    "The process that reads them is separate and limited, but this machine cannot shut its "
    "network off.",
)
AGAIN = Text(
    "「{file}」先前已經匯入過，內容完全相同，沒有任何改變。",
    "“{file}” was imported before with the same content; nothing has changed.",
)
CONFIRM = Text("確認，更新看板", "Confirm and update the board")
CONFIRM_ALL = Text("確認全部 {n} 個檔案", "Confirm all {n} files")
EACH_ALONE = Text(
    "每個檔案的改變，都是單獨與目前的看板相比。",
    "The changes of each file are told against the board as it is now.",
)
DISCARD = Text("不要這個檔案", "Discard this file")
SUBMIT = Text("送出", "Send")
GO_ON = Text("等太久？從中斷的地方繼續", "Too long? Go on where it stopped")
HIDE = Text("知道了", "Got it")
HIDE_ALL = Text("收起已處理的 {n} 個", "Put away the {n} that are done")
PROGRESS = Text("已讀完 {done}／{all} 個檔案", "{done} of {all} files read")
CHOOSE_FILE = Text("選一列，看它的內容。", "Choose a row to see what is in it.")
KIND = Text("是什麼", "What it is")
WEIGHING = Text("計算改變中", "Working out what changes")
STEPS = {
    "RECEIVED": Text("已收到，等待讀取", "Received, waiting to be read"),
    "PARSING": Text("讀取中", "Reading"),
    "PARSED": Text("等你確認", "Waits for you to confirm"),
    "NEEDS_ANSWER": Text("需要你回答", "Needs your answer"),
    "REJECTED": Text("未匯入", "Not imported"),
    "COMMITTING": Text("寫入中", "Writing"),
    "COMMITTED": Text("已寫入，發布中", "Written, publishing"),
    "PUBLISHED": Text("已在看板上", "On the board"),
    "UNDONE": Text("已復原", "Undone"),
    "DISCARDED": Text("已放棄", "Discarded"),
    "UNPACKED": Text("已解開", "Unpacked"),
}

# what was read
LEVELS = {
    1: Text("廣告活動", "Campaigns"),
    2: Text("廣告群組／組合", "Ad groups / ad sets"),
    3: Text("廣告", "Ads"),
    4: Text("關鍵字", "Keywords"),
}
SPLITS = {
    "channel": Text("依管道", "by channel"),
    "source_medium": Text("依來源／媒介", "by source / medium"),
    "campaign": Text("依廣告活動", "by campaign"),
    "landing_page": Text("依到達網頁", "by landing page"),
    "device": Text("依裝置", "by device"),
    "event": Text("依事件", "by event"),
    "age": Text("依年齡", "by age"),
    "gender": Text("依性別", "by gender"),
}
GRAINS = {"day": Text("每日", "daily"), "range": Text("整段合計", "one total for the range")}
ROWS = Text(
    "讀到 {all} 列 ＝ 載入 {loaded} ＋ 隔離 {held} ＋ 略過 {skipped}",
    "{all} rows read = {loaded} loaded + {held} held back + {skipped} skipped",
)
SKIPPED = {
    "totals": Text("合計 {n}", "totals {n}"),
    "blank": Text("空白 {n}", "blank {n}"),
    "preamble": Text("標題與表頭 {n}", "titles and header {n}"),
    "footer": Text("表尾 {n}", "footer {n}"),
    "other_tables": Text("其他表格 {n}", "other tables {n}"),
}
MEASURE = Text("項目", "Measure")
FILE_TOTAL = Text("檔案合計", "File total")
LOADED = Text("已載入", "Loaded")
HELD = Text("隔離", "Held back")
AGREES = Text("核對", "Check")
YES = Text("✓ 一致", "✓ agrees")
NO = Text("✗ 不一致", "✗ differs")
NO_TOTAL = Text("檔案沒有合計列", "No total in the file")
BEFORE = Text("目前", "Now")
AFTER = Text("確認後", "After")
WOULD_CHANGE = Text("確認後看板會有的改變", "What would change on the board")
REPLACED_DAYS = Text(
    "其中 {n} 個帳戶日改由這個檔案說明。", "This file takes over {n} account days."
)
NEW_DAYS = Text("這些日子先前沒有資料。", "There were no data for these days.")
PROBLEMS = Text("需要留意", "To look at")
PROBLEMS_CSV = Text("下載問題清單（CSV）", "Download the problems (CSV)")
ALL_PROBLEMS_CSV = Text("下載所有問題（CSV）", "Download all problems (CSV)")
HELD_BACK = Text("下載隔離的列（CSV）", "Download the rows held back (CSV)")
QUESTION_TEXT = Text("你的回答", "Your answer")
EXAMPLES = {
    "account": Text("例如：示範商店", "For example: Demo shop"),
    "account-google_ads": Text("例如：123-456-7890", "For example: 123-456-7890"),
    "account-meta_ads": Text("例如：1234567890123456", "For example: 1234567890123456"),
    "currency": Text("例如：TWD", "For example: TWD"),
    "time_zone": Text("例如：Asia/Taipei", "For example: Asia/Taipei"),
}
WHERE = {
    "account-google_ads": Text(
        "Google Ads 的客戶編號（10 位數）在畫面右上角，帳戶名稱旁邊；"
        "填帳戶名稱也可以，之後都用同一個寫法。",
        "The Google Ads customer ID (10 digits) stands at the top right, beside the account's "
        "name. The name will do too; use the same one from now on.",
    ),
    "account-meta_ads": Text(
        "Meta 的廣告帳號編號在廣告管理員左上角的帳號選單裡，也是網址中 act= 後面的數字；"
        "填帳號名稱也可以，之後都用同一個寫法。",
        "The Meta ad account ID is in the account menu at the top left of Ads Manager, and "
        "follows act= in its address. The name will do too; use the same one from now on.",
    ),
}

# what is there
IMPORTS = Text("匯入紀錄", "Imports")
NUMBER = Text("編號", "No.")
STATE = Text("狀態", "State")
LOADED_ROWS = Text("列數", "Rows")
BY = Text("由誰", "By")
AT = Text("時間", "At")
CHOOSE_IMPORT = Text(
    "選一列，可以看它讀到什麼，也可以復原。", "Choose a row to see what was read, or to undo it."
)
UNDO = Text("復原這次匯入", "Undo this import")
UNDO_WEIGHING = Text("正在計算復原會改變什麼…", "Working out what undoing would change…")
UNDO_CHANGES = Text("復原後看板會有的改變", "What undoing would change on the board")
UNDO_DAYS = Text(
    "這個檔案提供 {days} 天的數字：復原後 {handed} 天改由其他檔案提供，{empty} 天不再有它的數字。"
    "檔案本身仍會保留。",
    "This file speaks for {days} days: other files take over {handed} of them, {empty} are left "
    "without its figures. The file itself is kept.",
)
UNDO_AFTER = Text("復原後", "After undoing")
UNDO_SILENT = Text(
    "這個檔案目前沒有提供任何一天的數字，復原不會改變看板。",
    "No day's figures come from this file now; undoing it does not change the board.",
)
UNDO_UNKNOWN = Text(
    "算不出復原會改變什麼；仍然可以復原，檔案本身會保留。",
    "What would change could not be worked out; it can still be undone, and the file is kept.",
)
CANCEL = Text("先不要", "Not now")
UNDO_NOW = Text("確定復原", "Undo it")

# which export to make
GUIDE = Text("該匯出哪一種報表？", "Which export to make")
GUIDE_GOOGLE = Text(
    "**Google Ads**　報表 → 預先定義的報表 → 廣告活動；加上「區隔 → 時間 → **天**」，"
    "再下載成 CSV 或 Excel。少了「天」，只會得到整段期間的合計。",
    "**Google Ads**: Reports → Predefined → Campaigns; add Segment → Time → **Day**, then "
    "download as CSV or Excel. Without Day there is only one total for the whole range.",
)
GUIDE_META = Text(
    "**Meta**　廣告管理員 → 報告 → 匯出；細分選「依時間 → **天**」，欄位加上**購買次數**、"
    "**購買轉換值**、**連結點擊次數**、**連結頁面瀏覽次數**（預設欄位沒有這些）。",
    "**Meta**: Ads Manager → Reports → Export; break down by Time → **Day** and add the columns "
    "**Purchases**, **Purchases conversion value**, **Link clicks** and **Landing page views** "
    "(the default columns lack them).",
)
GUIDE_OTHERS = Text(
    "**GA4**　探索 → 任意形式：列放「工作階段主要管道群組」與「**日期**」，再匯出 CSV。\n\n"
    "**訂單與費用**　商店後台的訂單匯出檔；費用可用「範本」填寫。",
    "**GA4**: Explore → Free form, rows: session primary channel group and **Date**, then export "
    "as CSV.\n\n**Orders and costs**: the shop's own order export; for costs there are templates.",
)
