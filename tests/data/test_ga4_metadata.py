"""What a property offers, asked through the real client of a stand-in, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from data.ga4 import offers
from data.ga4.access import Access, access
from data.ga4.asking import Interrupted
from data.ga4.metadata import Event, Filter, Offered, offered
from data.ga4.no_access import NoAccess
from data.store import Store
from tests.ga4_standin import Cube, Standin, serving, serving_grpc

TODAY = date(2026, 11, 21)
NUMBER = "123456"
OFTEN = {"purchase": 3, "Purchase": 1, "add_to_cart": 20, "scroll": 100}
LATE = 40
"""The days that purchases were already sent as Purchase: none in the last 28."""


def cubes() -> tuple[Cube, ...]:
    """Return 90 days of events; visits that a filter marks."""
    events, filtered = [], []
    for n in range(1, 91):
        day = f"{TODAY - timedelta(n):%Y%m%d}"
        for name, often in OFTEN.items():
            if name != "Purchase" or n > LATE:
                key = str(name == "purchase").lower()
                events.append((day, name, key, str(often), str(max(often // 2, 1))))
        filtered += [(day, "Internal Traffic", "4"), (day, "(not set)", "90")]
    return (
        Cube(("date", "eventName", "isKeyEvent"), ("eventCount", "sessions"), events),
        Cube(("date", "testDataFilterName"), ("sessions",), filtered),
    )


@pytest.fixture
def standin() -> Standin:
    return Standin(cubes(), number=NUMBER)


@pytest.fixture
def served(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Access]:
    with serving(standin) as address:
        monkeypatch.setenv("LODESTAR_GA4_ENDPOINT", address)
        yield access()


def silent(*_: Any) -> None:
    """Wait for nothing."""


def keys(said: Offered) -> dict[str, str]:
    return {event.name: event.counting for event in said.events if event.key}


def test_events_are_counted_over_28_and_90_days(served: Access) -> None:
    said = offered(served, NUMBER, TODAY, silent)
    assert (said.first, said.last) == (date(2026, 10, 24), date(2026, 11, 20))
    assert said.events == (
        Event("scroll", 28 * 100, 28 * 50, 90 * 100),
        Event("add_to_cart", 28 * 20, 28 * 10, 90 * 20),
        Event("purchase", 28 * 3, 28, 90 * 3, key=True),
        Event("Purchase", 0, 0, 90 - LATE),
    )
    assert said.filters == (Filter("Internal Traffic", 28 * 4),)
    assert said.marks == ("testDataFilterName",)


@pytest.mark.parametrize(
    ("listed", "named", "found"),
    [
        ({}, (), {"purchase": ""}),  # only the dimension isKeyEvent tells
        ({}, ("add_to_cart", "never_came"), {"add_to_cart": "", "never_came": ""}),
        (
            {"purchase": "ONCE_PER_EVENT", "generate_lead": "ONCE_PER_SESSION"},
            ("purchase",),
            {"purchase": "event", "generate_lead": "session"},
        ),
    ],
)
def test_key_events_by_the_most_exact_that_tells(
    served: Access, standin: Standin, listed: dict[str, str], named: tuple[str, ...],
    found: dict[str, str],
) -> None:  # fmt: skip
    standin.key_events, standin.named_keys = listed, named
    said = offered(served, NUMBER, TODAY, silent)
    assert keys(said) == found
    never = [e for e in said.events if e.name in ("never_came", "generate_lead")]
    assert all((e.recent, e.long) == (0, 0) for e in never)


def test_a_property_without_filters_and_without_events(served: Access, standin: Standin) -> None:
    standin.cubes = (Cube(("date", "eventName", "isKeyEvent"), ("eventCount", "sessions"), []),)
    standin.offers = ("customEvent:traffic_type",)
    said = offered(served, NUMBER, TODAY, silent)
    assert (said.events, said.filters, said.marks) == ((), (), ("customEvent:traffic_type",))


@pytest.mark.parametrize("faults", [["503"], ["", "429"], ["", "", "drop", "half"]])
def test_a_fault_that_passes_changes_nothing(
    served: Access, standin: Standin, faults: list[str]
) -> None:
    whole = offered(served, NUMBER, TODAY, silent)
    standin.faults = [*faults]
    again = offered(served, NUMBER, TODAY, silent)
    assert replace(again, asked_at=whole.asked_at) == whole and not standin.faults


@pytest.mark.parametrize(
    ("faults", "retry_after"), [(["429"], ""), (["", "503", "503", "503", "503", "503"], "")]
)
def test_a_property_that_does_not_answer_says_so_soon(
    served: Access, standin: Standin, monkeypatch: pytest.MonkeyPatch, faults: list[str],
    retry_after: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("data.ga4.metadata.time.sleep", silent)
    standin.faults, standin.retry_after = [*faults], retry_after
    with pytest.raises(Interrupted):
        offered(served, NUMBER, TODAY)


def test_a_property_nobody_invited_the_key_to(served: Access) -> None:
    with pytest.raises(NoAccess, match="may not read property 999: invite it as Viewer"):
        offered(served, "999", TODAY, silent)


def test_the_same_over_grpc(served: Access, standin: Standin) -> None:
    from google.analytics.data_v1beta import BetaAnalyticsDataClient
    from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
        BetaAnalyticsDataGrpcTransport as Transport,
    )

    whole = offered(served, NUMBER, TODAY, silent)
    with serving_grpc(standin) as address, grpc.insecure_channel(address) as channel:
        key = Access("", served.endpoint, served.signed)
        key.__dict__["client"] = BetaAnalyticsDataClient(transport=Transport(channel=channel))
        again = offered(key, NUMBER, TODAY, silent)
    assert replace(again, asked_at=whole.asked_at) == whole


def test_what_was_said_is_kept_with_the_time_of_asking(served: Access, tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    assert offers.kept(store, NUMBER) is None
    said = offered(served, NUMBER, TODAY, silent)
    offers.keep(store, said)
    assert offers.kept(store, NUMBER) == said
    assert offers.kept(store, "7") is None
    with pytest.raises(ValueError, match="invalid literal"):
        offers.kept(store, "../state")
