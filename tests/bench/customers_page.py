"""The page of customers over 10 million ad rows and 1 million orders, over the real websocket."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from data.snapshot import current
from data.state import State
from data.store import Store
from kpi.customers import kept
from kpi.customers.board import customer_board
from kpi.facts.extent import extent
from kpi.terms import terms
from tests.bench import channels_10m, ten_million
from tests.bench.figures import WORK, Figure, Section, median, p95
from tests.bench.looking import look

REPEATS, GOAL, ANEW = 80, 100.0, 20


def prepare(store: Store) -> tuple[float, int]:
    """Work the book out as it is done beside the pages; return seconds and customers."""
    state, snapshot = State.open(store.state_url), current(store)
    assert snapshot is not None
    if state.setting("gross_margin") is None:
        state.set_setting("gross_margin", "0.5", "bench", "bench")
    told = terms(state, extent(snapshot).sources)
    for old in snapshot.path.parent.glob("customers-*.json"):
        old.unlink()
    began = time.perf_counter()
    book = kept.prepare(snapshot, told)
    assert book is not None
    return time.perf_counter() - began, book.estimate.customers


def anew(store: Store) -> list[float]:
    """Return milliseconds of a board that nobody has kept: after every change of a setting."""
    state, snapshot = State.open(store.state_url), current(store)
    assert snapshot is not None
    spent = []
    for n in range(ANEW + 1):
        began = time.perf_counter()
        board = customer_board(snapshot, state, "zh" if n % 2 else "en", ten_million.TODAY)
        spent.append((time.perf_counter() - began) * 1000)
        assert board is not None and len(board.cohorts.lines) == 13
    return spent[1:]  # the first one finds the sums of days


def bench(root: Path = WORK) -> Section:
    """Measure the page, its board anew, and the work that is done beside it."""
    WORK.mkdir(exist_ok=True)
    place = root / "ten-million-orders"
    made = channels_10m.build(place, root / "ten-million")
    store = Store.at(place)
    seconds, customers = prepare(store)
    boards = anew(store)
    queries = [f"lang={'en' if n % 2 else 'zh'}&n={n}" for n in range(REPEATS)]
    _, runs, memory = look(ten_million.environment(place), queries, "customers")
    for run in runs:
        assert run.kinds.get("metric") == 4 and run.kinds.get("vega_lite_chart", 0) >= 2, run.kinds
        assert not {"exception", "alert", "progress"} & set(run.kinds), run.text[:2000]
    pages = [run.milliseconds for run in runs]
    return Section(
        "Customers page at 10 M ad rows and 1 M orders, server side",
        f"{made['rows']:,} rows of ads and {made['orders']:,} orders of {customers:,} customers. A "
        f"visitor over the server's own websocket looks {REPEATS} times, the languages in turn, "
        "from sending the rerun to script_finished. The board anew is what the first visitor "
        "after a change waits for. The book is worked out beside the pages, once a snapshot.",
        (
            Figure("page, median", f"{median(pages):.0f} ms"),
            Figure("page, p95", f"{p95(pages):.0f} ms", f"≤ {GOAL:.0f} ms", p95(pages) <= GOAL),
            Figure("board anew, median / p95", f"{median(boards):.0f} / {p95(boards):.0f} ms"),
            Figure("book of customers, once a snapshot", f"{seconds:.1f} s"),
            Figure("memory", f"{memory.peak / 2**20:.0f} MiB"),
        ),
    )


if __name__ == "__main__":
    for figure in bench(*map(Path, sys.argv[1:])).figures:
        print(figure, file=sys.stdout)
