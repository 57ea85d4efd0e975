"""What is estimated of the customers who first ordered in a span, and what it is held against."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import CostMeasure, Kind, Measure, Quantity, ShopMeasure


class Estimated(Quantity):
    """What the book of customers tells of a span, of all customers together."""

    ACQUIRED = "acquired", "認得出身分的官網新客", "Known new customers of the own site"
    WORTH = "worth", "這些新客 24 個月的毛利", "Margin of these customers in 24 months", Kind.MONEY
    WORTH_LOW = "worth_low", "其區間下緣", "Low end of its interval", Kind.MONEY
    WORTH_HIGH = "worth_high", "其區間上緣", "High end of its interval", Kind.MONEY
    BACK_IN = "back_in", "累計毛利追上成本的月份", "Month in which margin has met cost"
    SPENT_ON_ADS = "spent_on_ads", "同期廣告花費", "Media cost of the same days", Kind.MONEY
    SPENT_BESIDES = "spent_besides", "同期費用帳", "Other costs of the same days", Kind.MONEY


ESTIMATED_FROM: Mapping[Quantity, Quantity] = {
    Estimated.ACQUIRED: ShopMeasure.SITE_NEW_CUSTOMERS,
    Estimated.BACK_IN: ShopMeasure.SITE_REVENUE,
    Estimated.WORTH: ShopMeasure.SITE_REVENUE,
    Estimated.WORTH_LOW: ShopMeasure.SITE_REVENUE,
    Estimated.WORTH_HIGH: ShopMeasure.SITE_REVENUE,
    Estimated.SPENT_ON_ADS: Measure.COST,
    Estimated.SPENT_BESIDES: CostMeasure.AMOUNT,
}
"""The quantity each of them is made from, which says in which book it stands."""

OF_CUSTOMERS = (Estimated.ACQUIRED, Estimated.WORTH, Estimated.BACK_IN)
"""What must know who is a customer, and since when."""
