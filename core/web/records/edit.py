"""Adding and editing: a form that keeps what was typed, and the page for two people on one row."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Complaint, Kind
from core.records import read
from core.records.labels import Parts, words
from core.records.refused import Refused, Stale
from core.records.save import save
from core.records.typed import text_of
from core.web.language import say
from core.web.records.cells import Cells
from core.web.records.forms import RecordForm
from core.web.records.place import Place, find_row
from core.web.records.reads import note_read
from core.web.render import page
from core.web.runtime import db, runtime


def add(place: Place, *, again: bool = False) -> Response:
    """The form for a new row. *again*: after a new sign-in, show what was typed, save nothing."""
    if not place.may("create"):
        abort(403)
    form = _form(place, place.workflow.first if place.workflow else None)
    if request.method == "GET":
        form.take(_defaults(place))
        form.prefill(request.args)
        return _show(place, form)
    form.take({}, request.form)
    if again:
        return _show(place, form, again=True)
    if form.validate():
        row = place.model()
        _put(form, row)
        db().add(row)
        try:
            save(db(), runtime().catalogue)
        except Refused as error:
            form.complain(error.complaints, _label_in(place))
        else:
            flash(_("Saved."), "success")
            return redirect(f"{place.url}{row.id}")
    return _show(place, form, status=422)


def edit(place: Place, key: int, *, again: bool = False) -> Response:
    """The form of a row; 409 with both versions when somebody saved it in between."""
    row = find_row(place, key)
    if "edit" not in place.allowed(row, ("edit",)):
        abort(403)
    state = place.state_of(row)
    if state is not None and state.closed:
        flash(_("This row is closed and no longer takes changes."), "warning")
        return redirect(f"{place.url}{key}")
    form = _form(place, state.name if state else None)
    values = {f.name: getattr(row, f.name) for f in place.form_fields()}
    if request.method == "GET":
        form.take(values)
        return _show(place, form, row)
    form.take({}, request.form)
    if again:
        return _show(place, form, row, again=True)
    if request.form.get("version") != str(row.version):
        return _conflict(place, form, row)
    if form.validate():
        _put(form, row)
        try:
            save(db(), runtime().catalogue)
        except Refused as error:
            form.complain(error.complaints, _label_in(place))
            row = find_row(place, key)
        except Stale:
            return _conflict(place, form, find_row(place, key))
        else:
            flash(_("Saved."), "success")
            return redirect(f"{place.url}{key}")
    return _show(place, form, row, status=422)


def _form(place: Place, state: object) -> RecordForm:
    return RecordForm(place.form_fields(), runtime().zone, state)


def _defaults(place: Place) -> dict[str, Any]:
    return {f.name: f.default for f in place.form_fields() if f.default is not None}


def _put(form: RecordForm, row: RecordBase) -> None:
    """Take over what was changed. An input that stands as it was shown is no change: a moment shows
    minutes only and must not lose its seconds."""
    for bound in form:
        kept = getattr(row, bound.name)
        if kept != bound.data and bound.texts != [text_of(kept, bound.zone)]:
            setattr(row, bound.name, bound.data)


def _label_in(place: Place) -> Any:
    def label(name: str) -> str:
        declared = place.record.field(name)
        return say(declared.label) if declared is not None else ""

    return label


def _show(
    place: Place,
    form: RecordForm,
    row: RecordBase | None = None,
    *,
    status: int = 200,
    again: bool = False,
) -> Response:
    names = read.names_of(db(), place.asker, place.record.name, row.id) if row is not None else {}
    _name_choices(place, form, row, names)
    if row is not None:
        note_read(place, [row.id], place.form_fields(), "edit")
    label = say(place.record.label)
    back = f"{place.url}{row.id}" if row is not None else place.url
    return page(
        "records/form.html",
        status,
        place=place,
        record=place.record,
        form=form,
        row=row,
        again=again,
        name=Cells(place, runtime().zone).name(names.get("", ())),
        title=_("Edit: %(name)s", name=label)
        if row is not None
        else _("New: %(name)s", name=label),
        sections=place.sections(bound.declared for bound in form),
        back=back,
        body="k-has-foot",
    )


def _name_choices(
    place: Place, form: RecordForm, row: RecordBase | None, stored: dict[str, Parts]
) -> None:
    """Names of what the pickers hold: *stored* where unchanged, else one question per record."""
    open_ = []
    for bound in form:
        if bound.declared.kind is not Kind.REF or not bound.data:
            continue
        if row is not None and bound.data == getattr(row, bound.name) and bound.name in stored:
            bound.option = words(stored[bound.name], say) or f"#{bound.data}"
        else:
            open_.append(bound)
    for target in {b.declared.target for b in open_}:
        chosen = [b for b in open_ if b.declared.target == target]
        names = read.labels(db(), place.asker, target, [b.data for b in chosen])
        for bound in chosen:
            bound.option = words(names.get(bound.data, ()), say) or f"#{bound.data}"


def _conflict(place: Place, form: RecordForm, row: RecordBase) -> Response:
    """Both versions side by side; the choice is sent to the same address with the new version."""
    db().expire(row)
    zone, cells = runtime().zone, Cells(place, runtime().zone)
    theirs = read.names_of(db(), place.asker, place.record.name, row.id)
    _name_choices(place, form, row, theirs)
    lines: list[dict[str, Any]] = []
    for bound in form:
        declared, kept = bound.declared, getattr(row, bound.name)
        mine = "|".join(bound.texts)
        stored = text_of(kept, zone)
        same = mine.strip() == stored or (bound.data == kept and not bound.process_errors)
        shown = bound.option if declared.kind is Kind.REF else cells.text(declared, bound.data)
        lines.append(
            {
                "name": bound.name,
                "label": say(declared.label),
                "differs": not same,
                "mine": mine,
                "mine_shown": shown or mine,
                "theirs": stored,
                "theirs_shown": cells.text(declared, kept, theirs.get(bound.name, ())),
            }
        )
    note_read(place, [row.id], place.form_fields(), "edit")
    return page(
        "records/conflict.html",
        409,
        place=place,
        record=place.record,
        row=row,
        lines=lines,
        name=cells.name(theirs.get("", ())),
        title=_("Somebody else saved this in between"),
    )


def complaint_texts(complaints: tuple[Complaint, ...], place: Place) -> list[str]:
    """Refusals as sentences for a page without a form."""
    form = RecordForm((), runtime().zone)
    form.complain(complaints, _label_in(place))
    return form.general
