"""Why a figure of what customers are worth has no answer, in one sentence."""

from __future__ import annotations

from data.text import Text
from kpi.customers.cohort import SMALLEST
from kpi.customers.value import NO_MARGIN
from kpi.definition import Form, Kpi
from kpi.facts.quantities import Question
from kpi.terms import Terms

NOT_YET = Text(
    "這段期間認得出身分的官網新客少於 {least} 位，或顧客的估計還沒算好；打開「顧客」就會算，也會"
    "說明為什麼。",
    "Fewer than {least} known new customers of the own site fall in these days, or what customers"
    " are worth is not worked out yet: open Customers, which works it out and says why.",
)
NOT_BACK = Text(
    "這段期間的新客到目前為止還沒回本，或顧客的估計還沒算好；每一批的進度在「顧客」。",
    "The new customers of these days have not paid for themselves so far, or are not worked out"
    " yet; Customers shows how far each cohort is.",
)


def why_none(kpi: Kpi, terms: Terms) -> Text | None:
    """Return why a figure of the book of customers is empty; None for every other KPI."""
    if kpi.question is not Question.WORTH:
        return None
    if terms.margin is None and not terms.margins:
        return NO_MARGIN
    return NOT_BACK if kpi.form is Form.REACHED else NOT_YET.fill(least=SMALLEST)
