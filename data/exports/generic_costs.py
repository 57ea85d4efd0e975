"""Costs besides media, as people keep them: an entry list, or months side by side (unpivoted)."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import COSTS, LEDGER, CostMeasure

AMOUNTS = (
    "金額", "金額(元)", "金額(新台幣)", "金額(NT$)", "總金額", "未稅金額", "金額(未稅)", "未稅",
    "含稅金額", "金額(含稅)", "費用", "費用金額", "支出", "支出金額", "實付金額", "發票金額",
    "請款金額", "成本", "Amount", "Net amount", "Amount excl. tax", "Gross amount",
    "Amount incl. tax", "Cost", "Costs", "Expense", "Spend",
)  # fmt: skip
"""Every header of an amount; of several in one file the one without tax is the amount."""

STRANGE = (
    "Campaign", "Campaign name", "廣告活動", "行銷活動", "行銷活動名稱", "Ad group", "廣告群組",
    "Ad set name", "廣告組合名稱", "Impr.", "Impressions", "曝光", "曝光次數", "Clicks", "點擊",
    "點擊次數", "Sessions", "工作階段", "訂單編號", "訂單號碼", "Order ID", "Order number", "Name",
    "Lineitem name", "Event name", "事件名稱", "商品名稱", "訂單狀態",
)  # fmt: skip
"""Columns of platforms, analytics and shops: what has one is their export and no sheet of ours."""

_DAY = (
    "日期", "費用日期", "發票日期", "付款日期", "請款日期", "交易日期", "天", "Date", "Day",
)  # fmt: skip
_MONTH = ("月份", "月", "年月", "期間", "費用月份", "歸屬月份", "Month", "Period")
_START = (
    "起日", "期間起", "開始日", "開始日期", "起始日", "起始日期", "Start", "Start date", "From",
)  # fmt: skip
_END = (
    "迄日", "期間訖", "期間迄", "結束日", "結束日期", "截止日", "End", "End date", "To", "Until",
)  # fmt: skip
DAYS = (
    Field("day", _DAY),
    Field("period", _MONTH),
    Field("period_start", _START),
    Field("period_end", _END),
)
CURRENCY = Field("currency", ("幣別", "貨幣", "幣種", "Currency", "Currency code"))
PLACES = (
    Field("foreign", ("外幣",)),
    Field("ignore", ("原始列",), name="source_row"),
    Field("ignore", ("原始欄",), name="source_column"),
)
"""Written by the reader: money in another currency, and where an entry stood in its sheet."""
NOTES = Field(
    "ignore",
    (
        "備註",
        "註記",
        "付款方式",
        "發票號碼",
        "統一編號",
        "負責人",
        "Note",
        "Notes",
        "Remark",
        "Remarks",
    ),
)

_VENDOR = (
    "廠商", "供應商", "廠商名稱", "供應商名稱", "付款對象", "受款人", "代理商", "Vendor",
    "Supplier", "Payee",
)  # fmt: skip
_CATEGORY = (
    "類別", "費用類別", "科目", "會計科目", "項目類別", "分類", "費用科目", "Category",
    "Cost category", "Type",
)  # fmt: skip
_ITEM = (
    "項目", "說明", "費用項目", "摘要", "內容", "名目", "品名", "項目說明", "Item", "Description",
    "Memo",
)  # fmt: skip
_TAX = ("稅額", "稅金", "營業稅", "稅額(5%)", "營業稅(5%)", "Tax", "VAT", "Tax amount")
_BASIS = (
    "稅別", "含稅/未稅", "含稅", "是否含稅", "課稅別", "稅基", "Tax basis", "Tax included",
    "Incl./excl. tax",
)  # fmt: skip
_PLATFORM = ("平台", "廣告平台", "媒體", "媒體平台", "Platform", "Ad platform")

TOTALS = ("合計", "總計", "總額", "總和", "加總", "Total", "Grand total")
SUBTOTALS = ("小計", "Subtotal", "Sub-total")

COSTS_SHEET = Export(
    name="generic.costs",
    platform=LEDGER,
    book=COSTS,
    fields=(
        *DAYS,
        Field("account", _VENDOR),
        Field("category", _CATEGORY),
        Field("cost_platform", _PLATFORM),
        Field("item", _ITEM),
        Field(CostMeasure.AMOUNT, AMOUNTS, currency_suffix=True),
        Field(CostMeasure.AMOUNT_TAX, _TAX),
        Field("tax_basis", _BASIS),
        CURRENCY,
        NOTES,
        *PLACES,
        Field("finer", STRANGE),
    ),
    needs=(CostMeasure.AMOUNT,),
    lacks=("finer",),
    entity_totals=TOTALS,
    other_totals=SUBTOTALS,
    ahead=400,
)  # fmt: skip
