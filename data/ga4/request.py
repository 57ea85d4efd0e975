"""The one request of a pull: which dimensions, metrics, events and ranges, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data.ga4.spans import NAME, Days
from data.ga4.table import Over, Table
from data.ga4.tables import COHORT, DATE

if TYPE_CHECKING:
    from google.analytics.data_v1beta import CohortSpec, FilterExpression, RunReportRequest

PAGE = 100_000
"""Rows of one answer; the API gives at most 250,000."""


def request(
    property_id: str, table: Table, first: date, last: date, spans: Sequence[Days] = ()
) -> RunReportRequest:
    """Return the request for a table; its rows are ordered, so that pages neither gap nor lap.

    Rows of several spans fit on one page by far.
    """
    from google.analytics import data_v1beta as v1

    dimensions = _dimensions(table, spans)
    asked = v1.RunReportRequest(
        property=f"properties/{property_id}",
        dimensions=[v1.Dimension(name=name) for name in dimensions],
        metrics=[v1.Metric(name=name) for name, _ in table.metrics],
        dimension_filter=_events(table) if table.events else None,
        metric_aggregations=[] if table.over.followed else [v1.MetricAggregation.TOTAL],
        order_bys=[
            v1.OrderBy(dimension=v1.OrderBy.DimensionOrderBy(dimension_name=name))
            for name in dimensions
        ],
        limit=PAGE,
        return_property_quota=True,
    )
    if table.over.followed:
        asked.cohort_spec = _cohorts(spans, *table.over.followed)
        return asked
    asked.date_ranges = [
        v1.DateRange(start_date=f"{start}", end_date=f"{end}", name=name)
        for (start, end), name in _named(spans or [(first, last)])
    ]
    return asked


def _dimensions(table: Table, spans: Sequence[Days]) -> list[str]:
    """Return the dimensions; behind the day people are counted on, or the week they came in."""
    names = [name for name, _ in table.dimensions]
    if table.people and not spans:
        return [DATE[0], *names]
    return [COHORT, *names] if table.over is Over.FIRST_WEEKS else names


def _cohorts(spans: Sequence[Days], first: int, last: int) -> CohortSpec:
    """Return the people to follow: those who first came on some days, and over which days after.

    By day, also where they came in a week: weeks of GA4 begin on Sunday.
    """
    from google.analytics import data_v1beta as v1

    cohorts = [
        v1.Cohort(
            name=NAME.format(start, end),
            dimension="firstSessionDate",
            date_range=v1.DateRange(start_date=f"{start}", end_date=f"{end}"),
        )
        for start, end in spans
    ]
    daily = v1.CohortsRange.Granularity.DAILY
    over = v1.CohortsRange(granularity=daily, start_offset=first, end_offset=last)
    return v1.CohortSpec(cohorts=cohorts, cohorts_range=over)


def _named(ranges: Sequence[Days]) -> list[tuple[Days, str]]:
    """Return ranges with the names that rows tell them apart by, where there are several."""
    return [(one, NAME.format(*one) if len(ranges) > 1 else "") for one in ranges]


def _events(table: Table) -> FilterExpression:
    """Return the filter by the events a table is confined to."""
    from google.analytics import data_v1beta as v1

    listed = v1.Filter.InListFilter(values=list(table.events))
    return v1.FilterExpression(filter=v1.Filter(field_name="eventName", in_list_filter=listed))
