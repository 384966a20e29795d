"""The template of a document on screen: its variables, its versions, another one in its place."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.access.accounts import account_names
from core.declare import Column, Document, variable
from core.exchange import templates
from core.exchange.templates import PLACE
from core.exchange.word import LARGEST, PRINTED, check
from core.records.files import TYPES, clean_name
from core.records.paths import declared_at
from core.texts import N_
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.reports.paper import delivered
from core.web.runtime import db, runtime

PRINTED_TEXTS = {"printed_on": N_("Day of printing"), "printed_by": N_("Who prints it")}
manage = requires(PLACE, "manage")


def add_to(blueprint: Blueprint) -> None:
    """Register the addresses."""
    base = "/<chapter>/<name>/template"
    blueprint.add_url_rule(base, "template", manage(show))
    blueprint.add_url_rule(base, "replace_template", manage(replace), methods=["POST"])
    blueprint.add_url_rule(f"{base}/delivered", "back", manage(back), methods=["POST"])
    blueprint.add_url_rule(f"{base}/<number>.docx", "template_file", manage(download))


def _document(chapter: str, name: str) -> Document:
    """The document, of a chapter that is on; who replaces templates need not read the rows."""
    rt = runtime()
    found = rt.catalogue.reports.get(chapter, ()) if rt.chapters.enabled(chapter) else ()
    document = next((r for r in found if r.name == name), None)
    if not isinstance(document, Document):
        abort(404)
    return document


def show(chapter: str, name: str) -> AnyResponse:
    """The page."""
    return _page(chapter, _document(chapter, name), [])


def _page(chapter: str, document: Document, faults: list[str]) -> AnyResponse:
    key = templates.key_of(chapter, document.name)
    versions = templates.versions(db(), key)
    return page(
        "pages/template.html",
        422 if faults else 200,
        chapter=runtime().catalogue.manifests[chapter],
        report=document,
        faults=faults,
        variables=list(_variables(document)),
        versions=versions,
        names=account_names(db(), [v.by for v in versions if v.by]),
        own=bool(versions and versions[0].own),
    )


def _variables(document: Document) -> Iterator[tuple[str, str]]:
    """Variables as they are written in a template, with what they stand for."""
    for name in PRINTED:
        yield f"{{{{ {name} }}}}", say(PRINTED_TEXTS[name])
    for column in document.columns:
        yield f"{{{{ {variable(column)} }}}}", _label(document.record, column)
    for listed in document.lists:
        yield f"{{%tr for row in {listed.name} %}} … {{%tr endfor %}}", say(listed.title)
        for column in listed.columns:
            yield f"{{{{ row.{variable(column)} }}}}", _label(listed.record, column)


def _label(record: str, column: Column) -> str:
    catalogue = runtime().catalogue
    declared = declared_at(catalogue, catalogue.record(record), column.field)[1]
    return say(column.label or (declared.label if declared else column.field))


def replace(chapter: str, name: str) -> AnyResponse:
    """Put an uploaded file in the place of the template, if all that it names exists."""
    document = _document(chapter, name)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(chapter, document, [_("Choose a file first.")])
    content = file.stream.read(LARGEST + 1)
    if faults := [say(f.text, f.values) for f in check(content, document)]:
        return _page(chapter, document, faults)
    rt = runtime()
    key, shown = templates.key_of(chapter, name), clean_name(file.filename)
    templates.keep(db(), rt.trail, key, rt.clock(), content=content, file_name=shown)
    flash(_("The template is used from now on."), "success")
    return redirect(url_for("reports.template", chapter=chapter, name=name))


def back(chapter: str, name: str) -> AnyResponse:
    """Use the delivered template again; the office's own versions are kept."""
    document, rt = _document(chapter, name), runtime()
    templates.keep(db(), rt.trail, templates.key_of(chapter, document.name), rt.clock())
    flash(_("The delivered template is used again."), "success")
    return redirect(url_for("reports.template", chapter=chapter, name=name))


def download(chapter: str, name: str, number: str) -> AnyResponse:
    """A version of the template, or the one that was delivered."""
    document = _document(chapter, name)
    content: bytes | None = None
    if number == "delivered":
        content = delivered(chapter, document)
    elif number.isascii() and number.isdecimal() and len(number) < 10:
        content = templates.version(db(), templates.key_of(chapter, name), int(number))
    if content is None:
        abort(404)
    response = Response(content, mimetype=TYPES["docx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}_template.docx"'
    return response
