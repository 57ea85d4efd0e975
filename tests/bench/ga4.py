"""A first pull of GA4 over 13 months from a stand-in here: time of our side, memory, questions."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from typing import Any

from tests.bench.figures import WORK, Figure, Section
from tests.bench.process import run

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-21"
NUMBER, NAME = "123456", "bench - GA4"
MINUTES, EACH, AN_HOUR, A_DAY = 10, 10, 14_000, 200_000
"""The goal; tokens a question is taken to cost, which is the most GA4 calls usual; two of its
quotas: a project's of an hour, a property's of a day.
"""
PARTS = {
    "landingPage": 4_000, "city": 400, "itemId": 300, "sessionCampaignName": 150, "hour": 24,
    "sessionDefaultChannelGroup": 10, "eventName": 7, "userAgeBracket": 7, "userGender": 3,
    "deviceCategory": 3, "newVsReturning": 2, "cohortNthDay": 29,
}  # fmt: skip
"""So many different values each has, every day; other dimensions go along with one of these."""


def told(name: str, n: int) -> str:
    """Return what a part says of itself, or counts."""
    if name in ("city", "landingPage", "itemId", "itemName", "sessionCampaignName"):
        return f"/{name}/{n:05}"
    if name in ("hour", "cohortNthDay"):
        return f"{n:02}" if name == "hour" else f"{n:04}"
    if name == "eventName":
        return ("view_item", "add_to_cart", "begin_checkout", "purchase", "form_start",
                "form_submit", "subscribe")[n]  # fmt: skip
    return f"{name} {n}"


def counted(metric: str, n: int) -> int:
    """Return a figure of a part: the same every day, so that totals are known."""
    return 2_000 if metric.startswith("cohortTotal") else 2 + (n * 7 + len(metric)) % 50


def report(asked: Mapping[str, Any]) -> tuple[str, int]:
    """Return the answer to a request as JSON, and how many rows it has."""
    wanted = [d["name"] for d in asked.get("dimensions", ())]
    metrics = [m["name"] for m in asked["metrics"]]
    keys, lead = _leading(asked, wanted)
    sizes = [PARTS[name] for name in wanted if name in PARTS]
    many = 1
    for size in sizes:
        many *= size
    rows = [_row(wanted, metrics, n, sizes) for n in range(many)]
    offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 10_000))
    every = len(keys) * many
    shown = []
    for at in range(offset, min(every, offset + limit)):
        before, after = rows[at % many]
        key = f'{{"value":"{keys[at // many]}"}}' if lead else ""
        names = [*([key] if lead == "first" else []), *before, *([key] if lead == "last" else [])]
        shown.append(f'{{"dimensionValues":[{",".join(names)}],"metricValues":{after}}}')
    whole = [sum(counted(m, n) for n in range(many)) * len(keys) for m in metrics]
    totals = [{"metricValues": [{"value": str(v)} for v in whole]}]
    rest = {
        "totals": totals,
        "rowCount": every,
        "metadata": {"currencyCode": "TWD", "timeZone": "Asia/Taipei"},
        "propertyQuota": {"tokensPerDay": {"consumed": EACH, "remaining": A_DAY}},
    }
    return f'{{"rows":[{",".join(shown)}],{json.dumps(rest)[1:]}', len(shown)


def _row(
    wanted: Sequence[str], metrics: Sequence[str], n: int, sizes: Sequence[int]
) -> tuple[list[str], str]:
    """Return the names and the figures of one combination of parts."""
    at, of = n, {}
    for name, size in zip([w for w in wanted if w in PARTS], sizes, strict=True):
        at, of[name] = divmod(at, size)
    own = [name for name in wanted if name not in ("date", "cohort")]
    names = [f'{{"value":"{told(name, of.get(name, n % 300))}"}}' for name in own]
    figures = ",".join(f'{{"value":"{counted(m, n)}"}}' for m in metrics)
    return names, f"[{figures}]"


def _leading(asked: Mapping[str, Any], wanted: Sequence[str]) -> tuple[list[str], str]:
    """Return what rows repeat for: days, cohorts or spans, and where they say it."""
    if "cohortSpec" in asked:
        return [c["name"] for c in asked["cohortSpec"]["cohorts"]], "first"
    ranges = asked["dateRanges"]
    if len(ranges) > 1:
        return [r["name"] for r in ranges], "last"
    first, last = (date.fromisoformat(ranges[0][f"{end}Date"]) for end in ("start", "end"))
    days = [f"{first + timedelta(n):%Y%m%d}" for n in range((last - first).days + 1)]
    return (days, "first") if "date" in wanted else (days[:1], "")


def serve(port: Queue[int], done: Queue[tuple[float, int, int]]) -> None:
    """Answer until told to stop; say how long that kept it busy, how often it was asked, rows."""
    spent: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if not self.path.startswith("/v1beta/accountSummaries"):
                self._send(404, '{"error": {"code": 404, "message": "not here"}}')
                return
            one = {"property": f"properties/{NUMBER}", "displayName": NAME}
            owner = {"displayName": "bench", "propertySummaries": [one]}
            self._send(200, json.dumps({"accountSummaries": [owner]}))

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/stop":
                self._send(200, "{}")
                done.put((spent["ms"] / 1000, spent["asked"], spent["rows"]))
                return
            began = time.perf_counter()
            body, rows = report(json.loads(asked))
            self._send(200, body)
            spent["ms"] += round(1000 * (time.perf_counter() - began))
            spent["asked"] += 1
            spent["rows"] += rows

        def _send(self, status: int, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    server.serve_forever()


@contextmanager
def standin(done: Queue[tuple[float, int, int]]) -> Iterator[str]:
    """Serve beside the bench; yield the address."""
    port: Queue[int] = Queue()
    beside = Process(target=serve, args=(port, done), daemon=True)
    beside.start()
    try:
        yield f"http://127.0.0.1:{port.get(timeout=60)}"
    finally:
        beside.terminate()
        beside.join(10)


def bench() -> Section:
    """Pull once into an empty store, with everything that may be left out."""
    from urllib.request import Request, urlopen

    WORK.mkdir(exist_ok=True)
    store = WORK / "ga4-store"
    if store.exists():
        shutil.rmtree(store)
    done: Queue[tuple[float, int, int]] = Queue()
    with standin(done) as address:
        env = {k: v for k, v in os.environ.items() if not k.startswith("LODESTAR_")}
        env |= {"LODESTAR_GA4_ENDPOINT": address, "LODESTAR_TODAY": TODAY}
        call = [sys.executable, "-m", "data", "pull", "ga4", "--store", str(store), "--json"]
        before = _processor()
        pulled = run(call, cwd=ROOT, env=env)
        worked = _processor() - before
        with urlopen(Request(f"{address}/stop", b"{}", method="POST")) as answer:
            answer.read()
        theirs, asked, rows = done.get(timeout=60)
    assert pulled.code == 0, pulled.stderr[-2000:]
    loaded = {f["status"] for f in json.loads(pulled.stdout)["files"]}
    shutil.rmtree(store)
    return Section("GA4: a first pull", HOW, _figures(pulled, worked, theirs, asked, rows, loaded))


def _processor() -> float:
    """Return the seconds of processor time of programs that were run and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


HOW = (
    "`python -m data pull ga4` into an empty store: 13 months of a property with 4,000 landing"
    " pages, 400 cities and 300 items a day, every table, over REST from a stand-in in a process of"
    " its own on the same machine. Our side is the time from start to published figures less what"
    f" the stand-in took to answer. Tokens are estimated at {EACH} a question, the most GA4 calls"
    " usual; what a real property charges was not measured."
)


def _figures(
    pulled: Any, worked: float, theirs: float, asked: int, rows: int, loaded: set[str]
) -> tuple[Figure, ...]:
    ours, tokens = pulled.seconds - theirs, asked * EACH
    assert loaded == {"loaded"}, loaded
    return (
        Figure("rows pulled and loaded", f"{rows:,}"),
        Figure("our side", f"{ours / 60:.1f} min", f"≤ {MINUTES} min", ours <= 60 * MINUTES),
        Figure("processor time of it", f"{worked / 60:.1f} min"),
        Figure("with the stand-in's answers", f"{pulled.seconds / 60:.1f} min"),
        Figure("questions", f"{asked:,}"),
        Figure(
            f"tokens, estimated (of {AN_HOUR:,} an hour, {A_DAY:,} a day)",
            f"{tokens:,}", f"≤ {AN_HOUR:,}", tokens <= AN_HOUR,
        ),
        Figure("peak memory, largest process", f"{pulled.largest / 2**20:,.0f} MiB"),
    )  # fmt: skip


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure)
