"""What a step loses against its target or an earlier period, beyond doubt, and what it costs.

Definitions, here and nowhere else:

- *short*: how many did not go on who would have at the reference, in units of what the rate is a
  share of: counted below the line × (reference − rate). The reference is the target, where exactly
  this rate has one, else the rate of the period it is compared with. Never less than none.
- *passes on*: what share of those who reach a step reach the outcome: the product of all later
  rates of this period.
- *cost*: short × passes on × what one outcome brings. Known where every later rate is a share
  within one book that has filled up, and the price is known; withheld everywhere else. Costs
  of several steps do not add: whoever is lost at one would have met the next at its rate.
- *a point*: what one percentage point more of a step's rate would bring: below the line × 0.01 ×
  passes on × what one outcome brings. Known where a cost would be, whether anything is lost or not.
- A rate whose cohort still fills up loses nothing yet: the later part of it had less time.
- *sure*: the loss lies beyond doubt. Against a target the whole interval is short of it. Against
  another period the difference of the two rates is, its interval made of theirs (MOVER: R. G.
  Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10; G. Zou & A. Donner, Statistics in
  Medicine 27 (2008), 1693–1702), widened because all steps are looked at and the worst is chosen
  (Šidák 1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import prod, sqrt
from typing import Literal

from data.text import Text
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.doubt.level import LEVEL, Interval, z_of
from kpi.funnels.told import Against, Stood, Told
from kpi.goals.targets import target_on

DEFINITION = Text(
    "代價＝少走下去的量 × 之後每一步的比例 × 每筆成交的金額；少走下去的量＝這一步的分母 ×（目標或"
    "上期的比例 − 這次的比例）。之後有任何一步跨帳本，或不知道金額，就不算。各步的代價不能相加。"
    "多 1 個百分點值＝分母 × 1% × 之後每一步的比例 × 每筆成交的金額，沒有損失時也算得出來。",
    "Cost = those short × all later rates × what one outcome brings; short = what the rate is"
    " divided by × (the target's or the earlier rate − this one). It is withheld where a later step"
    " crosses ledgers or no amount is known. Costs of steps do not add up. One point more is worth"
    " 1 % of what the rate is divided by × all later rates × what one outcome brings, also where"
    " nothing is lost.",
)
POINT = 0.01
"""One percentage point."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one step loses.

    Parameters
    ----------
    reference : float
        The rate it is held against; `kind` says whose.
    short : float
        How many are short, in units of what the rate is a share of; 0 where none.
    cost : Decimal or None
        In the reporting currency; None where it cannot be known.
    sure : bool
        Whether the loss lies beyond doubt.
    """

    at: Stood
    reference: float
    kind: Literal["target", "previous", "year"]
    short: float
    cost: Decimal | None
    sure: bool

    @property
    def worse(self) -> float:
        """How much of the reference is missing, 0 to 1."""
        rate = float(self.at.passage.value or 0) if self.at.passage else 0.0
        return 1 - rate / self.reference if self.reference > 0 else 0.0


def losses(told: Told, against: Against) -> tuple[Loss, ...]:
    """Return what every step with a rate loses, in their order."""
    rated = (s for s in told.steps if s.passage is not None and s.passage.value is not None)
    compared = [s for s in rated if not s.is_young]
    found = (_loss(told, at, against, len(compared)) for at in compared)
    return tuple(loss for loss in found if loss)


def biggest(found: Sequence[Loss]) -> Loss | None:
    """Return the greatest sure loss; one that costs a known amount comes before any other."""
    sure = [loss for loss in found if loss.sure and loss.short > 0]
    return max(sure, key=lambda x: (x.cost is not None, x.cost or 0, x.worse), default=None)


def point(told: Told, at: Stood) -> Decimal | None:
    """Return what one percentage point more of a rate would bring; None where nobody knows."""
    rate = at.passage
    if rate is None or rate.value is None or at.crosses or at.is_young:
        return None
    return _cost(told, at, float(rate.denominator or 0) * POINT)


def _loss(told: Told, at: Stood, against: Against, steps: int) -> Loss | None:
    assert at.passage is not None
    rate, below = float(at.passage.value or 0), float(at.passage.denominator or 0)
    target, past = _target(at, told), at.past.get(against)
    if target is not None:
        ends = at.passage.interval
        sure = ends is not None and ends[1] < target
        reference, kind = target, "target"
    elif past is not None and past.value is not None:
        sure = fallen((rate, at.passage.interval), (past.value, past.interval), steps)
        reference, kind = past.value, against
    else:
        return None
    short = max(0.0, below * (reference - rate))
    return Loss(at, reference, kind, short, _cost(told, at, short), sure)  # type: ignore[arg-type]


def _target(at: Stood, told: Told) -> float | None:
    """Return the target of exactly this rate: of the KPI whose parts are its own."""
    if at.judged is None or at.passage is None or at.judged.judgement.verdict is None:
        return None
    if not _same(KPIS[at.judged.goal.kpi], at.passage.kpi):
        return None
    return float(target_on(at.judged.goal, told.period.now.end))


def _same(one: Kpi, other: Kpi) -> bool:
    """Whether two KPIs divide the same by the same."""
    return [p.quantities for p in one.parts] == [p.quantities for p in other.parts]


def fallen(
    now: tuple[float, Interval | None], then: tuple[float, Interval | None], looked_at: int
) -> bool:
    """Whether a rate is lower than another was, beyond the doubt of both.

    Parameters
    ----------
    now, then : (float, Interval or None)
        The rates with their intervals; without an interval nothing is sure.
    looked_at : int
        Of so many rates the worst is looked for.
    """
    (rate, ends), (before, ends_then) = now, then
    if ends is None or ends_then is None:
        return False
    margin = sqrt((before - ends_then[0]) ** 2 + (ends[1] - rate) ** 2)
    return before - rate > margin * _wider(looked_at)


@cache
def _wider(looked_at: int) -> float:
    """Return how much wider an interval is that holds for so many at once."""
    return z_of(LEVEL ** (1 / max(1, looked_at))) / z_of()


def passes_on(told: Told, at: Stood) -> float | None:
    """Return what share of those who reach a step reach the outcome; None where not known."""
    steps = [s for s in told.steps if s.stands]
    keys = [s.step.key for s in steps]
    outcome = told.funnel.outcome
    if outcome not in keys or at.step.key not in keys:
        return None
    here, end = keys.index(at.step.key), keys.index(outcome)
    if here > end:
        return 1.0 if at.step.key == "again" else None
    later = steps[here + 1 : end + 1]
    if any(s.crosses or s.is_young or s.passage is None or s.passage.value is None for s in later):
        return None
    return prod(float(s.passage.value) for s in later if s.passage and s.passage.value is not None)


def _cost(told: Told, at: Stood, short: float) -> Decimal | None:
    share = passes_on(told, at)
    worth = told.price.value if told.price else None
    if share is None or worth is None:
        return None
    return Decimal(repr(short * share)) * Decimal(repr(float(worth)))
