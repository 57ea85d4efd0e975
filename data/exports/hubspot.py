"""HubSpot: contacts and deals, as its list views export them.

Headings are the labels of properties, which a portal may rename and shows in its own language; the
English ones are HubSpot's, the Chinese ones rest on its interface's words. Days are in the
portal's time zone. What names or reaches a person is keyed or never read.
"""

from __future__ import annotations

from data.exports.base import Export, Field, Role
from data.schema import CRM, HUBSPOT, CrmMeasure

_MADE = Field("day", ("Create Date", "Created Date", "建立日期", "建立時間"), clock=True)
_ID = ("Record ID", "記錄 ID", "紀錄 ID", "記錄編號")
_UPDATED = Field(
    "updated_on", ("Last Modified Date", "Last Activity Date", "上次修改日期", "最後修改日期",
                   "上次活動日期"), clock=True,
)  # fmt: skip
_SOURCE = Field(
    "source", ("Original Source", "Original Traffic Source", "原始來源", "原始流量來源")
)
_TEAM = Field("team", ("HubSpot Team", "Owner's main team", "HubSpot 團隊", "負責團隊"))


def _became(role: Role, name: str, chinese: str) -> Field:
    """Return the column of the day on which a stage of the lifecycle was reached."""
    pipeline = f"Date entered “{name} (Lifecycle Stage Pipeline)”"
    spelled = (
        f"Became a {name} Date",
        f"Became an {name} Date",
        f"{name} Date",
        pipeline,
        pipeline.replace("“", '"').replace("”", '"'),
        f"成為{chinese}的日期",
        f"成為{chinese}日期",
    )
    return Field(role, spelled, clock=True)


CONTACTS = Export(
    name="hubspot.contacts",
    platform=HUBSPOT,
    book=CRM,
    kind="person",
    counts_rows=True,
    fields=(
        Field("lead_id", (*_ID, "Record ID - Contact", "Contact ID", "聯絡人 ID")),
        _MADE,
        Field("stage", ("Lifecycle Stage", "生命週期階段")),
        Field("lead_status", ("Lead Status", "潛在客戶狀態", "名單狀態")),
        _SOURCE,
        Field("campaign", ("Original Source Drill-Down 1", "Original Traffic Source Drill-Down 1",
                           "Campaign", "原始來源細分 1", "原始流量來源細分 1", "行銷活動")),
        Field("channel", ("Latest Source", "Latest Traffic Source", "最新來源", "最新流量來源")),
        _TEAM,
        Field("email", ("Email", "電子郵件", "電子郵件地址")),
        Field("mobile", ("Mobile Phone Number", "Phone Number", "手機號碼", "電話號碼")),
        _became("lead_on", "Lead", "潛在客戶"),
        _became("mql_on", "Marketing Qualified Lead", "行銷合格潛在客戶"),
        _became("sql_on", "Sales Qualified Lead", "業務合格潛在客戶"),
        _became("opportunity_on", "Opportunity", "商機"),
        _became("won_on", "Customer", "客戶"),
        Field("contacted_on", ("First Outreach Date", "First contact date", "首次聯繫日期",
                               "首次聯繫時間"), clock=True),
        Field("replied_on", ("Recent Sales Email Replied Date", "First reply date", "首次回覆日期",
                             "回覆日期"), clock=True),
        Field("reason", ("Unqualified Reason", "Rejection Reason", "Disqualification Reason",
                         "不合格原因", "退回原因")),
        Field("accepted", ("Accepted by sales", "Sales accepted", "業務接受")),
        _UPDATED,
    ),
    needs=("lead_id", "day", "stage"),
    own=("Lifecycle Stage", "生命週期階段"),
    required=("lead_id",),
)  # fmt: skip

DEALS = Export(
    name="hubspot.deals",
    platform=HUBSPOT,
    book=CRM,
    kind="deal",
    counts_rows=True,
    fields=(
        Field("lead_id", (*_ID, "Record ID - Deal", "Deal ID", "交易 ID")),
        _MADE,
        Field("stage", ("Deal Stage", "交易階段")),
        Field("closed_on", ("Close Date", "結案日期", "成交日期", "關閉日期"), clock=True),
        Field(CrmMeasure.DEAL_AMOUNT, ("Amount", "金額"), currency_suffix=True),
        Field("amount_currency", ("Currency", "Deal currency", "貨幣", "幣別")),
        Field("persons", ("Associated Contact IDs", "關聯聯絡人 ID", "相關聯絡人 ID")),
        _SOURCE,
        Field("campaign", ("Original Source Drill-Down 1", "Original Traffic Source Drill-Down 1",
                           "Campaign", "原始來源細分 1", "原始流量來源細分 1", "行銷活動")),
        _TEAM,
        Field("reason", ("Closed Lost Reason", "失單原因", "結案失敗原因")),
        _UPDATED,
    ),
    needs=("lead_id", "day", "stage"),
    own=("Deal Stage", "Deal Name", "交易階段", "交易名稱"),
    required=("lead_id", "stage"),
)  # fmt: skip
