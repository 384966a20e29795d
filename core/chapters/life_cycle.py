"""Switching chapters on and off: in the caller's transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from core.access import generation
from core.access.actor import actor_of
from core.access.library import grants_on
from core.chapters.state import CHAPTER, EVENT, Snapshot, Standing, State, read
from core.db import lock
from core.db.catalogue import Catalogue
from core.declare import DataClass, Manifest
from core.duties.models import DUTY, RUNNING
from core.texts import N_

ALWAYS = "directory"
"""The built-in chapter that cannot be switched off."""
Effect = tuple[str, int | str]
"""A msgid and what it counts."""


class LifeCycleError(Exception):
    """A switch or a value is refused. ``text`` is an English msgid; ``values`` fill its places."""

    def __init__(self, text: str, **values: object) -> None:
        self.text, self.values = text, values
        super().__init__(text % values)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who changes something, and when."""

    user: int | None
    at: dt.datetime


def by_of(session: Session, now: dt.datetime, user: int | None) -> By:
    """The given user, or whoever the session acts for."""
    return By(user=user if user is not None else actor_of(session).user, at=now)


def install(session: Session, catalogue: Catalogue, by: By) -> None:
    """Note every loaded chapter as installed, and a new version as such. Safe to call again."""
    known = read(session, 0).standing
    changed = False
    for name, manifest in catalogue.manifests.items():
        was = known.get(name)
        if was is None:
            first = State.ENABLED if name == ALWAYS else State.INSTALLED
            _insert(session, manifest, first, by)
            tell(session, name, N_("Installed"), by, "", manifest.version)
            changed = True
        elif was.version != manifest.version:
            _set(session, name, by, version=manifest.version)
            tell(session, name, N_("Version changed"), by, was.version, manifest.version)
            changed = True
    if changed:
        generation.move(session)


def enable(
    session: Session,
    catalogue: Catalogue,
    name: str,
    by: By,
    *,
    assessment: str = "",
    production: bool,
) -> None:
    """Switch a chapter on. Raises LifeCycleError when something it requires is off, or when it keeps
    data of class S and production has no number of an impact assessment (PIPL art. 55)."""
    manifest, now = asked(session, catalogue, name)
    off = [n for n in manifest.requires if not _on(now, n)]
    if off:
        raise LifeCycleError(
            "This chapter needs others that are off: %(names)s. Switch them on first.",
            names=", ".join(off),
        )
    was = now.standing.get(name, Standing())
    number = assessment.strip() or was.assessment
    if production and not number and sensitive(catalogue, name):
        raise LifeCycleError(
            "This chapter keeps data handled as sensitive. Enter the number of its impact "
            "assessment first (PIPL, articles 55 and 56)."
        )
    if name not in now.standing:
        _insert(session, manifest, State.INSTALLED, by)
    since = was.since or by.at
    _set(session, name, by, state=State.ENABLED.value, assessment=number, since=since)
    tell(session, name, N_("Switched on"), by, was.state.value, number)
    generation.move(session)


def disable(session: Session, catalogue: Catalogue, name: str, by: By) -> None:
    """Switch a chapter off; nothing of it is deleted. Raises LifeCycleError when another that is on
    requires it."""
    _, now = asked(session, catalogue, name)
    if name == ALWAYS:
        raise LifeCycleError("The directory is part of the core and stays on.")
    users = [n for n in dependants(catalogue, name) if _on(now, n)]
    if users:
        raise LifeCycleError(
            "Others that are on need this chapter: %(names)s. Switch them off first.",
            names=", ".join(users),
        )
    if not _on(now, name):
        return
    _set(session, name, by, state=State.DISABLED.value)
    tell(session, name, N_("Switched off"), by, State.ENABLED.value, State.DISABLED.value)
    generation.move(session)


def effects(session: Session, catalogue: Catalogue, name: str) -> list[Effect]:
    """What a switch touches: rows by record, open duties, grants, people, and chapters that need it."""
    found: list[Effect] = []
    for record in catalogue.records_of(name):
        table = catalogue.model(record.name).__table__
        ask = select(func.count()).select_from(table).where(table.c.deleted_at.is_(None))
        found.append((record.plural or record.label, int(session.execute(ask).scalar_one())))
    open_duties = select(func.count()).where(
        DUTY.c.rule.startswith(f"{name}.", autoescape=True),
        DUTY.c.state.in_([s.value for s in RUNNING]),
    )
    grants, people = grants_on(session, f"{name}.")
    found += [
        (N_("Open duties"), int(session.execute(open_duties).scalar_one())),
        (N_("Scheduled rules"), len(catalogue.rules.get(name, ()))),
        (N_("Grants"), grants),
        (N_("Accounts with access"), people),
    ]
    if users := dependants(catalogue, name):
        found.append((N_("Chapters that need it"), ", ".join(users)))
    return found


def dependants(catalogue: Catalogue, name: str) -> list[str]:
    """Chapters that require *name*, directly or through others."""
    found: list[str] = []
    for other, manifest in catalogue.manifests.items():
        if name in manifest.requires and other not in found:
            found += [other, *(n for n in dependants(catalogue, other) if n not in found)]
    return list(dict.fromkeys(found))


def sensitive(catalogue: Catalogue, name: str) -> list[str]:
    """Fields of a chapter that are handled as sensitive, as ``record.field``."""
    return [
        f"{record.name}.{declared.name}"
        for record in catalogue.records_of(name)
        for declared in record.fields
        if declared.personal is DataClass.S
    ]


def asked(session: Session, catalogue: Catalogue, name: str) -> tuple[Manifest, Snapshot]:
    """A chapter's manifest and what is kept of all, under the lock of changes. Raises LifeCycleError."""
    manifest = catalogue.manifests.get(name)
    if manifest is None:
        raise LifeCycleError(
            "%(name)s is not loaded. Loaded are: %(names)s.",
            name=name,
            names=", ".join(catalogue.manifests),
        )
    lock(session, "chapters")
    return manifest, read(session, 0)


def _on(now: Snapshot, name: str) -> bool:
    standing = now.standing.get(name)
    return name == ALWAYS or (standing is not None and standing.state is State.ENABLED)


def _insert(session: Session, manifest: Manifest, state: State, by: By) -> None:
    session.execute(
        insert(CHAPTER).values(
            name=manifest.name,
            version=manifest.version,
            state=state.value,
            assessment="",
            since=by.at if state is State.ENABLED else None,
            changed_at=by.at,
            changed_by=by.user,
        )
    )


def _set(session: Session, name: str, by: By, **values: object) -> None:
    session.execute(
        update(CHAPTER)
        .where(CHAPTER.c.name == name)
        .values(changed_at=by.at, changed_by=by.user, **values)
    )


def tell(
    session: Session,
    chapter: str,
    what: str,
    by: By,
    *values: str,
    since: dt.date | None = None,
) -> None:
    """Keep what happened to a chapter: *values* are before and after."""
    before, after = values
    session.execute(
        insert(EVENT).values(
            chapter=chapter,
            at=by.at,
            by=by.user,
            what=what[:200],
            before=before,
            after=after,
            valid_from=since,
        )
    )
