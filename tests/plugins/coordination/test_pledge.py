"""T17-2 in the whole application: without a pledge that holds, a role rests, and duties stay."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from core.duties import Duty
from plugins.coordination.staff_models import Member, Pledge
from tests.builders import TODAY_OF_NOW
from tests.site import Site

OFFICE_PAGE = "/befriending/pair_list/"


@pytest.fixture(name="member")
def somebody_on_the_list(site: Site) -> int:
    """A clerk who is on the list of united front workers since a year ago, without a pledge."""
    with site.session() as session:
        site.runtime.chapters.enable(session, "coordination", site.runtime.clock())
        session.commit()
        site.runtime.chapters.refresh(session)
    with site.build() as make:
        person = make.person(name="Clerk on the list")
        make.account("listed", "UF", person=person.id)
        row = Member(person=person.id, part="office", starts=dt.date(2025, 9, 1))
        number: int = make.keep(row).id
    return number


def pledge(site: Site, member: int, day: dt.date) -> None:
    """A pledge of that day."""
    with site.build() as make:
        make.keep(Pledge(member=member, date=day, edition="2026"))


def test_t17_2_a_role_rests_from_the_sign_in_until_the_pledge_is_renewed(
    site: Site, member: int
) -> None:
    browser = site.sign_in("listed")
    assert "These roles rest for now: United Front clerk." in browser.get("/").text
    assert browser.get(OFFICE_PAGE).status_code == 403
    pledge(site, member, TODAY_OF_NOW)
    assert browser.get(OFFICE_PAGE).status_code == 200
    site.later = dt.timedelta(days=365)
    again = site.sign_in("listed")
    assert again.get(OFFICE_PAGE).status_code == 403
    assert site.api("listed").get(f"/api/v1{OFFICE_PAGE}").status_code in (403, 404)


def test_t17_2_duties_stay_with_the_person_and_the_head_sees_them(site: Site, member: int) -> None:
    site.sign_in("boss").post("/duties/evaluate")
    with site.session() as session:
        ask = select(Duty).where(Duty.rule == "coordination.R17.2")
        (duty,) = session.scalars(ask).all()
        assert (duty.subject_id, duty.state, duty.office) == (member, "overdue", "UFH")
        assert duty.owner is not None
    page = site.sign_in("head").get("/duties/?rule=coordination.R17.2").text
    assert "The pledge is renewed each year" in page and "Clerk on the list" in page


def test_t17_2_nobody_rests_where_the_college_says_so_or_the_chapter_is_off(
    site: Site, member: int
) -> None:
    with site.session() as session:
        chapters, now = site.runtime.chapters, site.runtime.clock()
        chapters.set_parameters(session, "coordination", {"pledge_rests": False}, now)
        session.commit()
        chapters.refresh(session)
    assert site.sign_in("listed").get(OFFICE_PAGE).status_code == 200
    with site.session() as session:
        chapters.set_parameters(session, "coordination", {"pledge_rests": True}, now)
        chapters.disable(session, "coordination", now)
        session.commit()
    assert site.sign_in("listed").get(OFFICE_PAGE).status_code == 200
