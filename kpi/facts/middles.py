"""What is told of how long leads took: medians, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import Kind, LeadMeasure, Quantity


class LeadTime(Quantity):
    """What half of the leads took at most: a middle, which is never a sum."""

    CONTACT_HOURS = (
        *("contact_hours", "首次聯繫時數", "Hours to the first contact"),
        Kind.FRACTION,
    )
    SQL_DAYS = (
        *("sql_days", "名單到 SQL 天數", "Days from lead to SQL"),
        Kind.FRACTION,
    )


MIDDLE_OF: Mapping[Quantity, Quantity] = {
    LeadTime.CONTACT_HOURS: LeadMeasure.CONTACTED,
    LeadTime.SQL_DAYS: LeadMeasure.SQL,
}
"""Of what each of them is the middle, which says where it is known."""
