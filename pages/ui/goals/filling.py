"""What can fill the numbers of a goal in one click: computed baselines, a target, the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi.catalog import KPIS
from kpi.format import limit
from kpi.goals.baseline import Baseline, Found, baselines
from kpi.goals.completing import measured, quarter_of_work
from kpi.goals.fields import WORDED
from kpi.goals.goal import Goal, Monthly
from kpi.goals.planned import Planned, planned
from kpi.goals.suggest import suggested
from kpi.terms import Terms
from pages.ui.goals import contract_words as say
from pages.ui.goals import form as goal_form
from pages.ui.goals import words as own
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain

MOST_MONTHS = 12
"""So many months are taken from a plan where a goal has no deadline."""
NAMED = 3
"""So many of them are named."""


def filling(drawing: Drawing, draft: Goal, scene: Scene) -> None:
    """Offer baselines, a target, a deadline and the plan's targets; each fills its boxes."""
    st.markdown(f":gray[{goal_form.way(drawing.kpi, scene.lang)}]")
    found = computed(scene, draft)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _baselines(drawing, draft, found, scene)
        _target(drawing, draft, scene.lang)
        _deadline(drawing, draft, scene)
    if found.why and draft.baseline is None:
        st.markdown(f":gray[{plain(found.why.to(scene.lang))}]")
    _plan(drawing, draft, scene)


def computed(scene: Scene, goal: Goal) -> Found:
    """Return the baselines of a goal's KPI, worked out once a snapshot."""
    bare = Goal("", goal.kpi, goal.scope, "watched", Decimal(0), goal.owner, goal.step)
    asked = replace(bare, period=goal.period)
    path = str(scene.seen.path) if scene.seen else ""
    return _computed(path, asked, scene.today, scene.told, scene.seen)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={Goal: repr, Terms: repr})
def _computed(
    path: str, asked: Goal, today: date, told: Terms, _seen: Snapshot | None
) -> Found:  # fmt: skip
    return baselines(_seen, asked, today, told)


def _baselines(drawing: Drawing, draft: Goal, found: Found, scene: Scene) -> None:
    """Offer the computed baselines that are not taken yet."""
    offers = {"last": (say.TAKE_LAST, found.last), "best": (say.TAKE_BEST, found.best)}
    for name, (text, one) in offers.items():
        if one is None or (draft.basis, draft.baseline) == (one.basis, one.value):
            continue
        label = text.fill(value=_told(one.value, draft, scene.lang)).to(scene.lang)
        st.button(
            plain(label), key=f"{drawing.key}-take-{name}", icon=":material/history:",
            on_click=_take, args=(drawing, _measured(draft, one, scene.today)),
        )  # fmt: skip


def _measured(draft: Goal, one: Baseline, today: date) -> dict[str, Any]:
    told = measured(draft, one, today)
    return {name: getattr(told, name) for name in ("baseline", "basis", "source", "measured_on")}


def _target(drawing: Drawing, draft: Goal, lang: Lang) -> None:
    """Offer the middle of the customary range, with the range beside it."""
    told = suggested(drawing.kpi, draft.baseline)
    if told is None or draft.target == told.middle:
        return
    easier, middle, harder = (
        _told(value, draft, lang) for value in (told.easier, told.middle, told.harder)
    )
    spoken = say.SUGGESTED.fill(easier=easier, harder=harder).to(lang)
    label = f"{spoken}｜{say.TAKE_MIDDLE.fill(value=middle).to(lang)}"
    st.button(
        plain(label), key=f"{drawing.key}-take-middle", icon=":material/target:", wrap=True,
        on_click=_take, args=(drawing, {"target": told.middle}),
    )  # fmt: skip


def _deadline(drawing: Drawing, draft: Goal, scene: Scene) -> None:
    """Offer the end of the quarter where there is no deadline."""
    if draft.end is not None:
        return
    span = quarter_of_work(scene.today, scene.told)
    label = say.QUARTER_END.fill(day=f"{span.end:%Y/%m/%d}").to(scene.lang)
    st.button(
        plain(label), key=f"{drawing.key}-take-end", icon=":material/event:",
        on_click=_take, args=(drawing, {"start": draft.start or span.start, "end": span.end}),
    )  # fmt: skip


def _plan(drawing: Drawing, draft: Goal, scene: Scene) -> None:
    """Offer the targets of an imported plan, where they are not taken yet."""
    lang = scene.lang
    if draft.daily:
        st.markdown(f":gray[{say.DAILY_HELD.fill(n=len(draft.daily)).to(lang)}]")
        st.button(say.DAILY_DROP.to(lang), key=f"{drawing.key}-drop-daily", type="tertiary",
                  on_click=_take, args=(drawing, {"daily": ()}))  # fmt: skip
    found = planned(scene.seen, draft, scene.today, scene.told.currency)
    monthly = _until(found.monthly, draft) if found else ()
    held = draft.monthly or tuple((month, draft.target) for month, _ in monthly)
    if found is None or (set(monthly) <= set(held) and set(found.daily) <= set(draft.daily)):
        return  # it says what the goal says already
    _plan_said(found, monthly, draft, lang)
    st.button(
        say.TAKE_PLAN.to(lang), key=f"{drawing.key}-take-plan", icon=":material/calendar_month:",
        on_click=_take, args=(drawing, _of_plan(found, monthly, draft)),
    )  # fmt: skip


def _until(monthly: Monthly, draft: Goal) -> Monthly:
    """Return the months up to the deadline, without one those of a year."""
    if draft.end is None:
        return monthly[:MOST_MONTHS]
    return tuple((month, value) for month, value in monthly if month <= f"{draft.end:%Y-%m}")


def _of_plan(found: Planned, monthly: Monthly, draft: Goal) -> dict[str, Any]:
    """Return what is taken: single days only where the plan tells them."""
    last = draft.end or date.max
    daily = tuple((day, value) for day, value in found.daily if day <= last)
    taken: dict[str, Any] = {
        "monthly": tuple(sorted((dict(draft.monthly) | dict(monthly)).items()))
    }
    return taken | ({"daily": daily, "shape": "plan"} if daily else {})


def _plan_said(found: Planned, monthly: Monthly, draft: Goal, lang: Lang) -> None:
    """Say what the plan has, what it keeps back, and what could not be taken."""
    months = {month for month, _ in monthly}
    kept = tuple((month, value) for month, value in found.reserve if month in months)
    told = [say.PLAN_HAS.fill(months=_months(monthly, draft, lang))]
    if kept and KPIS[draft.kpi].is_money and KPIS[draft.kpi].accumulates:
        told.append(say.PLAN_RESERVE.fill(months=_months(kept, draft, lang)))
    if found.unclear:
        told.append(say.PLAN_UNCLEAR.fill(months=own.JOIN.to(lang).join(found.unclear)))
    st.markdown("  \n".join(f":gray[{plain(text.to(lang))}]" for text in told))


def _months(monthly: Monthly, draft: Goal, lang: Lang) -> str:
    """Name the first months with their values, and how many there are."""
    told = own.JOIN.to(lang).join(
        f"{month.replace('-', '/')} {_told(value, draft, lang)}" for month, value in monthly[:NAMED]
    )
    return told if len(monthly) <= NAMED else say.AND_MORE.fill(told=told, n=len(monthly)).to(lang)


def _told(value: Decimal, goal: Goal, lang: Lang) -> str:
    return limit(value, KPIS[goal.kpi].unit, lang)


def _take(drawing: Drawing, told: Mapping[str, Any]) -> None:
    """Put values into their boxes as if they had been typed."""
    goal = replace(drawing.goal, **told)
    for name in told:
        assert name not in WORDED
        at = goal_form.widget(drawing.key, name, drawing.lang)
        if name == "start" and st.session_state.get(at):
            continue  # somebody typed one meanwhile
        st.session_state[at] = goal_form.value(goal, name, drawing.lang)
