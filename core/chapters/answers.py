"""What one chapter answered at start-up, asked once and kept; ``chapter.toml`` adds its part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pluggy
from flask import Blueprint

from core.chapters.discovery import Found, forget
from core.chapters.manager import Manager
from core.chapters.vet_kinds import sound_kinds
from core.db.base import Base, RecordBase, declared_again, forget_model
from core.declare import (
    AnyChart,
    AnyReport,
    AnyRule,
    Chart,
    DeclarationError,
    Document,
    DutyChart,
    Grant,
    Job,
    Manifest,
    Problem,
    Register,
    Role,
    Rule,
    RuleKind,
    View,
    Workflow,
)
from core.declare.toml import FILE, TomlChapter, rules_of
from core.hookspecs import QUESTIONS, Chapter
from core.records.common import CommonParts

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All declarations of a chapter. ``plain`` names what ``chapter.toml`` declares."""

    chapter: Chapter
    folder: Path
    models: tuple[type[RecordBase], ...]
    views: tuple[View, ...]
    roles: tuple[Role, ...]
    grants: tuple[Grant, ...]
    rules: tuple[AnyRule, ...]
    kinds: tuple[RuleKind, ...]
    workflows: tuple[Workflow, ...]
    charts: tuple[AnyChart, ...]
    reports: tuple[AnyReport, ...]
    jobs: tuple[Job, ...]
    blueprints: tuple[Blueprint, ...]
    plain: frozenset[str] = frozenset()

    @property
    def manifest(self) -> Manifest:
        """The chapter's manifest."""
        return self.chapter.manifest

    @property
    def name(self) -> str:
        """The chapter's name."""
        return self.chapter.manifest.name

    def place(self, record: str, field: str = "") -> str:
        """Where a record or one of its fields is declared, for messages."""
        short = record.partition(".")[2]
        if record in self.plain:
            below = f".field.{field}" if field else ""
            return f"{self.folder.name}/{FILE} [record.{short}{below}]"
        return f"record {record!r}" + (f", field {field!r}" if field else "")

    def place_of(self, what: str, name: str) -> str:
        """Where a rule or a chart is declared, for messages."""
        if f"{what} {name}" in self.plain:
            return f"{self.folder.name}/{FILE} [{what}.{name}]"
        return f"{self.name}, {what} {name}"


def ask(found: Found) -> Answers:
    """Ask the start-up questions. Raises DeclarationError with every question that failed."""
    chapter = found.chapter
    module = type(chapter).__module__
    manifest = getattr(chapter, "manifest", None)
    if chapter is None or not isinstance(manifest, Manifest):
        raise DeclarationError(
            Problem(module, "has no manifest.", "Set manifest = read_manifest(__file__).")
        )
    problems = [*_misspelt(chapter), *_misfit(chapter)]
    asked = _Asked(manifest.name, problems)
    permissions = asked.question("permissions", chapter.permissions, (Role, Grant))
    file = found.file or TomlChapter(manifest=manifest)
    kinds = asked.question("kinds", chapter.kinds, (RuleKind,))
    sound, wrong = sound_kinds(manifest.name, kinds)
    own, faults = rules_of(file, sound)
    problems += (*wrong, *faults)
    plain = (*file.rules, *own)
    answers = Answers(
        chapter=chapter,
        folder=found.folder,
        models=(*asked.models(file), *asked.question("models", chapter.models, (type,))),
        views=(*file.views, *asked.question("views", chapter.views, (View,))),
        roles=(*file.roles, *(p for p in permissions if isinstance(p, Role))),
        grants=(*file.grants, *(p for p in permissions if isinstance(p, Grant))),
        rules=(*plain, *asked.question("scheduled_rules", chapter.scheduled_rules, (Rule,))),
        kinds=kinds,
        workflows=(*file.workflows, *asked.question("workflows", chapter.workflows, (Workflow,))),
        charts=(*file.charts, *asked.question("charts", chapter.charts, (Chart, DutyChart))),
        reports=(*file.reports, *asked.question("reports", chapter.reports, (Register, Document))),
        jobs=asked.question("jobs", chapter.jobs, (Job,)),
        blueprints=asked.question("blueprints", chapter.blueprints, (Blueprint,)),
        plain=frozenset(
            (
                *(r.name for r in file.records),
                *(f"rule {r.name}" for r in plain),
                *(f"chart {c.name}" for c in file.charts),
                *(f"report {r.name}" for r in file.reports),
            )
        ),
    )
    if problems:
        take_back(answers)
        raise DeclarationError(problems)
    return answers


def take_back(answers: Answers) -> None:
    """No table or mapper of a quarantined chapter stays behind to disturb the others."""
    for model in answers.models:
        if model.record.table in Base.metadata.tables:
            forget_model(model)
    forget(answers.name)


class _Asked:
    """Asks question by question and collects what goes wrong."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self._name, self._problems = name, problems

    def question(
        self, name: str, method: Callable[[], Iterable[T]], kinds: tuple[type, ...]
    ) -> tuple[T, ...]:
        """The chapter's answer as a tuple; () and a problem when it fails."""
        try:
            answer = tuple(method())
        except DeclarationError as error:
            self._problems += error.problems
            return ()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit too: no chapter stops the others
            self._complain(name, f"raises {type(error).__name__}: {error}")
            return ()
        for item in answer:
            if not isinstance(item, kinds):
                told = " or ".join(k.__name__ for k in kinds)
                self._complain(name, f"answers {item!r}, which is no {told}")
                return ()
        return answer

    def models(self, file: TomlChapter) -> list[type[RecordBase]]:
        """Models of the records that ``chapter.toml`` declares."""
        made = []
        for record in file.records:
            bases = (CommonParts,) if record.name in file.common else ()
            try:
                made.append(declared_again(record, *bases))
            except Exception as error:
                what = str(error).splitlines()[0]
                self._problems.append(
                    Problem(
                        f"{self._name}/chapter.toml [record.{record.short}]",
                        f"cannot become a table: {what}",
                        "Correct the names of the record and of its fields.",
                    )
                )
        return made

    def _complain(self, question: str, what: str) -> None:
        self._problems.append(
            Problem(
                f"chapter {self._name!r}, {question}()",
                f"{what}.",
                "Correct the method; the chapter stays out until then.",
            )
        )


def _misspelt(chapter: Chapter) -> list[Problem]:
    """Public names of the chapter's own that no question has: pluggy would never call them."""
    known = {*QUESTIONS, "manifest", "folder"}
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


def _misfit(chapter: Chapter) -> list[Problem]:
    """Answers whose arguments differ from the question's."""
    try:
        Manager([("vetted", chapter)])
    except pluggy.PluginValidationError as error:
        told = " ".join(str(error).split())
        return [
            Problem(
                f"{type(chapter).__module__}.{type(chapter).__name__}",
                f"answers a question with other arguments than it has: {told}.",
                "Take the signature from core/hookspecs.py.",
            )
        ]
    return []


def _is_method(value: Any) -> bool:
    return callable(value) or isinstance(value, (property, staticmethod, classmethod))
