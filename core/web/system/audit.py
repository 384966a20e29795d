"""The audit trail on screen: entries without values, and the check of the whole chain."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.audit.models import Entry
from core.audit.verify import verify
from core.web import trail_words
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, runtime

blueprint = Blueprint("audit", __name__)
_TABLE: Any = Entry.__table__
PAGE = 50


@blueprint.route("/audit/", methods=["GET", "POST"])
@requires("core.audit", "read")
def index() -> Response:
    """The newest entries first; a POST verifies the chain and shows the verdict."""
    before = request.args.get("before", "")
    ask = select(_TABLE).order_by(_TABLE.c.seq.desc()).limit(PAGE + 1)
    if before.isdecimal() and len(before) < 16:
        ask = ask.where(_TABLE.c.seq < int(before))
    rows = db().execute(ask).all()
    entries = [_entry(r) for r in rows[:PAGE]]
    verdict = verify(db(), runtime().trail.keeper) if request.method == "POST" else None
    next_before = rows[PAGE - 1].seq if len(rows) > PAGE else None
    return page("pages/audit.html", entries=entries, verdict=verdict, next_before=next_before)


def _entry(row: Any) -> dict[str, Any]:
    """An entry in words; without its values."""
    body = json.loads(row.body)
    return {
        "row": row,
        "who": trail_words.who(body.get("name", "")),
        "action": trail_words.action(row.record, row.action),
        "record": trail_words.record_label(row.record),
        "fields": trail_words.fields(row.record, body),
        "address": body.get("address", ""),
    }
