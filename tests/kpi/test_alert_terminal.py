"""``python -m kpi alerts`` and ``run`` as a schedule calls them: documents, exit codes, files."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import date as d
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data import samples
from data.snapshot import Store
from data.state import State
from kpi.__main__ import main
from kpi.alerts.rules import Recipient, keep_recipient
from tests import postgres
from tests.kpi.alert_world import ANY_HOUR, Inbox, goal, listening
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "samples" / "files"
GOOD_FILE, BAD_FILE = "google_campaign_day_zh_utf8.csv", "bulk_sheet.csv"
TODAY = "2026-11-24"
PATIENCE = 120


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


@pytest.fixture
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the state in SQLite beside the store, or in a Postgres of the tests' own."""
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    if getattr(request, "param", "sqlite") == "sqlite":
        yield
        return
    if not postgres.binaries():
        pytest.skip(postgres.MISSING)
    with postgres.cluster() as url:
        monkeypatch.setenv("LODESTAR_STATE", url)
        yield


@pytest.fixture
def store(tmp_path: Path, inbox: Inbox, engine: None, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store whose one goal needs action, with one recipient behind a real server."""
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_INBOX", raising=False)
    monkeypatch.setenv("LODESTAR_ALERTS", f"hook={inbox.url}")
    found = Store.at(tmp_path / "store")
    world = World().account("甲", "google_ads", complete_to=d(2026, 11, 23))
    facts = {"cost": Decimal(70_000), "conversions": Decimal(100)}
    world.days("甲", d(2026, 11, 1), d(2026, 11, 23), **facts).publish(found.snapshots)
    state = State.open(found.state_url)
    state.set_setting("currency", "TWD", "test")
    state.save_goal(goal(rank="star"), "test", "")
    keep_recipient(state, Recipient("hook", **ANY_HOUR), "test", "")
    return found


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Call the door in this process; return its exit code and its JSON."""
    code = main([*words, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, answer


def test_a_dry_run_shows_and_sends_nothing(
    store: Store, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--store", str(store.root))
    for _again in range(2):
        code, answer = call(capsys, "alerts", "--dry-run", *at)
        (one,) = answer["recipients"]
        assert (code, one["status"], answer["dry_run"]) == (0, "would_send", True)
        (item,) = one["items"]
        told = [item[name] for name in ("kind", "goal", "kpi", "verdict", "period")]
        assert told == ["act", "cpa", "cpa", "act", "month 2026-11-01"]
    assert inbox.tries == 0 and State.open(store.state_url).alerts() == []
    assert one["subject"] == "北極星：需處理 1 項"
    for part in (
        "Google Ads 單次轉換成本 CPA 高於護欄 600", "　NT$700（11/1–11/23；來源：Google Ads",
        "下一步：調整受眾・投放負責人（未排定）", "作法：https://wiki.example.com/cpa",
        "http://localhost:8501/?period=custom&from=2026-11-01&to=2026-11-23&platform=google_ads",
    ):  # fmt: skip
        assert part in one["body"], one["body"]


def test_two_runs_send_once(store: Store, inbox: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--store", str(store.root))
    for status in ("sent", "nothing"):
        code, answer = call(capsys, "alerts", *at)
        assert (code, answer["recipients"][0]["status"], answer["status"]) == (0, status, "ok")
    assert len(inbox.posts) == 1
    assert main(["alerts", *at]) == 0
    assert "沒有新消息" in capsys.readouterr().out


def test_a_failing_channel_is_an_exit_code_and_a_sentence(
    store: Store, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox.answers = [500] * 3
    code, answer = call(capsys, "alerts", "--store", str(store.root), "--lang", "en")
    assert (code, answer["status"]) == (1, "problems")
    assert "HTTP 500" in answer["recipients"][0]["why"] and "HTTP 500" in answer["failing"][0]
    assert "sEcret" not in json.dumps(answer)
    code, answer = call(capsys, "alerts", "--store", str(store.root))
    assert (code, answer["recipients"][0]["status"], answer["failing"]) == (0, "sent", [])


def test_an_empty_store_has_no_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--store", str(tmp_path / "new"))
    code, answer = call(capsys, "alerts", *at)
    assert (code, answer["status"], answer["published"]) == (0, "nobody", False)
    assert main(["alerts", *at]) == 0
    said = capsys.readouterr().out
    assert "還沒有發布" in said and "提醒" in said


# -- real processes --------------------------------------------------------------------------------


def process(store: Store, *words: str, **env: str) -> subprocess.Popen[str]:
    """Start the door as a schedule does."""
    return subprocess.Popen(
        [sys.executable, "-m", "kpi", *words, "--json", "--store", str(store.root)],
        cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
def test_many_processes_at_once_send_once(store: Store, inbox: Inbox) -> None:
    inbox.silent = 0.5
    runs = [process(store, "alerts") for _ in range(4)]
    answers = [json.loads(run.communicate(timeout=PATIENCE)[0]) for run in runs]
    statuses = sorted(a["recipients"][0]["status"] for a in answers)
    assert statuses.count("sent") == 1 and set(statuses) <= {"sent", "taken", "nothing"}
    assert len(inbox.posts) == 1


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
def test_killed_while_it_sends_it_is_sent_once_more_and_says_so(
    store: Store, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.silent = 30
    run = process(store, "alerts")
    deadline = time.monotonic() + PATIENCE
    while inbox.tries == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    inbox.silent = 0
    state = State.open(store.state_url)
    assert [a.result for a in state.alerts()] == ["claimed"]
    soon = process(store, "alerts").communicate(timeout=PATIENCE)[0]
    assert json.loads(soon)["recipients"][0]["status"] == "nothing"
    tomorrow = process(store, "alerts", LODESTAR_TODAY="2026-11-25")
    said = json.loads(tomorrow.communicate(timeout=PATIENCE)[0])["recipients"][0]
    assert said["status"] == "sent" and "可能已經收過" in said["body"]
    assert [a.result for a in state.alerts()] == ["sent"]


# -- the scheduled job -----------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, Path]:
    """Return an empty store and its folder for files to come."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-02-02")
    for name in ("LODESTAR_STATE", "LODESTAR_INBOX", "LODESTAR_ALERTS"):
        monkeypatch.delenv(name, raising=False)
    store = Store.at(tmp_path / "store")
    folder = store.root / "incoming"
    folder.mkdir()
    return store, folder


def brought(folder: Path, name: str, *, ago: int = 120, call: str = "") -> Path:
    """Put a sample export into the folder, some seconds ago."""
    path = folder / (call or name)
    shutil.copy(FILES / name, path)
    then = time.time() - ago
    os.utime(path, (then, then))
    return path


def test_run_takes_what_is_ready_and_leaves_the_rest(
    shop: tuple[Store, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    store, folder = shop
    at = ("--store", str(store.root))
    brought(folder, GOOD_FILE)
    brought(folder, BAD_FILE)
    brought(folder, GOOD_FILE, ago=5, call="still arriving.csv")
    for aside in (".hidden", "~$report.xlsx"):
        (folder / aside).touch()
        os.utime(folder / aside, (1, 1))
    code, answer = call(capsys, "run", *at)
    assert (code, answer["status"], answer["pull"]["status"]) == (1, "problems", "skipped")
    bad, good = answer["import"]["files"]
    assert (good["file"], good["status"]) == (GOOD_FILE, "loaded")
    assert (bad["file"], bad["status"], bad["moved_to"]) == (BAD_FILE, "rejected", None)
    assert bad["why"] and all(bad["why"])
    assert answer["import"]["arriving"] == ["still arriving.csv"]
    assert answer["publish"]["status"] == "unchanged" and answer["alerts"]["published"]
    assert answer["customers"]["status"] == "nothing", "there are no orders"
    assert sorted(p.name for p in folder.rglob("*.csv")) == sorted(
        [GOOD_FILE, BAD_FILE, "still arriving.csv"]
    )
    assert (folder / "done" / GOOD_FILE).exists()
    # the same file again: no change, put away under another name; what was refused is told again
    brought(folder, GOOD_FILE)
    (folder / BAD_FILE).unlink()
    code, answer = call(capsys, "run", *at)
    assert (code, answer["import"]["files"][0]["status"]) == (0, "unchanged")
    assert len(list((folder / "done").iterdir())) == 2
    (folder / "still arriving.csv").unlink()
    assert main(["run", *at]) == 0
    said = capsys.readouterr().out
    assert "沒有新檔案" in said and "GA4" in said


def test_run_takes_a_zip_whole_or_leaves_it(
    shop: tuple[Store, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    store, _ = shop
    folder = tmp_path / "elsewhere"
    monkeypatch.setenv("LODESTAR_INBOX", str(folder))
    folder.mkdir()
    for name, inside in (("whole.zip", [GOOD_FILE]), ("half.zip", [GOOD_FILE, BAD_FILE])):
        with zipfile.ZipFile(folder / name, "w") as packed:
            for file in inside:
                packed.write(FILES / file, file)
        os.utime(folder / name, (1, 1))
    code, answer = call(capsys, "run", "--store", str(store.root))
    told = {f["file"]: f["status"] for f in answer["import"]["files"]}
    assert (code, told["half.zip"]) == (1, "rejected") and told["whole.zip"] in (
        "loaded",
        "unchanged",
    )
    assert (folder / "half.zip").exists() and (folder / "done" / "whole.zip").exists()


def test_run_waits_for_its_turn_and_still_tells_the_news(
    shop: tuple[Store, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    store, folder = shop
    path = brought(folder, GOOD_FILE)
    with store.lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, answer = call(capsys, "run", "--store", str(store.root))
    assert (code, answer["status"], answer["import"]["status"]) == (75, "busy", "busy")
    assert answer["alerts"]["status"] == "nobody" and path.exists()


def test_run_does_not_mix_own_files_with_the_sample(
    shop: tuple[Store, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    store, folder = shop
    path = brought(folder, GOOD_FILE)
    mark = samples.Marker("2026-02-02", 1, filled=True)
    State.open(store.state_url).set_setting("sample_shop", {**_plain(mark)}, "test")
    code, answer = call(capsys, "run", "--store", str(store.root))
    assert (code, answer["import"]["status"]) == (1, "problems")
    assert "示範商店" in answer["import"]["why"] and path.exists()


def _plain(mark: samples.Marker) -> dict[str, Any]:
    return {name: getattr(mark, name) for name in mark.__slots__}


def test_run_pulls_once_it_was_set_up_and_goes_on_where_that_fails(
    shop: tuple[Store, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key is here: the pull says so, the file is read and the news told all the same."""
    store, folder = shop
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "LODESTAR_GA4_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    State.open(store.state_url).set_setting("ga4_property", "123", "test")
    brought(folder, GOOD_FILE)
    code, answer = call(capsys, "run", "--store", str(store.root))
    assert (code, answer["pull"]["status"], answer["status"]) == (1, "problems", "problems")
    assert "GOOGLE_APPLICATION_CREDENTIALS" in answer["pull"]["why"]
    assert [f["status"] for f in answer["import"]["files"]] == ["loaded"]
    assert answer["alerts"]["published"]


def test_a_wrong_call_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["alerts", "--nonsense"], ["run", "--dry-run"], ["alert"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
    capsys.readouterr()
