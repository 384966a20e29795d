"""The keys of a rule against what their declarations say they take: numbers, fields, options."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, cast

from core.declare import Anchor, Counted, Field, Kind, Parameter, Period, Rotation, Rule, Where
from core.declare.number import AtName
from core.declare.reading import hints
from core.duties.scene import Scene

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""


def faults(scene: Scene[Rule]) -> Iterator[Fault]:
    """Everything that is wrong with the rule's keys, each once."""
    yield from dict.fromkeys(_faults(scene))


def _faults(scene: Scene[Rule]) -> Iterator[Fault]:
    rule = scene.rule
    yield from _unknown_parameters(scene)
    yield from _keys(scene, rule, "")
    if rule.every != 1 and Period.TEACHING_WEEKS not in _possible(scene, rule.period):
        yield (
            "key 'every' is for teaching weeks.",
            'Set period to "teaching_weeks", or leave it out.',
        )
    if (rule.due.anchor is Anchor.DAY) != bool(rule.due.on):
        yield (
            f"counts from {rule.due.anchor}, and key 'on' of due is {rule.due.on!r}.",
            'For a day of the year write anchor = "day" and on = "03-31"; else leave out on.',
        )
    if isinstance(rule, Counted):
        yield from _counted(scene, rule)
    if isinstance(rule, Rotation):
        yield from _rotation(scene, rule)
    if rule.serving and not rule.unit:
        yield (
            "key 'serving' is set, but no unit in which they serve.",
            'Set unit to the field that leads to the unit, "id" where the subject is one.',
        )


def _counted(scene: Scene[Rule], rule: Counted) -> Iterator[Fault]:
    if rule.record and not rule.link:
        told = "does not say which field of the counted rows holds the subject."
        yield told, "Set key 'link', or leave record empty for the institution itself."
    if not rule.date and not rule.counted_year:
        yield "counts rows without a date.", "Set key 'date', or 'counted_year'."
    if not rule.counted_year:
        return
    named = {Period.ACADEMIC_YEAR, *([Period.SEMESTER] if rule.counted_semester else [])}
    for period in _possible(scene, rule.period):
        if period not in named:
            yield (
                f"counts rows by the year they name, but its period may be {period}.",
                "Set key 'counted_semester' for semesters; other periods are counted by date.",
            )


def _rotation(scene: Scene[Rule], rule: Rotation) -> Iterator[Fault]:
    """Fields that the engine writes: their kinds, what they refer to, and that they may be empty."""
    roster = rule.roster.record
    yield from _of_kind(scene, rule.record, "slot", rule.slot, Kind.TEXT)
    yield from _of_kind(scene, roster, "roster.place", rule.roster.place, Kind.INTEGER)
    yield from _of_kind(scene, roster, "roster.person", rule.roster.person, Kind.REF)
    for key, name in (("turn", rule.turn), ("taker", rule.taker)):
        declared = _field_declared(scene, rule.record, name)
        if declared is not None and declared.target != roster:
            what = f"key {key!r} names {name!r}, which does not refer to {roster}."
            yield what, "Name a reference to the roster."
        elif declared is not None and declared.required:
            what = f"key {key!r} names {name!r}, which is required."
            yield what, "Leave it optional: on a day on which all are away nobody takes the slot."
    person = _field_declared(scene, roster, rule.roster.person)
    for number, away in enumerate(rule.away, 1):
        declared = _field_declared(scene, away.record, away.of)
        targets = (roster, person.target if person else "")
        own = away.of == "id" and away.record == roster
        if not own and declared is not None and declared.target not in targets:
            what = f"key 'away.{number}.of' names {away.of!r}, which leads to no member."
            yield what, f"Name a reference to {' or '.join(filter(None, targets))}."


def _field_declared(scene: Scene[Rule], record: str, name: str) -> Field | None:
    models = scene.world.catalogue.models
    return models[record].record.field(name) if record in models else None


def _of_kind(scene: Scene[Rule], record: str, key: str, name: str, kind: Kind) -> Iterator[Fault]:
    declared = _field_declared(scene, record, name)
    if declared is not None and declared.kind is not kind:
        what = f"key {key!r} names {name!r}, which is of the kind {declared.kind}."
        yield what, f"Name a field of the kind {kind}."


def _declared(scene: Scene[Rule], name: str) -> Parameter | None:
    return scene.world.catalogue.manifests[scene.chapter].parameter(name)


def _possible(scene: Scene[Rule], given: Any) -> Sequence[Any]:
    """A literal, or all values that the parameter can have which it names."""
    if not isinstance(given, str) or not given.startswith("@"):
        return (given,)
    parameter = _declared(scene, given[1:])
    if parameter is None:
        return ()
    return [value for value, _ in parameter.choices] or (parameter.default,)


def _unknown_parameters(scene: Scene[Rule]) -> Iterator[Fault]:
    for name in scene.names():
        if _declared(scene, name) is None:
            manifest = scene.world.catalogue.manifests[scene.chapter]
            known = ", ".join(p.name for p in manifest.parameters) or "none"
            yield f"names the parameter {name!r}, which is not declared.", f"Parameters: {known}."


def _keys(scene: Scene[Rule], part: Any, path: str) -> Iterator[Fault]:
    """Faults of each key of a rule, or of a part of it, by what its declaration says it takes."""
    for about in dataclasses.fields(part):
        value, key = getattr(part, about.name), f"{path}{about.name}"
        asked = hints(cast(Any, type(part)))[about.name]
        if "least" in about.metadata:
            yield from _number(scene, key, value, about.metadata["least"])
        elif options := _options(asked):
            yield from _option(scene, key, value, options)
        elif "names" in about.metadata and value:
            yield from _named(scene, key, part, about)
        else:
            parts = value if isinstance(value, tuple) else (value,)
            for number, inner in enumerate(parts, 1):
                if dataclasses.is_dataclass(inner):
                    place = f"{key}.{number}." if parts is value else f"{key}."
                    yield from _keys(scene, inner, place)


def _named(
    scene: Scene[Rule], key: str, part: Any, about: dataclasses.Field[Any]
) -> Iterator[Fault]:
    """Faults of a key that names a field, or of one that holds conditions on fields."""
    beside, value = about.metadata["names"], getattr(part, about.name)
    record = getattr(part, beside)
    if record not in scene.world.catalogue.models:
        yield from _no_record(scene, key.removesuffix(about.name) + beside, record)
    elif isinstance(value, tuple):
        for where in value:
            yield from _where(scene, key, record, where)
    else:
        yield from _field(scene, key, record, value, about.metadata)


def _options(asked: Any) -> list[str]:
    """The values of a key that takes one of an enumeration, or a parameter; else none."""
    parts = typing.get_args(asked)
    enums = [p for p in parts if isinstance(p, type) and issubclass(p, Enum)]
    return [str(m.value) for e in enums for m in e] if AtName in parts else []


def _option(scene: Scene[Rule], key: str, given: Any, options: list[str]) -> Iterator[Fault]:
    for value in _possible(scene, given):
        if value not in options:
            told = f"{given!r}" if value == given else f"{given!r}, which may be {value!r}"
            yield f"key {key!r} is {told}.", f"Use one of: {', '.join(options)}."


def _no_record(scene: Scene[Rule], key: str, record: str) -> Iterator[Fault]:
    what = f"key {key!r} names the record {record!r}, which no loaded chapter declares."
    yield what, "Correct the name, or load the chapter that owns it."


def _number(scene: Scene[Rule], key: str, given: Any, least: int) -> Iterator[Fault]:
    """A literal, or a parameter whose bounds keep it where the key makes sense."""
    if isinstance(given, str) and given.startswith("@"):
        parameter = _declared(scene, given[1:])
        if parameter is None:
            return
        if isinstance(parameter.default, bool) or not isinstance(parameter.default, int):
            yield (
                f"key {key!r} needs a number where {given!r} gives {parameter.default!r}.",
                ("Name a parameter of numbers."),
            )
        elif parameter.minimum is None or parameter.minimum < least:
            told = f"key {key!r} is {given!r}, which may be below {least}."
            yield told, f"Set minimum = {least} or more in that parameter."
    elif not isinstance(given, int) or isinstance(given, bool) or given < least:
        yield f"key {key!r} is {given!r}.", f"Give a number of at least {least}, or a parameter."


def _where(scene: Scene[Rule], key: str, record: str, where: Where) -> Iterator[Fault]:
    yield from _field(scene, key, record, where.field, {})
    declared = scene.world.catalogue.record(record).field(where.field)
    if declared is not None and declared.kind in (Kind.CHOICE, Kind.CHOICES):
        known = [c.value for c in declared.choices]
        for value in where.values:
            if value not in known:
                what = f"key {key!r} asks for {where.field} = {value!r}, which is no choice of it."
                yield what, f"Choices: {', '.join(known)}."


def _field(
    scene: Scene[Rule], key: str, record: str, path: str, about: Mapping[str, Any]
) -> Iterator[Fault]:
    """A path ``field`` or ``ref.field`` that leads nowhere, or to no date where one is needed."""
    catalogue = scene.world.catalogue
    head, _, tail = path.partition(".")
    declared = catalogue.record(record).field(head)
    if declared is None and head not in scene.table(record).c:
        known = ", ".join(f.name for f in catalogue.record(record).fields)
        what = f"key {key!r} names the field {head!r}, which {record} does not have."
        yield what, f"Its fields: {known}."
    elif tail and (declared is None or declared.kind is not Kind.REF):
        what = f"key {key!r} follows {path!r}, but {head!r} refers to no other record."
        yield what, "Name a reference field."
    elif tail and declared is not None and declared.target in catalogue.models:
        yield from _field(scene, key, declared.target, tail, about)
    elif about.get("date") and (declared is None or declared.kind is not Kind.DATE):
        what = f"key {key!r} names {path!r}, which is no date."
        yield what, "Name a field of the kind date."
