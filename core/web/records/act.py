"""What the buttons of a row do: delete, restore, moves."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.records.refused import Refused, Stale
from core.records.remove import restore as bring_back
from core.records.remove import soft_delete
from core.records.save import save
from core.web.language import say, sentences
from core.web.records.edit import complaint_texts
from core.web.records.place import Place, find_row, page_of
from core.web.records.show import show
from core.web.runtime import db, runtime
from core.workflow import make_move


def delete(place: Place, key: int) -> Response:
    """Put a row into the recycle bin; the message offers to take it back."""
    row = find_row(place, key)
    soft_delete(row, runtime().clock())
    try:
        save(db(), runtime().catalogue)
    except Refused as error:
        return show(place, key, problems=complaint_texts(error.complaints, place))
    flash(_("Deleted. It stays in the recycle bin."), f"success {place.url}{key}/restore")
    return redirect(place.url)


def restore(place: Place, key: int) -> Response:
    """Take a row out of the recycle bin."""
    if not place.may("delete"):
        abort(403)
    row = find_row(place, key, deleted=True)
    bring_back(row)
    try:
        save(db(), runtime().catalogue)
    except Refused as error:
        flash(sentences(complaint_texts(error.complaints, place)), "danger")
        return redirect(f"{place.url}?deleted=1")
    flash(_("Restored."), "success")
    return redirect(f"{place.url}{key}")


def move(place: Place, key: int, name: str) -> Response:
    """One step of the workflow, with a reason where the step asks for one."""
    row = find_row(place, key)
    if request.form.get("version") not in (None, "", str(row.version)):
        return show(place, key, problems=[_stale()])
    try:
        made = make_move(db(), runtime().catalogue, row, name, request.form.get("comment", ""))
        save(db(), runtime().catalogue)
    except Refused as error:
        db().rollback()
        return show(place, key, problems=complaint_texts(error.complaints, place))
    except Stale:
        return show(place, key, problems=[_stale()])
    flash(_("Done: %(step)s.", step=say(made.label)), "success")
    return redirect(page_of(place, key))


def _stale() -> str:
    return say("Somebody else changed this in between. Look at it again, then decide.")
