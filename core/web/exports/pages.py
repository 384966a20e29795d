"""Asking for a file that needs a second person, and fetching it when it is released."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.directory.sealed import NAME, SealedExport
from core.web.exports import seal
from core.web.exports.offer import offer
from core.web.exports.wish import Found, ListWish, again
from core.web.guard import signed_in
from core.web.own import OwnPage
from core.web.records import export as lists
from core.web.records.place import Place, find_place, find_row
from core.web.render import page
from core.web.reports import sheet as registers
from core.web.reports.pages import sent
from core.web.runtime import me, runtime

blueprint = Blueprint("exports", __name__, url_prefix="/directory/exports")
LONGEST_PURPOSE = 200


@blueprint.post("/")
@signed_in
def ask() -> AnyResponse:
    """Ask for a file. What it holds is counted anew, whatever the form says."""
    purpose = " ".join(request.form.get("purpose", "").split())[:LONGEST_PURPOSE]
    found = again(request.form.get("of", ""), request.form.get("question", ""), purpose or "-")
    if found is None:
        abort(404)
    wish = found.wish
    if not purpose:
        return offer(wish, _("Say what the file is needed for; it is kept in the log."), 422)
    row = SealedExport(
        what=wish.what[:200],
        why=wish.why[:400],
        purpose=purpose,
        entries=wish.entries,
        person=me().person,
        about_record=wish.record,
        address=wish.of,
        question=wish.question,
        asked_on=runtime().today(),
        created_by=me().user,
    )
    if complaints := OwnPage().keep(row):
        return offer(wish, " ".join(complaints), 422)
    flash(
        _("A second person has been told. You find the file here when it is released."), "success"
    )
    return redirect(url_for("exports.show", key=row.id))


@blueprint.get("/<int:key>")
@signed_in
def show(key: int) -> AnyResponse:
    """How a file stands; when it is released, its password, for whoever asked."""
    place, row = _row(key)
    ready = _ready(row)
    return page(
        "pages/export_ready.html",
        row=row,
        mine=_mine(row),
        ready=ready,
        over=row.status == "released" and not _open(row),
        state=place.state_of(row),
        password=seal.password(row) if ready else "",
        row_url=f"/directory/sealed_export/{row.id}",
    )


@blueprint.get("/<int:key>/file.xlsx")
@signed_in
def fetch(key: int) -> AnyResponse:
    """The file, with what its rows hold now and the reader may export now."""
    _place, row = _row(key)
    if not _ready(row):
        return redirect(url_for("exports.show", key=row.id))
    found = again(row.address or "", row.question or "", row.purpose)
    if found is None:
        abort(404)
    content = seal.encrypted(_workbook(found, row), seal.password(row))
    response: Response = sent(content, f"{found.wish.what}_{runtime().today()}.xlsx")
    return response


def _workbook(found: Found, row: SealedExport) -> bytes:
    about = lists.About(purpose=row.purpose, release=row.id, mark=seal.mark(row))
    if isinstance(found, ListWish):
        return lists.workbook(found, about)
    return registers.workbook(found.asked, about)


def _row(key: int) -> tuple[Place, SealedExport]:
    place = find_place(*NAME.split("."))
    found = find_row(place, key)
    assert isinstance(found, SealedExport)
    return place, found


def _mine(row: SealedExport) -> bool:
    return row.created_by == me().user


def _open(row: SealedExport) -> bool:
    return row.until is not None and runtime().today() <= row.until


def _ready(row: SealedExport) -> bool:
    return row.status == "released" and _mine(row) and _open(row)
