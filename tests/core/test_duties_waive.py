"""Waiving a duty and taking that back: by whom, with a reason, kept, and out of reach of evaluations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from core.chapters.world import world_of
from core.duties import Duty, DutyEvent, evaluate
from core.duties.models import DutyCount, DutyStep
from plugins.befriending.models import Contact
from tests.site import Site

D = dt.date
DUE = D(2027, 8, 31)
REASON = "The pair was on leave the whole year."


def run(site: Site, day: dt.date) -> None:
    rt = site.runtime
    with rt.factory() as session:
        rt.chapters.refresh(session)
        world = world_of(rt.chapters, rt.calendar(session))
        report = evaluate(session, world, as_of=day, now=rt.clock())
        assert report.failed == ()


def duty_of(site: Site, rule: str = "befriending.R07.3", which: str = "pair2") -> Duty:
    with site.session() as session:
        ask = select(Duty).where(Duty.rule == rule, Duty.subject_id == site.ids[which])
        return session.scalars(ask).one()


def events(site: Site, number: int) -> list[DutyEvent]:
    with site.session() as session:
        ask = select(DutyEvent).where(DutyEvent.duty == number).order_by(DutyEvent.id)
        return list(session.scalars(ask))


def without_contacts(site: Site) -> None:
    """The second pair has met nobody; the first keeps its contact."""
    with site.session() as session:
        session.get_one(Contact, site.ids["contact2"]).deleted_at = site.runtime.clock()
        session.commit()


@pytest.fixture(name="overdue")
def _overdue(site: Site) -> Iterator[Duty]:
    without_contacts(site)
    site.later = dt.datetime(2027, 9, 1, 4, tzinfo=dt.UTC) - site.runtime.clock()
    run(site, D(2027, 9, 1))
    yield duty_of(site)


def test_the_office_waives_on_the_page_with_a_reason_that_is_kept(
    site: Site, overdue: Duty
) -> None:
    clerk = site.sign_in("clerk")
    path = f"/duties/{overdue.id}"
    answer = clerk.post(f"{path}/waive", reason=f"  {REASON} ")
    assert answer.status_code == 302
    page = clerk.get(path).text
    assert REASON in page and "clerk" in page and "Waived" in page
    event = events(site, overdue.id)[-1]
    assert (event.was, event.became, event.note) == ("overdue", "waived", REASON)
    assert event.by == site.ids["user:clerk"]
    (entry,) = site.entries(action="duty_waive")
    assert entry.row_id == overdue.id and REASON not in entry.body


def test_no_evaluation_touches_a_waived_duty_and_its_steps_are_cancelled(
    site: Site, overdue: Duty
) -> None:
    clerk = site.sign_in("clerk")
    clerk.post(f"/duties/{overdue.id}/waive", reason=REASON)
    run(site, D(2027, 9, 30))
    assert duty_of(site).state == "waived"
    with site.session() as session:
        steps = session.scalars(select(DutyStep.step).where(DutyStep.duty == overdue.id)).all()
        counted = session.scalars(
            select(DutyCount.number).where(
                DutyCount.rule == overdue.rule, DutyCount.state == "waived"
            )
        ).all()
    assert "again" not in steps and "due" in steps
    assert counted == [1]
    assert clerk.get(f"/duties/{overdue.id}").text.count("Cancelled") == 2


def test_a_waiver_is_taken_back_with_a_reason_and_the_duty_is_judged_at_once(
    site: Site, overdue: Duty
) -> None:
    clerk = site.sign_in("clerk")
    clerk.post(f"/duties/{overdue.id}/waive", reason=REASON)
    answer = clerk.post(f"/duties/{overdue.id}/take-back", reason="They came back in May.")
    assert answer.status_code == 302
    duty = duty_of(site)
    assert (duty.state, duty.known_from, duty.closed_on) == ("overdue", D(2027, 9, 1), None)
    told = [(e.was, e.became, e.note) for e in events(site, overdue.id)]
    assert told[-1] == ("waived", "overdue", "They came back in May.")


@pytest.mark.parametrize(
    ("reason", "said"), [("", "Give the reason."), (" \n", "Give the reason."), ("x" * 501, "500")]
)
def test_without_a_good_reason_nothing_is_waived_and_what_was_typed_stays(
    site: Site, overdue: Duty, reason: str, said: str
) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.post(f"/duties/{overdue.id}/waive", reason=reason)
    assert answer.status_code == 422
    assert said in answer.text and 'aria-invalid="true"' in answer.text
    assert reason.strip() in answer.text
    assert duty_of(site).state == "overdue"


def test_a_met_duty_cannot_be_waived_and_one_that_stands_not_taken_back(
    site: Site, overdue: Duty
) -> None:
    clerk, met = site.sign_in("clerk"), duty_of(site, which="pair1")
    assert met.state == "met"
    answer = clerk.post(f"/duties/{met.id}/waive", reason=REASON)
    assert answer.status_code == 422 and "still owed" in answer.text
    answer = clerk.post(f"/duties/{overdue.id}/take-back", reason=REASON)
    assert answer.status_code == 422 and "not waived" in answer.text


def test_who_does_not_manage_duties_sees_no_form_and_waives_nothing(
    site: Site, overdue: Duty
) -> None:
    leader = site.sign_in("leader2")
    page = leader.get(f"/duties/{overdue.id}")
    assert page.status_code == 200 and "/waive" not in page.text
    assert leader.post(f"/duties/{overdue.id}/waive", reason=REASON).status_code == 403
    assert site.sign_in("leader1").get(f"/duties/{overdue.id}").status_code == 404
    assert duty_of(site).state == "overdue"


def test_programs_waive_and_take_back_and_read_the_history(site: Site, overdue: Duty) -> None:
    api, path = site.api("head"), f"/api/v1/duties/{overdue.id}"
    assert api.send("POST", f"{path}/waive", reason="").status_code == 422
    assert api.send("POST", f"{path}/waive", reason=7).status_code == 400
    done = api.send("POST", f"{path}/waive", reason=REASON)
    assert done.status_code == 200 and done.json is not None
    assert (done.json["state"], done.json["history"][0]["note"]) == ("waived", REASON)
    assert {s["standing"] for s in done.json["ladder"]} == {"taken", "cancelled", "left_out"}
    again = api.send("POST", f"{path}/waive", reason=REASON)
    assert again.status_code == 422 and again.json is not None
    assert again.json["errors"] == {"_": ["Only a duty that is still owed can be waived."]}
    back = api.send("POST", f"{path}/take-back", reason="A mistake.")
    assert back.json is not None and back.json["state"] == "overdue"
    read = api.get(path)
    assert read.json is not None and len(read.json["history"]) == 3


def test_programs_of_others_are_refused(site: Site, overdue: Duty) -> None:
    path = f"/api/v1/duties/{overdue.id}"
    assert site.app.test_client().get(path).status_code == 401
    assert site.api("leader1").get(path).status_code == 404
    leader = site.api("leader2")
    assert leader.get(path).status_code == 200
    assert leader.send("POST", f"{path}/waive", reason=REASON).status_code == 403
    assert site.api("head").get("/api/v1/duties/999999").status_code == 404
    assert site.api("auditor").get(path).status_code == 403
