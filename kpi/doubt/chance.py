"""How likely a share that is really bad would have been called red: the price of being sure."""

from __future__ import annotations

from data.text import Text
from kpi.definition import Better
from kpi.doubt.sentence import Write
from kpi.doubt.wilson import power
from kpi.reading import Reading
from kpi.status import Judgement

WORSE = 0.2
"""Really bad is so much worse than the guardrail, as a share of it."""
SURE = 0.99

CHANCE = Text(
    "若真的是 {rate}（比護欄差兩成），這麼多{name}（{n}）有 {chance} 的機會亮紅。",
    "Were it really {rate}, a fifth past its guardrail, so many {name} ({n}) would show red in"
    " {chance} of such periods.",
)


def chance(reading: Reading, judgement: Judgement, write: Write) -> Text | None:
    """Say how often a fifth past the guardrail is found out; None but for shares that have one."""
    below = reading.kpi.denominator
    limited = judgement.guardrail is not None and judgement.verdict is not None
    if not (limited and reading.kpi.is_share and below and reading.denominator):
        return None
    assert judgement.guardrail is not None
    guardrail, higher = float(judgement.guardrail), reading.kpi.better is Better.HIGHER
    rate = guardrail * (1 - WORSE if higher else 1 + WORSE)
    if not 0 < guardrail < 1 or rate >= 1:
        return None
    of = int(reading.denominator)
    found = power(of, rate, guardrail, higher)
    told = {
        "name": below.name,
        "n": f"{of:,}",
        "chance": f"{found:.0%}" if found < SURE else f">{SURE:.0%}",
    }
    return CHANCE.fill(rate=write(rate), **told)
