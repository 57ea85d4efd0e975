"""The KPIs of the CRM: leads and what becomes of them, deals, trials.

A count stands on the day a stage was reached, not in the stage held today. A rate is of those who
entered a step in the period, whenever they went on: young ones still fill up.
"""

from __future__ import annotations

from data.schema import LeadMeasure
from data.text import Text
from kpi.catalog.platform import COST
from kpi.definition import Better, Kpi, Part, Stage, Unit
from kpi.facts.middles import LeadTime


def _part(quantity: LeadMeasure | LeadTime) -> Part:
    return Part(quantity.label, (quantity,))


LEADS, MQL, SQL = _part(LeadMeasure.CRM_LEADS), _part(LeadMeasure.MQL), _part(LeadMeasure.SQL)
OPPORTUNITIES, TRIALS = _part(LeadMeasure.OPPORTUNITIES), _part(LeadMeasure.TRIALS)
QUICK, MONTH, QUARTER = 14, 30, 90
"""Days after which most of those who go on have: an answer, a step, a deal."""

KPIS = (
    Kpi(
        "leads",
        Text("名單數", "Leads"),
        Text(
            "期間內成為名單的人數；以 CRM 為準，與廣告平台自報的潛在客戶分開。",
            "People who became leads in the period, as the CRM says; apart from what ad platforms"
            " report.",
        ),
        *(LEADS, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "net_new_leads",
        Text("淨新增名單", "Net new leads"),
        Text(
            "扣掉無效與重複的名單：同一聯絡人只算第一次，沒有聯絡資料的各算一筆。",
            "Leads without invalid and repeated ones: of one contact the first counts; without a"
            " contact each counts.",
        ),
        *(_part(LeadMeasure.NEW_LEADS), None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "mql",
        Text("MQL", "MQL"),
        Text(
            "期間內達到行銷合格（MQL）的名單；匯出檔沒有日期時，算在第一次看到的那次匯入。",
            "Leads that became marketing qualified in the period; where no export has the day, on"
            " the import that first shows it.",
        ),
        *(MQL, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "sql_leads",
        Text("SQL", "SQL"),
        Text(
            "期間內達到業務合格（SQL）的名單。",
            "Leads that became sales qualified in the period.",
        ),
        *(SQL, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "won",
        Text("成交數", "Deals won"),
        Text(
            "期間內成交的商機；CRM 沒有商機時，算成交的名單。",
            "Deals won in the period; leads won, where the CRM keeps no deals.",
        ),
        *(_part(LeadMeasure.DEALS_WON), None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "mql_rate",
        Text("MQL 率", "MQL rate"),
        Text(
            "期間內的名單之中，後來成為 MQL 的比例。",
            "Of the period's leads, the share that became MQL.",
        ),
        *(_part(LeadMeasure.LEADS_TO_MQL), LEADS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
        ripens=MONTH,
    ),
    Kpi(
        "mql_accept_rate",
        Text("業務接受率", "MQL acceptance rate"),
        Text(
            "期間內的 MQL 之中，業務接受（或後來成為 SQL）的比例。",
            "Of the period's MQL, the share that sales accepted, or that became SQL.",
        ),
        *(_part(LeadMeasure.MQL_ACCEPTED), MQL, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
        ripens=QUICK,
    ),
    Kpi(
        "invalid_lead_rate",
        Text("無效名單率", "Invalid lead rate"),
        Text(
            "期間內的名單之中，無效的比例。",
            "Of the period's leads, the share that is invalid.",
        ),
        *(_part(LeadMeasure.INVALID_LEADS), LEADS, Unit.RATIO, Better.LOWER, Stage.CONVERSION),
        leading=True,
        ripens=QUICK,
    ),
    Kpi(
        "reply_rate",
        Text("追蹤回覆率", "Reply rate"),
        Text(
            "期間內第一次聯繫的名單之中，有回覆的比例。",
            "Of the leads first contacted in the period, the share that replied.",
        ),
        *(_part(LeadMeasure.REPLIED), _part(LeadMeasure.CONTACTED), Unit.RATIO, Better.HIGHER,
          Stage.CONVERSION),
        leading=True,
        ripens=QUICK,
    ),
    Kpi(
        "first_contact_hours",
        Text("首次聯繫時間", "Time to first contact"),
        Text(
            "期間內第一次聯繫的名單，從建立到聯繫的時數中位數；只計時間寫到分的。",
            "Median hours from a lead's first moment to the first contact, of those contacted in"
            " the period and known to the minute.",
        ),
        *(_part(LeadTime.CONTACT_HOURS), None, Unit.HOURS, Better.LOWER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "mql_to_sql",
        Text("MQL→SQL 轉換率", "MQL to SQL"),
        Text(
            "期間內的 MQL 之中，後來成為 SQL 的比例。",
            "Of the period's MQL, the share that became SQL.",
        ),
        *(_part(LeadMeasure.MQL_TO_SQL), MQL, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
        ripens=MONTH,
    ),
    Kpi(
        "sql_to_won",
        Text("SQL→成交率", "SQL to won"),
        Text(
            "期間內的 SQL 之中，後來成交的比例。",
            "Of the period's SQL, the share that was won.",
        ),
        *(_part(LeadMeasure.SQL_TO_WON), SQL, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
        ripens=QUARTER,
    ),
    Kpi(
        "win_rate",
        Text("贏單率", "Win rate"),
        Text(
            "期間內開始的商機之中，後來成交的比例。",
            "Of the opportunities opened in the period, the share that was won.",
        ),
        *(_part(LeadMeasure.OPPORTUNITIES_WON), OPPORTUNITIES, Unit.RATIO, Better.HIGHER,
          Stage.CONVERSION),
        process=False,
        cadence="month",
        ripens=QUARTER,
    ),
    Kpi(
        "pipeline_amount",
        Text("商機金額", "Pipeline amount"),
        Text(
            "期間內開始的商機，現在寫的金額合計；沒有填金額的不計。",
            "Amounts of the opportunities opened in the period, as they stand now; those without an"
            " amount are left out.",
        ),
        *(_part(LeadMeasure.PIPELINE_AMOUNT), None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "won_amount",
        Text("成交金額", "Amount won"),
        Text(
            "期間內成交的商機金額合計。",
            "Amounts of the deals won in the period.",
        ),
        *(_part(LeadMeasure.WON_AMOUNT), None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "lead_cost",
        Text("名單成本 CPL", "Cost per lead"),
        Text(
            "所有廣告花費 ÷ CRM 的名單數；花費不分是不是為了名單。",
            "All media cost for each lead of the CRM, whatever the cost was meant for.",
        ),
        *(COST, LEADS, Unit.MONEY, Better.LOWER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "lead_to_sql_days",
        Text("名單到 SQL 天數", "Days from lead to SQL"),
        Text(
            "期間內成為 SQL 的名單，從成為名單算起的天數中位數；只計兩個日期都寫明的。",
            "Median days from lead to SQL, of those that became SQL in the period and whose two"
            " days are told.",
        ),
        *(_part(LeadTime.SQL_DAYS), None, Unit.DAYS, Better.LOWER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "trial_activation",
        Text("試用啟用率", "Trial activation"),
        Text(
            "期間內開始的試用之中，後來啟用的比例。",
            "Of the period's trials, the share that was activated.",
        ),
        *(_part(LeadMeasure.TRIALS_ACTIVATED), TRIALS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
        ripens=QUICK,
    ),
    Kpi(
        "trial_to_paid",
        Text("試用到付費率", "Trial to paid"),
        Text(
            "期間內開始的試用之中，後來付費的比例。",
            "Of the period's trials, the share that paid.",
        ),
        *(_part(LeadMeasure.TRIALS_PAID), TRIALS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
        ripens=MONTH,
    ),
    Kpi(
        "paid_subscriptions",
        Text("付費訂閱數", "Paid subscriptions"),
        Text(
            "期間內開始付費的訂閱。",
            "Subscriptions that began to be paid in the period.",
        ),
        *(_part(LeadMeasure.SUBSCRIBED), None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
)  # fmt: skip
