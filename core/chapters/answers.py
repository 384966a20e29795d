"""What one chapter answered at start-up, asked once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from flask import Blueprint

from core.db import RecordBase
from core.declare import AnyRule, DeclarationError, Grant, Manifest, Problem, Role, View, Workflow
from core.hookspecs import QUESTIONS, Chapter

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All declarations of a chapter."""

    chapter: Chapter
    folder: Path
    models: tuple[type[RecordBase], ...]
    views: tuple[View, ...]
    roles: tuple[Role, ...]
    grants: tuple[Grant, ...]
    rules: tuple[AnyRule, ...]
    workflows: tuple[Workflow, ...]
    blueprints: tuple[Blueprint, ...]

    @property
    def manifest(self) -> Manifest:
        """The chapter's manifest."""
        return self.chapter.manifest

    @property
    def name(self) -> str:
        """The chapter's name."""
        return self.chapter.manifest.name


def ask(chapter: Chapter, folder: Path) -> Answers:
    """Ask the start-up questions. Raises DeclarationError naming the question that failed."""
    name = type(chapter).__module__
    if not isinstance(getattr(chapter, "manifest", None), Manifest):
        raise DeclarationError(
            Problem(name, "has no manifest.", "Set manifest = read_manifest(__file__).")
        )
    unknown = _misspelt(chapter)
    if unknown:
        raise DeclarationError(unknown)
    name = chapter.manifest.name
    permissions = _asked(name, "permissions", chapter.permissions)
    return Answers(
        chapter=chapter,
        folder=folder,
        models=_asked(name, "models", chapter.models),
        views=_asked(name, "views", chapter.views),
        roles=tuple(p for p in permissions if isinstance(p, Role)),
        grants=tuple(p for p in permissions if isinstance(p, Grant)),
        rules=_asked(name, "scheduled_rules", chapter.scheduled_rules),
        workflows=_asked(name, "workflows", chapter.workflows),
        blueprints=_asked(name, "blueprints", chapter.blueprints),
    )


def _asked(name: str, question: str, method: Callable[[], Iterable[T]]) -> tuple[T, ...]:
    try:
        return tuple(method())
    except DeclarationError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise DeclarationError(
            Problem(
                f"chapter {name!r}, {question}()",
                f"raises {told}.",
                "Correct the method; the chapter stays out until then.",
            )
        ) from error


def _misspelt(chapter: Chapter) -> list[Problem]:
    """Public methods of the chapter's own that no question has: pluggy would never call them."""
    known = set(dir(Chapter)) | set(Chapter.__annotations__)
    found: list[Problem] = []
    for cls in type(chapter).__mro__:
        if cls is Chapter or not issubclass(cls, Chapter):
            continue
        for name, value in vars(cls).items():
            if not name.startswith("_") and name not in known and _is_method(value):
                found.append(
                    Problem(
                        f"{cls.__module__}.{cls.__name__}",
                        f"{name!r} is not a question the core asks.",
                        f"Questions: {', '.join(QUESTIONS)}. Private helpers start with an "
                        "underscore.",
                    )
                )
    return found


def _is_method(value: Any) -> bool:
    return callable(value) or isinstance(value, (property, staticmethod, classmethod))
