"""Article 1, by its acceptance cases: consents, limits of the account, the platform, coverage."""

from __future__ import annotations

import datetime as dt

import pytest

from core.records.refused import OutOfScope, Refused
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent
from plugins.publicity.plan_models import Meeting, Plan, PlanItem
from tests.plugins.publicity.press import Press

D = dt.date
MISSING = "consent of a person portrayed is missing"


def complaints(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """The fields that were complained of."""
    return {c.field for c in refused.value.complaints}


def test_t01_1_a_good_example_without_consent_stops_before_it_is_ready(college: Press) -> None:
    made = college.article("submit", column="examples")
    asked = college.consent(made)
    college.pass_it(made, "pass_first", "pass_second")
    with pytest.raises(Refused, match=MISSING):
        college.pass_it(made, "pass_final")
    college.session.refresh(made)
    assert made.status == "final_review"
    college.move(asked, "agree")
    assert college.pass_it(made, "pass_final").status == "ready"
    assert asked.given_on == college.today and asked.way == "system"


def test_a_picture_asks_for_consent_in_any_column_and_a_name_alone_does_not(
    college: Press,
) -> None:
    named = college.article("submit")
    college.consent(named)
    assert college.pass_it(named).status == "ready"
    shown = college.article("submit", portrait=True)
    college.pass_it(shown, "pass_first", "pass_second")
    with pytest.raises(Refused, match=MISSING):
        college.pass_it(shown, "pass_final")
    college.session.refresh(shown)
    college.consent(shown, "on_paper", outside="A student", given_on=college.today)
    assert college.pass_it(shown, "pass_final").status == "ready"


def test_a_consent_that_ran_out_or_was_withdrawn_keeps_it_from_going_out(college: Press) -> None:
    made = college.article("submit", column="examples")
    consent = college.consent(made, "agree", valid_until=D(2026, 9, 30))
    college.pass_it(made)
    made.url = "https://example.edu/1"
    college.save()
    college.today = D(2026, 10, 1)
    with pytest.raises(Refused, match=MISSING):
        college.move(made, "publish")
    college.today = D(2026, 9, 30)
    college.move(consent, "withdraw")
    with pytest.raises(Refused, match=MISSING):
        college.move(made, "hand_over")
    assert college.takedowns(made) == []


def test_t01_2_a_withdrawal_after_publishing_opens_a_task_for_both_departments(
    college: Press,
) -> None:
    made = college.article("submit", column="examples")
    person = college.staff()
    college.consent(made, "agree", person=person)
    college.pass_it(made)
    made.url = "https://example.edu/1"
    college.save()
    college.move(made, "publish")
    college.be("ME", person=person)
    college.move(college.of(Consent)[0], "withdraw")
    college.be()
    (task,) = college.takedowns(made)
    assert (task.opened_on, task.due_on) == (D(2026, 9, 20), D(2026, 9, 23))
    made = college.of(Article)[0]
    assert (made.status, made.being_handled) == ("published", True)
    told = {role for _p, role, subject in college.told() if "taken down" in subject}
    assert told == {"PB", "UF"}
    assert college.duties("R01.5", D(2026, 9, 24))[task.id].state == "overdue"
    task.how = "retract"
    college.save()
    with pytest.raises(Refused, match="Take the article down first"):
        college.move(task, "finish")
    college.move(made, "retract", comment="withdrawn")
    college.move(task, "finish")
    assert college.state("R01.5", task, D(2026, 9, 24)) == "met"
    assert college.of(Article)[0].being_handled is False


def test_a_consent_that_runs_out_after_publishing_opens_the_same_task(college: Press) -> None:
    made = college.article("submit", column="examples")
    consent = college.consent(made, "agree", valid_until=D(2026, 9, 22))
    college.pass_it(made)
    made.url = "https://example.edu/1"
    college.save()
    college.move(made, "publish")
    college.today = D(2026, 9, 22)
    assert college.work("consents") == 0 and college.takedowns(made) == []
    with pytest.raises(Refused, match="still holds"):
        college.move(college.of(Consent)[0], "run_out")
    college.today = D(2026, 9, 23)
    assert college.work("consents") == 1
    (task,) = college.takedowns(made)
    assert (task.opened_on, task.due_on) == (D(2026, 9, 23), D(2026, 9, 29))
    made = college.of(Article)[0]
    assert (made.status, made.being_handled) == ("published", True)
    assert [role for _p, role, subject in college.told() if "taken down" in subject] == ["PB", "UF"]
    assert ("UF", "A consent to publication has run out.") in [t[1:] for t in college.told()]
    assert college.work("consents") == 0 and len(college.takedowns(made)) == 1
    consent = college.of(Consent)[0]
    assert consent.status == "expired"
    with pytest.raises(Refused, match="This day is over"):
        college.move(consent, "on_paper")
    college.session.refresh(consent)
    assert college.move(consent, "agree").valid_until is None


def test_a_consent_that_runs_out_before_publishing_opens_no_task(college: Press) -> None:
    made = college.article("submit", column="examples")
    college.consent(made, "agree", valid_until=D(2026, 9, 22))
    college.pass_it(made)
    college.today = D(2026, 9, 23)
    assert college.work("consents") == 1
    assert college.takedowns(made) == []
    with pytest.raises(Refused, match=MISSING):
        college.move(college.of(Article)[0], "hand_over")


def test_t01_3_the_account_takes_32_characters_of_title_and_the_website_more(
    college: Press,
) -> None:
    with pytest.raises(Refused, match="at most %") as refused:
        college.article(title="题" * 33, channel="wechat", digest="x" * 121, byline="y" * 17)
    assert complaints(refused) == {"title", "digest", "byline"}
    assert college.article(title="题" * 33, channel="website").id
    assert college.article(title="题" * 32, channel="wechat").id


def test_the_length_of_the_text_is_counted_with_its_tags(college: Press) -> None:
    line = "<p>" + "字" * 92 + "</p>"
    with pytest.raises(Refused, match="with all tags") as refused:
        college.article(channel="wechat", body=line * 203)
    assert complaints(refused) == {"body"}
    assert college.article(channel="website", body=line * 203).id


def test_what_runs_or_loads_is_taken_out_of_the_text(college: Press) -> None:
    made = college.article(
        body='<p onclick="x()" style="color:red;position:fixed">Hello'
        '<script>alert(1)</script><a href="javascript:x">b</a></p>'
    )
    assert made.body == '<p style="color:red">Hello<a>b</a></p>'


def test_t01_5_a_failed_try_is_not_published_and_its_clock_runs_on(college: Press) -> None:
    made = college.ready(event_date=D(2026, 9, 18))
    college.move(made, "hand_over")
    college.move(made, "fail", comment="publish_status 4")
    assert (made.status, made.published_on, made.published_at) == ("failed", None, None)
    assert ("PB", "Publishing an article failed. See why, and try again.") in [
        (role, subject) for _p, role, subject in college.told()
    ]
    assert college.state("R01.2b", made, D(2026, 9, 25)) == "due_soon"
    assert college.state("R01.2b", made, D(2026, 10, 20)) == "overdue"
    college.move(made, "retry")
    assert (made.status, made.handed_on, made.holder) == ("ready", None, "publicity")


def test_r01_2_the_draft_follows_in_three_working_days_and_the_article_in_seven(
    college: Press,
) -> None:
    made = college.article(event_date=D(2026, 9, 14))
    assert college.duties("R01.2", D(2026, 9, 17))[made.id].state != "overdue"
    assert college.duties("R01.2", D(2026, 9, 18))[made.id].owner == made.writer
    assert college.state("R01.2", made, D(2026, 9, 18)) == "overdue"
    college.move(made, "submit")
    assert college.state("R01.2", made, D(2026, 9, 20)) == "met"
    assert college.state("R01.2b", made, D(2026, 9, 22)) != "overdue"
    assert college.state("R01.2b", made, D(2026, 9, 23)) == "overdue"


def test_r01_1_each_quarter_has_an_item_of_each_column(college: Press) -> None:
    college.published(D(2026, 9, 22), column="policy")
    ends, began_in = D(2026, 10, 1), "2025-2026"
    (policy,) = college.duties("R01.1", ends, began_in).values()
    (news,) = college.duties("R01.1b", ends, began_in).values()
    assert (policy.state, news.state) == ("met", "overdue")


def test_r01_3_what_was_submitted_waits_a_day_for_its_result(college: Press) -> None:
    made = college.ready()
    college.move(made, "hand_over")
    assert college.state("R01.3", made, D(2026, 9, 22)) == "overdue"


def test_r01_4_a_meeting_is_held_in_each_semester(college: Press) -> None:
    after = D(2027, 1, 18)
    (duty,) = college.duties("R01.4", after).values()
    assert duty.state == "overdue"
    college.add(Meeting(date=D(2026, 9, 15), attendees="Both", decisions="Topics"))
    (duty,) = college.duties("R01.4", after).values()
    assert duty.state == "met"


def test_the_plan_has_topics_and_knows_what_came_of_them(college: Press) -> None:
    plan = college.add(Plan(year=2026))
    with pytest.raises(Refused, match="Enter the topics of the plan first"):
        college.move(plan, "submit")
    college.session.refresh(plan)
    item = college.add(PlanItem(plan=plan.id, column="news", topic="A talk", month=9))
    college.move(plan, "submit", "issue")
    college.published(plan_item=item.id)
    college.session.refresh(item)
    assert item.published_on == D(2026, 9, 20)
    item.topic = "Another"
    with pytest.raises(Refused, match="plan is issued"):
        college.save()


def test_people_portrayed_see_and_answer_their_own_consent_only(college: Press) -> None:
    made = college.article()
    mine, others = college.staff(), college.staff()
    college.consent(made, person=mine)
    foreign = college.consent(made, person=others).id
    college.be("ME", person=mine)
    assert [c.person for c in college.of(Consent)] == [mine]
    assert college.of(Article) == []
    assert college.move(college.of(Consent)[0], "agree").status == "given"
    college.be()
    row = college.session.get_one(Consent, foreign)
    college.session.expunge(row)
    college.be("ME", person=mine)
    college.session.add(row)
    with pytest.raises(OutOfScope):
        college.move(row, "agree")
