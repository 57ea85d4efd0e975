"""The one request of a pull: which dimensions, metrics, events and ranges, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data.ga4.spans import NAME, Days
from data.ga4.tables import DATE, Table

if TYPE_CHECKING:
    from google.analytics.data_v1beta import FilterExpression, RunReportRequest

PAGE = 100_000
"""Rows of one answer; the API gives at most 250,000."""


def request(
    property_id: str, table: Table, first: date, last: date, spans: Sequence[Days] = ()
) -> RunReportRequest:
    """Return the request for a table; its rows are ordered, so that pages neither gap nor lap.

    Rows of several spans fit on one page by far.
    """
    from google.analytics import data_v1beta as v1

    dimensions = [name for name, _ in table.dimensions]
    if table.people and not spans:
        dimensions.insert(0, DATE[0])
    return v1.RunReportRequest(
        property=f"properties/{property_id}",
        dimensions=[v1.Dimension(name=name) for name in dimensions],
        metrics=[v1.Metric(name=name) for name, _ in table.metrics],
        date_ranges=[
            v1.DateRange(start_date=f"{start}", end_date=f"{end}", name=name)
            for (start, end), name in _named(spans or [(first, last)])
        ],
        dimension_filter=_events(table) if table.events else None,
        metric_aggregations=[v1.MetricAggregation.TOTAL],
        order_bys=[
            v1.OrderBy(dimension=v1.OrderBy.DimensionOrderBy(dimension_name=name))
            for name in dimensions
        ],
        limit=PAGE,
        return_property_quota=True,
    )


def _named(ranges: Sequence[Days]) -> list[tuple[Days, str]]:
    """Return ranges with the names that rows tell them apart by, where there are several."""
    return [(one, NAME.format(*one) if len(ranges) > 1 else "") for one in ranges]


def _events(table: Table) -> FilterExpression:
    """Return the filter by the events a table is confined to."""
    from google.analytics import data_v1beta as v1

    listed = v1.Filter.InListFilter(values=list(table.events))
    return v1.FilterExpression(filter=v1.Filter(field_name="eventName", in_list_filter=listed))
