"""What the session keeps of a form: what it began with, what was wrong, who was faster."""

from __future__ import annotations

import streamlit as st

from kpi.conversions.conversion import Conversion
from pages.ui.conversions import scene as here

BEGUN, WRONG, FASTER = "conversion-begun", "conversion-wrong", "conversion-faster"
"""The conversion as the form began with it, by id; what is wrong, by form; the form that somebody
else was faster than."""
SENT = "conversion-sent"
"""How many were added, so that the next form is empty."""


def begun() -> dict[str, Conversion]:
    """Return the conversions that forms began with."""
    found: dict[str, Conversion] = st.session_state.setdefault(BEGUN, {})
    return found


def sent() -> int:
    """Return how many conversions were added."""
    return int(st.session_state.get(SENT, 0))


def leave(conversion: str) -> None:
    """Forget a form and go back to the table."""
    begun().pop(conversion, None)
    st.session_state.pop(FASTER, None)
    here.go("")
