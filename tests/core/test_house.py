"""Rules of the house that no tool checks: lengths, forbidden calls, foreign hosts, empty tests."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from tests.core.loaded import PLUGINS, ROOT

LONGEST_FUNCTION, LONGEST_FILE, MOST_METHODS = 60, 400, 15
WRITTEN = sorted(
    [*(ROOT / "core").rglob("*.py"), *PLUGINS.rglob("*.py"), ROOT / "config.py", ROOT / "run.py"]
)
SOURCE = [p for p in WRITTEN if p.parent.name != "migrations"]
"""Migrations are left out: a program writes them, and each is read once."""
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted([*(ROOT / "core").rglob("*.html"), *PLUGINS.rglob("*.html")])
STATIC = [p for p in (ROOT / "core" / "web" / "static").iterdir() if p.suffix in (".css", ".js")]
NOT_FOR_CHAPTERS = {"text", "table", "Table", "MetaData", "insert", "update", "delete"}
READS_CLOCK = {"core/app.py", "core/cli/store.py"}
"""Where the present moment comes in; everything below gets it as an argument."""


def name_of(path: Path) -> str:
    """The path inside the project."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """A parsed file."""
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None and isinstance(first, ast.Expr):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", [*SOURCE, *TESTS], ids=name_of)
def test_no_file_is_longer_than_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{name_of(path)}: {node.name} has {length(node)} lines"
        for path in (*SOURCE, *TESTS)
        for node in functions(tree_of(path))
        if length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_class_has_more_than_fifteen_public_methods() -> None:
    wide = []
    for path in SOURCE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                public = [
                    m.name
                    for m in node.body
                    if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")
                ]
                # The list of questions is as long as there are questions.
                if len(public) > MOST_METHODS and node.name != "HookSpecs":
                    wide.append(f"{name_of(path)}: {node.name} has {len(public)}")
    assert wide == []


def test_rows_are_asked_for_in_one_style() -> None:
    old = [name_of(p) for p in SOURCE if re.search(r"\b(session|db\(\))\.query\(", p.read_text())]
    assert old == []


def _own_names(tree: ast.Module, package: str) -> set[str]:
    """Classes of a file, and names it imports from its own chapter."""
    mine = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package):
            mine |= {a.asname or a.name for a in node.names}
    return mine


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _ways_around(path: Path) -> Iterator[str]:
    """Ways around the gate in a file of a chapter: foreign tables, raw SQL, bulk changes."""
    tree = tree_of(path)
    mine = _own_names(tree, f"plugins.{path.relative_to(PLUGINS).parts[0]}")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            yield from sorted({a.name for a in node.names} & NOT_FOR_CHAPTERS)
        elif isinstance(node, ast.Attribute) and node.attr in ("metadata", "exec_driver_sql"):
            yield node.attr
        elif isinstance(node, ast.Attribute) and node.attr == "__table__":
            if _root(node) not in mine:
                yield ast.unparse(node)


def test_a_chapter_asks_no_table_but_its_own() -> None:
    found = {
        name_of(path): ways
        for path in PLUGINS.rglob("*.py")
        if path.parent != PLUGINS
        and path.parent.name != "migrations"
        and (ways := list(_ways_around(path)))
    }
    assert found == {}


def test_the_present_moment_comes_in_at_the_edge_only() -> None:
    asks = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|datetime\.today)\(")
    found = {name_of(p) for p in SOURCE if asks.search(p.read_text("utf-8"))}
    assert found <= READS_CLOCK, found - READS_CLOCK


def test_every_setting_says_what_it_is_for() -> None:
    tree = tree_of(ROOT / "core" / "settings.py")
    (body,) = [n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings"]
    told = {
        before.target.id
        for before, after in zip(body, body[1:], strict=False)
        if isinstance(before, ast.AnnAssign)
        and isinstance(before.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }
    assert {f.name for f in dataclasses.fields(Settings)} == told


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=name_of)
def test_no_page_asks_another_host_or_carries_code_the_policy_forbids(path: Path) -> None:
    text = path.read_text("utf-8")
    hosts = re.findall(
        r"""(?:src|href|action|url\(|@import)\s*=?\s*['"(]?(?:https?:)?//[^'")\s]+""", text
    )
    assert hosts == []
    if path.suffix == ".html":
        assert re.findall(r"\son[a-z]+\s*=\s*[\"']", text) == []
        assert re.findall(r"\sstyle\s*=\s*[\"']", text) == []
        inline = re.findall(r"<script(?![^>]*(?:src=|nonce=|type=\"application/json\"))", text)
        assert inline == []


def _asserts(node: ast.AST) -> bool:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Call):
            name = ast.unparse(inner.func)
            if re.search(r"raises|warns|fail$|expect|assert|(?:^|\.)(?:check|see|refused)", name):
                return True
    return False


def test_every_test_asserts_something() -> None:
    empty = [
        f"{name_of(path)}: {node.name}"
        for path in TESTS
        if path.name.startswith("test_")
        for node in functions(tree_of(path))
        if node.name.startswith("test_") and not _asserts(node)
    ]
    assert empty == []


def test_no_test_is_named_twice_in_a_file() -> None:
    for path in TESTS:
        names = [n.name for n in functions(tree_of(path)) if n.name.startswith("test_")]
        assert len(names) == len(set(names)), name_of(path)
