"""Every text that can appear on a page: in templates, in Python calls, and in declarations."""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file

_TEXT_KEYS = {
    "label",
    "plural",
    "help",
    "title",
    "text",
    "why",
    "basis",
    "after",
    "unit",
    "effect",
    "message",
    "section",
}
_TEXT_CLASSES = {
    "Choice": (1,),
    "State": (1,),
    "Role": (1, 2),
    "Complaint": (0,),
    "Note": (0,),
    "Unreadable": (0,),
    "Notice": (0, 1),
    "Refused": (),
    "Parameter": (),
    "field": (1,),
    "AccountError": (1,),
    "InputRequired": (0,),
    "StringField": (0,),
    "PasswordField": (0,),
}
_SKIP = re.compile(r"^[\s\W\d_]*$")
_METHODS = {
    "gettext": None,
    "_": None,
    "N_": None,
    "say": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}


def texts_of(folder: Path) -> set[str]:
    """All msgids under a folder: ``*.py``, ``*.html``, ``*.js`` data attributes excepted, ``chapter.toml``."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if any(part in ("migrations", "vendor", "node_modules", "tests") for part in path.parts):
            continue
        if path.suffix == ".py":
            found |= set(_from_python(path))
        elif path.suffix == ".html":
            found |= set(_from_template(path))
        elif path.name == "chapter.toml":
            found |= set(_from_values(tomllib.loads(path.read_text("utf-8"))))
    return {t for t in found if t and not _SKIP.match(t)}


def _from_template(path: Path) -> Iterator[str]:
    for message in extract_from_file("jinja2.ext:babel_extract", path, keywords=_METHODS):
        text = message[1]
        yield from (text,) if isinstance(text, str) else (t for t in text if isinstance(t, str))


def _from_python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _from_call(node)
        elif isinstance(node, ast.Assign) and _marked(node):
            yield from _constants(node.value)


def _marked(node: ast.Assign) -> bool:
    """Tables of texts are named TEXTS or *_TEXTS, single texts *_TEXT."""
    names = [t.id for t in node.targets if isinstance(t, ast.Name)]
    return any(re.fullmatch(r"(?:\w*_)?(?:TEXTS?|LABELS?)", n) for n in names)


def _constants(node: ast.AST) -> Iterator[str]:
    """Texts of a table; keys of a mapping are no texts."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _constants(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _constants(child)


def _from_call(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in _METHODS:
        yield from _literal(node.args[:1])
    for place in _TEXT_CLASSES.get(name, ()):
        yield from _literal(node.args[place : place + 1])
    if name[:1].isupper() or name == "field":
        for keyword in node.keywords:
            if keyword.arg in _TEXT_KEYS:
                yield from _literal([keyword.value])


def _literal(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _from_values(value: Any, key: str = "") -> Iterator[str]:
    """Texts of a chapter.toml: the values of label, title, help and the like, wherever they stand."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _from_values(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _from_values(inner, key)
    elif isinstance(value, str) and key in _TEXT_KEYS | {"labels"}:
        yield value


def declared_texts(*values: Any) -> set[str]:
    """Texts of frozen declarations (dataclasses), for chapters that build them by other means."""
    found: set[str] = set()
    for value in values:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            for part in dataclasses.fields(value):
                inner = getattr(value, part.name)
                if part.name in _TEXT_KEYS and isinstance(inner, str):
                    found.add(inner)
                else:
                    found |= declared_texts(inner)
        elif isinstance(value, list | tuple):
            found |= declared_texts(*value)
    return {t for t in found if t and not _SKIP.match(t)}
