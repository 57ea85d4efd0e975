"""What each lever is called, how it is moved, and at which figure of the board it begins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from data.text import Text
from kpi.definition import Unit

HUNDRED = Decimal(100)
FINE = 100
"""A slider has about so many steps."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever.

    Parameters
    ----------
    key : str
        The field of :class:`kpi.levers.levers.Levers`.
    kpi : str
        The figure of the board it begins at, or is worked out from.
    decimals : int
        Digits it is moved in; of a share, of its percent.
    """

    key: str
    name: Text
    help: Text
    unit: Unit
    kpi: str
    decimals: int = 0

    @property
    def is_share(self) -> bool:
        """Whether it is moved in percent."""
        return self.unit is Unit.RATIO

    def typed(self, value: Decimal) -> float:
        """Return a value as it stands in a number box: shares in percent."""
        return float(value * HUNDRED if self.is_share else value)

    def rounded(self, value: Decimal) -> Decimal:
        """Return a value in the digits it is moved in."""
        finest = Decimal(1).scaleb(-self.decimals - 2 * self.is_share)
        return value.quantize(finest, ROUND_HALF_EVEN)

    def read(self, typed: float) -> Decimal:
        """Return what stands in a number box as an exact value."""
        value = Decimal(repr(typed))
        return value / HUNDRED if self.is_share else value

    def step(self, start: Decimal | None) -> Decimal:
        """Return a round step, about a hundredth of where it starts; as typed."""
        finest = Decimal(1).scaleb(-self.decimals)
        if not start:
            return finest
        at = abs(start * HUNDRED if self.is_share else start) / FINE
        return max(finest, Decimal(1).scaleb(at.adjusted()).quantize(finest, ROUND_HALF_EVEN))

    def most(self, start: Decimal | None, now: Decimal | None) -> Decimal:
        """Return where its slider ends: twice the start, further where more was typed; as typed."""
        top = max(2 * (start or now or Decimal(0)), now or Decimal(0)) or Decimal(1)
        top = top * HUNDRED if self.is_share else top
        step = self.step(start or now)
        whole = (top / step).to_integral_value() * step
        top = max(whole if whole >= top else whole + step, step)
        return min(top, HUNDRED) if self.is_share else top


LEVERS: tuple[Lever, ...] = (
    Lever(
        "traffic",
        Text("流量（造訪）", "Traffic (visits)"),
        Text(
            "官網的有效造訪：工作階段減掉內部的；廣告點擊變多變少，會再加減。",
            "Valid sessions of the own site; more or fewer clicks on ads come on top.",
        ),
        Unit.COUNT,
        "valid_sessions",
    ),
    Lever(
        "ctr",
        Text("點擊率 CTR", "CTR"),
        Text(
            "同樣的曝光，點的人多了，點擊就多、單次點擊就便宜。",
            "Of the same impressions more are clicked: more clicks, each of them cheaper.",
        ),
        Unit.RATIO,
        "ctr",
        2,
    ),
    Lever(
        "conversion",
        Text("轉換率 CVR", "Conversion rate"),
        Text("官網訂單 ÷ 有效造訪。", "Orders of the own site ÷ valid visits."),
        Unit.RATIO,
        "checkout_conversion",
        2,
    ),
    Lever(
        "basket",
        Text("折扣前客單價", "AOV before discounts"),
        Text(
            "官網每張訂單打折、退款之前的金額；看板的「客單價」是之後的。",
            "What an order of the own site is worth before discounts and refunds; the board's AOV"
            " is what is left after both.",
        ),
        Unit.MONEY,
        "gross_revenue",
    ),
    Lever(
        "cpc",
        Text("單次點擊成本 CPC", "CPC"),
        Text(
            "點擊率不變時一次點擊的價錢。",
            "What a click costs while the click rate stays as it is.",
        ),
        Unit.MONEY,
        "cpc",
        1,
    ),
    Lever(
        "budget",
        Text("廣告預算", "Media budget"),
        Text("付給廣告平台的錢。", "What is paid to the ad platforms."),
        Unit.MONEY,
        "cost",
    ),
    Lever(
        "discount",
        Text("折扣率", "Discount rate"),
        Text("折扣占折扣前金額的比例。", "Discounts as a share of the value before them."),
        Unit.RATIO,
        "discounts",
        2,
    ),
    Lever(
        "refunds",
        Text("退貨率（金額）", "Return rate (by value)"),
        Text(
            "退款占折扣後金額的比例；看板的「退貨率」數的是張數。",
            "Refunds as a share of the value after discounts; the board's return rate counts"
            " orders.",
        ),
        Unit.RATIO,
        "refunds",
        2,
    ),
)
BY_KEY = {lever.key: lever for lever in LEVERS}
