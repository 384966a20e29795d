"""Every text that can appear on a page: in templates, in Python, and in declarations.

Python texts are found by where they stand: in a call of a translating function (``_``, ``say``,
``N_`` …), or as a label or message of a declaration. A name in such a place stands for the texts
that the same function or module gives it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

from core.texts.declared import declared_texts, toml_texts

Text = str | tuple[str, str]
"""A msgid, or the singular and plural of one."""

_SAYING = ("_", "N_", "gettext", "lazy_gettext", "say")
_COUNTING = ("ngettext",)
_PLACES = {
    "AccountError": (1,),
    "ApiError": (1,),
    "Choice": (1,),
    "Column": (1,),
    "Complaint": (0,),
    "InputRequired": (0,),
    "LifeCycleError": (0,),
    "Note": (0,),
    "Notice": (0, 1),
    "PasswordField": (0,),
    "Role": (1, 2),
    "Sentence": (0,),
    "State": (1,),
    "StringField": (0,),
    "Unreadable": (0,),
    "_refuse": (0,),
    "field": (1,),
}
"""Calls whose arguments in these places are texts."""
_KEYS = {"after", "basis", "effect", "help", "label", "plural", "section", "text", "title", "why"}
_KEYED = re.compile(r"[A-Z]\w*|field|replace")
_LEFT_OUT = {"cli", "i18n", "migrations", "node_modules", "tests", "vendor"}
_WORD = re.compile(r"[^\W\d_]")
_TABLE = re.compile(r"(?:\w*_)?(?:TEXTS|LABELS)|\w+_LABEL")


def texts_of(folder: Path, declared: Iterable[object] = ()) -> set[Text]:
    """All msgids under a folder (``*.py``, ``*.html``, ``chapter.toml``) and of *declared* values.

    Where a text is counted somewhere, the pair stands for the single text too.
    """
    found: set[Text] = set(declared_texts(*declared))
    for path in sorted(folder.rglob("*")):
        if _LEFT_OUT & set(path.relative_to(folder).parts):
            continue
        if path.suffix == ".py":
            found |= set(_from_python(path))
        elif path.suffix == ".html":
            found |= set(_from_template(path))
        elif path.name == "chapter.toml":
            found |= set(toml_texts(path))
    counted = {t[0] for t in found if isinstance(t, tuple)}
    return {
        t for t in found if t not in counted and _WORD.search(t if isinstance(t, str) else t[0])
    }


def _from_template(path: Path) -> Iterator[Text]:
    keywords = dict.fromkeys(_SAYING) | {name: (1, 2) for name in _COUNTING}
    for _line, text, *_rest in extract_from_file("jinja2.ext:babel_extract", path, keywords):
        if isinstance(text, str):
            yield text
        elif len(text) > 1 and isinstance(text[0], str) and isinstance(text[1], str):
            yield text[0], text[1]


def _from_python(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text("utf-8"))
    given = _given(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _from_call(node, given)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value and _is_table(node):
            yield from _values(node.value)


def _given(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What the module gives to each name."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _is_table(node: ast.Assign | ast.AnnAssign) -> bool:
    """Tables of texts are named TEXTS, LABELS or *_TEXTS, *_LABELS; one text *_LABEL."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(t, ast.Name) and _TABLE.fullmatch(t.id) for t in targets)


def _values(node: ast.AST) -> Iterator[str]:
    """Texts of a table; keys of a mapping are no texts."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _values(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List):
        for child in node.elts:
            yield from _values(child)


def _from_call(node: ast.Call, given: dict[str, list[ast.expr]]) -> Iterator[Text]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in _COUNTING and len(node.args) > 1:
        one, many = (list(_literals(a, given)) for a in node.args[:2])
        yield from zip(one, many, strict=False)
    for place in (0,) if name in _SAYING else _PLACES.get(name, ()):
        for argument in node.args[place : place + 1]:
            yield from _literals(argument, given)
    if _KEYED.fullmatch(name):
        for keyword in node.keywords:
            if keyword.arg in _KEYS:
                yield from _literals(keyword.value, given)


def _literals(node: ast.expr, given: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Texts an expression can be: a literal, either side of a choice, what a name was given."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, given)
        yield from _literals(node.orelse, given)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from _literals(part, given)
    elif isinstance(node, ast.Name):
        for value in given.get(node.id, ()):
            yield from _literals(value, {})
