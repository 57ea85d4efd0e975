"""Salesforce: a report of opportunities, as details only (CSV) or formatted (XLSX).

Below the rows stand the report's name, the copyright and who made it; in formatted workbooks a
title and the filters stand above, subtotals between. Subtotals are in the organisation's currency,
whatever the rows are in, so they are never compared. The opportunity's id is not among the columns
a report has at first: without it nobody can be told from anybody, so it has to be added.
"""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import CRM, SALESFORCE, CrmMeasure

OPPORTUNITIES = Export(
    name="salesforce.opportunities",
    platform=SALESFORCE,
    book=CRM,
    kind="deal",
    counts_rows=True,
    fields=(
        Field("lead_id", ("Opportunity ID", "商機 ID", "商機編號", "業務機會 ID")),
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
        Field("ignore", ("Opportunity Name", "Opportunity Owner", "Account Name", "Probability",
                         "Probability (%)", "Forecast Category", "Fiscal Period", "Next Step",
                         "商機名稱", "商機擁有人", "客戶名稱", "機率", "機率 (%)")),
    ),
    needs=("lead_id", "day", "stage"),
    own=("Opportunity ID", "Opportunity Name", "商機 ID", "商機名稱", "業務機會 ID", "商機編號"),
    required=("lead_id", "stage"),
    other_totals=(
        "Subtotal", "Total", "Grand Total", "Count", "Sum", "Average", "Record Count",
        "小計", "總計", "合計", "計數", "加總", "平均",
    ),
)  # fmt: skip
