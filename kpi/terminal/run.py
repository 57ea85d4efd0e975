"""``python -m kpi run``: the one scheduled job: import what lies ready, publish, tell the news."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.snapshot import Outdated, Snapshot, Store, current
from data.state import State, today
from data.text import Lang, Text
from kpi.alerts.addresses import VARIABLE
from kpi.customers import kept
from kpi.facts.extent import extent
from kpi.response import kept as responses
from kpi.terminal import alerts
from kpi.terminal.door import common
from kpi.terms import terms
from kpi.utm.news import at_stake

ROOT = Path(__file__).parents[2]
INBOX = "LODESTAR_INBOX"
"""Another folder than ``incoming`` of the store, whose own ``inbox`` holds files under way and is
swept with the sample shop."""
FOLDER, DONE = "incoming", "done"
ASIDE = (".", "~$")
"""How names begin that systems and Excel put beside the files."""
SETTLED = 60
"""Seconds a file must lie unchanged: a younger one may still be arriving."""
MENDING, WRONG, BUSY = 1, 2, 75
TAKEN = ("loaded", "unchanged")

PROPERTY = "ga4_property"
"""The setting that a first ``python -m data pull ga4`` keeps: from then on it is pulled here."""
NO_PULL = Text(
    "GA4 不自動抓取：還沒有設定；先執行一次 python -m data pull ga4，之後就會在這裡抓。",
    "GA4 is not pulled: it is not set up; run python -m data pull ga4 once, from then on it is"
    " pulled here.",
)
PULLED = Text("已抓取 GA4 {first} 至 {last}。", "Pulled GA4 from {first} to {last}.")
ARRIVING = Text("剛放進來，下一次再讀", "just arrived, read by the next run")
STAYED = Text("留在原處", "stays where it is")
MOVED = Text("移到 {folder}/", "moved to {folder}/")
BUSY_NOW = Text(
    "另一個匯入正在進行，下一次再讀。", "Another import is at work; the next run reads."
)
NOTHING = Text("{folder} 裡沒有新檔案。", "No new files in {folder}.")
BOOK_MADE = Text(
    "已算好顧客的回購與價值。", "Worked out who comes back and what customers are worth."
)
FAILED = Text("匯入程式沒有完成：{said}", "The import did not finish: {said}")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Pull, import, publish, fit, alert; what fails in one step does not keep the next from its
    work.
    """
    store = Store.at(args.store)
    folder = Path(os.environ.get(INBOX) or store.root / FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    state = State.open(store.state_url)
    pulled = _pulled(store, state, args.lang)
    brought = _imported(store, folder, args.lang)
    published = _published(store, args.lang)
    seen = _readable(store)
    customers = _customers(seen, state)
    curves = _curves(seen, state)
    told = alerts.served(seen, state, args.lang, dry=False)
    links = at_stake(seen, state) if seen else None
    return {
        "pull": pulled,
        "import": brought,
        "publish": published,
        "customers": customers,
        "curves": curves,
        "alerts": told,
        "utm": {"at_stake": links.to(args.lang) if links else None},
        "status": _status(pulled, brought, published, told),
    }


def _status(*steps: dict[str, Any]) -> str:
    """Return what a run came to: busy where it could not do its work, problems where it may not."""
    found = {step["status"] for step in steps}
    return next((status for status in ("busy", "problems") if status in found), "ok")


def _pulled(store: Store, state: State, lang: Lang) -> dict[str, Any]:
    """Bring the newest days of GA4 in, where a first pull has set it up."""
    if state.setting(PROPERTY) is None:
        return {"status": "skipped", "why": NO_PULL.to(lang)}
    done = _child("pull", "ga4", store=store, lang=lang)
    if done.returncode == BUSY:
        return {"status": "busy", "why": BUSY_NOW.to(lang)}
    if done.returncode or not done.stdout:
        return {"status": "problems", "why": (done.stderr.strip().splitlines() or [""])[-1]}
    days = json.loads(done.stdout)["period"]
    return {"status": "pulled", "why": PULLED.fill(first=days["from"], last=days["to"]).to(lang)}


def _imported(store: Store, folder: Path, lang: Lang) -> dict[str, Any]:
    """Import the files that lie ready; those that were taken move to ``done``."""
    found = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(ASIDE))
    ready = [p for p in found if time.time() - p.stat().st_mtime >= SETTLED]
    answer: dict[str, Any] = {"folder": str(folder), "status": "ok", "why": None}
    answer["arriving"] = [p.name for p in found if p not in ready]
    if not ready:
        return answer | {"files": []}
    done = _child("import", *map(str, ready), store=store, lang=lang)
    if done.returncode in (BUSY, WRONG) or not done.stdout:
        busy = done.returncode == BUSY
        why = BUSY_NOW if busy else FAILED.fill(said=" ".join(done.stderr.split())[-300:])
        status = "busy" if busy else "problems"
        return answer | {"files": [], "status": status, "why": why.to(lang)}
    files = json.loads(done.stdout)["files"]
    told = [_put_away(path, _of(path, files), folder) for path in ready]
    if any(one["status"] not in TAKEN for one in told):
        answer["status"] = "problems"
    return answer | {"files": told}


def _of(path: Path, files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is said of a file, or of each export in it where it is a zip."""
    return [f for f in files if f["file"] == path.name or f["file"].startswith(f"{path.name}/")]


def _put_away(path: Path, said: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Move a file that was taken whole; say why another one stays."""
    left = [f for f in said if f["status"] not in TAKEN]
    if not said or left:
        status = left[0]["status"] if left else "rejected"
        why = [text for f in left for text in _whys(f)]
        return {"file": path.name, "status": status, "why": why, "moved_to": None}
    target = _free(folder / DONE / path.name)
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    return {"file": path.name, "status": said[0]["status"], "why": [], "moved_to": str(target)}


def _whys(file: dict[str, Any]) -> list[str]:
    """Return what is wrong with a file and what is asked, as the import words it."""
    wrong = [f"{p['rule']} {p['mend'] or ''}".strip() for p in file["problems"]]
    asked = [f"{q['text']} (--answer {q['key']}=…)" for q in file["questions"]]
    return [*asked, *wrong]


def _free(path: Path) -> Path:
    """Return a name that is not taken: report.csv, report (2).csv …"""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found


def _published(store: Store, lang: Lang) -> dict[str, Any]:
    """Publish where another version wrote what is there; an import publishes by itself."""
    try:
        seen = current(store)
    except Outdated:
        done = _child("publish", store=store, lang=lang)
        status = "published" if done.returncode == 0 else "problems"
        return {"status": status, "why": done.stderr.strip() or None}
    return {"status": "unchanged" if seen else "nothing", "why": None}


def _readable(store: Store) -> Snapshot | None:
    try:
        return current(store)
    except Outdated:
        return None


def _customers(seen: Snapshot | None, state: State) -> dict[str, Any]:
    """Work the book of customers out, so that no page and no alert waits for it."""
    told = terms(state, extent(seen).sources) if seen else None
    if seen is None or told is None or told.currency is None:
        return {"status": "nothing"}
    if kept.find(seen, told):
        return {"status": "unchanged"}
    return {"status": "made" if kept.prepare(seen, told) else "nothing"}


def _curves(seen: Snapshot | None, state: State) -> dict[str, Any]:
    """Fit what spend brings, so that nobody waits for it on the page of what-if."""
    if seen is None or not extent(seen).sources:
        return {"status": "nothing"}
    if responses.find(seen, state):
        return {"status": "unchanged"}
    book = responses.prepare(seen, state, today(state))
    return {"status": "made" if book.response else "nothing"}


def _child(*words: str, store: Store, lang: Lang) -> subprocess.CompletedProcess[str]:
    """Call ``python -m data`` as anybody may: figures know nothing of how files are read.

    Whoever reads files has no use for the addresses of alerts.
    """
    call = [sys.executable, "-m", "data", *words, "--json", "--lang", lang]
    whole = [*call, "--store", str(store.root)]
    env = {name: value for name, value in os.environ.items() if name != VARIABLE}
    return subprocess.run(whole, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def code(answer: dict[str, Any]) -> int:
    """Return the exit code of an answer."""
    return {"busy": BUSY, "problems": MENDING}.get(answer["status"], 0)


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: a line a step, then the alerts."""
    brought, published = answer["import"], answer["publish"]
    print(answer["pull"]["why"])
    if not brought["files"] and not brought["arriving"] and not brought["why"]:
        print(NOTHING.fill(folder=brought["folder"]).to(lang))
    for line in filter(None, [brought["why"], published["why"]]):
        print(line)
    if answer["customers"]["status"] == "made":
        print(BOOK_MADE.to(lang))
    for name in brought["arriving"]:
        print(f"  {name}  {ARRIVING.to(lang)}")
    for file in brought["files"]:
        put = MOVED.fill(folder=DONE) if file["moved_to"] else STAYED
        print(f"  {file['file']}  {file['status']}  {put.to(lang)}")
        for why in file["why"]:
            print(f"    ✗ {why}")
    if answer["utm"]["at_stake"]:
        print(answer["utm"]["at_stake"])
    alerts.tell(answer["alerts"], lang)


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser(
        "run", help="the one scheduled job: import, publish, customers, alerts"
    )
    common(ask)
    ask.set_defaults(answer=run, told=tell, code=code)
