"""Finding chapters: the folder ``plugins`` beside run.py, folders of the settings, installed packages.

A chapter that cannot be read or imported is reported, never fatal: whatever it raises, the rest goes
on.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from core.chapters.core_range import problems_of_range
from core.db.base import Base, forget_model, mapped_classes
from core.declare import DeclarationError, Problem
from core.declare.toml import FILE, TomlChapter, examine
from core.hookspecs import Chapter

GROUP = "tongxin.chapters"
PLUGINS = "plugins"
_TAKEN = re.compile(r"Table '(\w+)' is already defined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A chapter that was found. Without ``chapter`` its problems kept it out; with problems and a
    chapter it can still be asked, so that all its problems are told at once."""

    name: str
    folder: Path
    chapter: Chapter | None = None
    file: TomlChapter | None = None
    problems: tuple[Problem, ...] = ()


def discover(folders: Iterable[Path], *, packages: bool = True) -> Iterator[Found]:
    """Every chapter in *folders* and, with *packages*, of installed packages."""
    for folder in folders:
        if not folder.is_dir():
            problem = Problem(str(folder), "is no folder.", "Correct TONGXIN_CHAPTERS_DIR.")
            yield Found(name=folder.name, folder=folder, problems=(problem,))
            continue
        for path in _chapter_folders(folder):
            yield _in_folder(path)
    if packages:
        entries = importlib.metadata.entry_points(group=GROUP)
        for entry in sorted(entries, key=lambda e: e.name):
            yield _installed(entry)


def _chapter_folders(home: Path) -> list[Path]:
    named = ("chapter.py", FILE)
    return sorted(p for p in home.iterdir() if any((p / name).is_file() for name in named))


def _in_folder(folder: Path) -> Found:
    name, file = folder.name, folder / FILE
    toml, problems = examine(file) if file.is_file() else (None, [])
    if toml is not None:
        problems = [*problems, *problems_of_range(toml.manifest)]
    if not (folder / "chapter.py").is_file():
        chapter = None
        if toml is not None:
            chapter = Chapter()
            chapter.manifest = toml.manifest
        return _found(name, folder, chapter, toml, problems)
    if problems:
        return _found(name, folder, None, toml, problems)
    return _imported(name, folder, toml, lambda: _chapter_of(_module(name, folder)))


def _installed(entry: importlib.metadata.EntryPoint) -> Found:
    found = _imported(entry.name, Path(), None, lambda: _made(entry.load(), entry.name))
    if found.chapter is None:
        return found
    folder = Path(inspect.getfile(type(found.chapter))).parent
    file = folder / FILE
    toml, problems = examine(file) if file.is_file() else (None, [])
    return _found(entry.name, folder, found.chapter, toml, problems)


def _found(
    name: str,
    folder: Path,
    chapter: Chapter | None,
    toml: TomlChapter | None,
    problems: Iterable[Problem],
) -> Found:
    if chapter is not None:
        chapter.folder = str(folder)
    return Found(name=name, folder=folder, chapter=chapter, file=toml, problems=tuple(problems))


def _imported(
    name: str, folder: Path, toml: TomlChapter | None, make: Callable[[], Chapter]
) -> Found:
    classes = mapped_classes()
    tables = set(Base.metadata.tables)
    try:
        chapter = make()
        Base.registry.configure()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: no chapter stops the others
        _forget(f"{PLUGINS}.{name}", classes, tables)
        told = (
            error.problems if isinstance(error, DeclarationError) else (_told(name, folder, error),)
        )
        return _found(name, folder, None, toml, told)
    return _found(name, folder, chapter, toml, ())


def _told(name: str, folder: Path, error: BaseException) -> Problem:
    """The line of the chapter's own files at which the import failed, and what it said."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if folder.parts and f.filename.startswith(str(folder))] or frames
    where, line = Path(own[-1].filename).name, own[-1].lineno
    if isinstance(error, SyntaxError) and error.filename:
        where, line = Path(error.filename).name, error.lineno
    what = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]
    if taken := _TAKEN.search(what):
        return Problem(
            f"chapter {name!r} ({where}:{line})",
            f"its table {taken[1]!r} is taken by another chapter.",
            f"Rename the record; tables begin with '{name}_'.",
        )
    return Problem(
        f"chapter {name!r} ({where}:{line})",
        f"cannot be loaded: {what}.",
        "Mend the file it names, or take the chapter's folder away; then start again.",
    )


def forget(name: str) -> None:
    """Take back all that a chapter mapped and imported: it is quarantined, or replaced."""
    for package in (f"{PLUGINS}.{name}", f"declared.{name}"):
        _forget(package, mapped_classes(), set(Base.metadata.tables))


def _forget(package: str, classes: set[type], tables: set[str]) -> None:
    """Take back what a broken chapter mapped, so that it cannot break the others' mappers."""
    for model in mapped_classes():
        if model not in classes or _of_package(model.__module__, package):
            forget_model(model)
    for table in set(Base.metadata.tables) - tables:
        Base.metadata.remove(Base.metadata.tables[table])
    for module in [m for m in sys.modules if _of_package(m, package)]:
        del sys.modules[module]


def _of_package(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _module(name: str, folder: Path) -> ModuleType:
    """``plugins.<name>.chapter`` from *folder*, wherever that lies."""
    package = f"{PLUGINS}.{name}"
    known = sys.modules.get(package)
    if known is not None and str(folder) not in [str(Path(p)) for p in known.__path__]:
        forget(name)
        known = None
    if known is None:
        _make_package(package, folder)
    return importlib.import_module(f"{package}.chapter")


def _make_package(package: str, folder: Path) -> None:
    if PLUGINS not in sys.modules and importlib.util.find_spec(PLUGINS) is None:
        parent = ModuleType(PLUGINS)
        parent.__path__ = []
        sys.modules[PLUGINS] = parent
    importlib.import_module(PLUGINS)
    init = folder / "__init__.py"
    if not init.is_file():
        module = ModuleType(package)
        module.__path__ = [str(folder)]
        sys.modules[package] = module
        return
    spec = importlib.util.spec_from_file_location(
        package, init, submodule_search_locations=[str(folder)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[package] = module
    spec.loader.exec_module(module)


def _chapter_of(module: ModuleType) -> Chapter:
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


def _made(loaded: object, name: str) -> Chapter:
    if isinstance(loaded, ModuleType):
        return _chapter_of(loaded)
    if isinstance(loaded, type) and issubclass(loaded, Chapter):
        return loaded()
    raise DeclarationError(
        Problem(
            f"entry point {name!r} of {GROUP}",
            f"leads to {loaded!r}.",
            "Let it lead to the class derived from Chapter.",
        )
    )
