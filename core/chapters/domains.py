"""Where the texts of the core and of each chapter are kept."""

from __future__ import annotations

from pathlib import Path

import core
from core.chapters.chapters import Chapters
from core.texts.catalogues import Domain

CORE = Path(core.__file__).resolve().parent
I18N = CORE.parent / "i18n"


def own_texts(chapters: Chapters) -> list[str]:
    """Chapters that keep their own texts; those of the directory are the core's."""
    return [n for n in chapters.names if CORE not in chapters.folder(n).parents]


def domains(chapters: Chapters) -> list[Domain]:
    """The core's catalogue and one for each chapter that has texts of its own."""
    found = [Domain("core", CORE, I18N)]
    for name in own_texts(chapters):
        folder = chapters.folder(name)
        own = folder / "i18n"
        found.append(Domain(name, folder, own if own.is_dir() else I18N))
    return found
