"""Klaviyo campaigns: one row a sending, by the day it went out; rates are counted again."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import KLAVIYO, OWNED, OwnedMeasure

CAMPAIGN = Export(
    name="klaviyo.campaigns",
    platform=KLAVIYO,
    book=OWNED,
    fields=(
        Field("day", ("Send Time", "Send Date"), clock=True),
        Field("campaign", ("Campaign Name",)),
        Field("campaign_id", ("Campaign ID",)),
        Field("delivery_level", ("Campaign Channel",)),
        Field(OwnedMeasure.EMAIL_DELIVERIES, ("Successful Deliveries",)),
        Field(OwnedMeasure.EMAIL_OPENS, ("Unique Opens",)),
        Field(OwnedMeasure.EMAIL_CLICKS, ("Unique Clicks",)),
    ),
    needs=("day", "campaign", OwnedMeasure.EMAIL_DELIVERIES, OwnedMeasure.EMAIL_OPENS),
    own=("Unique Placed Order", "Placed Order Rate", "Spam Complaints Rate", "Campaign Channel"),
    required=("campaign",),
    delivery_levels=("email",),
)
"""Text messages of the same list are no e-mails: their rows are held back."""
