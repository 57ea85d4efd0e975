"""The recipes in SQL, by name; values are always bound, never written into them."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def recipe(name: str) -> str:
    """Return the text of ``<name>.sql``."""
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def names() -> list[str]:
    """Return the names of all recipes."""
    return sorted(path.stem for path in HERE.glob("*.sql"))


def filled(name: str, **lists: str) -> str:
    """Return a recipe with its lists of columns, or other recipes, in place of its braces.

    What is filled in is made from enums and constants (data/columns.py, declarations of exports);
    a value is never among it.
    """
    return recipe(name).format(**lists)
