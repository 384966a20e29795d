"""Addresses of the interface: sign-in, records, moves, the description of it all."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from core.records import read
from core.records.query import parse
from core.records.refused import Refused, Stale
from core.records.remove import soft_delete
from core.records.save import save
from core.records.story import plain
from core.web import sign_in
from core.web.api.answers import ApiError, refused
from core.web.api.openapi import description
from core.web.api.values import body, shown, take, version_sent
from core.web.auth import WRONG, check_credentials, here, note
from core.web.identify import header_secret
from core.web.language import say
from core.web.records.asked import civil
from core.web.records.place import Place, find_place, find_row
from core.web.records.reads import note_read
from core.web.runtime import db, me, runtime
from core.workflow import make_move

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
ROWS = "/<chapter>/<record>/"
ROW = "/<chapter>/<record>/<int:key>"


@blueprint.errorhandler(ApiError)
def _error(error: ApiError) -> Response:
    db().rollback()
    return error.response()


@blueprint.errorhandler(Refused)
def _refused(error: Refused) -> Response:
    db().rollback()
    return refused(error.complaints).response()


@blueprint.post("/security/login")
def login() -> Response:
    """A bearer token for twelve hours; the same answer for every wrong pair."""
    sent = body()
    name, password = sent.get("username"), sent.get("password")
    if not isinstance(name, str) or not isinstance(password, str):
        raise ApiError(400, "Send username and password as texts.")
    user = check_credentials(name[:64], password[:257])
    if user is None:
        raise ApiError(401, WRONG)
    token = sign_in.start(db(), user, "token", runtime().clock(), here(), "API")
    note("api_sign_in", user, name.strip())
    db().commit()
    answer: Response = jsonify(
        {"access_token": token, "token_type": "bearer", "expires_in": 12 * 3600}
    )
    return answer


@blueprint.post("/security/logout")
def logout() -> Response:
    """End the token that was sent."""
    _signed_in()
    sign_in.end(db(), header_secret())
    db().commit()
    answer: Response = jsonify(message="OK")
    return answer


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1 of the records of chapters that are on."""
    answer: Response = jsonify(description(runtime()))
    return answer


def _signed_in() -> None:
    if me().user is None:
        raise ApiError(401, "Sign in: send a bearer token or an API key.")


def _place(chapter: str, record: str, action: str) -> Place:
    _signed_in()
    place = find_place(chapter, record)
    if not place.may(action):
        raise ApiError(403, "Your role does not include this.")
    return place


@blueprint.get(ROWS)
def list_rows(chapter: str, record: str) -> Response:
    """A page of rows; ``q``, ``order``, ``page``, ``page_size`` and filtered fields by name."""
    place = _place(chapter, record, "read")
    args = {k: request.args.getlist(k) for k in request.args if k not in ("page_size", "_l_")}
    if "page_size" in request.args:
        args["size"] = request.args.getlist("page_size")
    query = parse(
        place.record,
        place.fields,
        args,
        workflow=place.workflow,
        may_see_deleted=place.may("delete"),
        civil=civil(),
    )
    if query.notes:
        told = [say(n.text, n.values) for n in query.notes]
        raise ApiError(400, "The list cannot be asked for so.", {"_": told})
    found = read.page(db(), place.asker, place.record.name, query)
    note_read(place, [r.id for r in found.rows], place.fields, "list")
    rows = [
        {"id": r.id, "version": r.version, **{n: plain(v) for n, v in r.values.items()}}
        for r in found.rows
    ]
    answer: Response = jsonify(
        result=rows,
        count=found.count,
        count_is_minimum=found.more,
        page=query.page,
        page_size=query.size,
        has_next=found.has_next,
    )
    return answer


@blueprint.get(ROW)
def show_row(chapter: str, record: str, key: int) -> Response:
    """One row."""
    place = _place(chapter, record, "read")
    row = find_row(place, key)
    values = shown(row, place.fields)
    note_read(place, [key], place.fields, "api")
    answer: Response = jsonify(id=key, result=values)
    return answer


@blueprint.post(ROWS)
def create_row(chapter: str, record: str) -> Response:
    """A new row: 201 with its number."""
    place = _place(chapter, record, "create")
    values = take(place, body(), creating=True)
    row = place.model(**values)
    db().add(row)
    save(db(), runtime().catalogue)
    answer: Response = jsonify(id=row.id, result=shown(row, place.fields))
    answer.status_code = 201
    answer.headers["Location"] = f"/api/v1/{chapter}/{record}/{row.id}"
    return answer


@blueprint.route(ROW, methods=["PUT", "PATCH"])
def update_row(chapter: str, record: str, key: int) -> Response:
    """Change the fields that are sent; with ``version`` or If-Match only if nobody was faster."""
    place = _place(chapter, record, "edit")
    sent = body()
    row = find_row(place, key)
    if (seen := version_sent(sent)) and seen != str(row.version):
        raise _conflict()
    for name, value in take(place, sent).items():
        setattr(row, name, value)
    try:
        save(db(), runtime().catalogue)
    except Stale:
        raise _conflict() from None
    answer: Response = jsonify(id=key, result=shown(row, place.fields))
    return answer


def _conflict() -> ApiError:
    return ApiError(409, "Somebody else saved this row in between. Read it again and repeat.")


@blueprint.delete(ROW)
def delete_row(chapter: str, record: str, key: int) -> Response:
    """Into the recycle bin."""
    place = _place(chapter, record, "delete")
    soft_delete(find_row(place, key), runtime().clock())
    save(db(), runtime().catalogue)
    answer: Response = jsonify(message="OK")
    return answer


@blueprint.post(f"{ROW}/move/<name>")
def move_row(chapter: str, record: str, key: int, name: str) -> Response:
    """One step of the workflow; ``comment`` where the step asks for a reason."""
    place = _place(chapter, record, "read")
    row = find_row(place, key)
    sent = body() if request.data else {}
    comment = sent.get("comment", "")
    make_move(db(), runtime().catalogue, row, name, comment if isinstance(comment, str) else "")
    save(db(), runtime().catalogue)
    answer: Response = jsonify(id=key, result=shown(row, place.fields))
    return answer
