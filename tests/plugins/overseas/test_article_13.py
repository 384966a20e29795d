"""Article 13, by its acceptance cases: only who agreed, for as long, and one message a quarter."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from core.audit.models import RowKey
from core.records.refused import OutOfScope, Refused
from plugins.overseas import push_logic
from plugins.overseas.agreed_models import Returnee
from plugins.overseas.consent_models import Consent
from plugins.overseas.lead_models import Exchange
from plugins.overseas.push_models import Push, Sending
from tests.plugins.overseas.college import STUDIES, Abroad

D = dt.date
DAY = D(2026, 9, 20)
END = D(2027, 9, 20)
PERSONAL = [f.name for f in Returnee.record.fields if f.personal != "N"]


def test_nobody_is_entered_without_having_agreed(college: Abroad) -> None:
    with pytest.raises(Refused, match="Only who agreed"):
        college.returnee(evidence=None)
    with pytest.raises(Refused, match="ended by now"):
        college.returnee(given_on=D(2025, 9, 1))
    assert college.session.scalars(select(Returnee)).all() == []
    assert college.session.scalars(select(Consent)).all() == []


def test_somebody_registers_with_an_account_and_two_ticks_of_their_own(college: Abroad) -> None:
    person = college.person("Ada")
    college.be("ME", person=person)
    given = STUDIES | {"email": "Ada@Example.EDU"}
    with pytest.raises(Refused, match="Without your consent"):
        college.add(Returnee(**given, agrees=True))
    made = college.add(Returnee(**given, agrees=True, agrees_abroad=True))
    assert (made.person, made.name, made.way, made.email) == (
        person,
        "Ada",
        "account",
        "ada@example.edu",
    )
    assert (made.valid_until, made.vacancies, made.agrees) == (END, False, None)
    college.be()
    consent = college.session.scalars(select(Consent)).one()
    assert (consent.given_on, consent.valid_until, consent.way) == (DAY, END, "account")
    college.be("ME", person=college.person("Bob"))
    assert college.session.scalars(select(Returnee)).all() == []


def test_r13_1_asked_before_the_end_and_on_it_and_then_erased(college: Abroad) -> None:
    key = college.returnee().id

    def status(day: dt.date) -> str | None:
        college.night(day)
        return college.session.get_one(Returnee, key).status

    assert status(D(2027, 8, 20)) == "valid" and college.mails("consent") == []
    assert status(D(2027, 8, 21)) == "expiring"
    assert [row for row, _subject in college.mails("consent")] == [key]
    assert status(D(2027, 9, 19)) == "expiring"
    assert status(END) == "expired"
    assert [s.split(".")[0] for _row, s in college.mails("consent")] == [
        "Your consent ends on %(day)s",
        "Your consent has ended",
    ]
    assert status(D(2027, 10, 20)) == "expired"
    assert status(D(2027, 10, 21)) == "erased"
    row = college.session.get_one(Returnee, key)
    assert [name for name in PERSONAL if getattr(row, name) not in (None, ())] == []
    assert college.session.scalar(select(func.count()).select_from(Returnee)) == 1
    kept = select(func.count()).select_from(RowKey).where(RowKey.record == "overseas.returnee")
    assert college.session.scalar(kept) == 0


def test_a_last_reminder_that_came_late_still_leaves_thirty_days(college: Abroad) -> None:
    key = college.returnee().id
    college.night(D(2027, 12, 1))
    row = college.session.get_one(Returnee, key)
    assert (row.status, row.asked_on) == ("expired", D(2027, 12, 1))
    college.night(D(2027, 12, 31))
    assert college.session.get_one(Returnee, key).status == "expired"


def test_who_agrees_again_stays_and_each_consent_is_a_row(college: Abroad) -> None:
    person = college.person("Ada")
    key = college.returnee(person=person).id
    college.night(D(2027, 8, 21))
    assert (
        person,
        "",
        "Your consent ends on %(day)s. Do you wish to stay in touch?",
    ) in college.told("consent")
    college.be("ME", person=person)
    row = college.move(college.session.get_one(Returnee, key), "renew")
    assert (row.status, row.valid_until, row.way) == ("valid", D(2028, 8, 21), "account")
    college.be()
    given = [c.given_on for c in college.session.scalars(select(Consent).order_by(Consent.id))]
    assert given == [DAY, D(2027, 8, 21)]


def test_withdrawing_erases_at_once_and_leaves_the_proof(college: Abroad) -> None:
    person = college.person("Ada")
    key = college.returnee(person=person).id
    college.be("ME", person=person)
    college.move(college.session.get_one(Returnee, key), "withdraw")
    college.be()
    row = college.session.get_one(Returnee, key)
    assert (
        row.status == "erased" and [n for n in PERSONAL if getattr(row, n) not in (None, ())] == []
    )
    consent = college.session.scalars(select(Consent)).one()
    assert (consent.returnee, consent.withdrawn_on) == (key, DAY)


def test_reminding_and_erasing_are_nobody_s_to_press(college: Abroad) -> None:
    key = college.returnee().id
    college.be("UF", "UFH", person=college.head)
    for move in ("remind", "expire", "lapse"):
        with pytest.raises(OutOfScope):
            college.move(college.session.get_one(Returnee, key), move)


def test_t13_4_one_vacancy_a_quarter_to_each_person(college: Abroad) -> None:
    college.returnee()
    first = college.returnee(vacancies=True)
    sent = college.push()
    assert (sent.sent_to, sent.held_back) == (1, 0)
    with pytest.raises(Refused, match="reach nobody"):
        college.push()
    second = college.returnee(vacancies=True)
    again = college.push()
    assert (again.sent_to, again.held_back) == (1, 1)
    assert [row for row, _subject in college.mails("vacancies")] == [first.id, second.id]
    with pytest.raises(Refused, match="got a message in this quarter"):
        college.add(Sending(push=sent.id, returnee=first.id, quarter="2026-Q3", date=DAY))
    college.today = D(2026, 10, 1)
    assert college.push().sent_to == 2


def test_more_people_than_one_answer_holds_are_all_reached(
    college: Abroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.records.look.MOST", 2)
    for _ in range(5):
        college.returnee(vacancies=True)
    assert college.push().sent_to == 5
    assert (
        push_logic.reach(
            {"audience": ("contact",)},
            "2026-Q3",
            college.session.info["door"].look(college.session),
        ).people
        == []
    )


def test_r13_4_an_activity_for_returned_scholars_each_semester(college: Abroad) -> None:
    after = D(2027, 1, 18)

    def state() -> set[str]:
        return {
            d.state for d in college.duties("R13.4", after).values() if d.due_on == D(2027, 1, 17)
        }

    assert state() == {"overdue"}
    college.today = D(2026, 11, 2)
    row = college.add(
        Exchange(
            topic="Tea",
            form="meeting",
            date=D(2026, 11, 1),
            unit=college.department,
            for_returnees=True,
            participants=9,
        )
    )
    college.move(row, "hold")
    assert state() == {"met"}


def test_the_record_of_sendings_holds_numbers(college: Abroad) -> None:
    college.returnee(vacancies=True)
    college.push()
    college.be("CM", person=college.head)
    assert college.session.scalars(select(Push)).all() == []
