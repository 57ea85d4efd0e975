"""What every part of the page 試算 looks at, and which kept scenario the URL opens."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.snapshot import Snapshot
from kpi.scenarios.scenario import Scenario, scenarios
from kpi.view import View
from pages.ui import access

PART, SCENARIO = "part", "scenario"
"""What this page keeps in the URL beside the view; each part has names of its own."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at: always the whole company.

    Parameters
    ----------
    view : View
        Language, period and today; no platform or account.
    opened : Scenario or None
        What the URL opens, where this part can.
    """

    seen: Snapshot
    view: View
    opened: Scenario | None = None


def opened() -> Scenario | None:
    """Return the kept scenario the URL names; None where there is none."""
    wanted = st.query_params.get(SCENARIO, "")
    if not wanted:
        return None
    return next((s for s in scenarios(access.state()) if s.id == wanted), None)
