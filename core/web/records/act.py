"""What buttons do: delete, restore, moves, and the same for several rows at once."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.records.refused import OutOfScope, Refused, Stale
from core.records.remove import restore as bring_back
from core.records.remove import soft_delete
from core.records.save import save
from core.web.language import say, sentences
from core.web.records.edit import complaint_texts
from core.web.records.place import Place, find_row
from core.web.records.show import show
from core.web.runtime import db, runtime
from core.workflow import make_move

MOST_AT_ONCE = 100


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
    return redirect(f"{place.url}{key}")


def _stale() -> str:
    return say("Somebody else changed this in between. Look at it again, then decide.")


def bulk(place: Place) -> Response:
    """Delete or restore several rows: all of them, or none with the reason."""
    action, keys = request.form.get("action", ""), _keys()
    if action not in ("delete", "restore") or not place.may("delete"):
        abort(403)
    if not keys:
        flash(_("Choose at least one entry first."), "warning")
        return redirect(place.url)
    bin_url = place.url + "?deleted=1"
    for key in keys:
        row = find_row(place, key, deleted=action == "restore")
        if action == "delete":
            soft_delete(row, runtime().clock())
        else:
            bring_back(row)
    try:
        save(db(), runtime().catalogue)
    except Refused as error:
        texts = complaint_texts(error.complaints, place)
        flash(sentences([_("Nothing was changed."), *texts]), "danger")
        return redirect(place.url if action == "delete" else bin_url)
    except (OutOfScope, Stale):
        flash(_("Nothing was changed: one of the entries may not be changed by you."), "danger")
        return redirect(place.url if action == "delete" else bin_url)
    if action == "delete":
        flash(_("Entries deleted: %(number)s.", number=len(keys)), "success")
    else:
        flash(_("Entries restored: %(number)s.", number=len(keys)), "success")
    return redirect(place.url)


def _keys() -> list[int]:
    """Numbers of the chosen rows, each once; 400 for what is none or for too many."""
    texts = dict.fromkeys(request.form.getlist("rowid"))
    if len(texts) > MOST_AT_ONCE or not all(t.isascii() and t.isdigit() for t in texts):
        abort(400)
    return [int(t) for t in texts]
