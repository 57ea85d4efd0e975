"""The overview as it is usually written: facts in a DataFrame, figures by pandas on each rerun."""

from __future__ import annotations

import gc
import os
from datetime import date, timedelta

import pandas as pd
import streamlit as st

MEASURES = [
    "impressions", "clicks_all", "link_clicks", "landing_page_views", "cost", "conversions",
    "conversion_value",
]  # fmt: skip
# goal: platform, numerator, denominator (None: the sum itself)
GOALS = {
    "Conversions": ("google_ads", "conversions", None),
    "CPA": ("google_ads", "cost", "conversions"),
    "CTR": ("google_ads", "clicks_all", "impressions"),
    "ROAS": ("meta_ads", "conversion_value", "cost"),
    "CPC": ("meta_ads", "cost", "link_clicks"),
    "Landing rate": ("meta_ads", "landing_page_views", "link_clicks"),
}
WEEKS = 13


@st.cache_resource
def facts() -> pd.DataFrame:
    """Load the facts once for all sessions: names as categories, money as floats."""
    frame = pd.read_parquet(os.environ["PEER_FACTS"])
    for name in frame.columns:
        if name not in MEASURES and name != "day":
            frame[name] = frame[name].astype("category")
    frame["day"] = pd.to_datetime(frame["day"])
    gc.freeze()
    return frame


def between(frame: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the facts of a span."""
    return frame[frame["day"].between(pd.Timestamp(first), pd.Timestamp(last))]


def sums(part: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Sum the measures of some facts; by account, for a ratio counts only who has both parts."""
    names = [*keys, "platform", "account_id"]
    return part.groupby(names, observed=True)[MEASURES].sum(min_count=1).reset_index()


def sources(frame: pd.DataFrame) -> pd.DataFrame:
    """Return each account's first and last day: the filter's choices, and how fresh it is."""
    return frame.groupby(["platform", "account_id"], observed=True)["day"].agg(["min", "max"])


def carried(part: pd.DataFrame) -> pd.DataFrame:
    """Return which account has which measure."""
    return part.groupby("account_id", observed=True)[MEASURES].count() > 0


def read(part: pd.DataFrame, goal: str) -> float | None:
    """Read one goal's KPI from sums."""
    platform, over, under = GOALS[goal]
    part = part[part["platform"] == platform]
    if under is None:
        return float(part[over].sum())
    part = part[part[over].notna() & part[under].notna()]
    below = part[under].sum()
    return float(part[over].sum() / below) if below else None


def shown(value: float | None) -> str:
    """Write a figure."""
    return "–" if value is None else f"{value:,.3f}"


def line(points: list[tuple[str, float | None]]) -> dict[str, object]:
    """Return a plain line chart."""
    return {
        "data": {"values": [{"x": x, "y": y} for x, y in points]},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "x", "type": "temporal"},
            "y": {"field": "y", "type": "quantitative"},
        },
        "height": 88,
    }


def card(goal: str, spans: list[pd.DataFrame], weeks: list[pd.DataFrame]) -> None:
    """Draw one card: figure, changes, weeks beside those of the year before."""
    now, before, last_year = (read(part, goal) for part in spans)
    points = [
        (f"{at:%Y-%m-%d}", read(part, goal)) for half in weeks for at, part in half.groupby("week")
    ]
    with st.container(border=True):
        st.markdown(f"**{goal}**")
        with st.container(horizontal=True):
            st.markdown(GOALS[goal][0])
            st.markdown(":green-badge[good]")
        with st.container(horizontal=True):
            st.metric(goal, shown(now), label_visibility="collapsed")
            st.markdown("target")
        st.markdown(f"previous {shown(before)}, last year {shown(last_year)}")
        st.vega_lite_chart(line(points), theme=None)
        st.button("Source", key=goal)


def star(spans: list[pd.DataFrame], days: list[pd.DataFrame]) -> None:
    """Draw the running sums of the first goal, now and in the period before."""
    goal = next(iter(GOALS))
    points = []
    for half in days:
        total = 0.0
        for at, part in half.groupby("day"):
            total += read(part, goal) or 0.0
            points.append((f"{at:%Y-%m-%d}", total))
    st.markdown(f"**{goal}**")
    st.title(shown(read(spans[0], goal)))
    st.markdown("pace")
    st.table(pd.DataFrame({"what": ["previous"], "figure": [shown(read(spans[1], goal))]}))
    st.button("Source", key=goal)
    st.vega_lite_chart(line(points), theme=None)


def by_week(part: pd.DataFrame) -> pd.DataFrame:
    """Sum facts by the Monday of their week."""
    return sums(part.assign(week=part["day"].dt.to_period("W").dt.start_time), "week")


def page() -> None:
    """Draw the page of the days in the URL."""
    frame = facts()
    first = date.fromisoformat(st.query_params.get("from", "2026-09-01"))
    last = date.fromisoformat(st.query_params.get("to", "2026-09-28"))
    length, year = timedelta((last - first).days + 1), timedelta(364)
    known = sources(frame)
    newest = known["max"].max().date()
    season = timedelta(7 * WEEKS - 1)
    now, before = between(frame, first, last), between(frame, first - length, last - length)
    spans = [sums(now), sums(before), sums(between(frame, first - year, last - year))]
    weeks = [by_week(between(frame, e - season, e)) for e in (newest - year, newest)]
    days = [sums(before, "day"), sums(now, "day")]
    feeding = carried(now) | carried(before)
    st.subheader(f"{first} – {last}")
    st.segmented_control("period", ["7d", "28d", "month"], label_visibility="collapsed")
    st.date_input("days", (first, last))
    platforms, accounts = (known.index.get_level_values(n) for n in ("platform", "account_id"))
    st.selectbox("platform", ["", *platforms.unique()])
    st.selectbox("account", ["", *accounts])
    st.button("中文 / English")
    left, right = st.columns([2, 1])
    with left:
        star(spans, days)
    with right:
        st.markdown("#### Needs action")
        for goal in list(GOALS)[:3]:
            st.markdown(goal)
    columns = st.columns(len(GOALS) - 1)
    for column, goal in zip(columns, list(GOALS)[1:], strict=True):
        with column:
            card(goal, spans, weeks)
    dates = [f"{name} {row['max']:%Y-%m-%d}" for (_, name), row in known.iterrows()]
    st.markdown("complete to: " + ", ".join(d for d in dates if d) + f", {len(feeding)} feeding")


page()
