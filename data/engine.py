"""How the state database is opened: SQLite beside the store, or Postgres by URL."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.text import Text

VERSION = 1

NEWER = Text(
    zh="狀態資料庫的版本是 {found}，這個程式只認得到 {known}；請更新程式後再開啟。",
    en="The state database has version {found}; this program knows up to {known}. Update it.",
)


@lru_cache(maxsize=16)
def engine(url: str) -> sa.Engine:
    """Open a state database, making what it lacks; one engine a URL and process."""
    made = sa.create_engine(url, json_serializer=partial(json.dumps, ensure_ascii=False))
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _sqlite_connect)
        sa.event.listen(made, "begin", _sqlite_begin)
    with made.connect().execution_options(write=True) as con, con.begin():
        t.metadata.create_all(con)
        found = con.execute(sa.select(t.meta.c.value).where(t.meta.c.key == "version")).scalar()
        if found is None:
            con.execute(t.meta.insert().values(key="version", value=VERSION))
        elif found > VERSION:
            raise RuntimeError(NEWER.fill(found=found, known=VERSION).zh)
    return made


def _sqlite_connect(raw: Any, _record: Any) -> None:
    """Set every SQLite connection up; SQLAlchemy's own BEGIN replaces the driver's late one."""
    raw.isolation_level = None
    for pragma in ("busy_timeout = 30000", "journal_mode = wal", "foreign_keys = on"):
        raw.execute(f"pragma {pragma}")


def _sqlite_begin(con: sa.Connection) -> None:
    """Take the write lock at once where one writes: a late one fails instead of waiting."""
    write = con.get_execution_options().get("write")
    con.exec_driver_sql("begin immediate" if write else "begin")
