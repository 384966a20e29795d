"""Chapters: found, vetted, quarantined, switched on and off; their parameters and migrations."""

from core.chapters.chapters import Chapters
from core.chapters.life_cycle import LifeCycleError, sensitive
from core.chapters.lines import new_migration, pending_migrations, upgrade_all
from core.chapters.load import load_chapters

__all__ = [
    "Chapters",
    "LifeCycleError",
    "load_chapters",
    "new_migration",
    "pending_migrations",
    "sensitive",
    "upgrade_all",
]
