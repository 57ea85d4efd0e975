"""The overview over 10 million ad rows, over the real websocket, against the page on pandas."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.bench import ten_million
from tests.bench.figures import WORK, Figure, Section, median, p95
from tests.bench.process import Watched, watching
from tests.bench.session import ROOT, Run, server, visit

REPEATS, PEER_REPEATS, WARM, GOAL, TIMES = 80, 20, 3, 50.0, 40.0


def views(count: int) -> list[str]:
    """Return query strings of distinct periods, so that nothing kept from before can answer."""
    rng, out = random.Random(20261121), dict[str, None]()
    while len(out) < count:
        end = ten_million.LAST - timedelta(int(rng.random() * 300))
        start = end - timedelta(6 + int(rng.random() * 54))
        out[f"period=custom&from={start}&to={end}&lang=en"] = None
    return list(out)


def measure(script: Path, env: dict[str, str], queries: list[str]) -> tuple[list[Run], Watched]:
    """Start a server and time every query after `WARM` other periods, which come first."""
    seen = Watched()
    with server(script, env) as (port, pid), watching(pid, seen):
        warm = [
            f"period=custom&from={d}&to={d + timedelta(20)}&lang=en"
            for d in (ten_million.LAST - timedelta(330 + 10 * n) for n in range(WARM))
        ]
        runs = visit(port, warm + queries)
    return runs, seen


def check(runs: Sequence[Run], least: int) -> None:
    """See that real pages were drawn: charts and figures, no error, not one like the other."""
    for run in runs:
        assert run.elements >= least, run.kinds
        assert not {"exception", "alert"} & set(run.kinds), run.text[:2000]
    assert len({run.text for run in runs}) > len(runs) // 2, "every page looks the same"


def bench() -> Section:
    """Measure board and peer in one run and word the result."""
    WORK.mkdir(exist_ok=True)
    store, facts = WORK / "ten-million", WORK / "ten-million.parquet"
    made = ten_million.build(store)
    ten_million.peer_facts(store, facts)
    queries = views(REPEATS)
    env = ten_million.environment(store)
    (first, *opened), ours_memory = measure(ROOT / "app.py", env, queries)
    ours = opened[WARM - 1 :]
    check(ours, 20)
    again, _ = measure(ROOT / "app.py", env, [q for q in queries[:8] for _ in range(10)])
    again = again[WARM:]
    script = Path(__file__).parent / "peer" / "app.py"
    theirs, peer_memory = measure(script, {"PEER_FACTS": str(facts)}, queries[:PEER_REPEATS])
    theirs = theirs[WARM:]
    check(theirs, 20)
    mine, peer = ([r.milliseconds for r in runs] for runs in (ours, theirs))
    ratio = median(peer) / median(mine)
    return Section(
        "Overview: one interaction at 10 M ad rows, server side",
        f"{made['rows']:,} rows ({ten_million.DAYS} days, {made['accounts']} accounts, "
        f"{made['campaigns']} campaigns, two platforms). A visitor over the server's own websocket "
        f"asks for {REPEATS} different periods (the peer: {PEER_REPEATS}), from sending the rerun "
        "to script_finished; no period comes twice, so no page drawn before can answer. The daily "
        "sums of the accounts are in memory from the first view on. The peer is the "
        f"same page on pandas (tests/bench/peer), {theirs[0].elements} elements against "
        f"{ours[0].elements}, in the same kind of server.",
        (
            Figure("board, median", f"{median(mine):.0f} ms"),
            Figure("board, p95", f"{p95(mine):.0f} ms", f"≤ {GOAL:.0f} ms", p95(mine) <= GOAL),
            Figure(
                "board, a period seen before, median / p95",
                f"{median([r.milliseconds for r in again]):.0f} / "
                f"{p95([r.milliseconds for r in again]):.0f} ms",
            ),
            Figure("board, the very first view of a server", f"{first.milliseconds:.0f} ms"),
            Figure("peer on pandas, median / p95", f"{median(peer):.0f} / {p95(peer):.0f} ms"),
            Figure("times faster (medians)", f"{ratio:.0f} ×", f"≥ {TIMES:.0f} ×", ratio >= TIMES),
            Figure("memory, board", f"{ours_memory.peak / 2**20:.0f} MiB"),
            Figure("memory, peer", f"{peer_memory.peak / 2**20:.0f} MiB"),
        ),
    )


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
