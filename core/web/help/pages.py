"""The pages of help: for the page somebody stands on, all of it in one list, and the guides of chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from core.declare import Article, Manifest, Record
from core.web.guard import signed_in, to_sign_in
from core.web.help.kinds import GENERAL, KEYS, KINDS, OPEN, SINGLE
from core.web.help.texts import LABEL, HelpText, guide, read, rendered
from core.web.language import I18N, say
from core.web.look import language_code
from core.web.render import page
from core.web.runtime import me, runtime

blueprint = Blueprint("help", __name__)
DOCS = I18N.parent / "docs"


@dataclass(frozen=True, slots=True)
class Topic:
    """What the chapter says of a record: what it is for, its articles, and the chapter's guide."""

    record: Record
    manifest: Manifest
    articles: tuple[Article, ...]
    guide: bool


@blueprint.get("/help/")
def show() -> Response:
    """The help of the page at the address ``at``; without it, all there is."""
    at = request.args.get("at", "")
    endpoint, values = _matched(at)
    kind = KINDS.get(endpoint, GENERAL)
    if kind not in OPEN and me().user is None:
        return to_sign_in()
    if not at:
        return page("pages/help_all.html", texts=list(_all()), guides=list(_guides()))
    text = read(language_code(), kind)
    return page(
        "pages/help.html",
        text=text,
        body=_said(text),
        keys=[(k, say(KEYS[k])) for k in text.keys if me().single_keys or k not in SINGLE],
        ask=[_role(code) for code in text.ask],
        topic=_topic(values),
        at=at,
    )


@blueprint.get("/help/chapters/<name>")
@signed_in
def chapter(name: str) -> Response:
    """The guide of a chapter."""
    rt = runtime()
    manifest = rt.catalogue.manifests.get(name)
    text = _guide(name) if manifest is not None and rt.chapters.enabled(name) else ""
    if manifest is None or not text:
        abort(404)
    return page("pages/help_chapter.html", manifest=manifest, body=rendered(text))


def _matched(at: str) -> tuple[str, dict[str, str]]:
    """Endpoint and values of an address of ours; nothing where it is none."""
    try:
        found = current_app.url_map.bind("localhost").match(urlsplit(at).path, method="GET")
    except (HTTPException, RequestRedirect, ValueError):
        return "", {}
    endpoint, values = found
    return str(endpoint), {k: str(v) for k, v in values.items()}


def _said(text: HelpText) -> Markup:
    """The text with the program's labels as the reader's language calls them."""
    return rendered(LABEL.sub(lambda m: f"**{say(m[1])}**", text.body))


def _role(code: str) -> str:
    roles = runtime().catalogue.roles
    return say(roles[code].label) if code in roles else code


def _topic(values: dict[str, str]) -> Topic | None:
    """What there is to say of the record of a page, for those who may open it."""
    rt, name = runtime(), f"{values.get('chapter', '')}.{values.get('record', '')}"
    if name not in rt.catalogue.models or not rt.chapters.enabled(values["chapter"]):
        return None
    if not me().grants.get(name):
        return None
    record, manifest = rt.catalogue.record(name), rt.catalogue.manifests[values["chapter"]]
    served = tuple(a for a in manifest.articles if name in a.served_by)
    return Topic(record, manifest, served, bool(_guide(values["chapter"])))


def _guide(chapter: str) -> str:
    return guide(runtime().chapters.folder(chapter), DOCS, chapter, language_code())


def _all() -> Iterator[tuple[str, Markup]]:
    """Every text once, in the order of the pages."""
    for kind in dict.fromkeys(KINDS.values()):
        if kind != GENERAL:
            text = read(language_code(), kind)
            yield text.title, _said(text)


def _guides() -> Iterator[Manifest]:
    rt = runtime()
    for name, manifest in rt.catalogue.manifests.items():
        if rt.chapters.enabled(name) and _guide(name):
            yield manifest
