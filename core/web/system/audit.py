"""The audit trail on screen: entries without values, and the check of the whole chain."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from flask import Blueprint, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.audit.models import Entry
from core.audit.verify import verify
from core.jobs.status import last_verified
from core.web import trail_words
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, runtime
from core.web.trail_kinds import KINDS, kind_of

blueprint = Blueprint("audit", __name__)
_TABLE: Any = Entry.__table__
PAGE = 50


@blueprint.route("/audit/", methods=["GET", "POST"])
@requires("core.audit", "read")
def index() -> Response:
    """The newest entries first; a POST verifies the chain and shows the verdict."""
    before = request.args.get("before", "")
    kind, since = kind_of(request.args.get("kind", "")), _day(request.args.get("since", ""))
    ask = select(_TABLE).order_by(_TABLE.c.seq.desc()).limit(PAGE + 1)
    if kind is not None:
        ask = ask.where(kind.condition)
    if since is not None:
        start = dt.datetime.combine(since, dt.time(), runtime().zone)
        ask = ask.where(_TABLE.c.at >= start)
    if before.isdecimal() and len(before) < 16:
        ask = ask.where(_TABLE.c.seq < int(before))
    rows = db().execute(ask).all()
    entries = [_entry(r) for r in rows[:PAGE]]
    verdict = verify(db(), runtime().trail.keeper) if request.method == "POST" else None
    next_before = rows[PAGE - 1].seq if len(rows) > PAGE else None
    return page(
        "pages/audit.html",
        entries=entries,
        verdict=verdict,
        verified=last_verified(db()),
        next_before=next_before,
        kinds=KINDS,
        kind=kind,
        since=since,
        filters={"kind": kind.name if kind else None, "since": since},
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


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
