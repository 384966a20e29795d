"""Article 2, by its acceptance cases: one version is reviewed, by others than those who wrote it."""

from __future__ import annotations

import datetime as dt

import pytest

from core.records.refused import OutOfScope, Refused
from plugins.publicity.article_models import Article
from plugins.publicity.review_models import Review
from tests.plugins.publicity.press import PASSES, TICKS, Press

D = dt.date
HTML = "<p>We met.</p><p>Good.</p>"


def test_three_levels_each_with_its_ticks_on_one_version(college: Press) -> None:
    made = college.article("submit")
    assert (made.status, made.holder, made.version_no) == ("first_review", "unit", 1)
    with pytest.raises(Refused, match="Proofread this") as refused:
        college.move(made, "pass_first")
    assert {c.field for c in refused.value.complaints} == set(TICKS)
    college.session.refresh(made)
    college.pass_it(made)
    found = college.reviews(made)
    assert [(r.level, r.verdict, r.version_no, r.proof_names) for r in found] == [
        (1, "passed", 1, True),
        (2, "passed", 1, True),
        (3, "passed", 1, True),
    ]
    assert {r.sha256 for r in found} == {v.sha256 for v in college.versions(made)} == {made.sha256}
    assert (made.status, made.holder, made.proof_words) == ("ready", "publicity", None)


@pytest.mark.parametrize(("steps", "first"), [(2, "second_review"), (1, "final_review")])
def test_fewer_levels_by_parameter(college: Press, steps: int, first: str) -> None:
    college.set("review_steps", steps)
    made = college.article("submit")
    assert made.status == first
    assert college.pass_it(made, *PASSES[3 - steps :]).status == "ready"


def test_t01_7_other_words_are_reviewed_again_and_another_layout_is_not(college: Press) -> None:
    made = college.ready(body=HTML).id
    college.be("PB", person=college.staff())
    row = college.session.get_one(Article, made)
    row.body = (
        '<section style="color:red"><p>We <strong>met</strong>.</p>\n\n<p>Good.</p></section>'
    )
    college.save()
    assert (row.status, row.version_no) == ("ready", 1)
    row.body = row.body.replace("Good", "Fine")
    college.save()
    assert (row.status, row.version_no, row.holder) == ("final_review", 2, "head")
    assert any("reviewed again" in subject for _p, _r, subject in college.told())


def test_t01_7_the_publicity_department_changes_no_title_and_no_draft(college: Press) -> None:
    draft, ready = college.article().id, college.ready().id
    college.be("PB", person=college.staff())
    row = college.session.get_one(Article, ready)
    row.title = "Another"
    with pytest.raises(Refused, match="does not fill in"):
        college.save()
    assert college.session.get(Article, draft) is None
    college.be()
    row = college.session.get_one(Article, draft)
    college.session.expunge(row)
    college.be("PB", person=college.staff())
    college.session.add(row)
    row.body = "Other words"
    with pytest.raises(Refused, match="when the article is ready"):
        college.save()


def test_t02_7_a_version_without_review_is_not_published(college: Press) -> None:
    made = college.article("submit")
    for number in (1, 2):
        college.move(made, "send_back", comment="Names")
        made.body = f"Version {number + 1}"
        college.save()
        college.move(made, "submit")
    assert made.version_no == 3
    college.pass_it(made)
    made.body, made.url = "Version 4", "https://example.edu/1"
    college.save()
    assert (made.version_no, made.status) == (4, "final_review")
    with pytest.raises(Refused, match="not possible in the present state"):
        college.move(made, "publish")
    assert [r.version_no for r in college.reviews(made)] == [1, 2, 3, 3, 3]
    college.pass_it(made, "pass_final")
    assert college.move(made, "publish").status == "published"
    assert [v.number for v in college.versions(made)] == [1, 2, 3, 4]


def test_r02_5_only_the_reviewed_content_goes_out_whatever_the_state_says(college: Press) -> None:
    made = college.ready()
    college.session.execute(
        Article.__table__.update().where(Article.id == made.id).values(sha256="0" * 64),
        execution_options={"reason": "a hand in the database", "gate": False},
    )
    college.session.commit()
    college.session.refresh(made)
    with pytest.raises(Refused, match="was not reviewed"):
        college.move(made, "hand_over")


def test_r02_6_neither_author_nor_actual_writer_passes_it(college: Press) -> None:
    unit = college.unit().id
    writer, actual = college.staff(unit=unit), college.staff(unit=unit)
    made = college.article("submit", writer=writer, actual_writer=actual, unit=unit).id
    for person in (writer, actual):
        college.be("UH", person=person, unit=unit)
        row = college.session.get_one(Article, made)
        for tick in TICKS:
            setattr(row, tick, True)
        college.save()
        with pytest.raises(Refused, match="does not decide on it"):
            college.move(row, "pass_first")
    college.be("UH", person=college_head(college, unit), unit=unit)
    row = college.session.get_one(Article, made)
    assert college.move(row, "pass_first").status == "second_review"


def college_head(college: Press, unit: int) -> int:
    """Somebody else of the unit."""
    college.be()
    return college.staff(unit=unit)


def test_a_published_article_is_corrected_as_a_new_version_only(college: Press) -> None:
    made = college.published()
    made.body = "Other words"
    with pytest.raises(Refused, match="no longer changed"):
        college.save()
    college.session.refresh(made)
    college.move(made, "correct", comment="a name")
    made.body = "Other words"
    college.save()
    college.today = D(2026, 9, 25)
    college.move(made, "submit")
    college.move(college.pass_it(made), "publish")
    assert (made.version_no, made.published_on) == (2, D(2026, 9, 20))


def test_r02_3_a_review_takes_two_working_days_and_the_head_hears_of_it(college: Press) -> None:
    made = college.article("submit")
    college.pass_it(made, "pass_first")
    assert made.held_since == D(2026, 9, 20)
    assert college.state("R02.3", made, D(2026, 9, 22)) != "overdue"
    assert college.state("R02.3", made, D(2026, 9, 23)) == "overdue"
    college.duties("R02.3", D(2026, 9, 30))
    assert "UFH" in {m.role for m in college.messages("duty")}
    college.pass_it(made, "pass_second")
    assert college.state("R02.3", made, D(2026, 9, 30)) == "met"


def test_members_see_their_own_drafts_and_write_reviews_of_none(college: Press) -> None:
    mine, other = college.staff(), college.staff()
    college.article(writer=mine)
    college.article(writer=other)
    college.be("PU", person=mine)
    assert [a.writer for a in college.of(Article)] == [mine]
    fake = Review(article=1, version_no=1, sha256="0" * 64, level=3, verdict="passed")
    with pytest.raises(OutOfScope):
        college.add(fake)
