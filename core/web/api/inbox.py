"""The inbox by the interface: what the caller was told, and marking it as read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from core.notify import inbox
from core.web.api.answers import ApiError
from core.web.runtime import db, me, runtime
from core.web.system.inbox import shown

blueprint = Blueprint("api_inbox", __name__, url_prefix="/api/v1")
LARGEST = 100


@blueprint.errorhandler(ApiError)
def _error(error: ApiError) -> Response:
    return error.response()


def _mine() -> int:
    if me().user is None:
        raise ApiError(401, "Sign in: send a bearer token or an API key.")
    return int(me().user or 0)


def _number(name: str, default: int, most: int) -> int:
    text = request.args.get(name, str(default))
    if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise ApiError(400, "The list cannot be asked for so.", {name: [f"1–{most}"]})
    return int(text)


@blueprint.get("/inbox/")
def list_messages() -> Response:
    """A page of messages, the unread first; ``unread=1`` leaves out the others."""
    account = _mine()
    number, size = _number("page", 1, 100_000), _number("page_size", 50, LARGEST)
    only = request.args.get("unread") in ("1", "true")
    skip = (number - 1) * size
    rows = inbox.entries(db(), account, unread_only=only, size=size, skip=skip)
    answer: Response = jsonify(
        result=[_plain(row) for row in rows[:size]],
        unread=inbox.unread(db(), account),
        page=number,
        page_size=size,
        has_next=len(rows) > size,
    )
    return answer


def _plain(row: Any) -> dict[str, Any]:
    told = shown(row)
    return told | {"at": row.created_at.isoformat(), "kind": row.kind}


@blueprint.post("/inbox/<int:number>/read")
def read_message(number: int) -> Response:
    """Mark one message as read."""
    account = _mine()
    if number >= 2**31 or inbox.entry(db(), account, number) is None:
        abort(404)
    inbox.mark_read(db(), account, runtime().clock(), number)
    db().commit()
    answer: Response = jsonify(id=number, read=True)
    return answer


@blueprint.post("/inbox/read")
def read_messages() -> Response:
    """Mark all messages as read; ``marked`` says how many were not."""
    marked = inbox.mark_read(db(), _mine(), runtime().clock())
    db().commit()
    answer: Response = jsonify(marked=marked)
    return answer
