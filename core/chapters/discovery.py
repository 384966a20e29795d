"""Finding chapters: the folder ``plugins`` beside run.py, folders named in the settings, installed packages.

A chapter that cannot be imported is reported, never fatal: whatever it raises, the rest goes on.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from sqlalchemy.orm import configure_mappers

from core.chapters.plain import plain_chapter
from core.db import Base
from core.db.base import forget_model, forget_module
from core.declare import DeclarationError, Problem
from core.hookspecs import Chapter

GROUP = "tongxin.chapters"
PLUGINS = "plugins"


@dataclass(frozen=True, slots=True)
class Found:
    """A chapter that was imported, or the problems that kept it out. ``folder`` has its files."""

    name: str
    folder: Path
    chapter: Chapter | None = None
    problems: tuple[Problem, ...] = ()


def discover(root: Path, folders: Iterable[Path]) -> Iterator[Found]:
    """Every chapter of *root*/plugins, of *folders* and of installed packages."""
    home = root / PLUGINS
    if home.is_dir():
        for path in _chapter_folders(home):
            yield _load(path.name, path, lambda p=path: _of_package(f"{PLUGINS}.{p.name}", p))  # type: ignore[misc]
    for folder in folders:
        if not folder.is_dir():
            problem = Problem(str(folder), "is no folder.", "Correct TONGXIN_CHAPTERS_DIR.")
            yield Found(folder.name, folder, None, (problem,))
            continue
        for path in _chapter_folders(folder):
            yield _load(path.name, path, lambda p=path: _of_file(p))  # type: ignore[misc]
    for entry in sorted(importlib.metadata.entry_points(group=GROUP), key=lambda e: e.name):
        yield _load(entry.name, Path(), lambda e=entry: e.load()())  # type: ignore[misc]


def _chapter_folders(home: Path) -> list[Path]:
    return sorted(
        p
        for p in home.iterdir()
        if p.is_dir() and ((p / "chapter.py").is_file() or (p / "chapter.toml").is_file())
    )


def _load(name: str, folder: Path, make: Callable[[], Chapter]) -> Found:
    before = set(Base.registry.mappers)
    try:
        chapter = make()
        configure_mappers()
    except DeclarationError as error:
        _forget(before)
        return Found(name, folder, None, error.problems)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _forget(before)
        return Found(name, folder, None, (_import_problem(name, error),))
    if not folder.parts:
        folder = Path(inspect.getfile(type(chapter))).parent
    chapter.folder = str(folder)
    return Found(name, folder, chapter)


def _import_problem(name: str, error: BaseException) -> Problem:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{name} ({Path(last.filename).name}:{last.lineno})" if last else name
    told = f"{type(error).__name__}: {error}".strip(": ")
    return Problem(
        where, f"cannot be loaded: {told}.", "Correct the file it names and start again."
    )


def _forget(before: set[object]) -> None:
    """Take back what a broken chapter had mapped, so that it cannot break the others' mappers."""
    for mapper in set(Base.registry.mappers) - before:
        forget_model(mapper.class_)  # type: ignore[attr-defined]


def _of_package(module: str, folder: Path) -> Chapter:
    if not (folder / "chapter.py").is_file():
        return plain_chapter(folder)
    return _chapter_in(importlib.import_module(f"{module}.chapter"))


def _of_file(folder: Path) -> Chapter:
    """Import a chapter that lies outside any package, under a name of its own."""
    if not (folder / "chapter.py").is_file():
        return plain_chapter(folder)
    package = f"tongxin_chapters_{folder.name}"
    for known in [m for m in sys.modules if m == package or m.startswith(f"{package}.")]:
        forget_module(known)
        del sys.modules[known]
    module = ModuleType(package)
    module.__path__ = [str(folder)]
    sys.modules[package] = module
    return _chapter_in(importlib.import_module(f"{package}.chapter"))


def _chapter_in(module: ModuleType) -> Chapter:
    found = [
        c
        for c in vars(module).values()
        if isinstance(c, type) and issubclass(c, Chapter) and c.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise DeclarationError(
            Problem(
                f"{module.__name__}",
                f"has {len(found)} classes derived from Chapter.",
                "Keep exactly one: the chapter itself.",
            )
        )
    return found[0]()
