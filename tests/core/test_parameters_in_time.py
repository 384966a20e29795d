"""A parameter changes at once, or from a later day on: which value holds for which period, and why."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select, text

from core.calendar import Calendar
from core.chapters import LifeCycleError, upgrade_all
from core.chapters.lines import core_line
from core.chapters.state import ChapterEvent
from core.cli.commands import cli
from core.cli.store import Store
from core.db import migrate
from core.declare import Anchor, Due, Period
from core.duties import World
from core.duties.settings import Setting, in_force
from core.duties.uses import next_start
from tests.chapters_made_for_tests import Made
from tests.core.duty_chapter import (
    CALENDAR,
    COLLEGE,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    Task,
    each_database,  # noqa: F401
    open_college,  # noqa: F401
    world_of,
)
from tests.site import Site

D = dt.date
JUST = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
DEFAULT = Setting(value=1)
LATER = Setting(value=2, since=D(2027, 9, 1), by=7, at=JUST)
NOW = Setting(value=3, since=D(2026, 11, 24), running=True, by=7, at=JUST)


def changed(world: World, **settings: Setting) -> World:
    """The world in which these parameters have a second value."""

    def found(chapter: str, name: str) -> tuple[Setting, ...]:
        first = world.settings(chapter, name)
        return (*first, settings[name]) if name in settings else tuple(first)

    return dataclasses.replace(world, settings=found)


def test_a_value_holds_for_what_begins_on_its_day_or_later() -> None:
    both = (DEFAULT, LATER)
    assert in_force(both, D(2026, 9, 1), D(2027, 8, 31)) == DEFAULT
    assert in_force(both, D(2026, 9, 1), D(2028, 1, 1)) == DEFAULT
    assert in_force(both, D(2027, 9, 1), D(2027, 9, 1)) == LATER


def test_a_change_at_once_holds_for_what_runs_but_not_for_what_was_over() -> None:
    three = (DEFAULT, NOW, LATER)
    assert in_force(three, D(2026, 9, 1), D(2026, 11, 23)) == DEFAULT
    assert in_force(three, D(2026, 9, 1), D(2026, 11, 24)) == NOW
    assert in_force(three, D(2027, 9, 1), D(2027, 9, 1)) == LATER


def test_a_year_keeps_the_threshold_it_began_with(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1))
    next_year = college.pair(year="2027-2028", start=D(2027, 9, 1))
    college.met(next_year, D(2027, 10, 1))
    years = (*CALENDAR.years, Calendar().academic_year(D(2027, 9, 1)))
    world = changed(
        world_of(YEARLY, calendar=dataclasses.replace(CALENDAR, years=years)), min_per_year=LATER
    )
    college.run(D(2028, 8, 31), world)
    old, new = college.duty(pair), college.duty(next_year)
    assert (old.state, old.threshold) == ("met", 1)
    assert (new.state, new.threshold, new.numerator) == ("overdue", 2, 1)
    kept = json.loads(new.evidence)
    assert kept["parameters"]["min_per_year"] == 2
    assert kept["origins"]["min_per_year"] == {"since": "2027-09-01", "at": str(JUST), "by": 7}
    assert json.loads(old.evidence)["origins"] == {}


def test_a_change_at_once_reaches_the_running_year_from_its_day_on(college: College) -> None:
    pair = college.pair()
    college.met(pair, D(2026, 10, 1))
    world = changed(world_of(YEARLY), min_per_year=NOW)
    college.run(D(2026, 11, 23), world)
    assert (college.duty(pair).state, college.duty(pair).threshold) == ("met", 1)
    college.run(D(2026, 11, 24), world)
    assert (college.duty(pair).state, college.duty(pair).threshold) == ("open", 3)


def test_each_semester_asks_by_its_own_first_day(college: College) -> None:
    rule = dataclasses.replace(COLLEGE, at_least="@min_per_year")
    half = Setting(value=2, since=D(2027, 2, 1))
    college.run(D(2027, 7, 12), changed(world_of(rule), min_per_year=half))
    wanted = {"2026-2027/1": 1, "2026-2027/2": 2}
    assert {p: college.duty(period=p).threshold for p in wanted} == wanted


def test_a_deadline_keeps_the_days_allowed_when_it_began(college: College) -> None:
    rule = dataclasses.replace(TASKS, due=Due(Anchor.FIELD, "@min_per_year"))
    early, late = (Task(status="active", begun=D(2026, 11, n)) for n in (1, 20))
    college.add(early, late)
    ten, twenty = Setting(value=10), Setting(value=20, since=D(2026, 11, 10))
    world = dataclasses.replace(world_of(rule), settings=lambda _c, _n: (ten, twenty))
    college.run(D(2026, 11, 21), world)
    assert (college.duty(early).threshold, college.duty(early).due_on) == (10, D(2026, 11, 11))
    assert (college.duty(late).threshold, college.duty(late).due_on) == (20, D(2026, 12, 10))
    assert (college.duty(early).state, college.duty(late).state) == ("overdue", "open")
    before = college.numbers()
    college.run(D(2026, 11, 21), world)
    assert college.numbers() == before


def test_a_deadline_that_is_owed_no_more_is_closed_once_with_its_own_days(
    college: College,
) -> None:
    rule = dataclasses.replace(TASKS, due=Due(Anchor.FIELD, "@min_per_year"), done="")
    early, late = (Task(status="active", begun=D(2026, 11, n)) for n in (1, 20))
    college.add(early, late)
    ten, twenty = Setting(value=10), Setting(value=20, since=D(2026, 11, 10))
    world = dataclasses.replace(world_of(rule), settings=lambda _c, _n: (ten, twenty))
    college.run(D(2026, 11, 21), world)
    early.deleted_at = late.deleted_at = JUST
    college.session.commit()
    college.run(D(2026, 11, 22), world)
    assert [college.duty(t).state for t in (early, late)] == ["void", "void"]
    assert [college.duty(t).threshold for t in (early, late)] == [10, 20]


def test_a_change_at_once_reaches_running_deadlines(college: College) -> None:
    rule = dataclasses.replace(TASKS, due=Due(Anchor.FIELD, "@min_per_year"))
    task = Task(status="active", begun=D(2026, 11, 1))
    college.add(task)
    world = changed(world_of(rule, min_per_year=30), min_per_year=NOW)
    college.run(D(2026, 11, 23), world)
    assert (college.duty(task).state, college.duty(task).threshold) == ("open", 30)
    college.run(D(2026, 11, 24), world)
    assert (college.duty(task).state, college.duty(task).threshold) == ("overdue", 3)


def test_freshness_asks_by_the_day_of_evaluation(college: College) -> None:
    pair = college.pair(start=D(2026, 9, 1))
    rule = dataclasses.replace(SILENCE, days="@min_per_year")
    world = changed(world_of(rule, min_per_year=90), min_per_year=LATER)
    college.run(D(2027, 8, 31), world)
    assert college.duty(pair).threshold == 90
    college.run(D(2027, 9, 1), world)
    assert college.duty(pair).threshold == 2


def test_the_fingerprint_moves_when_a_value_is_set_and_when_its_day_comes() -> None:
    plain = world_of(YEARLY)
    planned = changed(plain, min_per_year=LATER)

    def marks(world: World, *days: dt.date) -> list[str]:
        return [world.scene("mentor", YEARLY, d).fingerprint() for d in days]

    (before,) = marks(plain, D(2027, 8, 1))
    first, same, there = marks(planned, D(2027, 8, 1), D(2027, 8, 31), D(2027, 9, 1))
    assert before != first == same != there


def test_the_next_start_is_that_of_the_rules_that_use_the_parameter() -> None:
    semester = dataclasses.replace(COLLEGE, at_least="@group_max")
    world = world_of(YEARLY, semester)
    today = D(2026, 11, 24)
    assert next_start(world, "mentor", ["min_per_year"], today) == D(2027, 9, 1)
    assert next_start(world_of(semester), "mentor", ["group_max"], today) == D(2027, 3, 1)
    assert next_start(world, "mentor", ["group_max"], today) == D(2027, 9, 1)
    assert next_start(world_of(COLLEGE), "mentor", ["min_per_year"], today) == D(2027, 3, 1)
    yearly = dataclasses.replace(YEARLY, period=Period.YEAR)
    assert next_start(world_of(yearly), "mentor", ["grace_days"], today) == D(2027, 1, 1)


# -- kept by the chapters --------------------------------------------------------------------------


def values(site: Site, *days: dt.date) -> list[object]:
    with site.session():
        chapters = site.runtime.chapters
        return [chapters.parameter("befriending", "min_per_year", d) for d in days]


def test_values_of_several_days_are_kept_and_a_coming_one_can_be_taken_back(site: Site) -> None:
    chapters, now = site.runtime.chapters, site.runtime.clock()
    with site.session() as session:
        chapters.set_parameters(session, "befriending", {"min_per_year": 3}, now)
        later = {"since": D(2027, 9, 1), "user": 1}
        chapters.set_parameters(session, "befriending", {"min_per_year": 2}, now, **later)
        session.commit()
    days = (D(2026, 11, 23), D(2026, 11, 24), D(2027, 8, 31), D(2027, 9, 1))
    assert values(site, *days) == [1, 3, 3, 2]
    with site.session() as session:
        withdraw = chapters.withdraw_parameter
        assert not withdraw(session, "befriending", "min_per_year", D(2026, 11, 24), now)
        assert not withdraw(session, "befriending", "min_per_year", D(2027, 9, 2), now)
        assert withdraw(session, "befriending", "min_per_year", D(2027, 9, 1), now)
        session.commit()
        told = select(ChapterEvent).where(ChapterEvent.valid_from == D(2027, 9, 1))
        found = [(e.before, e.after) for e in session.scalars(told.order_by(ChapterEvent.id))]
    assert found == [("3", "2"), ("2", "")]
    assert values(site, *days) == [1, 3, 3, 3]


def test_a_value_is_never_changed_for_days_that_have_passed(site: Site) -> None:
    chapters, now = site.runtime.chapters, site.runtime.clock()
    with site.session() as session, pytest.raises(LifeCycleError, match="that day has passed"):
        since = D(2026, 11, 23)
        chapters.set_parameters(session, "befriending", {"min_per_year": 2}, now, since=since)
    assert values(site, D(2026, 11, 24)) == [1]


def test_saving_the_value_that_will_hold_changes_nothing(site: Site) -> None:
    chapters, now, since = site.runtime.chapters, site.runtime.clock(), D(2027, 9, 1)
    with site.session() as session:
        keep = {"min_per_year": 2}
        assert chapters.set_parameters(session, "befriending", keep, now, since=since)
        assert not chapters.set_parameters(session, "befriending", keep, now, since=since)
        back = {"min_per_year": 1}
        assert not chapters.set_parameters(session, "befriending", back, now)
        assert chapters.set_parameters(session, "befriending", back, now, since=since)
        session.commit()
    assert values(site, since) == [1]


def test_what_was_changed_before_holds_for_all_time_after_the_upgrade(
    made: Made, database: str, engine: Engine
) -> None:
    line = core_line()
    settings = made.settings(database_url=database)
    upgrade_all(engine, made.load(settings), settings)
    migrate.downgrade(engine, line, "0004")
    old = "INSERT INTO core_parameter VALUES ('alpha', 'least', '4', '1', '2026-11-24', NULL)"
    with engine.begin() as connection:
        connection.execute(text(old))
    migrate.upgrade(engine, line)
    with engine.connect() as connection:
        assert migrate.differences(connection, line) == []
        ask = text("SELECT value, valid_from, running FROM core_parameter")
        (row,) = connection.execute(ask)
    assert (row[0], str(row[1]), bool(row[2])) == ("4", "1900-01-01", True)


# -- on screen and by command ----------------------------------------------------------------------

PAGE = "/chapters/befriending/"
SAVE = f"{PAGE}parameters"


def test_the_page_offers_the_next_year_and_shows_what_is_to_come(site: Site) -> None:
    boss = site.sign_in("boss")
    ahead = f"{PAGE}preview?min_per_year=2"
    assert boss.form(ahead)["since"] == "2027-09-01"
    done = boss.send(ahead, to=SAVE, when="later")
    assert done.status_code == 302
    page = boss.get(PAGE).text
    assert "hold from 2027-09-01 on" in page and "From 2027-09-01: 2 contacts · boss" in page
    assert 'name="min_per_year" inputmode="numeric" value="1"' in page
    told = json.loads(site.entries(action="parameters_changed:befriending")[-1].body)
    assert told["about"] == {"values": {"min_per_year": 2, "valid_from": "2027-09-01"}}
    boss.post(f"{SAVE}/min_per_year/withdraw", since="2027-09-01")
    page = boss.get(PAGE).text
    assert "Taken back" in page and "From 2027-09-01" not in page
    boss.post(f"{SAVE}/min_per_year/withdraw", since="2027-09-01")
    assert "no coming value of that day" in boss.get(PAGE).text


@pytest.mark.parametrize("since", ["", "tomorrow", "2026-11-23"])
def test_a_day_that_cannot_be_is_told_beside_its_field_and_nothing_is_lost(
    site: Site, since: str
) -> None:
    boss = site.sign_in("boss")
    answer = boss.send(PAGE, to=SAVE, min_per_year="2", when="later", since=since)
    assert answer.status_code == 422
    assert 'id="e-since"' in answer.text and 'name="min_per_year" value="2"' in answer.text
    assert values(site, D(2026, 11, 24), D(2027, 9, 1)) == [1, 1]


def test_who_set_the_value_in_force_stands_beside_it(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send(PAGE, to=SAVE, min_per_year="2", when="now")
    page = boss.get(PAGE).text
    assert "by boss." in page and "default 1 contacts" in page
    assert values(site, D(2026, 11, 24)) == [2]


def test_the_command_sets_at_once_and_from_a_day_and_says_what_is_wrong(site: Site) -> None:
    def run(*words: str) -> tuple[int, str]:
        store = Store(lambda: site.runtime.settings)
        done = CliRunner().invoke(cli, ["chapters", "set", "befriending", *words], obj=store)
        return done.exit_code, done.output.strip()

    assert run("min_per_year", "3") == (0, "min_per_year is 3.")
    later = run("min_per_year", "2", "--from", "2027-09-01")
    assert later == (0, "min_per_year is 2 from 2027-09-01 on.")
    assert run("remote_counts", "no") == (0, "remote_counts is no.")
    assert run("remote_counts", "no") == (0, "remote_counts is no already.")
    for words, told in (
        (("min_per_year", "13"), "min_per_year must be at most 12."),
        (("min_per_year", "many"), "min_per_year must be of the kind of 1."),
        (("remote_counts", "maybe"), "remote_counts is 'maybe', but must be yes or no."),
        (("nothing", "1"), "There is no parameter nothing. Known are: min_per_year,"),
        (("min_per_year", "2", "--from", "2020-09-01"), "that day has passed"),
    ):
        status, output = run(*words)
        assert status == 1 and told in output, words
    day = D.fromisoformat(str(site.runtime.settings.clock))
    assert values(site, day, D(2027, 9, 1)) == [3, 2]
    assert site.entries(action="parameters_changed:befriending")
