"""Our own template for leads of any CRM: a row a lead, from its first day to a deal or a trial."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import CRM, CRM_LEADS, CrmMeasure

LEAD = Export(
    name="generic.leads",
    platform=CRM_LEADS,
    book=CRM,
    kind="lead",
    counts_rows=True,
    fields=(
        Field("lead_id", ("Lead ID", "名單編號", "名單 ID", "潛在客戶編號")),
        Field("day", ("Created", "Created at", "建立時間", "建立日期", "名單日期"), clock=True),
        Field("stage", ("Stage", "階段", "目前階段")),
        Field("lead_status", ("Lead status", "名單狀態")),
        Field("source", ("Source", "來源", "名單來源")),
        Field("campaign", ("Campaign", "行銷活動", "廣告活動", "活動")),
        Field("channel", ("Channel", "渠道", "管道")),
        Field("team", ("Owner team", "負責團隊")),
        Field("accepted", ("Accepted by sales", "業務接受", "業務是否接受")),
        Field("reason", ("Rejection reason", "退回原因", "失單原因")),
        Field("contacted_on", ("First contact", "首次聯繫時間", "首次聯繫"), clock=True),
        Field("replied_on", ("Replied", "回覆時間", "回覆日期"), clock=True),
        Field("mql_on", ("MQL on", "MQL date", "MQL 日期"), clock=True),
        Field("sql_on", ("SQL on", "SQL date", "SQL 日期"), clock=True),
        Field("opportunity_on", ("Opportunity on", "商機日期"), clock=True),
        Field("won_on", ("Won on", "成交日期"), clock=True),
        Field("lost_on", ("Lost on", "失單日期"), clock=True),
        Field("nurture_on", ("Nurture on", "培育日期"), clock=True),
        Field("invalid_on", ("Invalid on", "無效日期"), clock=True),
        Field("trial_on", ("Trial on", "試用日期", "試用開始"), clock=True),
        Field("activated_on", ("Activated on", "啟用日期"), clock=True),
        Field("paid_on", ("Paid on", "付費日期"), clock=True),
        Field("renewed_on", ("Renewed on", "續訂日期"), clock=True),
        Field("ended_on", ("Ended on", "Cancelled on", "Canceled on", "退訂日期", "終止日期"),
              clock=True),
        Field("billing", ("Billing period", "Billing interval", "計費週期")),
        Field(CrmMeasure.DEAL_AMOUNT, ("Amount", "金額", "商機金額"), currency_suffix=True),
        Field("amount_currency", ("Currency", "幣別")),
        Field("email", ("Email", "電子郵件")),
        Field("mobile", ("Mobile", "手機")),
        Field("updated_on", ("Updated", "更新時間", "更新日期"), clock=True),
    ),
    needs=("lead_id", "day", "stage"),
    required=("lead_id",),
)  # fmt: skip
