"""Numbers per article and period: what is kept equals the ledger, whatever changed it."""

from __future__ import annotations

import dataclasses
import random

from sqlalchemy import func, select

from core.declare import Article, Manifest
from core.duties import Articles, Lack, Numbers, Verdict, recount, summed, tallies
from core.duties.models import COUNT, DUTY, State
from tests.core.duty_chapter import (
    COLLEGE,
    END,
    SILENCE,
    TASKS,
    YEARLY,
    College,
    D,
    Task,
    each_database,
    open_college,
    world_of,
)

__all__ = ["each_database", "open_college"]
YEAR = "2026-2027"
KEYS = ("rule", "article", "academic_year", "period", "hint", "state")


def kept(college: College) -> dict[tuple[object, ...], int]:
    """The kept numbers."""
    ask = select(*(COUNT.c[k] for k in KEYS), COUNT.c.number)
    return {tuple(row[:-1]): row[-1] for row in college.session.execute(ask)}


def counted(college: College) -> dict[tuple[object, ...], int]:
    """The same numbers, counted from the ledger row by row."""
    out: dict[tuple[object, ...], int] = {}
    for row in college.session.execute(select(DUTY)).mappings():
        key = tuple(row[k] for k in KEYS)
        if row["academic_year"] is not None:
            out[key] = out.get(key, 0) + 1
    return out


def test_each_state_is_counted_per_article_and_year_and_hints_stand_apart(
    college: College,
) -> None:
    met, _overdue = college.pair(), college.pair()
    college.pair(start=D(2027, 8, 1))
    college.met(met, D(2026, 11, 5))
    hint = dataclasses.replace(YEARLY, name="H1", hint=True)
    college.run(world=world_of(YEARLY, hint))
    found = tallies(college.session)
    assert summed(found, lambda t: (t.article, t.academic_year)) == {
        (7, YEAR): Numbers(met=1, overdue=1, void=1)
    }
    assert {t.rule for t in found if t.hint} == {"mentor.H1"}
    limit = DUTY.c.state == State.MET
    assert summed(tallies(college.session, limit=limit), lambda t: t.article) == {7: Numbers(met=1)}


def test_kept_numbers_equal_the_ledger_after_any_history(college: College) -> None:
    chance = random.Random(7)
    world = world_of(YEARLY, COLLEGE, TASKS, SILENCE)
    pairs = [college.pair(start=D(2026, 9, 1 + n)) for n in range(6)]
    for step in range(8):
        pair = chance.choice(pairs)
        what = chance.randrange(4)
        day = D(2026, 9, 10 + step)
        if what == 0:
            college.met(pair, day)
        elif what == 1:
            pair.end = day
            college.add(pair)
        elif what == 2:
            college.add(Task(code=f"T{step}", pair=pair.id, status="active", begun=day))
        else:
            world = world_of(YEARLY, COLLEGE, TASKS, SILENCE, min_per_year=1 + step % 2)
        college.run(as_of=D(2026, 10 + step % 3, 20), world=world)
        assert kept(college) == counted(college)
    assert len(kept(college)) > 4


def test_numbers_of_one_article_tell_its_periods_apart(college: College) -> None:
    college.run(as_of=END, world=world_of(COLLEGE))
    found = tallies(college.session, article=6)
    assert {t.period for t in found} >= {"2026-2027/1", "2026-2027/2"}
    assert {t.period for t in tallies(college.session)} == {""}
    assert tallies(college.session, article=99) == ()
    assert tallies(college.session, since="2027-2028") == ()


def test_counting_again_repairs_numbers_that_went_astray(college: College) -> None:
    college.pair()
    college.run()
    college.session.execute(COUNT.update().values(number=99))
    recount(college.session, "mentor.Q1")
    assert kept(college) == counted(college)
    total = college.session.execute(select(func.sum(COUNT.c.number))).scalar_one()
    assert total == len(counted(college)) == 1


def test_an_evaluation_without_a_change_leaves_the_kept_numbers_alone(college: College) -> None:
    college.pair()
    college.run()
    before = college.session.execute(select(COUNT.c.id)).scalars().all()
    college.run()
    assert college.session.execute(select(COUNT.c.id)).scalars().all() == before


# -- verdicts --------------------------------------------------------------------------------------


def test_the_worst_that_can_be_said_is_said() -> None:
    assert Numbers(met=3, due=1, overdue=1, not_due=1).verdict is Verdict.OVERDUE
    assert Numbers(met=3, due=1, not_due=1).verdict is Verdict.AT_RISK
    assert Numbers(met=3, not_due=1, void=2).verdict is Verdict.NOT_DUE
    assert Numbers(met=3, void=1, waived=1).verdict is Verdict.MET
    assert Numbers(void=1, waived=1).verdict is Verdict.NOT_APPLICABLE


def test_void_and_waived_stay_out_of_the_denominator() -> None:
    numbers = Numbers(met=199, overdue=1, void=5, waived=3)
    assert (numbers.met, numbers.owed, numbers.not_applicable) == (199, 200, 8)
    assert numbers.percent == 99
    assert Numbers().percent is None


def manifest(name: str, *numbers: int) -> Manifest:
    """A chapter with these articles."""
    articles = tuple(Article(number=n, title=f"Article {n}") for n in numbers)
    return Manifest(name=name, title=name, version="1", core=">=0", articles=articles)


def articles(*off: str) -> Articles:
    """Articles 6, 7, 12, 13 of the mentors, 15 of others, 17 of a chapter that cannot be loaded."""
    hint = dataclasses.replace(YEARLY, name="H1", article=13, hint=True)
    return Articles(
        manifests={"mentor": manifest("mentor", 6, 7, 12, 13), "other": manifest("other", 15)},
        missing={"broken": manifest("broken", 17)},
        rules={"mentor": (YEARLY, COLLEGE, SILENCE, hint)},
        enabled=lambda name: name not in (*off, "broken"),
    )


def test_every_article_has_a_verdict_or_the_reason_why_there_is_none(college: College) -> None:
    college.pair()
    college.run(world=world_of(YEARLY))
    found = tallies(college.session)
    said = {s.article.number: (s.verdict, s.lack) for s in articles().status(found, YEAR)}
    assert said == {
        6: (Verdict.NOT_APPLICABLE, Lack.NOTHING_OWED),
        7: (Verdict.OVERDUE, None),
        12: (Verdict.NOT_APPLICABLE, Lack.NOTHING_OWED),
        13: (Verdict.NOT_APPLICABLE, Lack.NO_RULE),
        15: (Verdict.NOT_APPLICABLE, Lack.NO_RULE),
        17: (Verdict.NOT_APPLICABLE, Lack.MISSING),
    }


def test_a_chapter_that_is_off_is_told_and_its_numbers_do_not_count(college: College) -> None:
    college.pair()
    college.run(world=world_of(YEARLY))
    of = articles("mentor").status(tallies(college.session), YEAR)
    assert {s.lack for s in of if s.chapter == "mentor"} == {Lack.OFF}
    assert sum((s.numbers for s in of), Numbers()) == Numbers()


def test_the_rules_of_an_article_add_up_to_it(college: College) -> None:
    college.met(college.pair(), D(2026, 10, 1))
    college.pair()
    more = dataclasses.replace(YEARLY, name="Q9", at_least=1)
    hint = dataclasses.replace(YEARLY, name="H2", hint=True)
    college.run(world=world_of(YEARLY, more, hint))
    of = dataclasses.replace(articles(), rules={"mentor": (YEARLY, more, hint)})
    (seven,) = [s for s in of.status(tallies(college.session), YEAR) if s.article.number == 7]
    by_rule = {r.key: r.numbers for r in seven.rules}
    assert list(by_rule) == ["mentor.Q1", "mentor.Q9", "mentor.H2"]
    assert by_rule["mentor.Q1"] + by_rule["mentor.Q9"] == seven.numbers
    assert seven.numbers == Numbers(met=2, overdue=2)
