"""What the GA4 part says."""

from __future__ import annotations

from data.text import Text

CONNECT = Text("連接 GA4", "Connect GA4")
WHY = Text(
    "連上之後，按一下就更新網站的數字，不必再匯出檔案（排程執行 `python -m kpi run` 則每天自動）；"
    "不連也可以，把 GA4 匯出的 CSV 放進「檔案」。",
    "Once connected, one click brings the site's figures in (or `python -m kpi run` on a schedule);"
    " without it, drop GA4's CSV exports under Files.",
)
STEPS = (
    Text(
        "在 Google Cloud 建立專案，啟用 **Google Analytics Data API** 與 **Google Analytics Admin"
        " API**。",
        "In Google Cloud make a project and enable the **Google Analytics Data API** and the"
        " **Google Analytics Admin API**.",
    ),
    Text(
        "在「IAM 與管理 → 服務帳戶」建立服務帳戶，並下載一把 **JSON 金鑰**。",
        "Under IAM & Admin → Service accounts make one, and download a **JSON key** of it.",
    ),
    Text(
        "請管理這台主機的人把金鑰檔的路徑放進 `GOOGLE_APPLICATION_CREDENTIALS`，再重新啟動看板。",
        "Have whoever runs this machine put the key file's path into"
        " `GOOGLE_APPLICATION_CREDENTIALS`, and start the board again.",
    ),
)
INVITE = Text("邀請這個帳戶當「檢視者」", "Invite this account as Viewer")
CLICKS = Text(
    "GA4 → 管理 → 資源存取權管理 → ＋ → 貼上上面的地址，角色選「檢視者」。",
    "GA4 → Admin → Property access management → + → paste the address, role Viewer.",
)
TEST = Text("測試並列出資源", "Test it and list properties")
TESTING = Text("正在問 Google…", "Asking Google…")
SEES = Text("這把金鑰看得到 {n} 個資源。", "The key sees {n} properties.")
SEES_NONE = Text(
    "金鑰有效，但還看不到任何資源：請先邀請上面的帳戶，再測試一次。",
    "The key works but sees no property yet: invite the account above, then test again.",
)
PROPERTY = Text("資源", "Property")
OR_CONNECT = Text("或直接連接 GA4", "Or connect GA4")
SEE = Text("看網站的數字", "See the site's figures")
PULL = Text("拉取最新資料", "Pull the newest days")
PULLING = Text("拉取中", "Pulling")
STOP = Text("先停在這裡", "Stop here for now")
STOPPING = Text("拉完手上這一份就停", "Stopping after this part")
LAST = Text("上次：{text}", "Last time: {text}")
AT = Text("（{at}）", " ({at})")
STOPPED = Text(
    "上次的拉取中斷了；已經拉到的都留著，再按一次就會繼續。",
    "The last pull was cut short. What it fetched is kept; pull again and it goes on.",
)
LEFT = Text("今天剩下的 GA4 配額：{day} 個 token。", "GA4 quota left today: {day} tokens.")
PROVISIONAL = Text(
    "GA4 最近 3 天還會補數字，每次拉取都會重新取得；更早的日子只取一次。",
    "GA4 still fills up its last 3 days; every pull asks for them again, and for older ones once.",
)
KEPT = Text(
    "金鑰只留在這台主機，不會進資料庫、紀錄或瀏覽器。",
    "The key stays on this machine: not in the store, a log or a browser.",
)
