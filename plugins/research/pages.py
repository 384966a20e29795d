"""Own pages: a survey's link, its answers by strangers, its results; and what members declare."""

from __future__ import annotations

import hmac
import io
from collections.abc import Sequence
from typing import Any

import segno
from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from core.sdk import N_, OpenPage, public
from plugins.research.project_logic import BEFORE_APPROVAL, fits_call
from plugins.research.project_models import Call, Member, Project
from plugins.research.results import (
    OTHERS,
    UNANSWERED,
    Asked,
    Chosen,
    asked_of,
    names_of,
    results,
    sheets,
)
from plugins.research.survey_flow import TOLD
from plugins.research.survey_models import Question, Survey

SURVEY = "research.survey"
pages = Blueprint("research_pages", __name__, url_prefix="/research", template_folder="templates")


def _questions(own: OpenPage, survey: Survey) -> list[Asked]:
    ask = select(Question).where(Question.survey == survey.id)
    return [asked_of(row) for row in own.rows_outside(ask.order_by(Question.place, Question.id))]


def _link(survey: Survey) -> str:
    return url_for("research_pages.answer", key=survey.id, word=survey.word, _external=True)


# -- for those who carry a survey out --------------------------------------------------------------


@pages.get("/questionnaire/<int:key>")
def questionnaire(key: int) -> Response:
    """The link of a survey and its code, and how many have answered."""
    own = OpenPage()
    survey = own.row(SURVEY, key, by="edit")
    return own.show(
        "research/questionnaire.html",
        survey=survey,
        open_now=survey.status == "open",
        link=_link(survey) if survey.word else "",
        number=sheets(own.counted(SURVEY, key)),
        title=survey.title,
    )


@pages.get("/questionnaire/<int:key>.svg")
def picture(key: int) -> Response:
    """The code of the link."""
    survey = OpenPage().row(SURVEY, key, by="edit")
    if not survey.word:
        abort(404)
    drawn = io.BytesIO()
    segno.make(_link(survey), error="m").save(drawn, kind="svg", scale=6, border=4, light="white")
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@pages.get("/results/<int:key>")
def told(key: int) -> Response:
    """The results of a survey that is closed; no number that is too small."""
    own = OpenPage()
    survey = own.row(SURVEY, key)
    least = int(own.parameter("research", "min_cell"))
    counted = own.counted(SURVEY, key) if survey.status in TOLD else {}
    return own.show(
        "research/results.html",
        survey=survey,
        closed=survey.status in TOLD,
        results=results(_questions(own, survey), counted, least),
        number=sheets(counted),
        least=least,
        ours=(UNANSWERED, OTHERS),
        title=survey.title,
    )


# -- for everybody ---------------------------------------------------------------------------------


def _open_survey(own: OpenPage, key: int, word: str) -> Survey | None:
    """The survey of a link, while it takes answers."""
    survey: Survey = own.outside(SURVEY, key)
    if not survey.word or not hmac.compare_digest(survey.word.encode(), word.encode()):
        abort(404)
    full = sheets(own.counted(SURVEY, key)) >= survey.asked
    takes = survey.status == "open" and own.today <= survey.closes_on and not full
    return survey if takes else None


@pages.get("/open/survey/<int:key>/<word>")
@public
def answer(key: int, word: str) -> Response:
    """The sheet of a survey, for whoever has its link."""
    own = OpenPage()
    survey = _open_survey(own, key, word)
    return _sheet(own, survey, {}, ())


@pages.post("/open/survey/<int:key>/<word>")
@public
def hand_in(key: int, word: str) -> AnyResponse:
    """Count a sheet. Nothing of the request is kept but which answers were chosen."""
    own = OpenPage()
    survey = _open_survey(own, key, word)
    if survey is None:
        return _sheet(own, None, {}, ())
    questions = _questions(own, survey)
    chosen, wrong = _chosen(questions)
    if wrong or not any(chosen.values()):
        return _sheet(
            own, survey, chosen, wrong or (N_("Choose an answer to at least one question."),)
        )
    own.count(SURVEY, key, list(names_of(questions, chosen)))
    return redirect(url_for("research_pages.thanks"))


@pages.get("/open/thanks")
@public
def thanks() -> Response:
    """The same words for everybody."""
    return OpenPage().show("research/thanks.html")


def _chosen(questions: Sequence[Asked]) -> tuple[Chosen, tuple[str, ...]]:
    """What the form says, and what is wrong with it."""
    found: dict[int, list[int]] = {}
    for question in questions:
        given = request.form.getlist(f"q{question.key}")
        known = {str(n): n for n in range(1, len(question.answers) + 1)}
        if any(g not in known for g in given) or (len(given) > 1 and not question.several):
            return {}, (N_("Choose among the answers that are offered."),)
        found[question.key] = sorted({known[g] for g in given})
    return found, ()


def _sheet(
    own: OpenPage, survey: Survey | None, chosen: Chosen, problems: Sequence[str]
) -> Response:
    status = 410 if survey is None else 422 if problems else 200
    return own.show(
        "research/sheet.html",
        status,
        survey=survey,
        questions=_questions(own, survey) if survey is not None else [],
        chosen=chosen,
        problems=[own.say(p) for p in problems],
        title=survey.title if survey is not None else "",
    )


# -- what members declare --------------------------------------------------------------------------


@pages.get("/declare/<int:key>")
def declare(key: int) -> Response:
    """One question about each member of a project: whether they say they are outside the Party."""
    own = OpenPage()
    return _declaration(own, own.row("research.project", key, by="edit"))


@pages.post("/declare/<int:key>")
def declared(key: int) -> AnyResponse:
    """Count those who said so. Only the number is kept, and whether the call's conditions are met."""
    own = OpenPage()
    project = own.row("research.project", key, by="edit")
    people = _people(own, project)
    if project.status not in BEFORE_APPROVAL:
        abort(409)
    said = {person: request.form.get(f"p{person}", "") for person, _name in people}
    if any(answer not in ("yes", "no") for answer in said.values()):
        return _declaration(own, project, said, (own.say(N_("Answer for each member.")),))
    outside = sum(answer == "yes" for answer in said.values())
    call = own.outside("research.call", project.call) if project.call else None
    project.outside = outside
    project.fits = _fits(call, len(people), outside, said[project.leader] == "yes")
    if problems := own.keep(project):
        return _declaration(own, project, said, problems)
    return redirect(f"/research/project/{key}")


def _fits(call: Call | None, people: int, outside: int, leader_outside: bool) -> bool | None:
    if call is None:
        return None
    asked = {"outside_percent": call.outside_percent, "outside_leader": call.outside_leader}
    return fits_call(asked, people, outside, leader_outside)


def _people(own: OpenPage, project: Project) -> list[tuple[int, str]]:
    ask = select(Member).where(Member.project == project.id).order_by(Member.id)
    keys = [project.leader, *(row.person for row in own.rows_outside(ask))]
    return [(key, own.name("directory.person", key)) for key in keys]


def _declaration(
    own: OpenPage, project: Any, said: dict[int, str] | None = None, problems: Sequence[str] = ()
) -> Response:
    return own.show(
        "research/declare.html",
        422 if problems else 200,
        project=project,
        people=_people(own, project),
        open_now=project.status in BEFORE_APPROVAL,
        said=said or {},
        problems=problems,
        title=project.name,
    )
