"""The words of the form that maps columns, and what each thing a column may fill is called."""

from __future__ import annotations

from data.schema import ADS, COSTS, CRM, ORDERS, OWNED, WEB, quantity
from data.text import Text

TITLE = Text("對應欄位，讓這個檔案讀得進來", "Map the columns, so that this file can be read")
INTRO = Text(
    "左邊是檔案的欄名與前幾筆內容，右邊選它代表什麼。已依欄名與內容先選好，請逐欄確認；"
    "存成範本後，同樣欄位的下一個檔案會自動認得。",
    "On the left the columns of the file with their first values, on the right what each one "
    "stands for. The choices are guesses from names and values: check each. Kept as a template, "
    "they recognise the next file with the same columns.",
)
BOOK = Text("這是哪一類資料", "What kind of data is it")
BOOKS = {
    ADS.key: Text("廣告成效", "Ad figures"),
    ORDERS.key: Text("訂單", "Orders"),
    WEB.key: Text("網站流量", "Site traffic"),
    OWNED.key: Text("自有媒體（EDM、LINE、粉專）", "Own media (e-mail, LINE, pages)"),
    COSTS.key: Text("費用", "Costs"),
    CRM.key: Text("名單與商機（CRM）", "Leads and deals (CRM)"),
}
PLATFORM = Text("來自哪個平台", "Which platform is it from")
HEADING = Text("標題在哪一列", "Which row is the header")
HEADING_ROW = Text("第 {row} 列：{headers}", "Row {row}: {headers}")
FILLS = Text("「{column}」代表什麼", "What “{column}” stands for")
IGNORED = Text("不讀取", "Leave out")
NAMELESS = Text("（第 {n} 欄，沒有標題）", "(column {n}, no header)")
MASKED = Text("可能含個人資料，不顯示內容", "May hold personal data; not shown")
EMPTY = Text("前幾百列都是空的", "Empty in the first few hundred rows")
OTHERS = Text("顯示其餘 {n} 欄（猜不出意義）", "Show the other {n} columns (nothing guessed)")
ACCOUNT = Text(
    "帳戶名稱（檔案沒有寫是誰的資料；留白會另外問）",
    "Account (the file does not say whose figures they are; left blank, it is asked)",
)
NETWORK = Text(
    "聯播網或平台的名稱（看板以它分開各家；留白會另外問）",
    "Name of the network (the board keeps networks apart by it; left blank, it is asked)",
)
NETWORK_EXAMPLE = Text("例如：在地聯播網", "For example: Local network")
NETWORK_NEEDED = Text(
    "請填聯播網或平台的名稱：兩家聯播網可能都有同名的帳戶，沒有名稱就會混在一起。",
    "Name the network: two of them may each have an account of this name, which would then be one.",
)
ACCOUNT_EXAMPLE = Text("例如：示範商店", "For example: Demo shop")
MISSING = Text("還缺少：{fills}。", "Still missing: {fills}.")
OR = Text("或", " or ")
TRY = Text("試讀", "Try it")
TRYING = Text("正在試讀…", "Trying…")
PREVIEW = Text("這樣對應，會讀成這樣", "Mapped like this, it reads as")
FIRST_ROWS = Text("前 {n} 列", "The first {n} rows")
SUM = Text("合計", "Sum")
ASKS = Text("要先知道這件事才能試讀", "One thing has to be known first")
NOT_CHOSEN = Text("請選擇", "Choose")
NAME = Text("範本名稱", "Name of the template")
NAME_EXAMPLE = Text("例如：在地聯播網日報", "For example: Local network, daily")
SAVE = Text("儲存範本並匯入", "Save the template and import")
FIRST_TRY = Text(
    "先按「試讀」看結果；改了任何一欄要再試一次。",
    "Try it first and look at the result; after any change, once more.",
)

LIST = Text("對應範本", "Templates of mapped columns")
KIND = Text("類別", "Kind")
COLUMNS = Text("欄位", "Columns")
MADE = Text("{by}・{at}", "{by}, {at}")
CHOOSE = Text(
    "選一列，可以改欄位、改名或刪除。",
    "Choose a row to change its columns, rename or delete it.",
)
RENAME = Text("改名", "Rename")
DELETE = Text("刪除範本", "Delete the template")
DELETE_NOW = Text("確定刪除", "Delete it")
KEPT = Text(
    "刪除後，已經匯入的數字都不會變，但之後同樣的檔案不會再自動認得。",
    "Figures that were imported by it stay as they are; files like it are no longer recognised.",
)
CHANGE = Text("改欄位", "Change its columns")
CHANGE_ON = Text(
    "以下是它最近讀過的檔案「{file}」（第 {id} 筆匯入）。改好後試讀、寫下原因再存；名稱不變。",
    "Below is the newest file it read, “{file}” (import {id}). Change, try, say why, and keep it;"
    " its name stays.",
)
OPENING = Text("正在開啟它最近讀過的檔案…", "Opening the newest file it read…")
NO_FILE = Text(
    "它讀過的檔案都沒有保留下來，無法預覽。請匯入一個新的檔案，再回來改；或刪除這個範本，重新對應。",
    "No file that it read is kept, so nothing can be shown. Import a new one and come back, or"
    " delete the template and map the columns anew.",
)
WHY = Text("為什麼改", "Why it is changed")
WHY_EXAMPLE = Text("例如：花費改用未稅欄", "For example: cost without tax now")
KEEP = Text("儲存新的欄位", "Keep the new columns")
SAME = Text("還沒有改任何一欄。", "No column was changed yet.")
IS_CHANGED = Text(
    "已更新；之後的檔案照新的欄位讀。", "Changed. Files from now on are read by the new columns."
)
CHANGED = Text("{by} 於 {at} 修改：{why}", "Changed by {by} on {at}: {why}")
LEFT_BEHIND = Text(
    "**{n} 筆匯入是照先前的欄位讀的，數字維持原樣：**",
    "**Read by its former columns, their figures as they were: {n} of the imports**",
)
READ_AGAIN = Text("照新的欄位重讀", "Read again by the new columns")
UNDO_FIRST = Text(
    "帳戶、名稱、日期的欄位不同，或少讀了數字：請先在下方撤銷（或放棄）這筆匯入，再拖入同一個檔案。",
    "Its account, names, days or figures left out differ: undo (or discard) this import below, then"
    " drop the same file again.",
)
MORE_BEHIND = Text("另外還有 {n} 筆。", "And {n} more.")

ROLES = {
    "day": Text("日期", "Day"),
    "period": Text("期間（月份或起訖）", "Period (a month, or from – to)"),
    "period_start": Text("期間開始日", "First day of the period"),
    "period_end": Text("期間結束日", "Last day of the period"),
    "account": Text("帳戶名稱", "Account name"),
    "account_id": Text("帳戶編號", "Account ID"),
    "campaign": Text("廣告活動", "Campaign"),
    "campaign_id": Text("廣告活動編號", "Campaign ID"),
    "ad_group": Text("廣告群組", "Ad group"),
    "ad_group_id": Text("廣告群組編號", "Ad group ID"),
    "ad": Text("廣告", "Ad"),
    "ad_id": Text("廣告編號", "Ad ID"),
    "currency": Text("幣別", "Currency"),
    "channel": Text("流量管道", "Channel"),
    "source_medium": Text("來源／媒介", "Source / medium"),
    "landing_page": Text("到達網頁", "Landing page"),
    "device": Text("裝置", "Device"),
    "order_id": Text("訂單編號", "Order ID"),
    "status": Text("訂單狀態", "Order status"),
    "payment_status": Text("付款狀態", "Payment status"),
    "delivery_status": Text("配送狀態", "Delivery status"),
    "refund_status": Text("退款狀態", "Refund status"),
    "payment_method": Text("付款方式", "Payment method"),
    "sales_channel": Text("銷售通路", "Sales channel"),
    "customer_kind": Text("新客或舊客", "New or returning customer"),
    "member": Text("會員編號（只留代碼）", "Customer ID (kept as a code only)"),
    "mobile": Text("手機（只留代碼）", "Mobile (kept as a code only)"),
    "email": Text("電子郵件（只留代碼）", "E-mail (kept as a code only)"),
    "product": Text("商品名稱", "Product"),
    "product_id": Text("商品編號", "Product ID"),
    "category": Text("類別", "Category"),
    "coupon": Text("優惠券", "Coupon"),
    "paid_on": Text("付款時間", "Paid on"),
    "cancelled_on": Text("取消時間", "Cancelled on"),
    "completed_on": Text("完成時間", "Completed on"),
    "first_bought_on": Text("首次購買日期", "First bought on"),
    "member_since": Text("會員註冊日期", "Member since"),
    "cost_platform": Text("廣告平台", "Ad platform"),
    "item": Text("項目說明", "Item"),
    "tax_basis": Text("含稅或未稅", "Tax included or not"),
    "lead_id": Text("名單編號", "Lead ID"),
    "stage": Text("目前階段", "Stage it stands in"),
    "lead_status": Text("名單狀態", "Lead status"),
    "source": Text("名單來源", "Lead source"),
    "team": Text("負責團隊", "Owner team"),
    "accepted": Text("業務是否接受", "Accepted by sales"),
    "reason": Text("退回或失單原因", "Why sent back or lost"),
    "amount_currency": Text("金額的幣別", "Currency of the amount"),
    "lead_on": Text("成為名單的日期", "Became a lead on"),
    "mql_on": Text("成為 MQL 的日期", "Became MQL on"),
    "sql_on": Text("成為 SQL 的日期", "Became SQL on"),
    "opportunity_on": Text("商機日期", "Opportunity on"),
    "won_on": Text("成交日期", "Won on"),
    "lost_on": Text("失單日期", "Lost on"),
    "nurture_on": Text("進入培育的日期", "Nurture on"),
    "invalid_on": Text("判定無效的日期", "Invalid on"),
    "trial_on": Text("試用開始日期", "Trial on"),
    "activated_on": Text("啟用日期", "Activated on"),
    "renewed_on": Text("續訂日期", "Renewed on"),
    "ended_on": Text("退訂日期", "Ended on"),
    "billing": Text("計費週期（月或年）", "Billing period (month or year)"),
    "contacted_on": Text("首次聯繫時間", "First contact"),
    "replied_on": Text("回覆時間", "Replied on"),
    "updated_on": Text("更新時間", "Updated on"),
}
VENDOR = Text("廠商", "Vendor")
"""What an account is called in costs."""
ORDER_DAY = Text("訂單日期", "Order date")
LEAD_DAY = Text("建立時間", "Created")
TYPED = {
    "day_from": Text("日期", "Day"),
    "day_to": Text("到", "To"),
    "account_name": ROLES["account"],
    "customer": Text("顧客（代碼）", "Customer (key)"),
    "line_id": Text("品項編號", "Line ID"),
    "kind": Text("種類", "Kind"),
    "stage": Text("階段的意思", "What the stage means"),
    "mark": Text("狀態的意思", "What the status means"),
    "created_clock": Text("建立的時刻", "Time of day created"),
    "contacted_clock": Text("聯繫的時刻", "Time of day contacted"),
    "contact": Text("聯絡人（代碼）", "Contact (key)"),
    "persons": Text("相關聯絡人的編號", "IDs of its contacts"),
}
"""What columns of typed rows are called, where they are called otherwise than what fills them."""


def label(fills: str, book: str) -> Text:
    """Name what a column may fill."""
    if fills == "account" and book == COSTS.key:
        return VENDOR
    if fills == "day" and book == ORDERS.key:
        return ORDER_DAY
    if fills == "day" and book == CRM.key:
        return LEAD_DAY
    return ROLES[fills] if fills in ROLES else quantity(fills).label
