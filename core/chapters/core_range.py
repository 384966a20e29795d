"""Whether a chapter is made for this core; asked before its code is imported."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from core import __version__
from core.declare import Manifest, Problem


def problems_of_range(manifest: Manifest) -> list[Problem]:
    """What is wrong with the manifest's range of core versions; [] when this core is in it."""
    where = f"chapter {manifest.name!r}"
    try:
        fits = __version__ in SpecifierSet(manifest.core)
    except InvalidSpecifier:
        return [
            Problem(where, f"core = {manifest.core!r} is no range.", 'Write core = ">=0.1,<1".')
        ]
    if fits:
        return []
    return [
        Problem(
            where,
            f"is made for core {manifest.core}, and this core is {__version__}.",
            "Install a release of the chapter that fits, or change its core range.",
        )
    ]
