"""People who agreed, in the demonstration college: invited, registered, asked again, erased; vacancies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from core.sdk import Act, Stage, Story
from plugins.overseas import demo_texts as texts
from plugins.overseas.agreed_flow import IN_FORCE
from plugins.overseas.agreed_models import Contact, Returnee
from plugins.overseas.consent_models import Invitation
from plugins.overseas.lead_models import Lead
from plugins.overseas.parts import quarter
from plugins.overseas.push_models import Push, Sending

TEACHING = ("jdgc", "xxgc", "jjgl", "jzgc", "yssj", "hljk", "mks")
RECENT = (
    # what becomes of it, how many days ago it was registered
    ("filed", 2),
    ("filed", 5),
    ("expiring", 345),
    ("expiring", 352),
    ("expired", 378),
    ("expired", 385),
    ("lapsed", 430),
    ("withdrawn", 60),
    ("stopped", 90),
)
INVITED = (
    # what becomes of the invitation and of the contact, how many days ago it was made
    ("valid", 640),
    ("valid", 300),
    ("valid", 270),
    ("valid", 220),
    ("valid", 45),
    ("filed", 9),
    ("expiring", 350),
    ("expired", 384),
    ("lapsed", 440),
    ("withdrawn", 200),
    ("waits", 6),
    ("taken_back", 30),
    ("over", 90),
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an entry, and by whom it is renewed; the system: the person, by a link."""

    ends: str
    renews: int | None


def stories(stage: Stage) -> Iterator[Story]:
    """Returned scholars, scholars abroad, vacancies."""
    number = 0
    first = stage.years[0].starts + dt.timedelta(days=30)
    for day in stage.days(first, stage.today - dt.timedelta(days=40), stage.some(11, 4)):
        yield _returnee(stage, number, day, "valid")
        number += 1
    for ends, back in RECENT:
        yield _returnee(stage, number, stage.workday(_ago(stage, back)), ends)
        number += 1
    for place, (ends, back) in enumerate(INVITED):
        yield _invited(stage, place, stage.workday(_ago(stage, back)), ends)
    yield from _vacancies(stage)


def _ago(stage: Stage, days: int) -> dt.date:
    return stage.today - dt.timedelta(days=days)


# -- returned scholars -----------------------------------------------------------------------------


def _returnee(stage: Stage, number: int, day: dt.date, ends: str) -> Story:
    """Registers with an account, or on a signed form that the office enters."""
    office = stage.role("UF")
    person = _person(stage, number, ends)
    form = number % 3 == 1
    yield stage.workday(day), office if form else person
    country, region, school = texts.ABROAD[number % len(texts.ABROAD)]
    major, discipline = texts.SUBJECTS[number % len(texts.SUBJECTS)]
    begun = 2006 + number % 9
    row = Returnee(
        person=person,
        email=f"scholar{number + 1:02}@college.example",
        country=country,
        region=region,
        school=school,
        major=major,
        discipline=discipline,
        studied_from=f"{begun}-09",
        studied_to=f"{begun + 2 + number % 3}-07",
        degree=("master", "master", "doctor", "bachelor")[number % 4],
        wishes=texts.WISHES[number % len(texts.WISHES)],
        vacancies=number % 4 != 3,
    )
    if form:
        row.evidence = f"{day.year} 年第 2 盒第 {number + 1} 号"
    else:
        row.agrees, row.agrees_abroad = True, True
    stage.add(row)
    yield from _course(stage, row, stage.workday(day), Fate(ends, person))


def _person(stage: Stage, number: int, ends: str) -> int:
    """Somebody who teaches; who tries the system as an employee is asked to renew just now."""
    if ends == "expiring" and number % 2:
        return stage.role("ME")
    staff = stage.unit(TEACHING[number % len(TEACHING)]).staff
    return staff[2 + number // len(TEACHING) % (len(staff) - 3)]


def _course(stage: Stage, row: Returnee | Contact, day: dt.date, fate: Fate) -> Story:
    """Accepted, asked each year, renewed; or not answered, withdrawn, erased."""
    if fate.ends == "filed":
        return
    yield stage.workday(day, 2), stage.role("UF")
    stage.move(row, "accept")
    if fate.ends in ("withdrawn", "stopped"):
        yield from _wants_no_more(stage, row, stage.workday(day, 20), fate)
    while fate.ends in ("valid", "expiring", "expired", "lapsed", "stopped"):
        ended = yield from _asked_to_renew(stage, row)
        if fate.ends in ("expired", "lapsed"):
            yield from _unanswered(stage, row, ended)
        if fate.ends not in ("valid", "stopped"):
            return
        yield from _renewed(stage, row, ended, fate)


def _asked_to_renew(stage: Stage, row: Returnee | Contact) -> Story:
    """A month before its end the system asks; ends with the last day of the consent."""
    yield from ()
    (found,) = stage.find(type(row), id=row.id)
    until = found.valid_until
    assert until is not None
    yield until - dt.timedelta(days=30), None
    for held in stage.find(type(row), id=row.id, status="valid"):
        stage.move(held, "remind")
    return until


def _renewed(stage: Stage, row: Returnee | Contact, until: dt.date, fate: Fate) -> Story:
    """Some days later the person agrees again, or hands in a new form."""
    day = until - dt.timedelta(days=stage.chance.randint(4, 24))
    if stage.chance.random() < 0.2:
        yield stage.workday(day), stage.role("UF")
        stage.change(row, evidence=f"{day.year} 年第 5 盒第 {row.id} 号")
        stage.move(row, "renew_paper", "本人交来续期同意书。")
    else:
        yield day, fate.renews
        stage.move(row, "renew")


def _unanswered(stage: Stage, row: Returnee | Contact, until: dt.date) -> Story:
    """The consent ends, a last question goes out, and a month later everything is erased."""
    yield until, None
    for held in stage.find(type(row), id=row.id, status="expiring"):
        stage.move(held, "expire")
    yield until + dt.timedelta(days=31), None
    for held in stage.find(type(row), id=row.id, status="expired"):
        stage.move(held, "lapse")


def _wants_no_more(stage: Stage, row: Returnee | Contact, day: dt.date, fate: Fate) -> Story:
    """Withdrawn by the person, which erases all; or only the messages are ended by a press."""
    if fate.ends == "withdrawn":
        yield day, fate.renews
        stage.move(row, "withdraw")
    else:
        yield day, None  # the page behind the link of a message acts for the person
        stage.change(row, vacancies=False, stopped_on=day)


# -- scholars abroad -------------------------------------------------------------------------------


def _invited(stage: Stage, number: int, day: dt.date, ends: str) -> Story:
    """An invitation is handed on; whoever answers it registers by its link."""
    office, told = stage.role("UF"), texts.SCHOLARS[number % len(texts.SCHOLARS)]
    name, institution, discipline, work, interests, which = told
    yield day, office
    offer = texts.OFFERS[which]
    leads = stage.find(Lead, name=offer.name)
    lead = leads[0].id if leads and number % 3 else None
    matter = offer.name if lead else texts.MATTERS[number % len(texts.MATTERS)]
    introducer = stage.unit(TEACHING[number % len(TEACHING)]).staff[2]
    invitation = stage.add(Invitation(matter=matter, introducer=introducer, lead=lead))
    if ends == "taken_back":
        yield from stage.walk(invitation, day, [Act(who=office, move="take_back", days=3)])
    if ends in ("waits", "over", "taken_back"):
        return
    day += dt.timedelta(days=stage.chance.randint(2, 5))
    yield day, None  # the page behind the link acts for whoever opened it
    row = Contact(
        name=name,
        institution=institution,
        email=f"contact{number + 1:02}@abroad.example",
        discipline=discipline,
        work=work,
        interests=interests,
        matter=matter,
        lead=lead,
        introducer=introducer,
        invitation=invitation.id,
        vacancies=number % 2 == 0,
        way="link",
    )
    stage.add(row)
    yield from _course(stage, row, day, Fate(ends, None))


# -- vacancies -------------------------------------------------------------------------------------


def _vacancies(stage: Stage) -> Iterator[Story]:
    """One in each quarter, two in the last weeks, of which the second reaches those left; a draft."""
    first = stage.years[0].starts + dt.timedelta(days=150)
    number = 0
    while first < stage.today - dt.timedelta(days=100):
        yield _vacancy(stage, number, stage.workday(first), "send")
        first += dt.timedelta(days=92)
        number += 1
    yield _vacancy(stage, 0, stage.workday(stage.today, -5), "send")
    yield _vacancy(stage, 1, stage.workday(stage.today, -3), "send")
    yield _vacancy(stage, 2, stage.workday(stage.today, -1), "")


def _vacancy(stage: Stage, number: int, day: dt.date, ends: str) -> Story:
    office = stage.role("UF")
    post, code, only = texts.VACANCIES[number % len(texts.VACANCIES)]
    yield day, office
    row = stage.add(
        Push(
            position=post,
            unit=stage.unit(code).id,
            text=texts.NEWS.format(post=post),
            audience=("returnee", "contact"),
            discipline=only,
        )
    )
    yield stage.workday(day, 1), office
    if ends and _reaches(stage, day, only):
        stage.move(row, "send")


def _reaches(stage: Stage, day: dt.date, only: str | None) -> bool:
    """Whether it would reach anybody: the product refuses to send it otherwise."""
    of_quarter = quarter(stage.workday(day, 1))
    told = {s.returnee for s in stage.find(Sending, quarter=of_quarter)}
    wanting = [r for s in IN_FORCE for r in stage.find(Returnee, status=s, vacancies=True)]
    return any(r.id not in told and only in (None, r.discipline) for r in wanting)
