"""The overview over 10 million ad rows, over the real websocket, against the page on pandas."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import ten_million
from tests.bench.figures import WORK, Figure, Section, median, p95
from tests.bench.looking import check, look, views

REPEATS, PEER_REPEATS, GOAL, TIMES = 80, 20, 50.0, 40.0
LEAST = 20
"""So many elements a whole page has."""


def bench() -> Section:
    """Measure board and peer in one run and word the result."""
    WORK.mkdir(exist_ok=True)
    store, facts = WORK / "ten-million", WORK / "ten-million.parquet"
    made = ten_million.build(store)
    ten_million.peer_facts(store, facts)
    env = ten_million.environment(store)
    (first, *_), ours, ours_memory = look(env, views(REPEATS))
    _, again, _ = look(env, [q for q in views(8) for _ in range(10)])
    script = Path(__file__).parent / "peer" / "app.py"
    asked = views(PEER_REPEATS)
    _, theirs, peer_memory = look({"PEER_FACTS": str(facts)}, asked, script=script)
    for runs in (ours, theirs):
        check(runs)
        assert min(run.elements for run in runs) >= LEAST, runs[0].kinds
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
