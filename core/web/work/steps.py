"""The one button of a duty: what brings it further, derived from its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from core.declare import Record, Rule
from core.duties.models import INSTITUTION
from core.web.language import say
from core.web.menu import url_of
from core.web.runtime import me, runtime


@dataclass(frozen=True, slots=True)
class Step:
    """A button: what it says and where it leads."""

    label: str
    url: str
    record: str = ""
    """The record that is entered there, if one is."""
    quick: str = ""
    """Address of its quick entry, where it has one."""


def step_for(rule: Rule, row: Any, key: int | None) -> Step | None:
    """The button for one duty, or None when the reader can do nothing about it.

    *key* is the value of the rule's ``key`` field in the duty's subject, where it has one.
    """
    if counted := getattr(rule, "counts", ""):
        return _enter(rule, counted, row, key)
    return _deal(rule, row)


def entered_by(rule: Rule) -> Record | None:
    """The record that meets the rule when it is entered, if the reader may enter it."""
    name = getattr(rule, "counts", "")
    rt = runtime()
    if name not in rt.catalogue.models or not rt.chapters.enabled(name.partition(".")[0]):
        return None
    return rt.catalogue.record(name) if me().may(name, "create") else None


def _enter(rule: Rule, counted: str, row: Any, key: int | None) -> Step | None:
    """A new counted row, with what is known filled in."""
    record = entered_by(rule)
    if record is None:
        return None
    if row.subject_record == INSTITUTION:
        if _is_made_by_moves(rule, record):
            label = _("Open: %(name)s", name=say(record.plural or record.label))
            return Step(label, url_of(record))
        return new(record, dict(_known(rule, record)))
    subject = key if getattr(rule, "key", "") else row.subject_id
    link = getattr(rule, "link", "")
    given = {link: str(subject)} if link and subject is not None else {}
    return new(record, given | dict(_known(rule, record)))


def new(record: Record, given: dict[str, str] | None = None) -> Step:
    """The form of a new row with these values."""
    query = f"?{urlencode(given)}" if given else ""
    label = _("Enter: %(name)s", name=say(record.label))
    view = runtime().catalogue.views.get(record.name)
    first = view.quick[0] if view is not None and view.quick else ""
    known = f"?{urlencode({first: given[first]})}" if given and first in given else ""
    quick = f"/quick/{record.name}{known}" if first else ""
    return Step(label, f"{url_of(record)}add{query}", record.name, quick)


def quick_start() -> str:
    """The first quick entry the reader may make, '' when there is none."""
    rt = runtime()
    for name, view in rt.catalogue.views.items():
        if view.quick and rt.chapters.enabled(name.partition(".")[0]) and me().may(name, "create"):
            return f"/quick/{name}"
    return ""


def _is_made_by_moves(rule: Rule, record: Record) -> bool:
    """True when entering a row is not enough: it counts in a later state only."""
    workflow = runtime().catalogue.workflow(record.name)
    if workflow is None:
        return False
    wheres = [w for w in getattr(rule, "counted_where", ()) if w.field == workflow.field]
    return any(w.values and workflow.first not in w.values for w in wheres)


def _known(rule: Rule, record: Record) -> Iterator[tuple[str, str]]:
    """Values that a row must have to count, where there is but one."""
    workflow = runtime().catalogue.workflow(record.name)
    for where in getattr(rule, "counted_where", ()):
        declared = record.field(where.field)
        if declared is None or declared.filled or len(where.values) != 1:
            continue
        if workflow is None or where.field != workflow.field:
            (value,) = where.values
            yield where.field, str(int(value)) if isinstance(value, bool) else str(value)


def _deal(rule: Rule, row: Any) -> Step | None:
    """The duty's own row: the field that ends the clock, or the page with its steps."""
    rt, name = runtime(), row.subject_record
    if name not in rt.catalogue.models or not rt.chapters.enabled(name.partition(".")[0]):
        return None
    if not me().may(name, "read"):
        return None
    record = rt.catalogue.record(name)
    one = f"{url_of(record)}{row.subject_id}"
    done = record.field(getattr(rule, "done", "") or "")
    if done is not None and not done.filled and not done.internal and me().may(name, "edit"):
        return Step(_("Fill in: %(name)s", name=say(done.label)), f"{one}/edit#f-{done.name}")
    return Step(_("Deal with it"), one)
