"""Where question and sliders stand: the URL is their memory, a kept scenario fills the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from kpi.response.alike import JOIN
from kpi.response.assumed import ELASTICITY, LEAST, MOST
from kpi.whatif.account import Account
from kpi.whatif.days import code_of
from kpi.whatif.limits import GROWTH, Limits
from kpi.whatif.question import Asked
from pages.ui import url
from pages.ui.whatif.shell_scene import Scene

FOR, AMOUNT, TAX, FEE, BASE = "b_for", "b_amount", "b_tax", "b_fee", "b_base"
GROW, BEYOND, SPEND, LOCK, FIXED = "b_grow", "b_beyond", "b_spend", "b_lock", "b_fixed"
CURVE, ASSUMED = "b_curve", "b_e"
NAMES = (FOR, AMOUNT, TAX, FEE, BASE, GROW, BEYOND, SPEND, LOCK, FIXED, CURVE, ASSUMED)
"""What this part keeps in the URL."""
USUAL = 300_000
OFF, ON, PACE, NO_CAP = "0", "1", "pace", "none"
MOST_ASKED = 10**11


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; `said` is all of it as the URL writes it."""

    code: str
    asked: Asked
    limits: Limits
    fixed: bool
    curve: str
    elasticity: float
    said: Mapping[str, str]


def read(at: Scene) -> Choices:
    """Read the URL, and what a kept scenario says where it is silent; nonsense is ignored."""
    kept = {n: str(v) for n, v in (at.opened.draft.inputs if at.opened else {}).items()}
    said = {n: v for n, v in {**kept, **st.query_params.to_dict()}.items() if n in NAMES}
    growth = said.get(GROW, "")
    cap = None if growth == NO_CAP else _share(growth, GROWTH)
    asked = Asked(
        _whole(said.get(AMOUNT, ""), USUAL),
        with_tax=said.get(TAX) != OFF,
        with_fee=said.get(FEE) != OFF,
        by_plan=said.get(BASE) != PACE,
        growth=cap,
        unlocked=said.get(BEYOND) == ON,
    )
    locked = frozenset(_key(name) for name in said.get(LOCK, "").split(",") if name)
    limits = Limits(cap, locked, asked.unlocked)
    elasticity = min(max(_share(said.get(ASSUMED, ""), ELASTICITY), LEAST), MOST)
    fixed = said.get(FIXED) == ON
    return Choices(
        said.get(FOR, ""), asked, limits, fixed, _key(said.get(CURVE, "")), elasticity, said
    )


def division(choices: Choices, account: Account) -> tuple[int, ...]:
    """Return where the sliders stand; a channel that the URL does not name is at its pace."""
    told = dict(_pair(text) for text in choices.said.get(SPEND, "").split(",") if ":" in text)
    return tuple(told.get(c.key, c.current) for c in account.channels)


def gone(choices: Choices, account: Account) -> list[str]:
    """Return the channels that a link names and the account no longer has."""
    named = [_pair(t)[0] for t in choices.said.get(SPEND, "").split(",") if ":" in t]
    return [name for name in named if name not in {c.key for c in account.channels}]


def inputs(account: Account, then: Sequence[int]) -> dict[str, str]:
    """Return what says where the sliders stand, and over which days."""
    told = ",".join(f"{_code(c.key)}:{n}" for c, n in zip(account.channels, then, strict=True))
    return {SPEND: told, FOR: code_of(account.days)}


def write_division(account: Account, then: Sequence[int]) -> None:
    """Write where the sliders stand."""
    url.write({SPEND: inputs(account, then)[SPEND]})


def write_locked(locked: Sequence[str]) -> None:
    """Write which channels are locked."""
    url.write({LOCK: ",".join(_code(key) for key in sorted(locked))})


def write_curve(key: str) -> None:
    """Write whose curve is drawn."""
    url.write({CURVE: _code(key)})


def _code(key: str) -> str:
    return key.replace(JOIN, ".")


def _key(code: str) -> str:
    return code.replace(".", JOIN)


def _pair(text: str) -> tuple[str, int]:
    name, _, amount = text.rpartition(":")
    return _key(name), min(max(_whole(amount, 0), 0), MOST_ASKED)


def _whole(text: str, usual: int) -> int:
    try:
        return min(max(int(text), -MOST_ASKED), MOST_ASKED)
    except ValueError:
        return usual


def _share(text: str, usual: float) -> float:
    try:
        told = float(text)
    except ValueError:
        return usual
    return told if 0 < told <= 10 else usual
