"""Loading the chapters of an installation: found, asked, vetted, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import core
from core.chapters.answers import Answers, ask, take_back
from core.chapters.assembly import Faults, sound
from core.chapters.chapters import Chapters
from core.chapters.discovery import PLUGINS, Found, discover
from core.chapters.life_cycle import ALWAYS
from core.db.catalogue import Catalogue
from core.declare import DeclarationError, Manifest, Problem
from core.directory.chapter import Directory
from core.settings import Settings

HERE = Path(core.__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Declared:
    """What the chapters declare, asked and vetted: nothing in it changes, so that several applications of
    one process can stand on it."""

    answers: tuple[Answers, ...]
    catalogue: Catalogue
    faults: Faults
    missing: dict[str, Manifest]

    def chapters(self, settings: Settings) -> Chapters:
        """The chapters of one application."""
        return Chapters(settings, self.answers, self.catalogue, self.faults, self.missing)


def load_chapters(settings: Settings, *, own: Path | None = None) -> Chapters:
    """All chapters in the order of the settings, the directory first; a bad one is quarantined.

    *own* is the folder of chapters beside run.py. Raises DeclarationError only when the built-in
    directory itself cannot be used.
    """
    return declared(settings, own=own).chapters(settings)


def declared(settings: Settings, *, own: Path | None = None) -> Declared:
    """What ``load_chapters`` makes an application of."""
    home = own if own is not None else HERE.parent / PLUGINS
    folders = [p for p in (home,) if p.is_dir() or own is not None]
    faults: Faults = {}
    built_in = Found(name=ALWAYS, folder=HERE / ALWAYS, chapter=Directory())
    found = [built_in, *discover([*folders, *settings.chapter_dirs])]
    manifests = {f.name: f.file.manifest for f in found if f.file is not None}
    answered = _asked(found, faults)
    good, catalogue = sound(_in_order(answered, settings.chapters), faults)
    if ALWAYS in faults:
        raise DeclarationError(faults[ALWAYS])
    for answers in answered:
        if answers.name in faults:
            take_back(answers)
    manifests |= {a.name: a.manifest for a in answered}
    missing = {name: manifests[name] for name in faults if name in manifests}
    return Declared(tuple(good), catalogue, faults, missing)


def _asked(found: Iterable[Found], faults: Faults) -> list[Answers]:
    """Answers of what could be imported; problems of all go to *faults*."""
    answered: list[Answers] = []
    names: set[str] = set()
    for item in found:
        if item.name in names:
            faults.setdefault(f"{item.name} ({item.folder})", []).append(_twice(item))
            continue
        names.add(item.name)
        if item.problems:
            faults.setdefault(item.name, []).extend(item.problems)
        if item.chapter is None:
            continue
        try:
            answers = ask(item)
        except DeclarationError as error:
            faults.setdefault(item.name, []).extend(error.problems)
            continue
        if answers.name != item.name:
            faults.setdefault(item.name, []).append(_misnamed(item, answers))
            continue
        answered.append(answers)
    return answered


def _twice(item: Found) -> Problem:
    return Problem(
        f"chapter {item.name!r} in {item.folder}",
        "has the name of a chapter that was found before.",
        "Remove one of the two, or rename it.",
    )


def _misnamed(item: Found, answers: Answers) -> Problem:
    return Problem(
        f"chapter {answers.name!r}",
        f"was found under the name {item.name!r}.",
        f"Rename the folder (or the entry point) to {answers.name!r}, or mend name in the manifest.",
    )


def _in_order(found: list[Answers], order: tuple[str, ...]) -> list[Answers]:
    """The directory, then as CHAPTERS has them, then by number and name."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(
        found,
        key=lambda a: (
            a.name != ALWAYS,
            places.get(a.name, len(order)),
            a.manifest.number,
            a.name,
        ),
    )
