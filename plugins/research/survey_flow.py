"""States and moves of surveys (article 11)."""

from __future__ import annotations

from core.sdk import AUTHOR, Move, State, Workflow

SURVEY_STATES = (
    State("draft", "Drawn up"),
    State("assessment", "Waits for the impact assessment", "warn"),
    State("ready", "Assessment approved", "info"),
    State("open", "Open for answers", "ok"),
    State("closed", "Survey closed", "info"),
    State("archived", "Archived", closed=True),
    State("dropped", "Not carried out", closed=True),
)
TOLD = ("closed", "archived")
"""States of a survey in which its results are told: never while answers still come in."""
SURVEY = Workflow(
    record="research.survey",
    states=SURVEY_STATES,
    content=("title", "purpose", "subject", "assessment_no"),
    approved=("ready",),
    falls_back="assessment",
    moves=(
        Move(
            name="submit",
            label="Send for assessment",
            sources=("draft",),
            target="assessment",
            effect="The data protection officer decides.",
        ),
        Move(
            name="approve",
            label="Approve the assessment",
            sources=("assessment",),
            target="ready",
            needs=("assessment_no",),
            review=True,
            not_fields=(AUTHOR,),
            stamps=("assessed_on",),
            tone="ok",
        ),
        Move(
            name="take_back",
            label="Back to drawing up",
            sources=("assessment", "ready"),
            target="draft",
            comment=True,
            tone="warn",
            effect="The assessment has to be approved anew.",
        ),
        Move(
            name="open",
            label="Open the survey",
            sources=("ready",),
            target="open",
            needs=("assessment_no", "assessed_on"),
            stamps=("opened_on",),
            tone="ok",
            effect="Everybody who has its link can answer. Its questions can no longer be changed.",
        ),
        Move(
            name="close",
            label="Close the survey",
            sources=("open",),
            target="closed",
            effect="Nobody can answer any more, and the results are told. It also happens by itself.",
        ),
        Move(
            name="drop",
            label="Do not carry it out",
            sources=("draft", "assessment", "ready"),
            target="dropped",
            comment=True,
            tone="bad",
        ),
        Move(name="archive", label="Archive", sources=("closed",), target="archived"),
    ),
)
