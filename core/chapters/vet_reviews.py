"""What is wrong with the reviews a workflow declares: levels, content, and who has to agree."""

from __future__ import annotations

from collections.abc import Iterator

from core.declare import AUTHOR, Kind, Move, Problem, Record, Workflow


def review_problems(where: str, workflow: Workflow, record: Record) -> Iterator[Problem]:
    """Every fault of the review parts of one workflow."""
    states = {s.name for s in workflow.states}
    told = ", ".join(sorted(states))
    named = [s.otherwise for s in workflow.states if s.otherwise]
    if workflow.falls_back:
        named.append(workflow.falls_back)
    for name in (*named, *workflow.approved):
        if name not in states:
            yield Problem(where, f"names no state {name!r}.", f"States: {told}.")
    for name in workflow.content:
        if record.field(name) is None:
            yield _no_field(where, name, record)
    if workflow.approved and not (workflow.falls_back and workflow.content):
        yield Problem(
            where,
            "has approved states, but no content or no state to fall back to.",
            "Name content and falls_back.",
        )
    yield from _open_in(where, states, record)
    if any(s.from_level for s in workflow.states) and not workflow.levels:
        yield Problem(where, "has states by level, but no levels.", 'Set levels = "@parameter".')
    for move in workflow.moves:
        yield from _move(f"{where}, move {move.name!r}", move, workflow, record)


def _open_in(where: str, states: set[str], record: Record) -> Iterator[Problem]:
    for declared in record.fields:
        if wrong := set(declared.open_in) - states:
            what = f"is open in {', '.join(sorted(wrong))}, which is no state."
            mend = f"States: {', '.join(sorted(states))}."
            yield Problem(f"{where}, field {declared.name!r}", what, mend)
    if wrong := set(record.files_open_in) - states:
        what = f"takes files in {', '.join(sorted(wrong))}, which is no state."
        yield Problem(where, what, f"States: {', '.join(sorted(states))}.")


def _move(where: str, move: Move, workflow: Workflow, record: Record) -> Iterator[Problem]:
    names = {m.name for m in workflow.moves}
    for name in (*move.not_moves, *move.after_moves):
        if name not in names:
            yield Problem(where, f"names no move {name!r}.", f"Moves: {', '.join(sorted(names))}.")
    for name in (*move.not_fields, *move.stamps, *move.signs, *move.erases):
        if name != AUTHOR and record.field(name) is None:
            yield _no_field(where, name, record)
    for name in move.stamps:
        found = record.field(name)
        if found is not None and found.kind is not Kind.DATE:
            yield Problem(where, f"stamps {name!r}, which is no date.", "Name a date field.")
    yield from _gather(where, move, record)


def _gather(where: str, move: Move, record: Record) -> Iterator[Problem]:
    parties = (*move.gather.units, *move.gather.persons) if move.gather else ()
    for party in parties:
        if not party.record and record.field(party.field) is None:
            yield _no_field(where, party.field, record)
        if party.record and not party.link:
            yield Problem(where, f"gathers from {party.record!r}, but no link.", "Set link.")


def _no_field(where: str, name: str, record: Record) -> Problem:
    known = ", ".join(f.name for f in record.fields)
    return Problem(where, f"names {name!r}, which is no field.", f"Fields: {known}.")
