"""Looking at a page many times, each time at days nobody has asked for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.bench import ten_million
from tests.bench.process import Watched, watching
from tests.bench.session import ROOT, Run, server, visit

WARM = 3
"""So many looks come first; they are told apart."""


def views(count: int, more: str = "") -> list[str]:
    """Return query strings of distinct periods, so that nothing kept from before can answer."""
    rng, out = random.Random(20261121), dict[str, None]()
    while len(out) < count:
        end = ten_million.LAST - timedelta(int(rng.random() * 300))
        start = end - timedelta(6 + int(rng.random() * 54))
        out[f"period=custom&from={start}&to={end}&lang=en{more}"] = None
    return list(out)


def warming() -> list[str]:
    """Return the first looks, at other days than any of `views`."""
    days = (ten_million.LAST - timedelta(330 + 10 * n) for n in range(WARM))
    return [f"period=custom&from={d}&to={d + timedelta(20)}&lang=en" for d in days]


def look(
    env: dict[str, str], queries: Sequence[str], page: str = "", script: Path = ROOT / "app.py"
) -> tuple[list[Run], list[Run], Watched]:
    """Start a server and time every query; return the first `WARM` looks, the rest, its memory."""
    seen = Watched()
    with server(script, env) as (port, pid), watching(pid, seen):
        runs = visit(port, [*warming(), *queries], page)
    return runs[:WARM], runs[WARM:], seen


def check(runs: Sequence[Run], **drawn: int) -> None:
    """See that real pages were drawn: so many elements of each kind, no error, none twice."""
    for run in runs:
        assert {kind: run.kinds.get(kind) for kind in drawn} == drawn, run.kinds
        assert not {"exception", "alert", "progress"} & set(run.kinds), run.text[:2000]
    assert len({run.text for run in runs}) > len(runs) // 2, "every page looks the same"
