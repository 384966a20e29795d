"""Anonymous surveys in the demonstration college: assessed, answered, closed, told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Stage, Story
from plugins.research import demo_texts as texts
from plugins.research.results import Asked, asked_of, names_of
from plugins.research.survey_models import Question, Survey

RECENT = (
    # what becomes of it, which one, how many working days ago it was drawn up
    ("draft", 3, 3),
    ("assessment", 1, 4),
    ("ready", 2, 6),
    ("open", 0, 14),
    ("closed", 2, 40),
    ("few", 3, 36),
    ("drop", 1, 12),
)
STOPS = {"draft": 0, "assessment": 1, "ready": 2, "open": 3}
"""How many steps are made."""
DAYS_OPEN = 15
SHEETS, FEW = 240, 7
"""Sheets of a survey in a college of 600, and of one that hardly anybody answered."""


def stories(stage: Stage) -> Iterator[Story]:
    """One in each semester that is over, and those of these weeks."""
    terms = [t for y in stage.years for t in y.terms]
    for number, term in enumerate(terms):
        day = term.starts + dt.timedelta(days=60)
        if day < stage.today - dt.timedelta(days=90):
            yield _survey(stage, number % len(texts.SURVEYS), stage.workday(day), "archive")
    for ends, which, back in RECENT:
        yield _survey(stage, which, stage.workday(stage.today, -back), ends)


def _survey(stage: Stage, which: int, day: dt.date, ends: str) -> Story:
    """Drawn up, assessed, open for three weeks, closed, archived; *ends* says how far it comes."""
    office, closes = stage.role("UF"), stage.workday(day, DAYS_OPEN + 6)
    title, subject, purpose, _questions = texts.SURVEYS[which]
    yield day, office
    survey = stage.add(
        Survey(
            title=f"{day.year}年{title}",
            subject=subject,
            purpose=purpose,
            closes_on=closes,
            asked=stage.some(380, 80) if ends != "few" else 30,
        )
    )
    stage.keep(*_questions_of(survey, which))
    number = {"assessment_no": f"PIA-{day.year}-{survey.id:02}"}
    acts = [
        Act(who=office, move="submit"),
        Act(who=stage.role("DPO"), values=number, move="approve", days=2),
    ]
    if ends == "drop":
        told = "与教务处的调查内容重复，合并进行。"
        yield from stage.walk(survey, day, [*acts, Act(who=office, move="drop", comment=told)])
        return
    acts.append(Act(who=office, move="open"))
    day = yield from stage.walk(survey, day, acts[: STOPS.get(ends, 3)])
    if STOPS.get(ends, 3) < len(acts):
        return
    yield from _answered(stage, survey, day, FEW if ends == "few" else stage.some(SHEETS, 60))
    yield closes + dt.timedelta(days=1), None
    for row in stage.find(Survey, id=survey.id, status="open"):
        stage.move(row, "close")
    if ends == "archive":
        yield from stage.walk(survey, closes, [Act(who=office, move="archive", days=40)])


def _questions_of(survey: Survey, which: int) -> Iterator[Question]:
    """The kind of post divides the results; then the questions of this survey."""
    yield Question(survey=survey.id, place=1, text=texts.POST, answers=texts.POSTS, divides=True)
    for place, (text, kind, answers, _weights) in enumerate(texts.SURVEYS[which][3], start=2):
        yield Question(survey=survey.id, place=place, text=text, kind=kind, answers=answers)


def _answered(stage: Stage, survey: Survey, day: dt.date, number: int) -> Story:
    """Sheets come in day by day, most of them soon. Nobody stands behind one."""
    left = number
    for after in range(1, DAYS_OPEN):
        day = stage.workday(day, 1)
        yield day, None
        some = left if after == DAYS_OPEN - 1 else min(left, 1 + left // 4)
        questions = [asked_of(q) for q in stage.find(Question, survey=survey.id)]
        for _ in range(some):
            stage.count(survey, *names_of(questions, _sheet(stage, questions, survey)))
        left -= some


def _sheet(stage: Stage, questions: list[Asked], survey: Survey) -> dict[int, list[int]]:
    """What somebody chooses; one in twelve leaves a question out, never that of their post."""
    named = {text: weights for told in texts.SURVEYS for text, _k, _a, weights in told[3]}
    chosen = {}
    for question in questions:
        weights = named.get(question.text, texts.WEIGHTS)
        places = range(1, len(question.answers) + 1)
        if question.several:
            picked = [p for p in places if stage.chance.random() * 100 < weights[p - 1]]
        elif not question.divides and stage.chance.random() < 0.08:
            picked = []
        else:
            picked = stage.chance.choices(places, weights)
        chosen[question.key] = picked
    return chosen
