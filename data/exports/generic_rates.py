"""Exchange rates by day or month: what one unit of a currency is in the reporting currency."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.exports.generic_costs import DAYS, NOTES, PLACES, STRANGE
from data.schema import EXCHANGE, RATES, RateMeasure

RATE_SHEET = Export(
    name="generic.rates",
    platform=EXCHANGE,
    book=RATES,
    fields=(
        *DAYS,
        Field("rate_currency", ("幣別", "貨幣", "外幣", "幣種", "Currency", "From currency")),
        Field("rate_to", ("對", "兌換幣別", "本幣", "To currency", "Reporting currency")),
        Field(RateMeasure.RATE, ("匯率", "兌換匯率", "平均匯率", "Rate", "Exchange rate")),
        NOTES,
        *(f for f in PLACES if f.fills == "ignore"),
        Field("finer", STRANGE),
    ),
    needs=(RateMeasure.RATE, "rate_currency"),
    lacks=("finer",),
    required=("rate_currency",),
    ahead=31,
)
