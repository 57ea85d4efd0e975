"""The law of the house, read from the source: pages → kpi → data, small modules, bound values."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

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
    "pandas",
    "scipy",
    "statsmodels",
    "altair",
    "google",
    "python_calamine",
    "xlsxwriter",
}
LONGEST_MODULE, LONGEST_FUNCTION = 250, 30
# What may be longer, with its reason; empty is best.
EXCUSED: dict[str, str] = {}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    """Parse one module of the project."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def imports(node: ast.AST) -> Iterator[str]:
    """Yield the full names a piece of code imports; ``from data import x`` is ``data.x``."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert found.level == 0, "imports are written in full"
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


def at_import(module: ast.Module) -> Iterator[str]:
    """Yield what a module imports while it is being imported, not inside its functions."""
    for node in module.body:
        for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not for_types and not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield from imports(node)


def reads(name: str, package: str) -> bool:
    """Whether an imported name lies in a package."""
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_one_way(path: Path) -> None:
    names = set(imports(tree(path)))
    layer = path.parts[0]
    screen = layer in ("app.py", "pages")
    assert screen or not [n for n in names if reads(n, "streamlit")]
    forbidden = {"data": ("kpi", "pages", "app"), "kpi": ("pages", "app"), "pages": ("app",)}
    for above in forbidden.get(layer, ()):
        assert not [n for n in names if reads(n, above)], f"{path} looks back up at {above}"
    if layer == "kpi":
        may = KPI_MAY_READ | (A_DOOR_MAY_READ if path.parts[1] == "terminal" else set())
        wrong = [n for n in names if reads(n, "data") and not any(reads(n, ok) for ok in may)]
        assert not wrong, f"{path} reads {wrong}; it may read {sorted(may)}"


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


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_slow_imports_are_lazy(path: Path) -> None:
    slow = {n for n in at_import(tree(path)) if n.split(".")[0] in SLOW}
    if path.parts[0] == "pages":  # tables are made there, and the server is warm
        slow = {n for n in slow if not reads(n, "pandas")}
    assert not slow, f"{path} imports {slow} at once; import them where they are used"


@pytest.mark.parametrize("module", ["data.sandbox", "data.reading.reader", "data.__main__"])
def test_the_sandbox_is_light(module: str) -> None:
    heavy = ("pandas", "streamlit", "altair", "kpi", "pages")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_says_its_one_job(path: Path) -> None:
    said = (ast.get_docstring(tree(path)) or "").strip()
    if path.name == "__init__.py" and not tree(path).body:
        return
    assert said, f"{path} has no docstring"
    assert path.stem not in VAGUE
    first = said.splitlines()[0]
    assert first.endswith((".", ":", "。")), f"{path}: the first line is one sentence: {first!r}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_and_functions_stay_small(path: Path) -> None:
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    too_long = [f"the module: {lines} lines"] if lines > LONGEST_MODULE else []
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = code_lines(node)
            if body > LONGEST_FUNCTION:
                too_long.append(f"{node.name}: {body} lines")
    too_long = [t for t in too_long if f"{path}:{t.split(':')[0]}" not in EXCUSED]
    assert not too_long, f"{path} has a second noun in it: {too_long}"


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


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_values_are_bound_and_nothing_is_markup(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        assert "unsafe_allow_html" not in {k.arg for k in node.keywords}, f"{path}:{node.lineno}"
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ("execute", "executemany", "sql", "query") and node.args:
            assert not glued(node.args[0]), f"{path}:{node.lineno} glues SQL together; bind it"


def test_no_module_swallows_exceptions() -> None:
    swallowed = [
        f"{path}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
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
