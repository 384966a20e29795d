"""What happened to a duty and what will, in words: changes of its state, and the steps of its ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from core.access.accounts import account_names
from core.chapters.world import world_of
from core.declare import Rule
from core.duties import explain, steps_of
from core.duties.labels import labels
from core.duties.models import EVENT, State
from core.duties.scene import Scene
from core.duties.steps import Standing, StepOf
from core.texts import N_
from core.web.language import listed, say, sentences
from core.web.runtime import db, runtime
from core.web.work.words import STATES, office_label

STATE_WORDS = {s.value: (word, tone) for s, word, tone in STATES}
PART_TEXTS = {
    "owner": N_("Owner"),
    "deputy": N_("Deputy"),
    "unit_head": N_("Head of the unit"),
    "in_charge": N_("Committee member in charge"),
    "office": N_("Office in charge"),
}
STANDINGS = {
    Standing.TAKEN: (N_("Sent"), "ok"),
    Standing.COMING: (N_("To come"), "info"),
    Standing.CANCELLED: (N_("Cancelled"), ""),
    Standing.LEFT_OUT: (N_("Left out"), ""),
}
LISTED = N_("In the monthly list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One change of a duty's state, in words. ``note`` is the reason a person gave."""

    state: str
    was: str
    became: str
    tone: str
    day: str
    at: Any
    who: str
    note: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Climbed:
    """One step of the ladder in words."""

    standing: str
    word: str
    tone: str
    day: str
    told: str


def scene_of(key: str) -> Scene[Rule] | None:
    """The rule of that name as of today; None when no loaded chapter declares it any more."""
    rt = runtime()
    world = world_of(rt.chapters, rt.calendar(db()))
    chapter, _dot, name = key.partition(".")
    for rule in rt.catalogue.rules.get(chapter, ()):
        if rule.name == name:
            return world.scene(chapter, rule, rt.today())
    return None


def history(duty: Any) -> list[Happened]:
    """All changes of the duty's state, the latest first."""
    ask = select(EVENT).where(EVENT.c.duty == duty.id).order_by(EVENT.c.id.desc())
    rows = db().execute(ask).all()
    names = account_names(db(), sorted({r.by for r in rows if r.by is not None}))
    return [_happened(duty, row, names) for row in rows]


def _happened(duty: Any, row: Any, names: Mapping[int, str]) -> Happened:
    word, tone = STATE_WORDS[row.became]
    return Happened(
        state=row.became,
        was=say(STATE_WORDS[row.was][0]) if row.was else "",
        became=say(word),
        tone=tone,
        day=row.on_day.isoformat(),
        at=row.at,
        who=names.get(row.by, "") if row.by is not None else "",
        note=row.note or "",
        why="" if row.by is not None else _why(duty, row),
    )


def _why(duty: Any, row: Any) -> str:
    """What was found then, in sentences; the conclusion stands beside it as the state."""
    then = SimpleNamespace(
        state=row.became, reason=row.why, due_on=duty.due_on, evidence=row.evidence
    )
    found = explain(then)
    said = found if row.why else found[:-1]
    return sentences(_(s.msgid) % _plain(s.values) for s in said)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in values.items()}


def ladder(duty: Any) -> list[Climbed]:
    """The steps of the duty's ladder; none when its rule is no longer declared."""
    scene = scene_of(duty.rule)
    steps = steps_of(db(), scene, duty) if scene is not None else []
    people = [int(a[1:]) for s in steps for _part, a in s.told if a.startswith("p")]
    names = labels(db(), runtime().catalogue, "directory.person", people)
    return [_climbed(s, names) for s in steps]


def _climbed(step: StepOf, names: Mapping[int, str]) -> Climbed:
    word, tone = STANDINGS[step.standing]
    if step.listed:
        told = say(LISTED)
    elif step.told:
        told = listed([_addressee(part, address, names) for part, address in step.told])
    else:
        told = listed([_part(to) for to in step.to])
    return Climbed(
        standing=step.standing,
        word=say(word),
        tone=tone,
        day=step.day.isoformat(),
        told=told,
    )


def _part(part: str) -> str:
    return say(PART_TEXTS[part]) if part in PART_TEXTS else office_label(part)


def _addressee(part: str, address: str, names: Mapping[int, str]) -> str:
    if address.startswith("r"):
        return office_label(address[1:])
    name = names.get(int(address[1:]), "")
    return f"{_part(part)} {name}".strip()


def may_be_waived(duty: Any) -> str:
    """What can be decided about the duty: ``waive``, ``take_back``, or nothing."""
    if duty.state == State.WAIVED:
        return "take_back"
    return "" if duty.state in (State.MET, State.VOID) else "waive"
