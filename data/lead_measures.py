"""What a CRM tells: the money of a deal, and what the leads and deals of a day add up to."""

from __future__ import annotations

from data.quantity import Kind, Quantity


class CrmMeasure(Quantity):
    """What a lead or a deal says of itself as a number."""

    DEAL_AMOUNT = "deal_amount", "商機金額", "Deal amount", Kind.MONEY


class LeadMeasure(Quantity):
    """What the leads and deals of a day add up to; see data/sql/lead_days.sql.

    Counts of a stage stand on the day it was reached; what became of those who entered something
    stands on the day they entered it.
    """

    CRM_LEADS = "crm_leads", "名單", "Leads"
    NEW_LEADS = "net_new_leads", "淨新增名單", "Net new leads"
    """Valid, and the first of its contact."""
    INVALID_LEADS = "leads_invalid", "其中無效的名單", "Of the leads invalid"
    LEADS_TO_MQL = "leads_to_mql", "其中成為 MQL 的名單", "Of the leads became MQL"
    MQL = "mql_reached", "MQL", "MQL"
    MQL_ACCEPTED = "mql_accepted", "其中業務接受的 MQL", "Of the MQL accepted by sales"
    MQL_TO_SQL = "mql_to_sql", "其中成為 SQL 的 MQL", "Of the MQL became SQL"
    SQL = "sql_reached", "SQL", "SQL"
    SQL_TO_WON = "sql_to_won", "其中成交的 SQL", "Of the SQL won"
    OPPORTUNITIES = "opportunities", "商機數", "Opportunities"
    OPPORTUNITIES_WON = "opportunities_won", "其中成交的商機", "Of the opportunities won"
    DEALS_WON = "deals_won", "成交數", "Deals won"
    DEALS_LOST = "deals_lost", "失單數", "Deals lost"
    CONTACTED = "leads_contacted", "已聯繫的名單", "Leads contacted"
    REPLIED = "leads_replied", "其中有回覆的名單", "Of them replied"
    TRIALS = "trials", "試用數", "Trials"
    TRIALS_ACTIVATED = "trials_activated", "其中啟用的試用", "Of the trials activated"
    TRIALS_IN_A_DAY = (
        "trials_activated_1d",
        "其中 1 天內啟用的試用",
        "Of the trials activated in a day",
    )
    TRIALS_PAID = "trials_paid", "其中付費的試用", "Of the trials paid"
    SUBSCRIBED = "paid_reached", "新付費訂閱", "New paid subscriptions"
    RENEWED = "renewed_reached", "續訂", "Renewals"
    PIPELINE_AMOUNT = "pipeline_amount", "新增商機金額", "Amount of new opportunities", Kind.MONEY
    WON_AMOUNT = "deal_amount_won", "成交金額", "Amount won", Kind.MONEY
