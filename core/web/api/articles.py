"""The status of the articles for programs: the same numbers that the page of articles shows."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from core.duties import ArticleStatus, Numbers, RuleStatus
from core.web.api.answers import ApiError
from core.web.language import say
from core.web.runtime import db, me, runtime
from core.web.work import strip
from core.web.work.sight import sight

blueprint = Blueprint("api_articles", __name__, url_prefix="/api/v1")
YEAR = re.compile(r"(\d{4})-(\d{4})", re.ASCII)


@blueprint.errorhandler(ApiError)
def _error(error: ApiError) -> Response:
    return error.response()


@blueprint.get("/articles/status")
def status() -> Response:
    """Each article in one academic year, the present one unless ``academic_year`` names another."""
    if me().user is None:
        raise ApiError(401, "Sign in: send a bearer token or an API key.")
    view = sight()
    if not view.anything and not view.college:
        raise ApiError(403, "Your role does not include this.")
    year = _year()
    found = strip.articles().status(strip.tallies(view, since=year), year)
    answer: Response = jsonify(
        academic_year=year,
        as_of=runtime().today().isoformat(),
        whole_college=view.college,
        result=[_article(s) for s in found],
    )
    return answer


def _year() -> str:
    asked = request.args.get("academic_year", "")
    if not asked:
        return runtime().calendar(db()).academic_year(runtime().today()).name
    found = YEAR.fullmatch(asked)
    if found is None or int(found[2]) != int(found[1]) + 1:
        told = say("Write two years that follow each other, as 2026-2027.")
        raise ApiError(400, "The list cannot be asked for so.", {"academic_year": [told]})
    return asked


def _article(status: ArticleStatus) -> dict[str, Any]:
    return {
        "number": status.article.number,
        "title": say(status.article.title),
        "chapter": status.chapter,
        "state": status.verdict,
        "reason": status.lack,
        **_numbers(status.numbers),
        "rules": [_rule(r) for r in status.rules],
    }


def _rule(status: RuleStatus) -> dict[str, Any]:
    return {
        "rule": status.key,
        "title": say(status.rule.title),
        "hint": status.rule.hint,
        "state": status.numbers.verdict,
        **_numbers(status.numbers),
    }


def _numbers(numbers: Numbers) -> dict[str, int]:
    return {
        **asdict(numbers),
        "owed": numbers.owed,
        "not_applicable": numbers.not_applicable,
    }
