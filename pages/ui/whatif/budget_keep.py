"""Keeping where the sliders stand as a scenario: what reopens it, and what it was to bring."""

from __future__ import annotations

from kpi.scenarios.scenario import Draft
from kpi.whatif.account import Account
from kpi.whatif.drafted import KIND, draft
from kpi.whatif.expected import Going
from pages.ui.whatif import budget_state as state
from pages.ui.whatif.scenarios_keep import keep as keep_draft
from pages.ui.whatif.shell_scene import Scene


def keep(
    at: Scene, choices: state.Choices, found: Account, going: Going, now: tuple[int, ...]
) -> None:
    """Draw the button behind which the sliders are named and kept."""

    def made() -> Draft:
        return draft(found, now, going, {**choices.said, **state.inputs(found, now)})

    keep_draft(at, KIND, made)
