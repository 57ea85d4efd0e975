"""Choices kept in the URL, so that a link opens what was looked at."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def write(values: Mapping[str, str | None]) -> None:
    """Write choices into the URL; one that is empty leaves it."""
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
