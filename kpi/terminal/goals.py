"""``python -m kpi goals export|import FILE``: the table of goals, as the Goals page gives it."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path
from typing import Any, get_args

import data.state
from data import small_table
from data.small_table import Kind, NoTable
from data.snapshot import Snapshot, Store, current
from data.state import Conflict, State
from data.text import Lang, Text
from kpi.facts.extent import extent
from kpi.goals import table, upload
from kpi.goals.goal import Goal
from kpi.goals.goal import goals as kept_goals
from kpi.goals.names import names_of
from kpi.goals.objectives import objectives
from kpi.goals.upload import Line, Upload
from kpi.terminal.door import WrongCall, common
from kpi.terms import terms
from kpi.uploads import Fate, WrongTable

REFUSED = 1

NO_FILE = Text("找不到 {file}。", "{file} does not exist.")
OTHER_KIND = Text("「{file}」要以 .xlsx 或 .csv 結尾。", "“{file}” must end in .xlsx or .csv.")
NO_REASON = Text(
    "請用 --why 寫下為什麼改；它會留在紀錄裡。",
    "Say with --why why they change; it stays in the record.",
)
EXPORTED = Text("已匯出 {n} 個目標到 {file}。", "{n} goals were written to {file}.")
COUNTED = Text(
    "{new} 個新增、{changed} 個更改、{same} 個不變、{refused} 列拒絕。",
    "{new} new, {changed} changed, {same} unchanged, {refused} lines refused.",
)
TRIED = Text("試跑，沒有存。", "A dry run; nothing was kept.")
PLACE = Text("第 {row} 列「{column}」「{value}」：{why}", "Row {row}, “{column}”, “{value}”: {why}")


def goals(args: argparse.Namespace) -> dict[str, Any]:
    """Write the table of goals, or keep what one says."""
    store = Store.at(args.store)
    state, seen = State.open(store.state_url), current(store)
    kept_goals(state, extent(seen).books if seen else {})
    return (_export if args.verb == "export" else _import)(args, state, seen)


def _export(args: argparse.Namespace, state: State, seen: Snapshot | None) -> dict[str, Any]:
    kind = Path(args.file).suffix.removeprefix(".").lower()
    if kind not in get_args(Kind):
        raise WrongCall(OTHER_KIND.fill(file=args.file))
    every = [Goal.from_doc(doc) for doc in state.goals()]
    names = names_of(every, objectives(state))
    rows = table.rows(every, _currency(state, seen), args.lang, names)
    content = small_table.write("csv" if kind == "csv" else "xlsx", table.SHEET.to(args.lang), rows)
    Path(args.file).write_bytes(content)
    return {"status": "exported", "file": args.file, "goals": len(every)}


def _import(args: argparse.Namespace, state: State, seen: Snapshot | None) -> dict[str, Any]:
    """Keep every line that is not refused, as the page does; of two people the second is told."""
    if not args.why and not args.dry_run:
        raise WrongCall(NO_REASON)
    found = _previewed(args, state, seen)
    if found.docs and not args.dry_run:
        try:
            upload.keep(state, found, args.by, args.why)
        except Conflict as conflict:
            raise WrongCall(conflict.text) from None
    counts = {f: found.count(f) for f in get_args(Fate)}
    status = "problems" if counts["refused"] else "kept" if found.docs else "unchanged"
    return {
        "status": status,
        "dry_run": args.dry_run,
        "lines": counts,
        "ignored": list(found.sheet.ignored),
        "refused": [r for x in found.lines for r in _refusals(x, found, args.lang)],
    }


def _previewed(args: argparse.Namespace, state: State, seen: Snapshot | None) -> Upload:
    path = Path(args.file)
    if not path.is_file():
        raise WrongCall(NO_FILE.fill(file=args.file))
    try:
        sheet = table.sheet(small_table.read(path.read_bytes(), path.name))
    except (NoTable, WrongTable) as wrong:
        raise WrongCall(wrong.text) from None
    books = extent(seen).books if seen else {}
    today = data.state.today(state)
    docs, named = state.goals(), objectives(state)
    return upload.preview(sheet, docs, _currency(state, seen), today, books, named)


def _currency(state: State, seen: Snapshot | None) -> str | None:
    return terms(state, seen.sources() if seen else []).currency


def _refusals(line: Line, found: Upload, lang: Lang) -> list[dict[str, Any]]:
    """Return where a refused line is wrong, with which value, why, and what to do."""
    if line.fate != "refused":
        return []
    cells = found.cells(line)
    return [
        {
            "row": line.row,
            "column": upload.column_of(found.sheet, one.field),
            "value": cells.get(one.field, "").strip()[:40],
            "why": one.text.to(lang),
        }
        for one in line.refused
    ]


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people."""
    if answer["status"] == "exported":
        print(EXPORTED.fill(n=answer["goals"], file=answer["file"]).to(lang))
        return
    for one in answer["refused"]:
        print(PLACE.fill(**one).to(lang))
    print(COUNTED.fill(**answer["lines"]).to(lang))
    if answer["dry_run"]:
        print(TRIED.to(lang))


def code(answer: dict[str, Any]) -> int:
    """Return the exit code of an answer."""
    return REFUSED if answer["status"] == "problems" else 0


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("goals", help="the table of goals, out and in")
    ask.add_argument("verb", choices=["import", "export"])
    ask.add_argument("file", metavar="FILE", help=".xlsx or .csv")
    ask.add_argument("--why", default="", help="the reason that stays in the record")
    ask.add_argument("--dry-run", action="store_true", help="say what it would change")
    ask.add_argument("--by", default=getpass.getuser(), help=argparse.SUPPRESS)
    common(ask)
    ask.set_defaults(answer=goals, told=tell, code=code)
