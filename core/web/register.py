"""All pages of the application, in one list."""

from __future__ import annotations

from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Response

from core.chapters import Chapters
from core.web import health, metrics, pages, session_page
from core.web.api import BLUEPRINTS as API
from core.web.exports import pages as exports
from core.web.guard import csrf, to_sign_in
from core.web.help import pages as help_pages
from core.web.public import is_public
from core.web.records import drafts, quick
from core.web.records import routes as records
from core.web.reports import pages as reports
from core.web.runtime import me, runtime
from core.web.system import (
    about_me,
    accounts,
    audit,
    chapters_page,
    consents,
    duties,
    first_run,
    inbox,
    jobs,
    notices,
    parameters,
    preview,
    profile,
    regulation,
    retention,
    roles,
    search_indexes,
)
from core.web.work import articles, charts, due_calendar, feed, ledger, search, waiving, why

PAGES = (
    health,
    pages,
    metrics,
    first_run,
    session_page,
    profile,
    about_me,
    inbox,
    accounts,
    roles,
    chapters_page,
    parameters,
    preview,
    duties,
    due_calendar,
    feed,
    why,
    articles,
    charts,
    reports,
    exports,
    jobs,
    notices,
    search,
    ledger,
    waiving,
    search_indexes,
    audit,
    regulation,
    retention,
    consents,
    drafts,
    help_pages,
    quick,
)


def install(app: Flask, chapters: Chapters) -> None:
    """Register every page; a chapter's own pages are guarded by its state."""
    for module in PAGES:
        app.register_blueprint(module.blueprint)
    for blueprint in API:  # core.web.guard asks for the token where a cookie signs in
        app.register_blueprint(blueprint)
        csrf.exempt(blueprint)
    records.install(app, chapters)
    app.before_request(first_run.lead_there)
    app.before_request(_own_page_may_open)
    owners = app.extensions["tongxin.blueprints"] = dict[str, str]()
    for name, blueprint in chapters.blueprints():
        app.register_blueprint(blueprint)
        owners[blueprint.name] = name


def _own_page_may_open() -> Response | None:
    """A chapter's own page opens while the chapter is on: a public one for all, others after sign-in."""
    owners: dict[str, str] = current_app.extensions["tongxin.blueprints"]
    owner = owners.get(request.blueprint or "")
    if owner is None:
        return None
    if not runtime().chapters.enabled(owner):
        abort(404)
    return to_sign_in() if me().user is None and not is_public() else None
