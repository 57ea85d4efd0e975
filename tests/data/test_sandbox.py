"""The disposable child: what it inherits, what stops it, and what is said when it dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import sandbox
from data.hold import ingesting
from data.limits import TERMINAL, Limits
from data.report import Report
from data.sandbox import network_shut, parse
from data.state import State
from data.store import Store
from data.terminal import loading
from tests.data import google

pytestmark = pytest.mark.slow

TEXT = (
    "Campaign report\n1 January 2026 - 31 January 2026\nCampaign,Day,Currency code,Clicks,Cost\n"
    "Brand,2026-01-05,TWD,10,12.50\nTotal: Campaigns, --,TWD,10,12.50\n"
)
TODAY = date(2026, 11, 21)


def received(tmp_path: Path, text: str = TEXT, name: str = "raw") -> tuple[Store, Path, Path]:
    store = Store.at(tmp_path / "store")
    raw = tmp_path / name
    raw.write_text(text, encoding="utf-8")
    return store, raw, store.parsed / "1.parquet"


def test_of_children_started_ahead_none_is_left(tmp_path: Path) -> None:
    store, raw, out = received(tmp_path)
    with closing(loading.ahead(store)) as children:
        first = next(children)
        assert parse(store, raw, "a", out, {}, today=TODAY, waiting=first).rows.loaded == 1
        second = next(children)
        assert (first.process.poll() is None, second.process.poll()) == (False, None)
    assert second.process.poll() is not None
    assert {p.name for p in store.parsed.iterdir()} == {"1.parquet", "1.sha256"}


def test_the_child_reads_and_leaves_only_its_work(tmp_path: Path) -> None:
    store, raw, out = received(tmp_path, name="ab" * 32)
    report = parse(store, raw, "a name", out, {}, today=TODAY)
    assert (report.status, report.rows.loaded, report.reconciled) == ("parsed", 1, True)
    assert report.sha256 == "ab" * 32
    assert {p.name for p in store.parsed.iterdir()} == {"1.parquet", "1.sha256"}


def test_today_can_be_told_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, raw, out = received(tmp_path, TEXT.replace("1 January 2026 - 31 January 2026", "x"))
    monkeypatch.setenv("LODESTAR_TODAY", "2025-12-31")
    report = parse(store, raw, "x", out, {})
    assert report.status == "rejected" and not out.exists()
    assert report.problems[-1].rule.en == "The day lies in the future"


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put other code in the child's place; what watches it stays the same."""
    start = f"import sys; sys.path.insert(0, sys.argv[1]); {code}"
    monkeypatch.setattr(sandbox, "_START", start)


DEATHS = [
    ("import os; os.abort()", {}, "SIGABRT"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", {}, "SIGSEGV"),
    ("raise SystemExit(3)", {}, "exit 3"),
    ("1 / 0", {}, "exit 1"),
    ("pass", {}, "exit 0"),
    ("import time; time.sleep(60)", {"wall": 1}, "more than 1 s"),
    ("x = bytearray(300 << 20); import time; time.sleep(60)", {"resident": 100 << 20}, "100 MB"),
    (
        "from data.reading.child import limit; from data.limits import TERMINAL;"
        " from dataclasses import replace; limit(replace(TERMINAL, cpu=1))\nwhile True: pass",
        {},
        "more than 3600 s",
    ),
]


@pytest.mark.parametrize(("code", "limits", "said"), DEATHS, ids=[d[2] for d in DEATHS])
def test_every_death_is_a_report(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    limits: dict[str, int],
    said: str,
) -> None:
    child(monkeypatch, code)
    store, raw, out = received(tmp_path)
    report = parse(store, raw, "x", out, {}, replace(TERMINAL, **limits))
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    assert said in report.problems[0].rule.en
    assert list(store.parsed.iterdir()) == []


@pytest.mark.parametrize("asked", ["/proc", "ps"])
def test_too_little_memory_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Whether the system tells a process's memory in files, or, as on macOS, ps does."""
    if asked == "ps":
        if shutil.which("ps") is None:
            pytest.skip("no ps on this machine")
        monkeypatch.setattr(sys, "platform", "darwin")
    store, raw, out = received(tmp_path)
    report = parse(store, raw, "x", out, {}, replace(TERMINAL, resident=20 << 20))
    assert report.status == "rejected" and "20 MB of memory" in report.problems[0].rule.en


PROBE = """
import json, os, socket
def reaches():
    try:
        socket.create_connection(("127.0.0.1", int(os.environ.get("PORT", PORT))), 1).close()
        return True
    except OSError:
        return False
task = json.loads(os.read(0, 1 << 16))
json.dump([dict(os.environ), reaches()], open(task["work"] + "/../probe.json", "w"))
"""


def test_the_child_has_no_environment_and_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json
    import socket

    monkeypatch.setenv("A_SECRET", "x")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    with socket.create_server(("127.0.0.1", 0)) as server:
        child(monkeypatch, f"exec({PROBE.replace('PORT)', str(server.getsockname()[1]) + ')')!r})")
        store, raw, out = received(tmp_path)
        parse(store, raw, "x", out, {})
    environment, reached = json.loads((store.parsed / "probe.json").read_text())
    assert set(environment) <= {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}
    assert reached is not network_shut()


PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from data import sandbox
from data.store import Store
sandbox._START = {start!r}
store = Store.at({store!r})
print("ready", flush=True)
sandbox.parse(store, Path({raw!r}), "x", store.parsed / "1.parquet", {{}})
"""
LONG = (
    "import sys; sys.path.insert(0, sys.argv[1]); import os, threading, time;"
    " import data.reading.child as c; os.read(0, 1 << 16);"
    " print(os.getpid(), file=open(PIDS, 'w'));"
    " threading.Thread(target=c.die_with_parent).start(); time.sleep(60)"
)


def test_a_killed_parent_takes_its_child_along_and_is_tidied_up_after(tmp_path: Path) -> None:
    store, raw, out = received(tmp_path)
    pid_file = tmp_path / "pid"
    start = LONG.replace("PIDS", repr(str(pid_file)))
    code = PARENT.format(
        root=str(sandbox.ROOT), start=start, store=str(tmp_path / "store"), raw=str(raw)
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    deadline = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_text().endswith("\n")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    pid = int(pid_file.read_text())
    while alive(pid):
        assert time.monotonic() < deadline, "the child outlived its parent"
        time.sleep(0.02)
    assert [p.name for p in store.parsed.iterdir()] != []
    assert parse(store, raw, "x", out, {}, today=TODAY).status == "parsed"
    assert {p.name for p in store.parsed.iterdir()} == {"1.parquet", "1.sha256"}


def alive(pid: int) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ")[1][0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_limits_travel_whole(tmp_path: Path) -> None:
    tight = Limits(packed=10, unpacked=10, rows=1, cpu=5, wall=5)
    store, raw, out = received(tmp_path)
    report = parse(store, raw, "x", out, {}, tight)
    assert report.status == "rejected" and "may be" in report.problems[0].rule.en


def test_a_child_started_ahead_reads_the_file_or_is_put_away(tmp_path: Path) -> None:
    store, raw, out = received(tmp_path)
    with sandbox.started(store, 1 << 30) as waiting:
        report = parse(store, raw, "x", out, {}, today=TODAY, waiting=waiting)
        assert (report.status, waiting.process.returncode) == ("parsed", 0)
    with sandbox.started(store) as unused:
        pid = unused.process.pid
        assert alive(pid) and unused.work.exists()
    assert not alive(pid)
    assert {p.name for p in store.parsed.iterdir()} == {"1.parquet", "1.sha256"}


def test_long_files_are_received_while_their_reader_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[sandbox.Child] = []
    run = sandbox.run

    def noted(child: sandbox.Child, *task: Any) -> Report:
        used.append(child)
        return run(child, *task)

    monkeypatch.setattr(sandbox, "run", noted)
    monkeypatch.setattr(loading, "PIECE", 0)
    store = Store.at(tmp_path / "store")
    first, second = (google.report(tmp_path / f"{n}.csv", [n]) for n in (1, 2))
    with ingesting(store, State.open(store.state_url), "test", TERMINAL, wait=True) as ingest:
        told = list(loading.load(ingest, [first, first, second], {}))
        assert ingest.waiting is None
    assert [t.status for t in told] == ["loaded", "unchanged", "loaded"]
    assert len(used) == 2 and not any(alive(child.process.pid) for child in used)
