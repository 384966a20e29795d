"""Vetting what a chapter says about its pages: columns, sections, rows inside a form, quick entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.declare import Field, Inline, Kind, Problem, Record, View, Workflow


def problems_of_view(
    view: View, records: Mapping[str, Record], workflows: Mapping[str, Workflow]
) -> Iterator[Problem]:
    """Faults of the pages of one record, which the chapter declares."""
    record, where = records[view.record], f"view of {view.record!r}"
    shown = (*view.columns, *(name for _, names in view.sections for name in names), *view.quick)
    yield from _unknown(where, shown, record)
    for inline in view.inline:
        place = f"{where}, inline {inline.rows!r}"
        rows = records.get(inline.record)
        if rows is None:
            yield Problem(
                place,
                f"names the record {inline.record!r}, which the chapter does not declare.",
                f"Records: {', '.join(sorted(records))}.",
            )
        else:
            yield from _inline(place, inline, view.record, rows, workflows.get(inline.record))
    for link in view.pages:
        chapter = record.chapter
        if not link.address.startswith(f"/{chapter}/"):
            what = f"has a button that leads to {link.address!r}."
            yield Problem(where, what, f"Let it lead to a page below /{chapter}/.")
    if view.quick:
        yield from _quick(where, view, record, records)


def _unknown(where: str, names: Iterable[str], record: Record) -> Iterator[Problem]:
    for name in names:
        if record.field(name) is None:
            told = ", ".join(f.name for f in record.fields)
            yield Problem(where, f"shows {name!r}, which is no field.", f"Fields: {told}.")


def _inline(
    where: str, inline: Inline, parent: str, rows: Record, workflow: Workflow | None
) -> Iterator[Problem]:
    link = rows.field(inline.link)
    if link is None or link.kind is not Kind.REF or link.target != parent:
        names = ", ".join(f.name for f in rows.fields if f.target == parent) or "none"
        what = f"{inline.link!r} does not refer to {parent!r}."
        yield Problem(where, what, f"Fields that do: {names}.")
    yield from _unknown(where, inline.fields, rows)
    state = workflow.field if workflow else ""
    not_typed = [n for n in inline.fields if (f := rows.field(n)) and (f.filled or n == state)]
    if not_typed or inline.link in inline.fields:
        told = ", ".join(not_typed) or inline.link
        yield Problem(where, f"has cells that nobody types: {told}.", "Leave them out.")
    needed = [f.name for f in rows.fields if _must_be_typed(f) and f.name not in inline.fields]
    missing = [n for n in needed if n not in (inline.link, state)]
    if missing:
        what = f"leaves out {', '.join(missing)}, without which no row can be saved."
        yield Problem(where, what, "Add them to fields.")


def _must_be_typed(declared: Field) -> bool:
    return declared.required and declared.default is None and not declared.filled


def _quick(
    where: str, view: View, record: Record, records: Mapping[str, Record]
) -> Iterator[Problem]:
    first = record.field(view.quick[0])
    target = records.get(first.target) if first is not None else None
    for name, _value in view.quick_only:
        if target is not None and target.field(name) is None:
            what = f"keeps its quick entry to rows by {name!r}, which is no field of theirs."
            yield Problem(where, what, f"Fields: {', '.join(f.name for f in target.fields)}.")
    if first is None or first.kind is not Kind.REF:
        what = f"begins its quick entry with {view.quick[0]!r}, which refers to nothing."
        yield Problem(where, what, "Name a field of kind ref first: it is chosen from.")
    missing = [
        f.name
        for f in record.fields
        if _must_be_typed(f) and f.shown_if is None and f.name not in view.quick
    ]
    if missing:
        what = f"leaves {', '.join(missing)} out of its quick entry, which must be filled."
        yield Problem(where, what, "Add them to quick, or drop quick.")
