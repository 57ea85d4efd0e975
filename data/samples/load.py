"""Filling a store with the sample shop, by the way everybody's files go."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.hold import ingesting
from data.ingest import Ingest
from data.journal import Step
from data.limits import TERMINAL
from data.mapping import mappings
from data.rules import fees
from data.samples import marker
from data.samples.marker import BY, CHOSEN_EMPTY, SampleRefused
from data.state import State
from data.store import Store
from data.terminal import loading
from data.terminal.door import Told
from data.text import Text

if TYPE_CHECKING:
    from data.samples.stories import Stories
    from data.samples.world import World

EXPORTS, TRUTH = "exports", "truth.json"
SOUND = ("loaded", "unchanged")
FILES = 22
IMPORTS = FILES + 4
"""Of a download of Search Console five tables are imports of their own, of a filtered one one."""
STEPS = FILES + 2
"""Making the shop and publishing it, and the files between them."""

MAKING = Text("正在產生示範商店", "Making the sample shop")
LOADING = Text("正在匯入「{file}」", "Loading “{file}”")
PUBLISHING = Text("正在發布", "Publishing")
DONE = Text("示範商店已就緒", "The sample shop is ready")
WHY = Text("示範商店的設定", "set up with the sample shop")
REASON = f"{WHY.zh} {WHY.en}"
"""In both languages, for who looks at the record later is not known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far filling has come: `done` of `steps`, what is done now, and the file just loaded."""

    done: int
    steps: int
    text: Text
    told: Told | None = None

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.done / self.steps


def folder(store: Store) -> Path:
    """Return where the made exports and their truth lie."""
    return store.root / "sample"


def fill(store: Store, state: State, today: date, unasked: bool = False) -> Iterator[Progress]:
    """Fill an empty store with the sample shop that ends the day before; yield how far it is.

    Where that was cut short before, it is finished: files that are loaded stay as they are. The
    board's own today must not be earlier, else the newest days lie in its future.

    Raises
    ------
    SampleRefused
        When the store holds data of somebody's own, or the sample of another day; when it was
        chosen to start empty meanwhile, or before and this is `unasked`.
    """
    from data.samples.dice import SEED  # numpy is of no use to whoever only asks for the marker

    with ingesting(store, state, BY, TERMINAL, wait=True) as ingest:
        there = marker.begin(state, today, SEED, unasked)
        whole = there.filled
        if not whole:
            failed = yield from _load(ingest, today)
            whole = not failed
            yield Progress(STEPS - 1, STEPS, PUBLISHING)
    if whole and not there.filled:
        marker.complete(state, there)
    yield Progress(STEPS, STEPS, DONE)


def progress(state: State) -> Progress:
    """Return how far filling has come in another process, as its journal says."""
    rows = state.journal()
    loaded = {row.file for row in rows if row.state in (Step.COMMITTED, Step.PUBLISHED)}
    done = len({name.partition("/")[0] for name in loaded})  # a zip counts once
    due = [row.file for row in rows if row.state not in (Step.COMMITTED, Step.PUBLISHED)]
    text = LOADING.fill(file=due[-1]) if due else PUBLISHING if done >= FILES else MAKING
    return Progress(min(done + bool(rows), STEPS - 1), STEPS, text)


def _load(ingest: Ingest, today: date) -> Generator[Progress, None, list[str]]:
    """Make the shop, write its exports and truth, load the exports one after the other.

    They are written while the reading child is busy with those before.

    Returns
    -------
    list of str
        The files that were not loaded; there is none unless a reader has changed.
    """
    from data.samples.world import build, files

    yield Progress(0, STEPS, MAKING)
    world, place = build(today), folder(ingest.store)
    _settings(ingest.state, world.planted)
    failed = []
    with ThreadPoolExecutor(1) as beside, closing(loading.ahead(ingest.store)) as children:
        writing = [beside.submit(file.write) for file in files(world, place / EXPORTS)]
        told = beside.submit(_tell, world, place / TRUTH)
        for done, written in enumerate(writing, 1):
            if marker.leaving(ingest.state):
                beside.shutdown(wait=False, cancel_futures=True)
                raise SampleRefused(CHOSEN_EMPTY)
            file = written.result()
            yield Progress(done, STEPS, LOADING.fill(file=file.path.name))
            for found in loading.load(ingest, [file.path], file.answers, children):
                failed += [found.file] if found.status not in SOUND else []
                yield Progress(done, STEPS, LOADING.fill(file=file.path.name), found)
        _agree(ingest.state, told.result(), world.planted)
    return failed


def _tell(world: World, path: Path) -> Mapping[str, Any]:
    """Write what is known of the shop, and return it."""
    from data.samples.truth import truth

    known = truth(world)
    told = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(told + "\n", "utf-8")
    return known


def _agree(state: State, known: Mapping[str, Any], planted: Stories) -> None:
    """Keep what the team agreed on and what it did; what is there already stays as it is."""
    from data.samples import contracts, happened

    if not state.goals():
        served = [contracts.objective(date.fromisoformat(known["today"]))]
        state.save_goals(contracts.goals(known), BY, REASON, objectives=served)
    if not state.events():
        state.save_events(happened.events(planted), BY, REASON)


def _settings(state: State, planted: Stories) -> None:
    """Keep what a person would have entered: two mappings, the agency's rules, the margin, what the
    brand is called.
    """
    from data.samples import ledger, write_ads
    from data.samples.searched import BRAND_WORDS

    named = {m.name for m in mappings.saved(state)}
    for mapping in write_ads.mappings():
        if mapping.name not in named:
            mappings.save(state, mapping, BY, REASON)
    charged = set(fees.rules(state).values())
    for rule in ledger.fee_rules(planted):
        if rule not in charged:
            fees.save(state, rule, BY, REASON)
    kept = {"currency": "TWD", "gross_margin": ledger.MARGIN, "brand_words": list(BRAND_WORDS)}
    for key, value in kept.items():
        if state.setting(key) is None:
            state.set_setting(key, value, BY, REASON)
