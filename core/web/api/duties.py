"""One duty for programs: where it stands, what happened to it, waiving it and taking that back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from core.duties import WaiveError
from core.duties.models import DUTY
from core.web import errors
from core.web.api.answers import ApiError
from core.web.api.values import body
from core.web.language import say
from core.web.runtime import db, me
from core.web.work import story
from core.web.work.sight import RECORD, sight
from core.web.work.waiving import decide
from core.web.work.words import office_label, rule_title

blueprint = Blueprint("api_duties", __name__, url_prefix="/api/v1/duties")


@blueprint.errorhandler(ApiError)
def _error(error: ApiError) -> Response:
    db().rollback()
    return error.response()


@blueprint.errorhandler(HTTPException)
def _status(error: HTTPException) -> AnyResponse:
    return errors.answer(error.code or 500)


@blueprint.get("/<int:number>")
def show(number: int) -> Response:
    """One duty with its history and the steps of its ladder."""
    return _answer(_found(number, "read"))


@blueprint.post("/<int:number>/waive")
def waive(number: int) -> Response:
    """Let a duty go; ``reason`` is required."""
    return _decided("waive", number)


@blueprint.post("/<int:number>/take-back")
def take_back(number: int) -> Response:
    """Let a waived duty be owed again; ``reason`` is required."""
    return _decided("take_back", number)


def _decided(action: str, number: int) -> Response:
    _found(number, "manage")
    reason = body().get("reason", "")
    if not isinstance(reason, str):
        raise ApiError(400, "Send reason as a text.")
    try:
        decide(action, number, reason)
    except WaiveError as error:
        told = {error.field or "_": [say(error.text)]}
        message = "Some values cannot be used. Correct them and send them again."
        raise ApiError(422, message, told) from None
    return _answer(_found(number, "manage"))


def _found(number: int, action: str) -> Any:
    if me().user is None:
        raise ApiError(401, "Sign in: send a bearer token or an API key.")
    if not me().may(RECORD, action):
        raise ApiError(403, "Your role does not include this.")
    seen = sight().opened()
    row = db().execute(select(DUTY).where(DUTY.c.id == number, seen)).first()
    if row is None:
        raise ApiError(404, errors.TEXTS[404][1])
    return row


def _answer(row: Any) -> Response:
    """Names stay out: the numbers of owner and unit are enough for programs."""
    answer: Response = jsonify(
        id=row.id,
        rule=row.rule,
        title=rule_title(row.rule),
        article=row.article,
        period=row.period,
        academic_year=row.academic_year,
        state=row.state,
        due=row.due_on.isoformat() if row.due_on else None,
        owner=row.owner,
        unit=row.unit,
        office=office_label(row.office),
        history=[_happened(h) for h in story.history(row)],
        ladder=[asdict(s) for s in story.ladder(row)],
    )
    return answer


def _happened(item: story.Happened) -> dict[str, Any]:
    return asdict(item) | {"at": item.at.isoformat()}
