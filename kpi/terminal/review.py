"""``python -m kpi review``: open a week's review, close it, take it along, or a month's report.

The answer (--json)::

    {"status": "opened" | "open" | "closed" | "exported" | "listed",
     "review": {"id", "week": {"from", "to"}, "snapshot", "opened_at", "opened_by",
                "closed_at": … | null, "closed_by", "currency", "news": {"zh", "en"},
                "kpis": [{"goal", "kpi", "value", "target", "verdict", "decision": … | null}]}
               | null,
     "reviews": [{"id", "snapshot", "opened_at", "closed_at", "decisions"}],  (list)
     "file", "bytes"}                                                        (export, month)

An open review that is opened again stays as it is: its figures are frozen.
"""

from __future__ import annotations

import argparse
import getpass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import data.state
from data.schema import PLATFORMS
from data.snapshot import Store, current
from data.state import Conflict, State
from data.text import Lang, Text
from kpi.period import Span
from kpi.publish.pdf import NoFont
from kpi.reports.monthly import monthly
from kpi.reports.weekly import Kind, weekly
from kpi.review import record
from kpi.review.opening import close_review, last_week, open_review
from kpi.review.record import Review
from kpi.review.refused import Refused
from kpi.terminal.door import WrongCall, common, print_table

USUAL: Kind = "pptx"
MONTH_KINDS = ("pptx", "pdf", "xlsx")
NO_REVIEW = Text(
    "沒有「{id}」這次週會；目前有：{ids}。用 python -m kpi review open 開始一次。",
    "There is no review “{id}”; there are: {ids}. Open one with python -m kpi review open.",
)
NONE = Text("還沒有", "none yet")
NO_PLATFORM = Text(
    "不認得平台「{name}」；可以用：{names}。", "There is no platform “{name}”; there are: {names}."
)
NO_DAY = Text(
    "看不懂「--week {text}」；要寫那一週的星期一，例如 2026-11-16。",
    "“--week {text}” is no day; write the Monday of the week, as in 2026-11-16.",
)
NO_MONTH = Text(
    "看不懂月份「{text}」；要寫成 2026-10。", "“{text}” is no month; write it as 2026-10."
)
NO_KIND = Text(
    "不能存成「{kind}」；可以用 --as：{kinds}。", "No “{kind}” can be made; --as takes: {kinds}."
)
NO_PLACE = Text(
    "沒有「{place}」這個資料夾；請先建立，或用 --to 換一個地方。",
    "There is no folder “{place}”; make it first, or choose another place with --to.",
)
CHANGED = Text(
    "有人剛剛改了這次週會；請再執行一次。",
    "Somebody has just changed this review; run it once more.",
)
SAID = {
    "opened": Text("已開始週會 {id}（快照 {n}）。", "The review {id} is open (snapshot {n})."),
    "open": Text("週會 {id} 之前就開始了（快照 {n}）；數字沒有改變。",
                 "The review {id} was open already (snapshot {n}); its figures are unchanged."),
    "closed": Text("週會 {id} 已結束（快照 {n}）。", "The review {id} is closed (snapshot {n})."),
}  # fmt: skip
WRITTEN = Text("已存成 {file}", "Written to {file}")
TITLES = (Text("週會", "Review"), Text("快照", "Snapshot"), Text("開始（UTC）", "Opened (UTC)"),
          Text("結束（UTC）", "Closed (UTC)"), Text("決議", "Decisions"))  # fmt: skip


def review(args: argparse.Namespace) -> dict[str, Any]:
    """Do what was asked for and return it as the door's JSON document."""
    store = Store.at(args.store)
    try:
        answer: dict[str, Any] = args.verb(args, store, State.open(store.state_url))
    except (Refused, NoFont) as refused:
        raise WrongCall(refused.text) from None
    except Conflict:
        raise WrongCall(CHANGED) from None
    return answer


def _open(args: argparse.Namespace, store: Store, state: State) -> dict[str, Any]:
    today = data.state.today(state)
    week = _week(args.week) if args.week else last_week(today)
    there = record.review(state, week.start.isoformat())
    found = open_review(current(store), state, week, today, args.by)
    return {"status": "open" if there else "opened", "review": _told(found)}


def _close(args: argparse.Namespace, store: Store, state: State) -> dict[str, Any]:
    return {"status": "closed", "review": _told(close_review(state, _kept(args, state), args.by))}


def _list(args: argparse.Namespace, store: Store, state: State) -> dict[str, Any]:
    told = [
        {"id": one.id, "snapshot": one.snapshot, "opened_at": f"{one.opened_at:%Y-%m-%dT%H:%M}",
         "closed_at": one.closed_at and f"{one.closed_at:%Y-%m-%dT%H:%M}",
         "decisions": len(one.decisions)}
        for one in record.reviews(state)
    ]  # fmt: skip
    return {"status": "listed", "review": None, "reviews": told}


def _export(args: argparse.Namespace, store: Store, state: State) -> dict[str, Any]:
    if args.eye is not None and args.eye not in PLATFORMS:
        raise WrongCall(NO_PLATFORM.fill(name=args.eye, names=", ".join(PLATFORMS)))
    seen, kind = _kept(args, state), _kind(args, get_args(Kind))
    name, content = weekly(state, seen, args.lang, kind, args.eye)
    return {"status": "exported", "review": _told(seen), **_write(args, name, content)}


def _month(args: argparse.Namespace, store: Store, state: State) -> dict[str, Any]:
    try:
        month = date.fromisoformat(f"{args.month}-01")
    except ValueError:
        raise WrongCall(NO_MONTH.fill(text=args.month)) from None
    kind = _kind(args, MONTH_KINDS)
    name, content = monthly(current(store), state, month, args.lang, kind)
    return {"status": "exported", "review": None, **_write(args, name, content)}


def _week(text: str) -> Span:
    """Return the seven days from a day on; opening says what is no week."""
    try:
        monday = date.fromisoformat(text)
    except ValueError:
        raise WrongCall(NO_DAY.fill(text=text)) from None
    return Span(monday, monday + timedelta(6))


def _kept(args: argparse.Namespace, state: State) -> Review:
    found = record.review(state, args.id)
    if found is None:
        ids = ", ".join(one.id for one in record.reviews(state))
        raise WrongCall(NO_REVIEW.fill(id=args.id, ids=ids or NONE))
    return found


def _kind(args: argparse.Namespace, kinds: tuple[str, ...]) -> Any:
    """Return what to make: as said, else by the file's ending, else slides."""
    ending = Path(args.to).suffix.removeprefix(".").lower() if args.to else ""
    kind = args.kind or {"txt": "line"}.get(ending, ending) or USUAL
    if kind not in kinds:
        raise WrongCall(NO_KIND.fill(kind=kind, kinds=", ".join(kinds)))
    return kind


def _write(args: argparse.Namespace, name: str, content: bytes) -> dict[str, Any]:
    """Write a file where it was asked for; into a folder by its own name."""
    place = Path(args.to or ".")
    file = place / name if place.is_dir() else place
    if not file.parent.is_dir():
        raise WrongCall(NO_PLACE.fill(place=file.parent))
    file.write_bytes(content)
    return {"file": str(file), "bytes": len(content)}


def _told(one: Review) -> dict[str, Any]:
    """Return a review in brief; once published, its names stay."""
    decided = {d.item: d.step for d in one.decisions}
    item_of = {item.goal: item.key for item in one.agenda if item.goal}
    return {
        "id": one.id,
        "week": {"from": f"{one.week.start}", "to": f"{one.week.end}"},
        "snapshot": one.snapshot,
        "opened_at": one.opened_at.isoformat(timespec="seconds"),
        "opened_by": one.opened_by,
        "closed_at": one.closed_at and one.closed_at.isoformat(timespec="seconds"),
        "closed_by": one.closed_by,
        "currency": one.currency,
        "news": one.news.as_dict(),
        "kpis": [
            {"goal": k.goal, "kpi": k.kpi, "value": None if k.value is None else float(k.value),
             "target": None if k.target is None else float(k.target),
             "verdict": k.verdict and str(k.verdict),
             "decision": decided.get(item_of.get(k.goal, ""))} for k in one.frozen
        ],
    }  # fmt: skip


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people."""
    if answer["status"] == "listed":
        lines = [[title.to(lang) for title in TITLES]]
        lines += [[str(value if value is not None else "–") for value in one.values()]
                  for one in answer["reviews"]]  # fmt: skip
        print_table(lines, {1, 4})
        return
    if answer["status"] == "exported":
        print(WRITTEN.fill(file=answer["file"]).to(lang))
        return
    found = answer["review"]
    print(SAID[answer["status"]].fill(id=found["id"], n=found["snapshot"]).to(lang))
    print(found["news"][lang])


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    asked = commands.add_parser(
        "review", help="the weekly review: open, close, export; a month's report",
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    verbs = asked.add_subparsers(required=True, metavar="VERB")
    opening = _verb(verbs, "open", _open, "open the review of a week and freeze its figures")
    opening.add_argument(
        "--week", metavar="MONDAY", help="the week; the last whole one if not said"
    )
    closing = _verb(verbs, "close", _close, "close a review whose reds are decided")
    exporting = _verb(verbs, "export", _export, "write a review as a file")
    for one in (closing, exporting):
        one.add_argument("id", metavar="ID", help="the Monday of its week, as in 2026-11-16")
    exporting.add_argument("--eye", metavar="PLATFORM",
                           help="for its agency: no margin, no other channel")  # fmt: skip
    _verb(verbs, "list", _list, "which reviews there are")
    month = _verb(verbs, "month", _month, "write the report of a month as a file")
    month.add_argument("month", metavar="YYYY-MM")
    for one, kinds in ((exporting, "pptx, pdf, xlsx, md, line"), (month, ", ".join(MONTH_KINDS))):
        one.add_argument("--as", dest="kind", metavar="KIND", help=kinds)
        one.add_argument("--to", metavar="FILE", help="a file or a folder; here if not said")


def _verb(verbs: Any, name: str, verb: Any, said: str) -> Any:
    made = verbs.add_parser(name, help=said)
    made.add_argument("--by", default=getpass.getuser(), help=argparse.SUPPRESS)
    common(made)
    made.set_defaults(answer=review, told=tell, verb=verb)
    return made
