"""SIGKILLs of the real import: never partial, lost, doubled or unopenable, and the board answers.

Files of ads, orders and costs take turns. Each brings three days of two campaigns, sales channels
or categories at 10 a day, so a state is whole exactly when it has six rows and 60 for each import
that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data import snapshot
from data.intake import LOADED
from data.journal import Step
from data.state import State
from data.store import Store
from tests.data.google import FIRST, report

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
READER = """
import json, sys, time
from data import snapshot
from data.store import Store
store, reads, numbers, wrong = Store.at(sys.argv[1]), 0, [0], []
whole = '''
    with told as (
        select *, coalesce(cost, 0) + coalesce(revenue_placed, 0) + coalesce(amount, 0) as money
        from (
            select cost, revenue_placed, amount, 'c' as t from campaign_days
            union all
            select cost, revenue_placed, amount, 'a' from account_days
        )
    )
    select (select count(*) from imports where undone_at is null),
        (select count(*) from campaign_days),
        (select coalesce(sum(money), 0) from told where t = 'c'),
        (select coalesce(sum(money), 0) from told where t = 'a')
'''
looks = 0
while not (store.root / "stop").exists():
    found, looks = snapshot.current(store), looks + 1
    if found and (found.number != numbers[-1] or looks % 20 == 0):  # the same one never changes
        count, rows, cost, total = found.query(whole)[0]
        if (rows, cost, total) != (6 * count, 60 * count, 60 * count) or found.number < numbers[-1]:
            wrong.append([found.number, count, rows, float(cost), float(total)])
        if found.number != numbers[-1]:
            numbers.append(found.number)
        reads += 1
    time.sleep(0.005)
print(json.dumps({"reads": reads, "snapshots": len(numbers) - 1, "wrong": wrong}))
"""


def orders(path: Path, days: range) -> Path:
    """Write six orders of 10, a day's through two channels; return the path."""
    lines = ["訂單編號,訂單日期,訂單狀態,付款狀態,銷售管道,訂單總額,幣別"]
    for n in days:
        for channel in ("官網", "門市"):
            lines.append(f"{channel}{n},{FIRST + timedelta(n - 1)},已完成,已付款,{channel},10,TWD")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def costs(path: Path, days: range) -> Path:
    """Write six costs of 10, a day's in two categories; return the path."""
    lines = ["日期,廠商,費用類別,金額,幣別"]
    for n in days:
        lines += [f"{FIRST + timedelta(n - 1)},大樹,{kind},10,TWD" for kind in ("內容", "工具")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def exported(folder: Path, n: int) -> Path:
    """Write the n-th export: ads, orders and costs in turn, each of three days of its own."""
    write = (report, orders, costs)[n % 3]
    return write(folder / f"{n}.csv", range(3 * n + 1, 3 * n + 4))


@contextmanager
def reading(store: Store) -> Iterator[dict[str, Any]]:
    """A process that reads the published snapshot all the while; says at the end what it saw."""
    words = [sys.executable, "-c", READER, str(store.root)]
    child = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    seen: dict[str, Any] = {}
    try:
        yield seen
    finally:
        (store.root / "stop").touch()
        said, _nothing = child.communicate(timeout=PATIENCE)
    seen.update(json.loads(said))


def start(store: Store, paths: list[Path]) -> subprocess.Popen[str]:
    """Start the real import of all files so far."""
    return subprocess.Popen(
        [sys.executable, "-m", "data", "import", *map(str, paths), "--json", "--store", store.root],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(store: Store, paths: list[Path]) -> list[str]:
    """Import all files to the end and return their statuses."""
    child = start(store, paths)
    said, failed = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0, failed
    return [file["status"] for file in json.loads(said)["files"]]


def kill(
    child: subprocess.Popen[str], state: State, sha256: str, moment: tuple[Step | None, float]
) -> str | None:
    """Kill a running import; return the state its newest file died in, None if it was quicker.

    Parameters
    ----------
    sha256 : str
        The newest file.
    moment : tuple of (Step or None, float)
        Seconds after that file has come to a state (after the start where None).
    """
    step, seconds = moment
    end = time.monotonic() + PATIENCE
    while step and child.poll() is None and time.monotonic() < end:
        if any(row.state in (step, *LOADED) for row in state.by_content(sha256)):
            break
        time.sleep(0.005)
    time.sleep(seconds)
    alive = child.poll() is None
    if alive:
        os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    rows = state.by_content(sha256)
    return (str(rows[-1].state) if rows else "nothing") if alive else None


def moments(chance: random.Random) -> Iterator[tuple[Step | None, float]]:
    """Yield moments: any, while reading, while committing, while publishing."""
    while True:
        yield None, chance.uniform(0, 2)
        yield Step.PARSING, chance.uniform(0, 1)
        yield Step.COMMITTING, chance.uniform(0, 0.4)
        yield Step.COMMITTED, chance.uniform(0, 0.15)


def survive(folder: Path, kills: int, seed: int) -> None:
    """Kill the import again and again; look at what is left."""
    store = Store.at(folder / "store")
    state = State.open(store.state_url)
    paths = [exported(folder, 0)]
    assert finish(store, paths) == ["loaded"]
    acknowledged: set[int] = {1}
    killed: Counter[str] = Counter()
    with reading(store) as seen:
        for moment in moments(random.Random(seed)):
            n = len(paths)
            paths.append(exported(folder, n))
            newest = hashlib.sha256(paths[-1].read_bytes()).hexdigest()
            died_in = kill(start(store, paths[-2:]), state, newest, moment)
            killed.update([died_in] if died_in else [])
            now = {row.import_id for row in state.journal() if row.state in LOADED}
            assert acknowledged <= now, "an acknowledged import was lost"
            acknowledged = now
            if killed.total() >= kills:
                break
        assert set(finish(store, paths)) <= {"loaded", "unchanged"}
    print(dict(killed), seen)
    if kills >= 50:
        assert {Step.PARSING, Step.COMMITTING, Step.COMMITTED} <= killed.keys()
    assert seen["wrong"] == []
    assert seen["reads"] > kills
    assert seen["snapshots"] > 1
    look(store, state, paths)


def look(store: Store, state: State, paths: list[Path]) -> None:
    """Look whether every file counts once, and whether importing again changes nothing."""
    found = snapshot.current(store)
    assert found is not None
    loaded = [row for row in state.journal() if row.state in LOADED]
    assert len({row.sha256 for row in loaded}) == len(loaded) == len(paths)
    counted = found.query("select count(*), sum(rows_loaded) from imports where undone_at is null")
    assert counted == [(len(paths), 6 * len(paths))]
    of_book = [len(paths[book::3]) for book in range(3)]
    money = """
        select count(cost), sum(cost), count(revenue_placed), sum(revenue_placed), count(amount),
            sum(amount)
        from campaign_days
    """
    assert found.query(money) == [tuple(n * count for count in of_book for n in (6, 60))]
    assert found.query("select count(*) from orders") == [(6 * of_book[1],)]
    assert set(finish(store, paths)) == {"unchanged"}
    after = snapshot.current(store)
    assert after is not None
    assert after.number == found.number
    words = [sys.executable, "-m", "data", "check", "--store", str(store.root)]
    checked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    left = [path.name for path in store.root.glob("damaged-*")]
    assert left == [], "no master had to be built again"


@pytest.mark.slow
def test_fifty_kills(tmp_path: Path) -> None:
    survive(tmp_path, 50, seed=2026)


@pytest.mark.long
def test_kills_with_the_journal_in_postgres(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_STATE", postgres)
    survive(tmp_path, 8, seed=2026)
    assert not (tmp_path / "store" / "state.sqlite").exists()
    assert State.open(postgres).journal()


@pytest.mark.long
def test_a_thousand_kills(tmp_path: Path) -> None:
    survive(tmp_path, int(os.environ.get("LODESTAR_KILLS", "1000")), seed=int(time.time()))
