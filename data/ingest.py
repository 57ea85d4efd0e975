"""The ingest process's work on one store: parse, decide, commit, undo, publish."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from data import publication, sandbox
from data.durable import sync
from data.journal import JournalRow, Step
from data.limits import Limits
from data.lock import flock
from data.mapping.mappings import usable
from data.report import Question, Report
from data.rules import settled as rules
from data.state import State
from data.store import Store
from data.text import Text
from data.warehouse import entities
from data.warehouse.master import Master
from data.warehouse.staging import Miscount

NEVER_REMEMBERED = {"replace", "quarantine", "year"}
"""Answers about one file, not about its source."""

ABOUT_THE_ACCOUNT = {"currency", "tax", "time_zone"}
"""Remembered by the account, also where the file did not name it; the rest by what it names."""

STEPS = {
    "parsed": Step.PARSED,
    "needs_answer": Step.NEEDS_ANSWER,
    "rejected": Step.REJECTED,
}

FAILED = Text(
    zh="寫入倉儲時失敗（{why}）；什麼都沒有寫入。請確認磁碟空間後再試一次。",
    en="Writing it failed ({why}); nothing was written. Check the disk space and try again.",
)


class Ingest:
    """One process working on a store, with the master open from its first use to its end.

    Parameters
    ----------
    by : str
        Who asked, for journal and audit.
    limits : data.limits.Limits
        How large a file may be and what reading it may cost.
    """

    def __init__(self, store: Store, state: State, by: str, limits: Limits) -> None:
        self.store, self.state, self.by, self.limits = store, state, by, limits
        self.secrets: dict[str, str] = {}  # for the reading child alone, never a journal row
        self.waiting: sandbox.Child | None = None  # started for the next file while it was received
        self.dirty = False
        self._master: Master | None = None

    @property
    def master(self) -> Master:
        """The open master."""
        if self._master is None:
            self._master = Master(self.store.master, self.store.parsed)
        return self._master

    def close(self) -> None:
        """Write the master into its one file and let go of it."""
        if self._master is not None:
            self._master.close()
            self._master = None

    def abandon(self) -> None:
        """Let go of a master that can no longer be trusted."""
        if self._master is not None:
            self._master.abandon()
            self._master = None

    def parse(self, row: JournalRow) -> JournalRow:
        """Read a received file in the sandbox; answers given for its source before are used.

        One file of a store is read at a time; one that another process has read meanwhile is
        returned as it is.
        """
        with flock(self.store.parse_lock, wait=True):
            row = self.state.entry(row.import_id)
            # another process may have read it, and asked for the very secret this one brings
            asked = self.secrets and row.state is Step.NEEDS_ANSWER
            if row.state is not Step.RECEIVED and not asked:
                return row
            return self._parse(row)

    def _parse(self, row: JournalRow) -> JournalRow:
        """Read a file and write down what was found."""
        out = self.store.rows(row.import_id)
        self.state.move(row.import_id, Step.PARSING, self.by)
        found = self.read(row, self.store.raw / row.sha256, out)
        if found.state is Step.PARSED:
            sync(out)
        told = {"report": found.report, "answers": found.answers}
        return self._move(row, found.state, changes=None, error=None, **told)

    def read(self, row: JournalRow, raw: Path, out: Path) -> JournalRow:
        """Read a file in the sandbox; where it asks what its source was asked before, again."""
        answers = dict(row.answers)
        parse = partial(sandbox.parse, limits=self.limits, mappings=usable(self.state, row))
        read = partial(parse, self.store, raw, row.file, out)
        waiting, self.waiting = self.waiting, None
        report = read(answers | self.secrets, waiting=waiting)
        known = self._recall(report, ", ".join(report.accounts))
        missing = {q.key for q in report.questions} & known.keys() - answers.keys()
        if missing - NEVER_REMEMBERED:
            answers |= {key: known[key] for key in missing - NEVER_REMEMBERED}
            report = read(answers | self.secrets)
        return replace(row, state=STEPS[report.status], report=report, answers=answers)

    def decide(self, row: JournalRow, keep: bool) -> JournalRow:
        """Settle account and currency of a parsed file, then commit it, or only try it.

        Parameters
        ----------
        keep : bool
            False for a file that waits for a person: its changes are told, nothing is written.

        Returns
        -------
        JournalRow
            COMMITTED, PARSED (tried), NEEDS_ANSWER or REJECTED.
        """
        file = self.store.rows(row.import_id)
        settled = self.settle(row, file)
        report = settled.report
        assert report is not None
        if settled.state is not Step.PARSED:
            return self._move(row, settled.state, report=report, answers=settled.answers)
        if keep:
            self._move(row, Step.COMMITTING, report=report, answers=settled.answers, error=None)
        try:
            outcome = self.master.commit(settled, keep)
        except (duckdb.Error, Miscount) as failure:
            return self._failed(row, Step.PARSED, failure)
        told = outcome.changes.to_json()
        if outcome.asks:
            asking = self.asking(settled, (outcome.changes.question(),))
            return self._move(row, asking.state, report=asking.report, changes=told)
        if outcome.at is None:
            return self._move(
                row, Step.PARSED, report=report, answers=settled.answers, changes=told
            )
        self.committed(settled)
        return self._move(row, Step.COMMITTED, changes=told, committed_at=outcome.at)

    def settle(self, row: JournalRow, file: Path) -> JournalRow:
        """Return a parsed file's row with account and currency decided: still PARSED, or asking."""
        report = row.report
        assert report is not None
        report = replace(report, status="parsed", questions=())
        recall = partial(self._recall, report)
        owner = entities.decide(self.master, report, file, row.answers, recall)
        if owner.problem:
            problems = (*report.problems, owner.problem)
            refused = replace(report, status="rejected", problems=problems).held_back()
            return replace(row, state=Step.REJECTED, report=refused)
        if owner.questions:
            return self.asking(replace(row, report=report), owner.questions)
        return replace(row, state=Step.PARSED, report=report, answers=owner.answers)

    def asking(self, row: JournalRow, questions: tuple[Question, ...]) -> JournalRow:
        """Return the row of a readable file that waits for answers."""
        assert row.report is not None
        report = replace(row.report, status="needs_answer", questions=questions)
        return replace(row, state=Step.NEEDS_ANSWER, report=report)

    def committed(self, row: JournalRow) -> None:
        """Do what follows a commit: remember the answers, choose the board's first currency."""
        self.dirty = True
        assert row.report is not None
        named, owner = ", ".join(row.report.accounts), entities.source(row.report, row.answers)
        for key in row.answers.keys() - NEVER_REMEMBERED:
            account = owner if key in ABOUT_THE_ACCOUNT else named
            source = (row.report.platform or "", account, row.report.format or "")
            self.state.remember(source, key, row.answers[key], self.by, row.import_id)
        currency = row.report.currency or row.answers.get("currency")
        if currency and self.state.setting("currency") is None:
            self.state.set_setting("currency", currency, self.by, row.file)

    def undo(self, row: JournalRow) -> JournalRow:
        """Take a committed import out of every figure; where that fails the error says why."""
        try:
            at = self.master.undo(row.import_id)
        except duckdb.Error as failure:
            return self._failed(row, row.state, failure)
        self.dirty = True
        return self._move(row, Step.UNDONE, undone_at=at)

    def publish(self) -> None:
        """Give out what the master holds; imports that were committed are now PUBLISHED."""
        self.master.follow(rules.settled(self.state))
        self.close()
        publication.publish(self.store)
        self.dirty = False
        self.follow_publication()

    def follow_publication(self) -> None:
        """Let the journal know that what was committed is published."""
        for row in self.state.journal():
            if row.state is Step.COMMITTED:
                self._move(row, Step.PUBLISHED)

    def _failed(self, row: JournalRow, step: Step, failure: Exception) -> JournalRow:
        """Let go of a master that could not be written, and say why."""
        self.abandon()
        why = str(failure).partition("\n")[0]
        return self._move(row, step, error=FAILED.fill(why=why))

    def _recall(self, report: Report, account: str) -> dict[str, str]:
        if report.platform is None or report.format is None:
            return {}
        return self.state.answers(report.platform, account, report.format)

    def _move(self, row: JournalRow, step: Step, **values: Any) -> JournalRow:
        self.state.move(row.import_id, step, self.by, **values)
        return self.state.entry(row.import_id)
