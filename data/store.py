"""Where a store keeps its files; knows paths and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


def beside(rows: Path) -> Path:
    """Return where the counts of actions lie beside typed rows."""
    return rows.with_suffix(".actions.parquet")


@dataclass(frozen=True, slots=True)
class Store:
    """The folders and files of one store.

    Parameters
    ----------
    root : pathlib.Path
        Its folder; made when missing.
    """

    root: Path

    @classmethod
    def at(cls, root: str | os.PathLike[str] | None = None) -> Store:
        """Open the store at `root`, else at ``LODESTAR_STORE``, else ``data/store``."""
        chosen = Path(root or os.environ.get("LODESTAR_STORE") or HERE / "store").resolve()
        store = cls(chosen)
        for folder in (store.inbox, store.raw, store.parsed, store.snapshots):
            folder.mkdir(parents=True, exist_ok=True)
        return store

    @property
    def inbox(self) -> Path:
        """Files on their way in, ``<sha256>.part``."""
        return self.root / "inbox"

    @property
    def raw(self) -> Path:
        """Received files by content, ``raw/<sha256>``, read-only."""
        return self.root / "raw"

    @property
    def parsed(self) -> Path:
        """Typed Parquet by import, ``parsed/<import>.parquet``: what a replay reads."""
        return self.root / "parsed"

    def rows(self, import_id: int) -> Path:
        """Return where an import's typed rows lie."""
        return self.parsed / f"{import_id}.parquet"

    def actions(self, import_id: int) -> Path:
        """Return where the counts of an import's conversion actions lie, where it has any."""
        return beside(self.rows(import_id))

    def retired(self, sha256: str) -> Path:
        """Return what takes a file's place that named people: its typed rows, or nothing."""
        return self.raw / f"{sha256}.retired"

    @property
    def snapshots(self) -> Path:
        """Published, read-only copies and the ``CURRENT`` pointer."""
        return self.root / "snapshots"

    @property
    def master(self) -> Path:
        """The DuckDB file that only the ingest process opens."""
        return self.root / "master.duckdb"

    @property
    def lock(self) -> Path:
        """Held by the one ingest process."""
        return self.root / "ingest.lock"

    @property
    def parse_lock(self) -> Path:
        """Held by the one process that has a file read in the sandbox."""
        return self.root / "parse.lock"

    @property
    def customer_key(self) -> Path:
        """What customers are keyed with, hexadecimal; never in a database. Keep it with backups."""
        return self.root / "customer.key"

    @property
    def state_url(self) -> str:
        """SQLAlchemy URL of the state database; ``LODESTAR_STATE`` chooses another."""
        return os.environ.get("LODESTAR_STATE") or f"sqlite:///{self.root / 'state.sqlite'}"
