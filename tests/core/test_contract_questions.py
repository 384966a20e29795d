"""Asking the chapters: order, whose turn it is, and what a failure means."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest

from core.chapters import Chapters
from core.chapters.lines import upgrade_all
from core.chapters.manager import HookFailed
from core.db import make_engine, session_factory
from core.declare import Change, Complaint, Panel
from tests.chapters_made_for_tests import Made

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
ANSWERS = """
    def check(self, change, look):
        yield Complaint("{name} complains")

    def notices(self, change, look):
        yield Notice("{name} tells")

    def panels(self, record, row):
        yield Panel(title="{name} shows", lines=())
"""
FAILS = """
    def {question}(self, {arguments}):
        raise ValueError("no luck")
"""


def change(record: str) -> Change:
    return Change(record=record, action="edit", key=1, roles=frozenset(), person=None, today=TODAY)


class NoLook:
    """Nothing to look at."""

    def row(self, record: str, key: object) -> None:
        return None

    def rows(self, record: str, **equal: object) -> tuple[Any, ...]:
        return ()

    def count(self, record: str, **equal: object) -> int:
        return 0

    def parameter(self, chapter: str, name: str) -> int:
        return 0

    def runs(self, chapter: str) -> bool:
        return True

    def stands_in(self, record: str, key: object, move: str) -> str:
        return ""

    def files(self, record: str, key: object) -> tuple[tuple[str, str], ...]:
        return ()

    def working_day(self, day: dt.date, days: int) -> dt.date:
        return day


LOOK = NoLook()


def switched_on(made: Made, *names: str) -> Chapters:
    """Chapters loaded, installed and enabled in a database of their own."""
    settings = made.settings(chapters=names)
    chapters = made.load(settings)
    engine = make_engine(settings.database_url)
    upgrade_all(engine, chapters, settings)
    with session_factory(engine)() as session:
        chapters.install(session, NOW)
        for name in names:
            chapters.enable(session, name, NOW)
        session.commit()
        chapters.refresh(session)
    engine.dispose()
    return chapters


def test_answers_come_in_the_order_of_the_settings(made: Made) -> None:
    for name in ("alpha", "beta", "gamma"):
        made.python(name, ANSWERS.format(name=name))
    chapters = switched_on(made, "gamma", "alpha", "beta")
    found = [n.subject for n in chapters.notices(change("alpha.thing"), LOOK)]
    assert found == ["gamma tells", "alpha tells", "beta tells"]


def test_only_the_records_own_chapter_is_asked_to_check(made: Made) -> None:
    for name in ("alpha", "beta"):
        made.python(name, ANSWERS.format(name=name))
    chapters = switched_on(made, "alpha", "beta")
    assert chapters.check(change("beta.thing"), LOOK) == [Complaint("beta complains")]
    assert chapters.check(change("directory.planet"), LOOK) == []


def test_a_chapter_that_is_off_tells_and_shows_nothing(made: Made) -> None:
    for name in ("alpha", "beta"):
        made.python(name, ANSWERS.format(name=name))
    chapters = made.load()
    assert chapters.notices(change("alpha.thing"), LOOK) == []
    assert chapters.panels("alpha.thing", {}, LOOK) == []
    assert [p.title for p in switched_on(made, "beta").panels("alpha.thing", {}, LOOK)] == [
        "beta shows"
    ]


@pytest.mark.parametrize(
    ("question", "arguments"), [("check", "change, look"), ("notices", "change, look")]
)
def test_a_failing_question_stops_the_save_with_the_chapters_name(
    made: Made, question: str, arguments: str
) -> None:
    made.python("alpha", FAILS.format(question=question, arguments=arguments))
    chapters = switched_on(made, "alpha")
    told = rf"Chapter 'alpha' failed in {question}\(\): ValueError: no luck. Nothing was saved."
    with pytest.raises(HookFailed, match=told):
        getattr(chapters, question)(change("alpha.thing"), LOOK)


def test_an_answer_of_another_kind_stops_the_save(made: Made) -> None:
    made.python("alpha", "    def check(self, change, look):\n        return ['wrong']\n")
    with pytest.raises(HookFailed, match="answered 'wrong', which is no Complaint"):
        made.load().check(change("alpha.thing"), LOOK)


def test_a_single_value_instead_of_a_list_stops_the_save(made: Made) -> None:
    made.python("alpha", "    def check(self, change, look):\n        return 42\n")
    with pytest.raises(HookFailed, match="answered 42, which is no Complaint"):
        made.load().check(change("alpha.thing"), LOOK)


def test_rows_stay_hidden_when_visible_fails(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    made.python("alpha", FAILS.format(question="visible", arguments="person, record"))
    with caplog.at_level(logging.ERROR, "tongxin.chapters"):
        condition = made.load().visible(1, "alpha.thing")
    assert str(condition) == "false"
    assert "chapter 'alpha' failed in visible()" in caplog.text


def test_boxes_of_a_failing_chapter_are_left_out_and_logged(
    made: Made, caplog: pytest.LogCaptureFixture
) -> None:
    made.python("alpha", FAILS.format(question="panels", arguments="record, row"))
    made.python("beta", ANSWERS.format(name="beta"))
    chapters = switched_on(made, "alpha", "beta")
    with caplog.at_level(logging.ERROR, "tongxin.chapters"):
        assert chapters.panels("beta.thing", {}, LOOK) == [Panel(title="beta shows", lines=())]
    assert "Boxes of chapter 'alpha' are left out" in caplog.text


def test_an_answer_may_leave_out_arguments_it_does_not_need(made: Made) -> None:
    made.python("alpha", "    def check(self, change):\n        yield Complaint(change.action)\n")
    assert made.load().check(change("alpha.thing"), LOOK) == [Complaint("edit")]


def test_two_applications_in_one_process_do_not_share_state(made: Made) -> None:
    made.python("alpha", ANSWERS.format(name="alpha"))
    on, off = switched_on(made, "alpha"), made.load()
    assert on.enabled("alpha") and not off.enabled("alpha")


RESTS = """
    def rests(self, person, roles, day, look):
        return ["UF", "AD"]
"""


def test_roles_that_rest_are_those_the_person_has_and_a_failure_lets_them_stand(
    made: Made,
) -> None:
    made.python("alpha", RESTS)
    made.python("beta", FAILS.format(question="rests", arguments="person, roles, day, look"))
    chapters = switched_on(made, "beta", "alpha")
    assert chapters.rests(1, frozenset({"UF", "LI"}), TODAY, LOOK) == {"UF"}
    assert made.load().rests(1, frozenset({"UF"}), TODAY, LOOK) == frozenset()
