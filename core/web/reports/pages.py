"""Addresses of reports: all of them, the form of a register, and the files themselves."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.declare import Document, Register
from core.exchange.templates import PLACE
from core.exchange.word import BadTemplate
from core.records.files import TYPES, clean_name
from core.web.exports.offer import offer
from core.web.exports.wish import of_register
from core.web.guard import signed_in
from core.web.language import say
from core.web.menu import url_of
from core.web.render import page
from core.web.reports import template_pages
from core.web.reports.asked import Asked, ask
from core.web.reports.offers import by_chapter, find
from core.web.reports.paper import printed
from core.web.reports.sheet import workbook
from core.web.runtime import me, runtime

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
template_pages.add_to(blueprint)


@blueprint.get("/")
@signed_in
def index() -> AnyResponse:
    """All reports that the reader has, by chapter."""
    catalogue = runtime().catalogue
    chapters = [
        (
            manifest,
            [r for r in found if isinstance(r, Register)],
            [(r, url_of(catalogue.record(r.record))) for r in found if isinstance(r, Document)],
        )
        for manifest, found in by_chapter(me())
    ]
    may = me().may(PLACE, "manage")
    return page("pages/reports.html", chapters=chapters, manages=may)


def register_of(chapter: str, name: str) -> Register:
    """The register of an address; 404 where the reader has none of that name."""
    found = find(chapter, name)
    if not isinstance(found, Register):
        abort(404)
    return found


@blueprint.get("/<chapter>/<name>")
@signed_in
def form(chapter: str, name: str) -> AnyResponse:
    """What a register is asked for."""
    return _form(chapter, ask(register_of(chapter, name), request.args))


def _form(chapter: str, asked: Asked) -> AnyResponse:
    rows = 0 if asked.problems else asked.reading.count(asked.conditions())
    return page(
        "pages/register.html",
        422 if asked.problems else 200,
        chapter=runtime().catalogue.manifests[chapter],
        report=asked.report,
        asked=asked,
        rows=rows,
        sensitive=bool(asked.reading.sensitive()),
        list_url=url_of(runtime().catalogue.record(asked.report.record)),
    )


@blueprint.get("/<chapter>/<name>.xlsx")
@signed_in
def as_excel(chapter: str, name: str) -> AnyResponse:
    """The register as a file; the form again where something is wrong."""
    asked = ask(register_of(chapter, name), request.args)
    if not asked.purpose:
        asked.problems["purpose"] = _("Say what the register is needed for; it is kept in the log.")
    if asked.problems:
        return _form(chapter, asked)
    wish = of_register(chapter, asked).wish
    if not wish.alone:
        return offer(wish)
    return sent(workbook(asked), f"{say(asked.report.title)}_{runtime().today()}.xlsx")


@blueprint.get("/<chapter>/<name>/<int:key>.docx")
@signed_in
def as_word(chapter: str, name: str, key: int) -> AnyResponse:
    """A document of one row."""
    document = find(chapter, name)
    if not isinstance(document, Document):
        abort(404)
    try:
        made = printed(chapter, document, key)
    except BadTemplate as error:
        return page(
            "pages/bad_template.html",
            409,
            chapter=runtime().catalogue.manifests[chapter],
            report=document,
            faults=[say(f.text, f.values) for f in error.faults],
            manages=me().may(PLACE, "manage"),
        )
    return sent(made, f"{say(document.title)}_{key}.docx")


def sent(content: bytes, name: str) -> Response:
    """A file as a download under a Chinese name."""
    ending = name.rpartition(".")[2]
    response = Response(content, mimetype=TYPES[ending])
    plain = quote(clean_name(name))
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"report.{ending}\"; filename*=UTF-8''{plain}"
    )
    return response
