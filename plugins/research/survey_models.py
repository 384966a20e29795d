"""What article 11 keeps of surveys: their questions. Answers are numbers, kept without rows of their own."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, Kind, Record, RecordBase, field
from plugins.research.parts import OFFICE, choices
from plugins.research.survey_flow import SURVEY_STATES

SUBJECTS = (
    Choice("policy", "How policy is carried out"),
    Choice("conditions", "Conditions of teaching and research"),
    Choice("service", "Services and management of the college"),
    Choice("office", "Work of the department"),
)
KINDS = (Choice("one", "One answer"), Choice("several", "Several answers"))


class Survey(CommonParts, RecordBase):
    """An anonymous survey on how policy is carried out and on work."""

    record = Record(
        name="research.survey",
        label="Survey",
        plural="Surveys",
        help="Always anonymous: no account, no address, no device and no time is kept with an answer.",
        fields=(),
        article="11",
        title=("title",),
        unit="unit",
        own=("owner",),
        icon="list-check",
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Title of the survey",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="11",
    )
    subject: Mapped[str] = field(
        Kind.CHOICE,
        "What the survey is about",
        required=True,
        choices=SUBJECTS,
        listed=True,
        filtered=True,
        article="11",
    )
    purpose: Mapped[str] = field(
        Kind.LONG_TEXT,
        "What it is for",
        required=True,
        max_length=1000,
        article="11",
        help="Everybody who answers reads it.",
        matters_only=True,
    )
    closes_on: Mapped[dt.date] = field(
        Kind.DATE, "Last day for answers", required=True, listed=True, filtered=True, article="11"
    )
    asked: Mapped[int] = field(
        Kind.INTEGER,
        "Number of people asked",
        required=True,
        minimum=1,
        maximum=100_000,
        summed=False,
        article="11",
        help="No more answers than that are taken.",
    )
    assessment_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the impact assessment",
        max_length=60,
        listed=True,
        article="11",
        section="Impact assessment",
        writers=(*OFFICE, "DPO"),
    )
    assessed_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Assessment approved on", filled=True, section="Impact assessment"
    )
    opened_on: Mapped[dt.date | None] = field(Kind.DATE, "Open since", filled=True)
    word: Mapped[str | None] = field(
        Kind.TEXT, "Word of the link", max_length=40, filled=True, internal=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SURVEY_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Question(RecordBase):
    """A question of a survey with the answers one can choose. There is no free text."""

    record = Record(
        name="research.question",
        label="Question of a survey",
        plural="Questions of surveys",
        help="Answers are chosen, never written: a free text could tell who wrote it.",
        fields=(),
        article="11",
        title=("place", "text"),
        order="place",
        unit="survey.unit",
        own=("survey.owner",),
        keys=(("survey", "place"),),
        in_menu=False,
        icon="help-circle",
    )
    survey: Mapped[int] = field(
        Kind.REF, "Survey", required=True, target="research.survey", listed=True, filtered=True
    )
    place: Mapped[int] = field(
        Kind.INTEGER,
        "Place of the question",
        required=True,
        minimum=1,
        maximum=50,
        listed=True,
        summed=False,
        article="11",
    )
    text: Mapped[str] = field(
        Kind.TEXT,
        "Survey question",
        required=True,
        max_length=200,
        listed=True,
        article="11",
        matters_only=True,
    )
    kind: Mapped[str] = field(
        Kind.CHOICE,
        "How many answers",
        required=True,
        choices=KINDS,
        default="one",
        listed=True,
        article="11",
    )
    answers: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Answers to choose from",
        required=True,
        max_length=1500,
        article="11",
        help="One in each line, at least two and at most twelve.",
    )
    divides: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Divides the results into groups",
        default=False,
        article="11",
        help="At most one question, with few and large groups. Small groups are put together.",
    )
