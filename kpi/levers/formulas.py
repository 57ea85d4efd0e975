"""How each result of the levers is worked out, its figures put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.schema import Measure, Quantity, ShopMeasure
from data.text import Lang, Text
from kpi.definition import Unit
from kpi.facts.quantities import Reckoned
from kpi.figure import Number
from kpi.format import figure
from kpi.levers.lever import BY_KEY
from kpi.levers.levers import Held, Levers, Outcome, worked_out

ARRIVALS = Text("每次點擊到站", "Visits of a click")
OTHER_COSTS = Text("其他行銷費用", "Marketing cost besides media")
NEW_SHARE = Text("新客占官網訂單", "New customers of an order")
LTV = Text("LTV", "LTV")
PROFIT = Text("毛利率", "Gross margin")
ELSEWHERE_ORDERS = Text("其他通路訂單", "Orders of other channels")
LIST = Text("、", ", ")
MISSING = Text("缺：{names}", "Missing: {names}")

BOUGHT = Text("廣告預算 {budget} ÷ CPC {cpc}", "budget {budget} ÷ CPC {cpc}")
CLICKED = Text("曝光 {seen} × CTR {ctr}", "impressions {seen} × CTR {ctr}")
VISITS = Text("流量 {traffic}", "traffic {traffic}")
MORE_VISITS = Text(
    "{visits} + 多出的點擊 {clicks} × 到站 {arrivals}",
    "{visits} + clicks on top {clicks} × arrivals {arrivals}",
)
FEWER_VISITS = Text(
    "{visits} − 少掉的點擊 {clicks} × 到站 {arrivals}",
    "{visits} − clicks lost {clicks} × arrivals {arrivals}",
)
ORDERS = Text("造訪 {visits} × 轉換率 {rate}", "visits {visits} × conversion {rate}")
GROSS = Text(
    "官網訂單 {orders} × 折扣前客單價 {basket}", "own site's orders {orders} × AOV before {basket}"
)
ELSEWHERE = Text("{formula} + 其他通路 {more}", "{formula} + other channels {more}")
REVENUE = Text(
    "毛營收 {gross} − 折扣 {off} − 退款 {back}", "gross {gross} − discounts {off} − refunds {back}"
)
COST = Text("廣告預算 {budget} + 其他費用 {other}", "budget {budget} + other costs {other}")
COST_ALONE = Text("廣告預算 {budget}", "budget {budget}")
ROI_GROSS = Text(
    "（毛營收 {revenue} − 行銷費用 {cost}）÷ 行銷費用",
    "(gross revenue {revenue} − marketing cost {cost}) ÷ marketing cost",
)
ROI = Text(
    "（營收 {revenue} − 行銷費用 {cost}）÷ 行銷費用",
    "(revenue {revenue} − marketing cost {cost}) ÷ marketing cost",
)
NEW = Text(
    "官網訂單 {orders} × 新客占比 {share}", "own site's orders {orders} × share of new {share}"
)
CAC = Text("行銷費用 {cost} ÷ 新客 {new}", "marketing cost {cost} ÷ new customers {new}")
LTV_CAC = Text("LTV {ltv} ÷ CAC {cac}", "LTV {ltv} ÷ CAC {cac}")
CONTRIBUTION = Text(
    "營收 {revenue} × 毛利率 {margin} − 行銷費用 {cost}",
    "revenue {revenue} × gross margin {margin} − marketing cost {cost}",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Levers with what they come to, to be told in a language and a currency."""

    start: Levers
    now: Levers
    held: Held
    outcome: Outcome
    lang: Lang
    currency: str | None

    @property
    def clicks_before(self) -> Decimal | None:
        """The clicks the levers began with."""
        return worked_out(self.start, self.start, self.held).sum(Measure.LINK_CLICKS)

    def money(self, value: Number | None, decimals: int | None = None) -> str:
        """Write an amount with all its digits."""
        return figure(
            value, Unit.MONEY, self.lang, decimals=decimals, currency=self.currency, full=True
        )

    def count(self, value: Number | None) -> str:
        """Write how many."""
        return figure(value, Unit.COUNT, self.lang, full=True)

    def share(self, value: Number | None) -> str:
        """Write a share in percent."""
        return figure(value, Unit.RATIO, self.lang)

    def sum(self, quantity: Quantity) -> Decimal | None:
        """Return one of the sums."""
        return self.outcome.sum(quantity)

    def formula(self, key: str) -> str:
        """Return how a result is worked out; what is missing where it has no answer."""
        if self.outcome.of(key) is not None:
            return FORMULAS[key](self).to(self.lang)
        names = [name.to(self.lang) for part, name in NEEDED[key] if self.lacks(part)]
        return MISSING.fill(names=LIST.to(self.lang).join(names)).to(self.lang) if names else ""

    def lacks(self, part: str) -> bool:
        """Whether a lever, or what is held, is not known."""
        at = self.now if part in BY_KEY else self.held
        return getattr(at, part) is None


def _clicks(told: Told) -> Text:
    if told.now.ctr == told.start.ctr:
        return BOUGHT.fill(budget=told.money(told.now.budget), cpc=told.money(told.now.cpc, 1))
    seen = told.count(told.sum(Measure.IMPRESSIONS))
    return CLICKED.fill(seen=seen, ctr=told.share(told.now.ctr))


def _visits(told: Told) -> Text:
    visits = VISITS.fill(traffic=told.count(told.now.traffic))
    before, now = told.clicks_before, told.sum(Measure.LINK_CLICKS)
    if before is None or now is None or told.held.arrivals is None or now == before:
        return visits
    text = MORE_VISITS if now > before else FEWER_VISITS
    arrivals = figure(told.held.arrivals, Unit.MULTIPLE, told.lang)
    return text.fill(visits=visits, clicks=told.count(abs(now - before)), arrivals=arrivals)


def _and_elsewhere(formula: Text, more: Decimal, written: str) -> Text:
    return ELSEWHERE.fill(formula=formula, more=written) if more else formula


def _orders(told: Told) -> Text:
    visits = told.count(told.sum(Reckoned.VALID_SESSIONS))
    formula = ORDERS.fill(visits=visits, rate=told.share(told.now.conversion))
    return _and_elsewhere(formula, told.held.orders, told.count(told.held.orders))


def _gross(told: Told) -> Text:
    orders = told.count(told.sum(ShopMeasure.SITE_ORDERS))
    formula = GROSS.fill(orders=orders, basket=told.money(told.now.basket))
    return _and_elsewhere(formula, told.held.gross, told.money(told.held.gross))


def _revenue(told: Told) -> Text:
    names = {
        "gross": ShopMeasure.GROSS,
        "off": ShopMeasure.DISCOUNTS,
        "back": ShopMeasure.REFUNDS,
    }
    return REVENUE.fill(**{name: told.money(told.sum(q)) for name, q in names.items()})


def _cost(told: Told) -> Text:
    text = COST_ALONE if told.held.other_costs is None else COST
    return text.fill(budget=told.money(told.now.budget), other=told.money(told.held.other_costs))


def _gain(text: Text, revenue: str) -> Callable[[Told], Text]:
    def said(told: Told) -> Text:
        cost = told.money(told.outcome.of("marketing_cost"))
        return text.fill(revenue=told.money(told.outcome.of(revenue)), cost=cost)

    return said


def _new(told: Told) -> Text:
    orders = told.count(told.sum(ShopMeasure.SITE_ORDERS))
    return NEW.fill(orders=orders, share=told.share(told.held.new_share))


def _cac(told: Told) -> Text:
    cost = told.money(told.outcome.of("marketing_cost"))
    return CAC.fill(cost=cost, new=told.count(told.sum(ShopMeasure.SITE_NEW_CUSTOMERS)))


def _ltv_cac(told: Told) -> Text:
    return LTV_CAC.fill(ltv=told.money(told.held.ltv), cac=told.money(told.outcome.of("cac")))


def _contribution(told: Told) -> Text:
    cost = told.money(told.outcome.of("marketing_cost"))
    return CONTRIBUTION.fill(
        revenue=told.money(told.sum(ShopMeasure.REVENUE)),
        margin=told.share(told.held.profit),
        cost=cost,
    )


FORMULAS: Mapping[str, Callable[[Told], Text]] = {
    "clicks": _clicks,
    "valid_sessions": _visits,
    "orders": _orders,
    "gross_revenue": _gross,
    "revenue": _revenue,
    "marketing_cost": _cost,
    "roi_gross": _gain(ROI_GROSS, "gross_revenue"),
    "roi": _gain(ROI, "revenue"),
    "new_customers": _new,
    "cac": _cac,
    "ltv_cac": _ltv_cac,
    "contribution": _contribution,
}
"""By the key of the KPI, in the order in which they are told."""


def _parts(*keys: str) -> tuple[tuple[str, Text], ...]:
    held = {"new_share": NEW_SHARE, "ltv": LTV, "profit": PROFIT}
    return tuple((key, BY_KEY[key].name if key in BY_KEY else held[key]) for key in keys)


_MONEY = ("traffic", "conversion", "basket", "discount", "refunds")
NEEDED: Mapping[str, tuple[tuple[str, Text], ...]] = {
    "clicks": _parts("budget", "cpc"),
    "valid_sessions": _parts("traffic"),
    "orders": _parts("traffic", "conversion"),
    "gross_revenue": _parts("traffic", "conversion", "basket"),
    "revenue": _parts(*_MONEY),
    "marketing_cost": _parts("budget"),
    "roi_gross": _parts("traffic", "conversion", "basket", "budget"),
    "roi": _parts(*_MONEY, "budget"),
    "new_customers": _parts("traffic", "conversion", "new_share"),
    "cac": _parts("traffic", "conversion", "budget", "new_share"),
    "ltv_cac": _parts("traffic", "conversion", "budget", "new_share", "ltv"),
    "contribution": _parts(*_MONEY, "budget", "profit"),
}
"""What each result cannot do without."""
