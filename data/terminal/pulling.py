"""``python -m data pull ga4``: bring a property's newest days in, as files like any other."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from time import monotonic, sleep
from typing import Any

from data import samples, state
from data.ga4 import marks, offers, reached, standing
from data.ga4 import pull as ga4
from data.ga4.access import Access, Property, access
from data.ga4.asking import Interrupted
from data.ga4.metadata import Offered, offered
from data.ga4.no_access import NoAccess
from data.ga4.parts import Part
from data.ga4.spans import Days
from data.ga4.standing import Standing
from data.ga4.table import Table
from data.ga4.tables import TABLES
from data.hold import ingesting
from data.limits import TERMINAL
from data.lock import flock
from data.state import State
from data.store import Store
from data.terminal import door, loading
from data.terminal.options import Wrong, tell
from data.text import Text

SETTING = "ga4_property"
WITHOUT = "ga4_without"
"""The tables that are left out."""
NONE = "none"
STOPPED, NOT_LOADED = 1, 1
LOOK = 0.5
"""Seconds between two looks whether somebody asked to stop, while GA4 is waited for."""

WHICH = Text(
    "這把金鑰看得到 {n} 個資源，請用 --property 指定：{names}。",
    "The key sees {n} properties; choose one with --property: {names}.",
)
NONE_SEEN = Text(
    "這把金鑰看不到任何資源；請在 GA4 的「管理 → 資源存取權管理」以「檢視者」邀請 {address}。",
    "The key sees no property; invite {address} as Viewer under Admin → Property access"
    " management.",
)
NOT_SEEN = Text(
    "這把金鑰看不到資源 {id}；看得到的有：{names}。",
    "The key does not see property {id}; it sees: {names}.",
)
PROGRESS = Text("{n}/{all} {table} {first} 至 {last}", "{n}/{all} {table} {first} to {last}")
STORING = Text("都拉到了，正在存進看板…", "All of it is here; storing it…")
NOTHING = Text(
    "{name} 在 {first} 至 {last} 沒有任何資料。", "{name} has no data from {first} to {last}."
)
PULLED = Text(
    "已拉取 {name}：{first} 至 {last}，{files} 個表，{asked} 次詢問。",
    "Pulled {name}: {first} to {last}, {files} tables, {asked} questions.",
)
UNLOADED = Text(
    "拉到了 {name} {first} 至 {last}，但有檔案沒有載入；請到「資料」看原因。",
    "Pulled {name} from {first} to {last}, but some of it was not loaded; see the Data page.",
)
HELD = Text("已停止；下次會從中斷的地方繼續。", "Stopped; the next pull goes on from here.")
NO_TABLE = Text(
    "--without 不認得 {keys}；可以不拉的有 {every}，或 none。",
    "--without does not know {keys}; what may be left out is {every}, or none.",
)
BACKWARDS = Text("--from {first} 在 --to {last} 之後；請對調。",
                 "--from {first} is after --to {last}; swap them.")  # fmt: skip


def run(args: argparse.Namespace, store: Store, kept: State) -> int:
    """Pull GA4's newest days, and load them."""
    samples.door.refuse(args, kept)
    with flock(standing.lock(store), wait=False):
        standing.write(store, Standing("pulling", ""))
        try:
            key = access()
            owner = chosen(key, kept, args)
            return _pull(args, store, kept, key, owner)
        except NoAccess as refused:
            standing.write(store, Standing("refused", "", text=refused.text))
            raise Wrong(refused.text.to(args.lang)) from None
        except Interrupted as later:
            return _stopped(args, store, later.text)
        except KeyboardInterrupt:
            return _stopped(args, store, HELD)
        finally:
            standing.go_on(store)


def _stopped(args: argparse.Namespace, store: Store, why: Text) -> int:
    standing.write(store, Standing("stopped", "", text=why))
    print(why.to(args.lang), file=sys.stderr)
    return STOPPED


def chosen(key: Access, kept: State, args: argparse.Namespace) -> Property:
    """Return the property to pull: the one named, else the one kept, else the only one seen."""
    seen = {one.id: one for one in key.properties()}
    names = ", ".join(f"{one.id} {one.name}" for one in seen.values())
    wanted = args.property or kept.setting(SETTING)
    if wanted is None:
        if not seen:
            raise NoAccess(NONE_SEEN.fill(address=key.address))
        if len(seen) > 1:
            raise NoAccess(WHICH.fill(n=len(seen), names=names))
        wanted = next(iter(seen))
    if wanted not in seen:
        raise NoAccess(NOT_SEEN.fill(id=wanted, names=names or "–"))
    if wanted != kept.setting(SETTING):
        kept.set_setting(SETTING, wanted, args.by, "pull ga4")
    return seen[wanted]


def _say(
    args: argparse.Namespace, store: Store, now: Standing, n: int, every: int, part: Part
) -> None:
    _unless_stopped(store)
    told = {"table": part.table.name, "first": part.first, "last": part.last}
    text = PROGRESS.fill(n=n, all=every, **told)
    standing.write(store, replace(now, done=n, all=every, text=text))
    print(text.to(args.lang), file=sys.stderr)


def _wait(store: Store, seconds: float) -> None:
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        _unless_stopped(store)
        sleep(min(left, LOOK))


def _unless_stopped(store: Store) -> None:
    if standing.asked_to_stop(store):
        raise Interrupted(HELD)


def _pull(args: argparse.Namespace, store: Store, kept: State, key: Access, owner: Property) -> int:
    said = _offered(store, key, owner, state.today(kept))
    days = _days(args, store, kept, owner, (*wanted(args, kept), *marks.tables(said)))
    first, last = ga4.whole(days)
    now = Standing("pulling", "", owner.name, first=f"{first}", last=f"{last}")

    tell_part, work = partial(_say, args, store, now), ga4.folder(store, owner)
    found = ga4.pull(key, owner, days, work, tell_part, partial(_wait, store))
    standing.write(store, replace(now, done=1, all=1, text=STORING))
    loaded = _load(args, store, kept, found)
    sound = all(told.status in ("loaded", "unchanged") for told in loaded)
    if sound:
        ga4.done(work, found.last, days)
    words = {"name": owner.name, "first": first, "last": last}
    words |= {"files": len(found.files), "asked": found.asked}
    text = (UNLOADED if not sound else PULLED if found.files else NOTHING).fill(**words)
    status: standing.Status = "pulled" if sound else "problems"
    ended = replace(now, status=status, text=text, notes=found.notes, left=found.left)
    standing.write(store, ended)
    lines = [line for one in loaded for line in door.file_lines(one, args.lang)]
    tell(
        args,
        lambda: _document(owner, found, loaded, sound, args),
        lambda: [*lines, text.to(args.lang)],
    )
    return 0 if sound else NOT_LOADED


def wanted(args: argparse.Namespace, kept: State) -> tuple[Table, ...]:
    """Return the tables to pull: all but those somebody left out, now or before."""
    optional = [table.key for table in TABLES if table.optional]
    if args.without is not None:
        left = [key for key in args.without.split(",") if key != NONE]
        unknown = [key for key in left if key not in optional]
        if unknown:
            names = {"keys": ", ".join(unknown), "every": ", ".join(optional)}
            raise Wrong(NO_TABLE.fill(**names).to(args.lang))
        kept.set_setting(WITHOUT, left, args.by, "pull ga4")
    out = kept.setting(WITHOUT) or ()
    return tuple(table for table in TABLES if table.key not in out)


def _offered(store: Store, key: Access, owner: Property, today: date) -> Offered | None:
    """Ask what the property offers and keep it; where it does not say, what it said before."""
    try:
        said = offered(key, owner.id, today)
    except (NoAccess, Interrupted):
        return offers.kept(store, owner.id)
    offers.keep(store, said)
    return said


def _days(
    args: argparse.Namespace,
    store: Store,
    kept: State,
    owner: Property,
    tables: Sequence[Table],
) -> dict[Table, Days]:
    """Return the days to pull of each table: those asked for, else what is due."""
    known = reached.read(ga4.folder(store, owner))
    due = ga4.due(kept.journal(), owner, state.today(kept), known, tables)
    days = {table: (args.first or first, args.last or last) for table, (first, last) in due.items()}
    first, last = ga4.whole(days)
    if last < first:
        raise Wrong(BACKWARDS.fill(first=first, last=last).to(args.lang))
    return days


def _load(args: argparse.Namespace, store: Store, kept: State, found: ga4.Pull) -> list[door.Told]:
    """Import the files of a pull, with what their property says of itself."""
    answers = {"currency": found.currency, "time_zone": found.time_zone}
    with ingesting(store, kept, args.by, TERMINAL, wait=True) as ingest:
        return list(loading.load(ingest, list(found.files), answers))


def _document(
    owner: Property, found: ga4.Pull, loaded: list[door.Told], sound: bool, args: argparse.Namespace
) -> dict[str, Any]:
    """Return the answer other programs read."""
    return {
        "status": "pulled" if sound else "problems",
        "property": {"id": owner.id, "name": owner.name},
        "period": {"from": found.first.isoformat(), "to": found.last.isoformat()},
        "asked": found.asked,
        "currency": found.currency,
        "time_zone": found.time_zone,
        "notes": list(found.notes),
        "tokens_left": found.left,
        "files": [door.file_json(told, args.lang) for told in loaded],
    }
