"""The law of the house, read from the source: pages → kpi → data, small modules, bound values."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("law")  # one process, so that each module is parsed once

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    p.relative_to(ROOT)
    for p in (
        ROOT / "app.py",
        *(q for d in ("pages", "kpi", "data") for q in (ROOT / d).rglob("*.py")),
    )
    if p.exists() and "store" not in p.relative_to(ROOT).parts
)
KPI_MAY_READ = {"data.snapshot", "data.state", "data.schema", "data.text"}
A_DOOR_MAY_READ = {"data.small_table"}
"""What kpi/terminal may read besides: files that people hand in at the door."""
SLOW = {
    "apprise",
    "pptx",
    "typst",
    "pandas",
    "scipy",
    "statsmodels",
    "altair",
    "google",
    "python_calamine",
    "xlsxwriter",
}
ABOVE = {"data": ("kpi", "pages", "app"), "kpi": ("pages", "app"), "pages": ("app",)}
MAY_IMPORT = (ast.Import, ast.ImportFrom, ast.If, ast.Try, ast.With)
"""Statements that may import while a module is imported."""
LONGEST_MODULE, LONGEST_FUNCTION = 250, 30
# What may be longer, with its reason; empty is best.
EXCUSED: dict[str, str] = {}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    """Parse one module of the project."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module, walked once for all tests."""
    return tuple(ast.walk(tree(path)))


def faults(find: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """Return what is found in each module that has any; one test then tells all of them."""
    return {str(path): found for path in MODULES if (found := find(path))}


def imports(found_in: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the full names that code imports; ``from data import x`` is ``data.x``."""
    for found in found_in:
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert found.level == 0, "imports are written in full"
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


def at_import(module: ast.Module) -> Iterator[str]:
    """Yield what a module imports while it is being imported, not inside its functions."""
    for node in module.body:
        for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if isinstance(node, MAY_IMPORT) and not for_types:
            yield from imports(ast.walk(node))


def reads(name: str, package: str) -> bool:
    """Whether an imported name lies in a package."""
    return name == package or name.startswith(package + ".")


def looks_back(path: Path) -> list[str]:
    """Name what a module imports although its layer must not know it."""
    names, layer = set(imports(nodes(path))), path.parts[0]
    wrong = [n for n in names if reads(n, "streamlit") and layer not in ("app.py", "pages")]
    wrong += [n for above in ABOVE.get(layer, ()) for n in names if reads(n, above)]
    if layer == "kpi":
        may = KPI_MAY_READ | (A_DOOR_MAY_READ if path.parts[1] == "terminal" else set())
        wrong += [n for n in names if reads(n, "data") and not any(reads(n, ok) for ok in may)]
    return wrong


def test_imports_go_one_way() -> None:
    assert faults(looks_back) == {}, "pages → kpi → data, and of data only what kpi may read"


def test_no_module_needs_itself_to_be_imported() -> None:
    """A circle works only as long as somebody else is imported first."""
    named = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    needs = {
        name: {
            n
            for imported in at_import(tree(path))
            for n in (imported, imported.rpartition(".")[0])
            if n in named and n != name and not name.startswith(f"{n}.")
        }
        for name, path in named.items()
    }
    settled: set[str] = set()
    while ready := {n for n in needs.keys() - settled if needs[n] <= settled}:
        settled |= ready
    assert sorted(needs.keys() - settled) == [], "each of these waits for another of them"


def slow_at_once(path: Path) -> list[str]:
    """Name what is slow to import and not left to the function that needs it."""
    slow = [n for n in at_import(tree(path)) if n.split(".")[0] in SLOW]
    # tables are made in pages, and the server is warm
    return [n for n in slow if path.parts[0] != "pages" or not reads(n, "pandas")]


def test_slow_imports_are_lazy() -> None:
    assert faults(slow_at_once) == {}, "import them where they are used"


@pytest.mark.parametrize("module", ["data.sandbox", "data.reading.reader", "data.__main__"])
def test_the_sandbox_is_light(module: str) -> None:
    heavy = ("pandas", "streamlit", "altair", "kpi", "pages")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def unsaid(path: Path) -> list[str]:
    """Tell where a module does not say its one job in its first line, or has no name of its own."""
    vague = [path.stem] if path.stem in VAGUE else []
    if path.name == "__init__.py" and not tree(path).body:
        return vague
    first = (ast.get_docstring(tree(path)) or "").strip().partition("\n")[0]
    return vague + ([] if first.endswith((".", ":", "。")) else [f"first line: {first!r}"])


def test_a_module_says_its_one_job() -> None:
    assert faults(unsaid) == {}, "the first line is one sentence"


def too_long(path: Path) -> list[str]:
    """Name the module and its functions that are longer than one job takes."""
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    sizes = {"the module": lines} if lines > LONGEST_MODULE else {}
    for node in nodes(path):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = code_lines(node)
            sizes |= {node.name: body} if body > LONGEST_FUNCTION else {}
    return [f"{n}: {size} lines" for n, size in sizes.items() if f"{path}:{n}" not in EXCUSED]


def test_modules_and_functions_stay_small() -> None:
    assert faults(too_long) == {}, "there is a second noun in it"


def code_lines(node: Any) -> int:
    """Lines of a function without its decorators and docstring."""
    first = node.body[0]
    worded = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = (first.end_lineno - first.lineno + 1) if worded else 0
    return node.end_lineno - node.lineno + 1 - doc


def glued(node: ast.expr) -> bool:
    """Whether an expression glues text together: an f-string, +, %, .format()."""
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        word = str(first.value) if isinstance(first, ast.Constant) else ""
        # settings take no bound values: `pragma` and `set` are left to the review
        return not word.startswith(("pragma ", "set "))
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Add, ast.Mod))
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr == "format"  # type: ignore[attr-defined]


def unbound(path: Path) -> list[str]:
    """Tell where SQL is glued together, or text is let through as markup."""
    found = []
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        if "unsafe_allow_html" in {k.arg for k in node.keywords}:
            found.append(f"{node.lineno}: markup")
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        asks = name in ("execute", "executemany", "sql", "query") and node.args
        if asks and glued(node.args[0]):
            found.append(f"{node.lineno}: glued SQL")
    return found


def test_values_are_bound_and_nothing_is_markup() -> None:
    assert faults(unbound) == {}, "values are bound"


def test_no_module_swallows_exceptions() -> None:
    swallowed = [
        f"{path}:{node.lineno}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and all(isinstance(s, ast.Pass) for s in node.body)
    ]
    assert not swallowed, "contextlib.suppress says the same with a reason"


def test_the_top_level_stays_tidy() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    allowed = {
        "app.py", "pages", "kpi", "data", "tests", "docs", "deploy", "README.md", "DECISIONS.md",
        "CHANGELOG.md", "Makefile", "pyproject.toml", "packages.txt", "LICENSE",
    }  # fmt: skip
    there = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in there if not name.startswith((".", "requirements"))} <= allowed
