"""The inbox: what I was told, the unread first; opening a message marks it as read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.notify import inbox
from core.notify.kinds import KIND_LABELS, known
from core.notify.letters import spoken
from core.web.guard import safe_next, signed_in
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("inbox", __name__)
PAGE = 30


def shown(row: Any) -> dict[str, Any]:
    """A message in the reader's language."""
    locale = str(get_locale())

    def in_language(_locale: str, text: str) -> str:
        return say(text)

    return {
        "id": row.id,
        "at": row.created_at,
        "kind": say(KIND_LABELS[known(row.kind)]),
        "subject": spoken(in_language, locale, row.subject, row.fill_in),
        "body": spoken(in_language, locale, row.body, row.fill_in),
        "link": _link(row),
        "read": row.read_at is not None,
    }


def _link(row: Any) -> str:
    """Where a message leads: to a page of this site, or nowhere."""
    return str(row.link) if row.link and safe_next(row.link) == row.link else ""


@blueprint.get("/inbox/")
@signed_in
def index() -> Response:
    """My messages, or only the unread ones."""
    asked = request.args.get("page", "1")
    number = min(max(int(asked) if asked.isdecimal() else 1, 1), 2000)
    unread = request.args.get("show") == "unread"
    rows = inbox.entries(db(), _mine(), unread_only=unread, size=PAGE, skip=(number - 1) * PAGE)
    return page(
        "pages/inbox.html",
        items=[shown(r) for r in rows[:PAGE]],
        more=len(rows) > PAGE,
        number=number,
        unread=unread,
        waiting=int(g.get("unread", 0)),
    )


def _mine() -> int:
    return int(me().user or 0)


@blueprint.post("/inbox/<int:number>/open")
@signed_in
def open_(number: int) -> Response:
    """Mark a message as read and lead to what it is about."""
    row = inbox.entry(db(), _mine(), number) if number < 2**31 else None
    if row is None:
        abort(404)
    inbox.mark_read(db(), _mine(), runtime().clock(), number)
    db().commit()
    return redirect(_link(row) or url_for("inbox.index"))


@blueprint.post("/inbox/<int:number>/read")
@signed_in
def read(number: int) -> Response:
    """Mark one message as read; the page it was marked on comes again."""
    row = inbox.entry(db(), _mine(), number) if number < 2**31 else None
    if row is None:
        abort(404)
    inbox.mark_read(db(), _mine(), runtime().clock(), number)
    db().commit()
    return redirect(safe_next(request.form.get("next", url_for("inbox.index"))))


@blueprint.post("/inbox/read")
@signed_in
def read_all() -> Response:
    """Mark all messages as read."""
    done = inbox.mark_read(db(), _mine(), runtime().clock())
    db().commit()
    text = ngettext("%(num)s message marked as read.", "%(num)s messages marked as read.", done)
    flash(text if done else _("There is nothing unread."), "success" if done else "info")
    return redirect(url_for("inbox.index"))
