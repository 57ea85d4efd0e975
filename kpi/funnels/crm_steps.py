"""The steps a CRM counts: leads, MQL, SQL, deals; trials, those activated, paying, renewed."""

from __future__ import annotations

from data.schema import LeadMeasure
from data.text import Text
from kpi.definition import Part, Stage
from kpi.funnels.steps import LEADS, MARKETING, PRODUCT, SALES, Step

DEALS, TRIALS, CUSTOMERS = (
    Text("筆成交", "deals"),
    Text("筆試用", "trials"),
    Text("位客戶", "customers"),
)


def part(quantity: LeadMeasure) -> Part:
    """Return a quantity of the CRM as what stands above or below a line."""
    return Part(quantity.label, (quantity,))


REACHED = {
    key: part(quantity)
    for key, quantity in {
        "leads": LeadMeasure.CRM_LEADS,
        "mql": LeadMeasure.MQL,
        "sql": LeadMeasure.SQL,
        "won": LeadMeasure.DEALS_WON,
        "renewed": LeadMeasure.RENEWED,
        "trials": LeadMeasure.TRIALS,
        "activated": LeadMeasure.TRIALS_IN_A_DAY,
        "paid": LeadMeasure.SUBSCRIBED,
    }.items()
}
"""By step: on the day it was reached; of those activated on the day of the trial."""

CRM_STEPS = (
    Step(
        "leads",
        Text("名單", "Leads"),
        *(REACHED["leads"], LEADS, Stage.CONVERSION, MARKETING),
        Text(
            "用贈品衝名單數，留下的多半不是要買的人。",
            "Giveaways that fill the list with people who never meant to buy.",
        ),
    ),
    Step(
        "mql",
        Text("MQL", "MQL"),
        *(REACHED["mql"], LEADS, Stage.CONVERSION, MARKETING),
        Text(
            "MQL 的條件行銷自己訂，沒有和業務說好，數字達標業務卻不收。",
            "Marketing alone decides what an MQL is: the number is met, and sales takes none.",
        ),
        kpi="mql_rate",
    ),
    Step(
        "sql",
        Text("SQL", "SQL"),
        *(REACHED["sql"], LEADS, Stage.CONVERSION, SALES),
        Text(
            "太晚聯繫：名單放了幾天才打，對方已經忘了自己填過。",
            "Calling too late: after some days people have forgotten that they asked.",
        ),
        kpi="mql_to_sql",
    ),
    Step(
        "won",
        Text("成交", "Won"),
        *(REACHED["won"], DEALS, Stage.CONVERSION, SALES),
        Text(
            "只跟一個窗口談，決策的人到最後才出現。",
            "Talking to one contact only; whoever decides turns up at the very end.",
        ),
        kpi="sql_to_won",
    ),
    Step(
        "renewed",
        Text("續約", "Renewed"),
        *(REACHED["renewed"], CUSTOMERS, Stage.RETENTION, SALES),
        Text(
            "成交後就沒有人聯絡，到期才想起來。",
            "Nobody calls after the deal, until it is about to end.",
        ),
    ),
    Step(
        "trials",
        Text("試用", "Trials"),
        *(REACHED["trials"], TRIALS, Stage.CONVERSION, MARKETING),
        Text(
            "註冊要填太多，或看不出試用能得到什麼。",
            "Too much to fill in, or nothing that says what a trial is good for.",
        ),
    ),
    Step(
        "activated",
        Text("1 天內啟用", "Active within a day"),
        *(REACHED["activated"], TRIALS, Stage.CONVERSION, PRODUCT),
        Text(
            "第一次登入不知道先做什麼，還沒看到好處就離開。",
            "The first login shows no first thing to do: people leave before they see the point.",
        ),
        kpi="trial_activation",
    ),
    Step(
        "paid",
        Text("付費", "Paid"),
        *(REACHED["paid"], CUSTOMERS, Stage.CONVERSION, MARKETING),
        Text(
            "試用快到期才開口，價格和方案讓人選不下去。",
            "Asking only as the trial ends, with plans nobody can choose between.",
        ),
        kpi="trial_to_paid",
    ),
)
STAGES = {"leads": "lead", "mql": "mql", "sql": "sql", "won": "won"}
"""What the CRM's own stages are called whose cohorts can be followed, by step."""
