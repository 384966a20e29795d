"""What ``doctor`` says of the chapters of an installation."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.chapters.chapters import Chapters


def warnings(chapters: Chapters, session: Session) -> list[str]:
    """Sentences about what should be mended; [] when all is well."""
    chapters.refresh(session)
    return [
        f"Chapter {name!r} keeps data handled as sensitive and has no impact assessment number. "
        f"Before real data are entered: python run.py chapters enable {name} --assessment NUMBER"
        for name in chapters.names
        if chapters.enabled(name) and chapters.sensitive(name) and not chapters.assessment(name)
    ]
