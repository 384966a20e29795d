"""Article 11, surveys: no opening without an approved assessment, no small number in the results."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping

import pytest

from core.records.refused import OutOfScope, Refused
from plugins.research.results import Asked, Chosen, Told, names_of, results, sheets
from plugins.research.survey_models import Question
from tests.plugins.research.office import Office

WHERE = Asked(1, "Where do you work?", ("Here", "There", "Elsewhere"), divides=True)
HOURS = Asked(2, "Are the hours enough?", ("Yes", "No"))
ROOMS = Asked(3, "Which rooms?", ("Library", "Workshop"), several=True)


def counted(questions: tuple[Asked, ...], *given: tuple[int, Chosen]) -> Mapping[str, int]:
    """What so many sheets of each kind add up to."""
    found: Counter[str] = Counter()
    for times, chosen in given:
        for name in names_of(questions, chosen):
            found[name] += times
    return found


def figures(told: Told) -> list[tuple[int | None, ...]]:
    return [line.figures for line in told.lines]


def test_t11_5_a_survey_without_an_assessment_cannot_open(office: Office) -> None:
    survey = office.survey()
    office.move(survey, "submit")
    with pytest.raises(Refused, match="Fill in this field"):
        office.move(survey, "approve")
    office.session.rollback()
    with pytest.raises(Refused, match="not possible in the present state"):
        office.move(survey, "open")
    survey.assessment_no = "PIA-2026-7"
    office.save()
    officer, clerk = office.person("Officer"), office.person("Clerk")
    with pytest.raises(OutOfScope):
        office.be("UF", person=clerk).move(office.again(survey), "approve")
    office.session.rollback()
    office.be("DPO", person=officer).move(office.again(survey), "approve")
    office.be("UF", person=clerk).move(office.again(survey), "open")
    opened = office.be().again(survey)
    assert (opened.status, len(opened.word)) == ("open", 20)


def test_another_assessment_is_approved_anew_and_questions_stand_before_it(office: Office) -> None:
    survey = office.survey(assessment_no="PIA-2026-7")
    office.move(survey, "submit", "approve")
    with pytest.raises(Refused, match="Take the survey back"):
        office.add(Question(survey=survey.id, place=2, text="More?", answers="Yes\nNo"))
    office.session.rollback()
    survey.assessment_no = "PIA-2026-8"
    office.save()
    assert survey.status == "assessment"


@pytest.mark.parametrize(
    "question",
    [
        {"text": "您的宗教信仰是什么？"},
        {"text": "您的思想状态如何？"},
        {"text": "您的情况", "answers": "政治面貌：党员\n其他"},
        {"text": "What is your political attitude?"},
    ],
)
def test_nobody_is_asked_what_they_are_or_believe(office: Office, question: dict[str, str]) -> None:
    with pytest.raises(Refused, match="policy and work"):
        office.survey(question)
    office.session.rollback()


def test_a_survey_closes_after_its_last_day_and_asks_enough_people(office: Office) -> None:
    few = office.survey(asked=9)
    with pytest.raises(Refused, match="cannot be asked anonymously"):
        office.move(few, "submit")
    office.session.rollback()
    survey = office.survey(assessment_no="PIA-2026-7")
    office.move(survey, "submit", "approve", "open")
    number = survey.id
    office.today = survey.closes_on.replace(year=2027, month=1, day=1)
    assert office.night() == []
    assert office.session.get_one(type(survey), number).status == "closed"


def test_r11_5_small_cells_are_hidden_with_what_would_reveal_them() -> None:
    questions = (WHERE, HOURS)
    answers = counted(
        questions,
        (20, {1: [1], 2: [1]}),
        (3, {1: [1], 2: [2]}),
        (25, {1: [2], 2: [1]}),
        (15, {1: [2], 2: [2]}),
        (4, {1: [3], 2: [2]}),
    )
    assert sheets(answers) == 67
    where, hours = results(questions, answers, 10)
    # Four of elsewhere are too few: they are told together with the smallest other place.
    assert [line.label for line in where.lines] == ["There", "All others together"]
    assert figures(where) == [(40,), (27,)]
    assert hours.groups == ("There", "All others together")
    shown = figures(hours)
    assert shown[1:] == [(None, None, 45), (None, None, 22)]


def test_r11_5_what_is_shown_leaves_each_small_number_open() -> None:
    questions = (HOURS,)
    answers = counted(questions, (30, {2: [1]}), (2, {2: [2]}))
    (told,) = results(questions, answers, 10)
    assert figures(told) == [(0,), (None,), (None,)]
    possible = {(a, b) for a, b in itertools.product(range(33), repeat=2) if a + b == 32}
    assert {b for _a, b in possible} >= set(range(10))


def test_of_several_answers_neither_those_for_nor_those_against_may_be_few() -> None:
    questions = (ROOMS,)
    answers = counted(questions, (20, {3: [1, 2]}), (15, {3: [1]}), (4, {3: [2]}))
    (told,) = results(questions, answers, 10)
    assert figures(told) == [(0,), (None,), (24,)]


def test_nothing_is_told_of_fewer_sheets_than_the_smallest_number() -> None:
    questions = (WHERE, HOURS)
    assert results(questions, counted(questions, (9, {1: [1], 2: [1]})), 10) == ()
    told = results(questions, counted(questions, (10, {1: [1], 2: [1]})), 10)
    assert [t.groups for t in told] == [(), ()]


def test_those_who_do_not_say_their_group_are_a_group_with_its_own_name() -> None:
    questions = (WHERE, HOURS)
    answers = counted(questions, (30, {1: [1], 2: [1]}), (12, {2: [1]}))
    where, hours = results(questions, answers, 10)
    assert [line.label for line in where.lines] == ["Left unanswered", "Here"]
    assert figures(hours) == [(0, 0, 0), (12, 30, 42), (0, 0, 0)]


def test_no_group_and_no_figure_is_ever_small() -> None:
    chance = random.Random(7)
    for _ in range(300):
        sheets_ = [
            (chance.choice((0, 1, 3, 9, 10, 25)), {1: [place], 2: [hours]})
            for place in range(1, 4)
            for hours in (1, 2)
        ]
        for told in results((WHERE, HOURS), counted((WHERE, HOURS), *sheets_), 10):
            shown = [f for line in figures(told) for f in line if f is not None]
            assert not any(0 < f < 10 for f in shown)
            for column in zip(*figures(told), strict=True):
                assert sum(f is None for f in column) != 1
