"""``Chapters``: what one application knows of its chapters, and the one way to switch them."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Blueprint
from sqlalchemy.orm import Session

from core.access import generation
from core.chapters import life_cycle, lines, state
from core.chapters.answers import Answers
from core.chapters.life_cycle import ALWAYS, Effect, by_of
from core.chapters.manager import Manager, Questions
from core.chapters.overlay import Overlaid
from core.chapters.state import ChapterEvent, Snapshot, Standing, State
from core.chapters.vet_kinds import compilers_of
from core.db.catalogue import Catalogue
from core.declare import Job, Manifest, Problem
from core.settings import Settings


class Chapters(Overlaid, Questions):
    """One per application. Reading is cheap and safe between threads: one snapshot per generation."""

    def __init__(
        self,
        settings: Settings,
        answers: Sequence[Answers],
        catalogue: Catalogue,
        faults: Mapping[str, Sequence[Problem]],
        missing: Mapping[str, Manifest],
    ) -> None:
        super().__init__(Manager((a.name, a.chapter) for a in answers), self.enabled)
        self.catalogue = catalogue
        self.quarantined = {name: tuple(found) for name, found in faults.items()}
        self.missing = dict(missing)
        """Manifests of quarantined chapters, as far as they could be read."""
        self.problems = tuple(p for found in faults.values() for p in found)
        self.names = tuple(a.name for a in answers)
        self.kinds = compilers_of(k for a in answers for k in a.kinds)
        self._answers = {a.name: a for a in answers}
        self._settings = settings
        self._zone = ZoneInfo(settings.time_zone)
        self._lock = threading.Lock()
        self._now = Snapshot()

    # -- reading ---------------------------------------------------------------------------------

    def folder(self, name: str) -> Path:
        """The folder of a chapter's files."""
        return self._answers[name].folder

    def blueprints(self) -> Iterator[tuple[str, Blueprint]]:
        """Own pages of the chapters, as (chapter, blueprint)."""
        for name, answers in self._answers.items():
            for blueprint in answers.blueprints:
                yield name, blueprint

    def jobs(self) -> Iterator[tuple[str, Job]]:
        """Work of the chapters beside the pages, as (chapter, job)."""
        for name, answers in self._answers.items():
            for job in answers.jobs:
                yield name, job

    def state(self, name: str) -> str:
        """Where a loaded chapter stands."""
        return State.ENABLED if name == ALWAYS else self._standing(name).state

    def enabled(self, name: str) -> bool:
        """True when the chapter is loaded and on."""
        return name in self._answers and self.state(name) == State.ENABLED

    def since(self, name: str) -> dt.date | None:
        """The civil day on which the chapter was first switched on."""
        moment = self._standing(name).since
        return moment.astimezone(self._zone).date() if moment else None

    def assessment(self, name: str) -> str:
        """Number of the chapter's impact assessment; '' when none was given."""
        return self._standing(name).assessment

    def refresh(self, session: Session, number: int | None = None) -> None:
        """Read states and parameters anew when the generation moved on.

        *number* is the generation that the request has read already. A request that began before a
        switch never takes the others back to the time before it.
        """
        number = generation.current(session) if number is None else number
        if number <= self._now.generation:
            return
        found = state.read(session, number)
        with self._lock:
            if found.generation > self._now.generation:
                self._now = found

    def effects(self, session: Session, name: str) -> list[Effect]:
        """What a switch of the chapter touches, as (msgid, number)."""
        return life_cycle.effects(session, self.catalogue, name)

    def events(self, session: Session, name: str) -> list[ChapterEvent]:
        """The newest events of the chapter."""
        return state.history(session, name)

    def warnings(self, session: Session) -> list[str]:
        """What an administrator should know although everything runs."""
        return [str(p) for p in self._warnings(session)]

    # -- changing (the caller commits) -----------------------------------------------------------

    def install(self, session: Session, now: dt.datetime) -> None:
        """Note new chapters and new versions; nothing is switched on but the directory."""
        life_cycle.install(session, self.catalogue, by_of(session, now, None))

    def enable(
        self,
        session: Session,
        name: str,
        now: dt.datetime,
        *,
        user: int | None = None,
        assessment: str = "",
    ) -> None:
        """Switch a chapter on, for all processes by their next request. Raises LifeCycleError."""
        life_cycle.enable(
            session,
            self.catalogue,
            name,
            by_of(session, now, user),
            assessment=assessment,
            production=self._settings.production,
        )

    def disable(
        self, session: Session, name: str, now: dt.datetime, *, user: int | None = None
    ) -> None:
        """Switch a chapter off, for all processes by their next request. Raises LifeCycleError."""
        life_cycle.disable(session, self.catalogue, name, by_of(session, now, user))

    # --------------------------------------------------------------------------------------------

    def _standing(self, name: str) -> Standing:
        return self._now.standing.get(name, Standing())

    def _warnings(self, session: Session) -> Iterator[Problem]:
        self.refresh(session)
        for name, standing in self._now.standing.items():
            if standing.state is not State.ENABLED:
                continue
            where = f"chapter {name!r}"
            if name not in self._answers:
                yield Problem(
                    where,
                    "is on, but was not found or is quarantined; its data are kept.",
                    "Put its folder back, or mend what is told of it.",
                )
            elif life_cycle.sensitive(self.catalogue, name) and not standing.assessment:
                yield Problem(
                    where,
                    "keeps data handled as sensitive without the number of an impact assessment.",
                    f"Enter it: python run.py chapters enable {name} --assessment NUMBER",
                )
        for (chapter, name), overlays in self._now.overlays.items():
            overlay = max(overlays, key=lambda o: o.at)
            manifest = self.catalogue.manifests.get(chapter)
            declared = manifest.parameter(name) if manifest else None
            if declared is not None and overlay.base != declared.default:
                yield Problem(
                    f"chapter {chapter!r}, parameter {name!r}",
                    f"was set to {overlay.setting.value!r} when its default was {overlay.base!r}; "
                    f"the default is {declared.default!r} now.",
                    "Look at it under Chapters and save it again.",
                )
        names = [n for n in self.names if n != ALWAYS]
        yield from lines.drift(session.connection(), self, names)
