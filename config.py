"""One Settings value from the environment; CHAPTERS is the order of everything."""

from __future__ import annotations

import os
from pathlib import Path

from core.settings import Settings, from_environment

ROOT = Path(__file__).resolve().parent

CHAPTERS = (
    "publicity",
    "study",
    "liaison",
    "befriending",
    "cultivation",
    "research",
    "overseas",
    "coordination",
)


def settings() -> Settings:
    """The settings of this start. Raises core.settings.SettingsError with what to mend."""
    return from_environment(os.environ, root=ROOT, chapters=CHAPTERS)
