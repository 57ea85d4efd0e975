"""Tell for a whole source what its files never asked: one of them is read again with the answer."""

from __future__ import annotations

from data import intake
from data.journal import JournalRow
from data.snapshot import Snapshot, Source
from data.state import State
from data.store import Store


def bearer(store: Store, snapshot: Snapshot, source: Source) -> JournalRow | None:
    """Return the loaded file that ends last among those that speak for a source.

    None where no file of it is kept: fees have none, and orders are let go of after some days.
    """
    span = (source.first_day, source.last_day)
    heard = snapshot.imports_behind(source.platform, source.account, *span)
    state = State.open(store.state_url)
    rows = [state.entry(ref.import_id) for ref in heard]
    kept = [row for row in rows if row.report and (store.raw / row.sha256).exists()]
    return max(kept, key=_ends, default=None)


def tell(store: Store, row: JournalRow, key: str, value: str, by: str) -> int:
    """Read a loaded file again with one more answer and return the id of this new import.

    It goes the way of every file: it is read, says what it would change, and waits to be confirmed.
    """
    answers = row.answers | {key: value}
    number = intake.receive(store, row.file, store.raw / row.sha256, by, answers)
    if State.open(store.state_url).entry(number).answers.get(key) == value:
        intake.start(store, [number], by)
    else:  # the same file waits already, with another answer
        intake.answer(store, number, key, value, by)
    return number


def _ends(row: JournalRow) -> tuple[str, int]:
    span = row.report.period if row.report else None
    return (span.end.isoformat() if span else "", row.import_id)
