"""The page that takes registrations from a table, and its template (R13.3)."""

from __future__ import annotations

import io

from flask import Blueprint, Response, request, send_file
from sqlalchemy import select

from core.sdk import OwnPage
from plugins.overseas import table
from plugins.overseas.agreed_models import Returnee

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 2 << 20
UNFIT = 422
pages = Blueprint("overseas_table", __name__, url_prefix="/overseas", template_folder="templates")
Refused = list[tuple[int, str]]
"""Number of each line that was not taken, and why."""


def _office() -> OwnPage:
    """The page, for those who accept registrations."""
    own = OwnPage()
    own.rows("overseas.returnee", select(Returnee).limit(0), by="accept")
    return own


@pages.get("/import")
def form() -> Response:
    """What may be taken, the template, and where the filled table goes."""
    return _page(_office())


@pages.get("/import/template.xlsx")
def template() -> Response:
    """The empty table."""
    own = _office()
    made = io.BytesIO(table.template(own.say))
    return send_file(
        made, SHEET, as_attachment=True, download_name=f"{own.say('Registrations')}.xlsx"
    )


@pages.post("/import")
def take() -> Response:
    """Takes the lines of people who agreed; of the others nothing is kept, the file neither."""
    own = _office()
    sent = request.files.get("file")
    content = sent.read(LARGEST + 1) if sent is not None else b""
    if not content:
        return _page(own, problem=own.say("Choose a file first."))
    if len(content) > LARGEST:
        return _page(own, problem=own.say("The file is too large."))
    try:
        lines = list(table.read(content, own.say, lambda name: own.named("directory.unit", name)))
    except table.BadTable as error:
        return _page(own, problem=own.say(str(error)).replace("%(names)s", error.names))
    taken, refused = 0, Refused()
    for line in lines:
        why = [own.say(text) for text in line.problems] or _keep(own, line)
        refused += [(line.number, text) for text in why]
        taken += not why
    return _page(own, taken=taken, refused=refused, done=True)


def _keep(own: OwnPage, line: table.Line) -> list[str]:
    return own.keep(Returnee(**line.values, way="table"))


def _page(
    own: OwnPage,
    *,
    problem: str = "",
    taken: int = 0,
    refused: Refused | None = None,
    done: bool = False,
) -> Response:
    return own.show(
        "overseas/import.html",
        UNFIT if problem else 200,
        problem=problem,
        taken=taken,
        refused=refused or [],
        numbers=len({number for number, _why in refused or ()}),
        done=done,
        title=own.say("Take registrations from a table"),
    )
