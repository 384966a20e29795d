"""The programs that are measured, by name; each is imported only where it runs."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from bench.data import FULL, QUICK, Size
from bench.subject import Subject

PLACES = {
    "raw": ("bench.raw_app", "Raw"),
    "fab": ("bench.fab_app", "Fab"),
    "django": ("bench.django_app", "Django"),
    "ours": ("bench.ours", "Ours"),
    "standing": ("bench.standing", "StandingPages"),
}
NAMES = ("raw", "fab", "django", "ours")
"""What is compared; the others are measured for themselves."""
SIZES: dict[str, Size] = {size.name: size for size in (FULL, QUICK)}


def subject(name: str, url: str, size: str, views: int = 7) -> Subject:
    """The program of this name on this database. It does not start before it is asked to."""
    module, cls = PLACES[name]
    made = getattr(import_module(module), cls)(url, SIZES[size], views)
    return cast(Subject, made)
