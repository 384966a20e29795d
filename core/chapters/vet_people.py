"""What a chapter declares for the people its rows are about: names that they are told."""

from __future__ import annotations

from collections.abc import Iterator

from core.chapters.answers import Answers
from core.declare import Problem, Record


def people_problems(answers: Answers) -> Iterator[Problem]:
    """Every fault of these declarations."""
    for model in answers.models:
        yield from _told(answers, model.record)


def _told(answers: Answers, record: Record) -> Iterator[Problem]:
    for declared in record.fields:
        if declared.told and not (declared.target and record.party):
            yield Problem(
                answers.place(record.name, declared.name),
                "is told to the person concerned, but is no reference, or the record names no party.",
                "Take out told, or set party of the record to the field that holds the person.",
            )
