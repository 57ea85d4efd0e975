"""A 245 MB report from file to published figure, as a share of the rate lines can be counted at."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.bench.figures import WORK, Figure, Section, median
from tests.bench.process import Watched, run

ROOT = Path(__file__).parent.parent.parent
SIZE, START, CAMPAIGNS, GROUPS = 245_000_000, date(2024, 1, 1), 240, 8
MEMORY, SHARE, RUNS = 800 * 2**20, 0.05, 5
HEADER = (
    "Account,Customer ID,Day,Campaign,Campaign ID,Ad group,Ad group ID,Ad group status,"
    "Currency code,Impr.,Clicks,CTR,Avg. CPC,Cost,Search impr. share,Conversions,Conv. value\n"
)


def day_rows(n: int) -> Iterator[tuple[str, int, int, int, int, int]]:
    """Yield a day's lines with impressions, clicks and, in hundredths, the other measures."""
    day = (START + timedelta(n)).isoformat()
    for k in range(CAMPAIGNS * GROUPS):
        c, g = divmod(k, GROUPS)
        impressions = (n * 7919 + k * 104729) % 9000
        clicks = impressions * (3 + k % 5) // 100
        cost, conversions = clicks * (311 + (n + k) % 600), clicks * (k % 9)
        value = conversions * 750
        shown = f'"{impressions:,}"' if impressions > 999 else str(impressions)
        worth = f'"{value / 100:,.2f}"' if value else " --"
        rate = f"{clicks * 100 / impressions:.2f}%" if impressions else " --"
        each = f"{cost / clicks / 100:.2f}" if clicks else " --"
        share = "< 10%" if k % 7 == 0 else " --"
        yield (
            f"North Star,123-456-7890,{day},品牌 Campaign {c:03},{21000000000 + c},Ad group {g},"
            f"{151000000000 + k},Enabled,TWD,{shown},{clicks},{rate},{each},{cost / 100:.2f},"
            f"{share},{conversions / 100:.2f},{worth}\n",
            impressions, clicks, cost, conversions, value,
        )  # fmt: skip


def make(path: Path) -> dict[str, str]:
    """Write the report, once; return what it must sum to."""
    told = path.with_suffix(".json")
    if path.exists() and told.exists():
        return json.loads(told.read_text())
    sums, n, body = [0] * 5, 0, path.with_suffix(".body")
    with body.open("w", encoding="utf-8", newline="") as out:
        while out.tell() < SIZE - 500:
            lines = []
            for line, *numbers in day_rows(n):
                lines.append(line)
                sums = [s + v for s, v in zip(sums, numbers, strict=True)]
            out.write("".join(lines))
            n += 1
    end = START + timedelta(n - 1)
    impressions, clicks = sums[:2]
    cost, conversions, value = (Decimal(s).scaleb(-2) for s in sums[2:])
    tail = f'"{impressions:,}",{clicks}, --, --,{cost}, --,"{conversions:,}","{value:,}"\n'
    span = f"{START:%B} {START.day}, {START.year} - {end:%B} {end.day}, {end.year}"
    with path.open("wb") as whole, body.open("rb") as rows:
        whole.write(f'Ad group report\n"{span}"\n{HEADER}'.encode())
        shutil.copyfileobj(rows, whole, 1 << 20)
        for label in ("Total: Ad groups", "Total: Account"):
            whole.write(f"{label}{', --' * 7},TWD,{tail}".encode())
    body.unlink()
    wanted = {
        "from": START.isoformat(), "to": end.isoformat(), "rows": str(n * CAMPAIGNS * GROUPS),
        "impressions": str(impressions), "clicks": str(clicks), "cost": str(cost),
        "conversions": str(conversions), "conversion_value": str(value),
    }  # fmt: skip
    told.write_text(json.dumps(wanted))
    return wanted


def in_blocks(path: Path) -> int:
    """Count the newlines of a file block by block: the fastest plain way."""
    lines = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    return lines


def at_once(path: Path) -> int:
    """Count the newlines of a file read as one piece."""
    return path.read_bytes().count(b"\n")


def count_rate(path: Path, count: Callable[[Path], int]) -> float:
    """Return bytes a second at which newlines are counted: warm, median of five."""
    rates = []
    for _ in range(6):
        began = time.perf_counter()
        count(path)
        rates.append(path.stat().st_size / (time.perf_counter() - began))
    return median(rates[1:])


def load(path: Path, wanted: dict[str, str]) -> Watched:
    """Import into an empty store by the terminal door and check the published figure."""
    store = WORK / "import-store"
    if store.exists():
        shutil.rmtree(store)
    env = {**os.environ, "LODESTAR_STORE": str(store)}
    door = [sys.executable, "-m", "data", "import", str(path), "--json"]
    seen = run(door, ROOT, env)
    if seen.code:
        raise SystemExit(f"the import failed ({seen.code}):\n{seen.stdout}\n{seen.stderr}")
    file = json.loads(seen.stdout)["files"][0]
    rows = file["rows"]
    assert (file["status"], str(rows["loaded"]), file["reconciled"]) == (
        "loaded", wanted["rows"], True,
    ), file  # fmt: skip
    shown = run(
        [sys.executable, "-m", "kpi", "show", "cost", "conversions", "impressions", "--json",
         "--from", wanted["from"], "--to", wanted["to"]],
        ROOT, env,
    )  # fmt: skip
    got = {r["kpi"]: Decimal(str(r["value"])) for r in json.loads(shown.stdout)["rows"]}
    for kpi in ("cost", "conversions", "impressions"):
        assert got[kpi] == Decimal(wanted[kpi]), (kpi, got[kpi], wanted[kpi])
    shutil.rmtree(store)
    return seen


def bench() -> Section:
    """Measure the import and word the result."""
    WORK.mkdir(exist_ok=True)
    path = WORK / "google_ad_group_245mb.csv"
    wanted = make(path)
    size = path.stat().st_size
    floor, slower = count_rate(path, in_blocks), count_rate(path, at_once)
    seen = [load(path, wanted) for _ in range(RUNS)]
    seconds = median([s.seconds for s in seen])
    rate = size / seconds
    share = rate / floor
    peak, largest = max(s.peak for s in seen), max(s.largest for s in seen)
    return Section(
        "Import: a 245 MB Google report, from file to published figure",
        f"{size / 1e6:.0f} MB, {int(wanted['rows']):,} daily ad-group rows with quoted thousands, "
        f"percent signs, ` --` and total rows, in UTF-8. `python -m data import`, whole process, "
        f"into an empty store; the published cost, conversions and impressions are checked after "
        f"each of {RUNS} runs. The floor is counting newlines in the same file, warm, median of 5; "
        "the goal is held against the faster way of counting.",
        (
            Figure("newline count, block by block", f"{floor / 1e9:.2f} GB/s"),
            Figure("newline count, the file as one piece", f"{slower / 1e9:.2f} GB/s"),
            Figure("file → published figure, median", f"{seconds:.2f} s"),
            Figure("that is", f"{rate / 1e6:.0f} MB/s"),
            Figure("share of the newline count", f"{share:.1%}", f"≥ {SHARE:.0%}", share >= SHARE),
            Figure("share of the count in one piece", f"{rate / slower:.1%}"),
            Figure(
                "peak memory, all processes together", f"{peak / 2**20:.0f} MiB",
                f"≤ {MEMORY / 2**20:.0f} MiB", peak <= MEMORY,
            ),
            Figure("peak memory, largest process", f"{largest / 2**20:.0f} MiB"),
        ),
    )  # fmt: skip


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure)
