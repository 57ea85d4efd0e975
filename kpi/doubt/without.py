"""Why a figure has no interval: it was counted out, or nothing shows how it scatters."""

from __future__ import annotations

from data.text import Text
from kpi.definition import Form, Kpi
from kpi.doubt.delta import FEWEST
from kpi.facts.quantities import Question

COUNTED_OUT = Text(
    "花掉的與編列的都是點清楚的金額，不是估計，沒有誤差區間",
    "what was spent and what was planned are counted out, not estimated, and have no error",
)
LEVEL = Text(
    "這是當天點出來的數量，不是抽樣，沒有誤差區間",
    "it was counted on its day, not sampled, and has no error",
)
MIDDLE = Text(
    "中位數不是每天相加，沒有每天的數字可以看出起伏，估不出誤差",
    "a median is no sum of days, so nothing shows how it scatters",
)
PEOPLE = Text(
    "人不能跨日相加，只有一列數字，看不出起伏，估不出誤差",
    "people do not add over days; one row answers, and one number does not scatter",
)
REACHED = Text(
    "這是回本的那個月，不是平均，沒有誤差區間",
    "it is the month in which it was met, not a mean, and has no error",
)
NO_DAYS = Text(
    "誤差估不出來（要有 {days} 天以上的每日數字）",
    "nothing tells its error (it takes daily figures of {days} days)",
)


def why_none(kpi: Kpi) -> Text:
    """Return why a figure of a KPI, which is no running sum, came without an interval."""
    if kpi.question is Question.PLAN:
        return COUNTED_OUT
    if kpi.is_level:
        return LEVEL
    if kpi.is_middle:
        return MIDDLE
    if kpi.form is Form.REACHED:
        return REACHED
    return PEOPLE if kpi.single_row else NO_DAYS.fill(days=FEWEST)
