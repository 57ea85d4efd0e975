"""Salesforce: opportunities and the history of their stages, as details (CSV) or formatted (XLSX).

Below the rows stand the report's name, the copyright and who made it; in formatted workbooks a
title and the filters stand above, subtotals between. Subtotals are in the organisation's currency,
whatever the rows are in, so they are never compared. The opportunity's id is not among the columns
a report has at first: without it nobody can be told from anybody, so it has to be added.

A history has a row a change. Opportunity History names both stages, Opportunity Field History any
field with its old and new value; the API calls the same columns otherwise. English headings are
Salesforce's, the Chinese ones rest on its interface's words.
"""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import CRM, SALESFORCE, CrmMeasure

_ID = Field(
    "lead_id", ("Opportunity ID", "OpportunityId", "商機 ID", "商機編號", "業務機會 ID", "機會 ID")
)
_FROM = Field(
    "from_stage", ("From Stage", "Old Value", "OldValue", "Previous Stage", "原階段", "前一階段",
                   "從階段", "起始階段", "舊值", "舊的值", "原始值"),
)  # fmt: skip
_TOTALS = (
    "Subtotal", "Total", "Grand Total", "Count", "Sum", "Average", "Record Count",
    "小計", "總計", "合計", "計數", "加總", "平均",
)  # fmt: skip

OPPORTUNITIES = Export(
    name="salesforce.opportunities",
    platform=SALESFORCE,
    book=CRM,
    kind="deal",
    counts_rows=True,
    fields=(
        _ID,
        Field("day", ("Created Date", "建立日期", "建立時間"), clock=True),
        Field("stage", ("Stage", "階段")),
        Field("closed_on", ("Close Date", "結束日期", "結案日期", "關閉日期"), clock=True),
        Field(CrmMeasure.DEAL_AMOUNT, ("Amount", "金額"), currency_suffix=True),
        Field("amount_currency", ("Amount Currency", "Opportunity Currency", "金額 貨幣",
                                  "金額貨幣", "商機貨幣")),
        Field("source", ("Lead Source", "潛在客戶來源", "名單來源")),
        Field("campaign", ("Primary Campaign Source", "Campaign Name", "主要行銷活動來源",
                           "行銷活動名稱")),
        Field("team", ("Owner Role", "Opportunity Owner Role", "擁有人角色", "商機擁有人角色")),
        Field("reason", ("Loss Reason", "Closed Lost Reason", "失單原因", "Reason Lost")),
        Field("updated_on", ("Last Modified Date", "Last Activity", "上次修改日期",
                             "最後修改日期"), clock=True),
        _FROM,
        Field("ignore", ("Opportunity Name", "Opportunity Owner", "Account Name", "Probability",
                         "Probability (%)", "Forecast Category", "Fiscal Period", "Next Step",
                         "商機名稱", "商機擁有人", "客戶名稱", "機率", "機率 (%)")),
    ),
    needs=("lead_id", "day", "stage"),
    lacks=("from_stage",),
    own=("Opportunity ID", "Opportunity Name", "商機 ID", "商機名稱", "業務機會 ID", "商機編號"),
    required=("lead_id", "stage"),
    other_totals=_TOTALS,
)  # fmt: skip

STAGE_HISTORY = Export(
    name="salesforce.stage_history",
    platform=SALESFORCE,
    book=CRM,
    kind="deal",
    counts_rows=True,
    fields=(
        _ID,
        Field("day", ("Edit Date", "Last Modified", "Last Modified Date", "CreatedDate",
                      "編輯日期", "上次修改", "上次修改日期", "上次修改時間", "最後修改日期"),
              clock=True),
        _FROM,
        Field("stage", ("To Stage", "New Value", "NewValue", "新階段", "到階段", "目標階段", "新值",
                        "新的值")),
        Field("changed_field", ("Field / Event", "Field/Event", "Field", "欄位 / 事件",
                                "欄位/事件", "欄位")),
        Field("ignore", ("Opportunity Name", "Opportunity Owner", "Account Name", "Amount", "Stage",
                         "Probability (%)", "Close Date", "Created Date", "Last Modified By",
                         "Edited By", "Age", "商機名稱", "商機擁有人", "客戶名稱", "金額", "階段",
                         "機率 (%)", "結束日期", "建立日期", "上次修改者", "編輯者")),
    ),
    needs=("lead_id", "day", "stage", "from_stage"),
    own=("Opportunity ID", "OpportunityId", "商機 ID", "商機編號", "業務機會 ID", "機會 ID"),
    required=("lead_id",),
    other_totals=_TOTALS,
)  # fmt: skip
"""Its stages are days only: what a deal is, comes from and brings stands in the opportunities."""
