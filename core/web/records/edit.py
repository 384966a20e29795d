"""Adding and editing: a form that keeps what was typed, saves once, and takes what belongs together
in one transaction."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Complaint
from core.records import drafts, read
from core.records.drafts import Outcome
from core.records.refused import Refused, Stale
from core.records.save import save
from core.web.language import say
from core.web.records.articles import articles_for
from core.web.records.cells import Cells
from core.web.records.conflict import conflict
from core.web.records.copying import copied
from core.web.records.drafts import offered
from core.web.records.forms import RecordForm
from core.web.records.place import Place, find_row, page_of
from core.web.records.reads import note_read
from core.web.records.sheet import TOKEN, Sheet, label_in, new_token
from core.web.render import page
from core.web.runtime import db, runtime

NEXT = "_next"
"""The button that was pressed: nothing (show the row) or ``add`` (another one)."""


def add(place: Place, *, again: bool = False) -> Response:
    """The form for a new row. *again*: after a new sign-in, show what was typed, save nothing."""
    if not place.may("create"):
        abort(403)
    sheet = Sheet(place, token=_token())
    if request.method == "GET":
        return _open(place, sheet)
    sheet.take(request.form)
    done = outcome_of(sheet)
    if done is not None and done.digest == sheet.digest:
        return _saved(place, done.row)
    if done is not None:
        sheet.token = new_token()
        return _show(place, sheet, status=409, already=done.row)
    if again:
        return _show(place, sheet, again=True)
    if sheet.validate():
        row = place.model()
        try:
            return _saved(place, save_once(sheet, row), new=True)
        except Refused as error:
            sheet.complain(error)
    return _show(place, sheet, status=422)


def edit(place: Place, key: int, *, again: bool = False) -> Response:
    """The form of a row; 409 with both versions when somebody saved it in between."""
    row = find_row(place, key)
    if "edit" not in place.allowed(row, ("edit",)):
        abort(403)
    state = place.state_of(row)
    if state is not None and state.closed:
        flash(_("This row is closed and no longer takes changes."), "warning")
        return redirect(f"{place.url}{key}")
    sheet = Sheet(place, row, _token())
    if request.method == "GET":
        return _open(place, sheet)
    sheet.take(request.form)
    seen, done = request.form.get("version"), outcome_of(sheet)
    if done is not None and done.digest == sheet.digest:
        return _saved(place, key)
    if done is not None:  # the writer came back to the form and typed on
        sheet.token = new_token()
        seen = str(done.version) if done.row == key else seen
    if again:
        return _show(place, sheet, again=True)
    return conflict(place, sheet, row) if seen != str(row.version) else _change(sheet, row)


def _change(sheet: Sheet, row: RecordBase) -> Response:
    """Save what was typed over a row that stands as the writer saw it."""
    place, key = sheet.place, row.id
    if sheet.validate():
        try:
            return _saved(place, save_once(sheet, row), new=True)
        except Refused as error:
            sheet.complain(error)
            find_row(place, key)
        except Stale:
            return conflict(place, sheet, find_row(place, key))
    return _show(place, sheet, status=422)


def _token() -> str:
    return request.form.get(TOKEN, "") if request.method == "POST" else ""


def outcome_of(sheet: Sheet) -> Outcome | None:
    """What the form was saved as before, None when it was not."""
    return drafts.outcome(db(), sheet.form.user, sheet.token)


def save_once(sheet: Sheet, row: RecordBase) -> int:
    """Save everything under the form's token; the number of the row. Of the same form sent twice at
    the same time the second gets the row of the first."""
    number = drafts.claim(db(), sheet.form, sheet.digest, runtime().clock())
    if number is None:
        done = outcome_of(sheet)
        return done.row if done is not None else abort(503)

    def work() -> None:
        sheet.put(row)
        db().flush()
        drafts.finish(db(), number, row.id, row.version)

    save(db(), runtime().catalogue, work)
    return row.id


def _saved(place: Place, key: int, *, new: bool = False) -> Response:
    """Where the writer goes after saving."""
    if new:
        flash(_("Saved."), "success")
    if request.form.get(NEXT) == "add":
        return redirect(_address(place, None))
    return redirect(page_of(place, key))


def _address(place: Place, row: RecordBase | None) -> str:
    """Where the form is sent: what its address filled in stays for the next one."""
    if row is not None:
        return f"{place.url}{row.id}/edit"
    names = {f.name for f in place.form_fields()}
    kept = [(k, v) for k, v in request.args.items(multi=True) if k in names]
    return f"{place.url}add" + (f"?{urlencode(kept)}" if kept else "")


def _open(place: Place, sheet: Sheet) -> Response:
    """The form as it is opened: empty, as the row stands, as it was left, or as a copy."""
    token, about = request.args.get("draft", ""), dict[str, Any]()
    draft = drafts.find(db(), sheet.form.user, token, runtime().clock()) if token else None
    if draft is not None:
        sheet.token = draft.token
        sheet.take(MultiDict(draft.typed))
        sheet.version = dict(draft.typed).get("version", sheet.version)
        return _show(place, sheet, resumed=draft.kept_at)
    start = {f.name: f.default for f in place.form_fields() if f.default is not None}
    source = request.args.get("copy", "")
    if sheet.row is None and source.isdecimal():
        values, about["copied"] = copied(place, int(source))
        start |= values
    sheet.show(start, request.args if sheet.row is None else None)
    return _show(place, sheet, lost=bool(token), drafts=offered(sheet), **about)


def _show(place: Place, sheet: Sheet, *, status: int = 200, **about: Any) -> Response:
    row = sheet.row
    names = read.names_of(db(), place.asker, place.record.name, row.id) if row is not None else {}
    sheet.name_choices(names)
    if row is not None:
        note_read(place, [row.id], place.form_fields(), "edit")
        for lines in sheet.lines:
            rows = [line.row.id for line in lines.lines if line.row is not None]
            note_read(lines.inner, rows, lines.fields, "edit")
    label = say(place.record.label)
    return page(
        "records/form.html",
        status,
        place=place,
        record=place.record,
        sheet=sheet,
        form=sheet.main,
        row=row,
        name=Cells(place, runtime().zone).name(names.get("", ())),
        title=_("Edit: %(name)s", name=label) if row else _("New: %(name)s", name=label),
        sections=place.sections(bound.declared for _name, bound in sheet.main.bound),
        articles=articles_for(place),
        action=_address(place, row),
        back=f"{place.url}{row.id}" if row is not None else place.url,
        today=runtime().today(),
        **about,
    )


def complaint_texts(complaints: tuple[Complaint, ...], place: Place) -> list[str]:
    """Refusals as sentences for a page without a form."""
    form = RecordForm((), runtime().zone)
    form.complain(complaints, label_in(place))
    return form.general
