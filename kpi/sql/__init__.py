"""The queries in SQL, by name; values are always bound, never written into them."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def text(name: str) -> str:
    """Return the text of ``<name>.sql``."""
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
