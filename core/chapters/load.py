"""Loading the chapters of an installation: found, asked, vetted, put together."""

from __future__ import annotations

from pathlib import Path

from core.chapters.answers import Answers, ask
from core.chapters.assembly import Faults, sound
from core.chapters.chapters import Chapters
from core.chapters.life_cycle import ALWAYS
from core.chapters.discovery import Found, discover
from core.declare import DeclarationError, Problem
from core.directory.chapter import Directory
from core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
BUILT_IN = ROOT / "core" / "directory"


def load_chapters(settings: Settings, *, root: Path = ROOT) -> Chapters:
    """All chapters in the order of the settings; the directory first. Never raises for a bad chapter."""
    faults: Faults = {}
    answered = _asked([Found(ALWAYS, BUILT_IN, Directory())], faults)
    answered += _asked(list(discover(root, settings.chapter_dirs)), faults)
    good, catalogue = sound(_in_order(answered, settings.chapters), faults)
    return Chapters(settings, good, catalogue, [p for found in faults.values() for p in found])


def _asked(found: list[Found], faults: Faults) -> list[Answers]:
    """Answers of what could be imported; problems of the rest go to *faults*."""
    answered: list[Answers] = []
    for item in found:
        if item.chapter is None:
            faults.setdefault(item.name, []).extend(item.problems)
            continue
        try:
            answers = ask(item.chapter, item.folder)
        except DeclarationError as error:
            faults.setdefault(item.name, []).extend(error.problems)
            continue
        if any(a.name == answers.name for a in answered):
            faults.setdefault(f"{answers.name} ({item.folder})", []).append(_twice(answers))
            continue
        answered.append(answers)
    return answered


def _twice(answers: Answers) -> Problem:
    return Problem(
        f"chapter {answers.name!r} in {answers.folder}",
        "has the name of a chapter that was found before.",
        "Remove one of the two, or rename it.",
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
