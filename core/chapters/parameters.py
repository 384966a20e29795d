"""Changing parameters, at once or from a later day on: in the caller's transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core.access import generation
from core.chapters.life_cycle import By, LifeCycleError, asked, tell
from core.chapters.state import PARAMETER, Overlay
from core.db import rows_changed
from core.db.catalogue import Catalogue
from core.declare import Manifest, Parameter
from core.duties.settings import Setting, Value, default, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From which day a value holds; ``running``: for what runs already on that day too."""

    day: dt.date
    running: bool


def start_of(today: dt.date, since: dt.date | None) -> Start:
    """At once without *since*, else for what begins on that day or later. Raises LifeCycleError."""
    if since is not None and since < today:
        raise LifeCycleError(
            "A value cannot hold from %(day)s on: that day has passed. Choose %(today)s or later.",
            day=since,
            today=today,
        )
    return Start(day=since or today, running=since is None)


def settings_of(declared: Parameter, overlays: Sequence[Overlay]) -> tuple[Setting, ...]:
    """A parameter's values in time. One that no longer lies within the bounds gives way."""
    kept = (o.setting for o in overlays if not declared.refusal(o.setting.value))
    return (*default(declared.default), *kept)


def set_parameters(
    session: Session,
    catalogue: Catalogue,
    name: str,
    values: Mapping[str, Value],
    by: By,
    start: Start,
) -> list[str]:
    """Change parameters; those that were changed, by name. All or none.

    Raises LifeCycleError for an unknown name or a value out of bounds.
    """
    manifest, now = asked(session, catalogue, name)
    wanted = wanted_of(manifest, values)
    changed = []
    for parameter, value in wanted:
        overlays = now.overlays.get((name, parameter.name), ())
        found = in_force(settings_of(parameter, overlays), start.day, start.day)
        there = next((o for o in overlays if o.setting == found), None)
        if value == found.value and (there is None or there.base == parameter.default):
            continue
        _keep(session, name, parameter, value, by, start)
        since = None if start.running else start.day
        before, after = json.dumps(found.value), json.dumps(value)
        tell(session, name, parameter.label, by, before, after, since=since)
        changed.append(parameter.name)
    if changed:
        generation.move(session)
    return changed


def withdraw(
    session: Session, catalogue: Catalogue, name: str, parameter: str, since: dt.date, by: By
) -> bool:
    """Take back a value that does not hold yet; False when there is none of that day."""
    manifest, now = asked(session, catalogue, name)
    declared = _known(manifest, parameter)
    key = {"chapter": name, "name": parameter, "valid_from": since}
    coming = {o.setting.since: o.setting for o in now.overlays.get((name, parameter), ())}
    done = session.execute(delete(PARAMETER).filter_by(**key))
    if not rows_changed(done):
        return False
    tell(session, name, declared.label, by, json.dumps(coming[since].value), "", since=since)
    generation.move(session)
    return True


def wanted_of(manifest: Manifest, values: Mapping[str, Value]) -> list[tuple[Parameter, Value]]:
    """Parameters with the values they are to have. Raises LifeCycleError when one is refused."""
    wanted = [(_known(manifest, key), value) for key, value in values.items()]
    for parameter, value in wanted:
        if refusal := parameter.refusal(value):
            raise LifeCycleError(
                "%(parameter)s %(refusal)s.", parameter=parameter.name, refusal=refusal
            )
    return wanted


def _known(manifest: Manifest, name: str) -> Parameter:
    found = manifest.parameter(name)
    if found is None:
        raise LifeCycleError(
            "There is no parameter %(name)s. Known are: %(names)s.",
            name=name,
            names=", ".join(p.name for p in manifest.parameters),
        )
    return found


def _keep(
    session: Session, chapter: str, parameter: Parameter, value: Value, by: By, start: Start
) -> None:
    key = {"chapter": chapter, "name": parameter.name, "valid_from": start.day}
    session.execute(delete(PARAMETER).filter_by(**key))
    session.execute(
        insert(PARAMETER).values(
            **key,
            running=start.running,
            value=json.dumps(value, ensure_ascii=False),
            base=json.dumps(parameter.default, ensure_ascii=False),
            changed_at=by.at,
            changed_by=by.user,
        )
    )
