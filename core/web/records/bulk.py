"""What is done with several rows of a list: delete, restore, a step of the workflow, one field, export.

What can be undone and touches few rows happens at once; everything else is shown first: what would
happen to how many, and which rows are refused and why. Each change goes through the one door, all
rows in one transaction or none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from flask import abort, flash, g, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Move
from core.records import read
from core.records.labels import words
from core.records.refused import Busy, OutOfScope, Refused, Stale
from core.records.remove import restore as bring_back
from core.records.remove import soft_delete
from core.records.several import Act, Outcome, change_all, rehearse
from core.web.guard import safe_next
from core.web.language import say
from core.web.records.asked import ask
from core.web.records.edit import complaint_texts
from core.web.records.export import export
from core.web.records.place import Place
from core.web.records.set_field import SetForm, settable
from core.web.render import page
from core.web.runtime import db, runtime
from core.workflow import make_move

AT_ONCE, MOST = 100, 1000
"""Up to AT_ONCE rows are deleted without asking, because it can be undone; never more than MOST."""
NAMED = 20


@dataclass(frozen=True)
class Task:
    """What is to be done with each row; ``title`` and ``done`` say it with the number of rows."""

    action: str
    act: Act
    title: Callable[[int], str]
    done: Callable[[int], str]
    deleted: bool = False
    undo: bool = True
    effect: str = ""
    tone: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """Inputs that come along from the page of the change to the change."""


def bulk(place: Place) -> Response:
    """What the bar above a list sends: an action and the chosen rows."""
    action, back = request.form.get("action", ""), safe_next(request.form.get("next", place.url))
    keys = _keys(place, back, action)
    if keys is None:
        return redirect(back)
    if action == "export":
        return _export(place, keys)
    form = _set_form(place) if action == "set" else None
    if form is not None and not (form.sent and form.valid):
        return _choose_field(place, form, keys, back)
    task = _task(place, action, form)
    if task is None:
        abort(403)
    if request.form.get("confirm"):
        return _carry_out(place, task, _versions(), back)
    if action in ("delete", "restore") and len(keys) <= AT_ONCE:
        return _carry_out(place, task, [(key, 0) for key in keys], back)
    return _preview(place, task, keys, back)


def actions(place: Place, *, deleted: bool) -> list[dict[str, str]]:
    """Buttons of the bar: what the reader may do with several rows of this list."""
    if deleted:
        found = [("restore", _("Restore"), "restore")] if place.may("delete") else []
    else:
        found = [(f"move.{m.name}", say(m.label), "arrow-right") for m in _moves(place)]
        if place.may("edit") and any(settable(place)):
            found.append(("set", _("Set a field"), "edit"))
        if place.may("export"):
            found.append(("export", _("Export"), "download"))
        if place.may("delete"):
            found.append(("delete", _("Delete"), "trash"))
    return [{"action": a, "label": label, "icon": icon} for a, label, icon in found]


def _moves(place: Place) -> list[Move]:
    moves = place.workflow.moves if place.workflow else ()
    return [m for m in moves if m.bulk and place.may(m.name)]


def _keys(place: Place, back: str, action: str) -> list[int] | None:
    """Numbers of the chosen rows, or of all that the list finds; None when there is nothing to do."""
    if request.form.get("all") == "1":
        args = parse_qs(back.partition("?")[2])
        query = ask(place, args).query
        most = read.numbers(db(), place.asker, place.record.name, query, MOST + 1)
        keys = list(db().execute(most, execution_options={"deleted": query.deleted}).scalars())
    else:
        texts = dict.fromkeys(request.form.getlist("rowid"))
        if not all(t.isascii() and t.isdigit() and len(t) < 10 for t in texts):
            abort(400)
        keys = [int(t) for t in texts]
    if len(keys) > MOST:
        told = _("At most %(number)s entries at once. Narrow the list first.", number=f"{MOST:,}")
        flash(told, "warning")
        return None
    if not keys and not request.form.get("confirm"):
        flash(_("Choose at least one entry first."), "warning")
        return None
    return keys


def _versions() -> list[tuple[int, int]]:
    """(number, version) of the rows that were shown before the change."""
    found = []
    for text in request.form.getlist("row"):
        key, _dot, version = text.partition(".")
        if not (key.isdigit() and version.isdigit() and len(text) < 24 and text.isascii()):
            abort(400)
        found.append((int(key), int(version)))
    if len(found) > MOST:
        abort(400)
    return found


# -- the changes -----------------------------------------------------------------------------------


def _task(place: Place, action: str, form: SetForm | None) -> Task | None:
    now = runtime().clock()
    if action == "delete" and place.may("delete"):
        return Task(
            action,
            lambda row: soft_delete(row, now),
            lambda n: _("Delete entries: %(number)s", number=n),
            lambda n: _("Entries deleted: %(number)s.", number=n),
            effect=_("They stay in the recycle bin and can be brought back."),
            tone="bad",
        )
    if action == "restore" and place.may("delete"):
        return Task(
            action,
            bring_back,
            lambda n: _("Restore entries: %(number)s", number=n),
            lambda n: _("Entries restored: %(number)s.", number=n),
            deleted=True,
        )
    if action == "set" and form is not None and place.may("edit"):
        return _set_task(form)
    move = next((m for m in _moves(place) if f"move.{m.name}" == action), None)
    return _move_task(place, move) if move is not None else None


def _move_task(place: Place, move: Move) -> Task:
    catalogue, label = place.asker.catalogue, say(move.label)
    return Task(
        f"move.{move.name}",
        lambda row: make_move(db(), catalogue, row, move.name),
        lambda n: _("%(step)s: %(number)s entries", step=label, number=n),
        lambda n: _("Done: %(step)s, %(number)s entries.", step=label, number=n),
        undo=False,
        effect=say(move.effect),
        tone=move.tone,
    )


def _set_task(form: SetForm) -> Task:
    name, value = form.name, form.value
    told = {"field": form.label, "value": form.shown or _("empty")}
    return Task(
        "set",
        lambda row: setattr(row, name, value),
        lambda n: _("Set «%(field)s» to «%(value)s»: %(number)s entries", number=n, **told),
        lambda n: _("«%(field)s» set to «%(value)s»: %(number)s entries.", number=n, **told),
        fields=(("field", name), ("sent", "1"), *((name, text) for text in form.texts)),
    )


def _find(place: Place, task: Task) -> Any:
    def find(key: int) -> RecordBase | None:
        return read.row(db(), place.asker, place.record.name, key, deleted=task.deleted)

    return find


def _carry_out(
    place: Place, task: Task, versions: Sequence[tuple[int, int]], back: str
) -> Response:
    """Change all rows; where one is refused nothing is changed and the page says which and why."""
    if not versions:
        flash(_("Nothing was changed."), "warning")
        return redirect(back)
    try:
        change_all(db(), runtime().catalogue, versions, _find(place, task), task.act)
    except (Refused, OutOfScope, Stale):
        return _preview(place, task, [key for key, _version in versions], back, again=True)
    except Busy:
        db().rollback()
        raise
    undo = f" {place.url}undo/{g.request_id}" if task.undo else ""
    flash(task.done(len(versions)), f"success{undo}")
    return redirect(back)


# -- pages -----------------------------------------------------------------------------------------


def _preview(
    place: Place, task: Task, keys: Sequence[int], back: str, *, again: bool = False
) -> Response:
    """What would happen to how many, and which rows are refused and why."""
    outcomes = rehearse(db(), runtime().catalogue, keys, _find(place, task), task.act)
    good = [o for o in outcomes if not o.refused]
    names = _names(place, [o.key for o in outcomes], task)
    return page(
        "records/bulk.html",
        422 if again else 200,
        place=place,
        record=place.record,
        title=task.title(len(good)) if good else _("Nothing can be done"),
        task=task,
        good=[(o.key, o.version) for o in good],
        shown=[(o.key, names[o.key]) for o in good],
        refused=_reasons(place, outcomes, names),
        total=len(outcomes),
        many=len(good) > AT_ONCE,
        named=NAMED,
        back=back,
        again=again,
    )


def _names(place: Place, keys: Sequence[int], task: Task) -> dict[int, str]:
    found = read.labels(db(), place.asker, place.record.name, keys, deleted=task.deleted)
    return {key: words(found.get(key, ()), say) or f"#{key}" for key in keys}


def _reasons(
    place: Place, outcomes: Sequence[Outcome], names: dict[int, str]
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Each reason with the rows it holds for."""
    found: dict[str, list[tuple[int, str]]] = {}
    for outcome in outcomes:
        if outcome.refused:
            text = " ".join(complaint_texts(outcome.refused, place))
            found.setdefault(text, []).append((outcome.key, names[outcome.key]))
    return list(found.items())


def _set_form(place: Place) -> SetForm:
    if not place.may("edit"):
        abort(403)
    return SetForm(place)


def _choose_field(place: Place, form: SetForm, keys: Sequence[int], back: str) -> Response:
    return page(
        "records/bulk_set.html",
        422 if form.sent and not form.valid else 200,
        place=place,
        record=place.record,
        title=_("Set one field: %(number)s entries", number=len(keys)),
        set=form,
        keys=keys,
        back=back,
    )


def _export(place: Place, keys: Sequence[int]) -> Response:
    if not place.may("export"):
        abort(403)
    return export(place, request.form.get("format", "xlsx"), keys)
