"""Chapter 7 in the demonstration college: leads, activities and summaries; people stand beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from core.sdk import Act, Stage, Story
from plugins.overseas import demo_people
from plugins.overseas import demo_texts as texts
from plugins.overseas.demo_texts import Offer
from plugins.overseas.lead_models import Exchange, Lead, Progress
from plugins.overseas.summary_models import Summary

OF_A_YEAR = ("whole", "paused", "ended", "whole")
"""What becomes of the leads of a year, one after the other."""
FIRST_YEARS = 11
"""Which leads are those of the years before; the recent ones are others."""
RECENT = (
    # what becomes of it, which lead, how many days ago it was registered
    ("new", 2, 3),
    ("new", 8, 13),
    ("accepted", 9, 16),
    ("accepted", 6, 84),
    ("review", 1, 24),
    ("talks", 5, 48),
    ("talks", 17, 58),
    ("talks", 7, 130),
    ("on_hold", 0, 90),
    ("signed", 4, 110),
    ("results", 3, 170),
    ("ended", 10, 60),
)
GUESTS = {"meeting": (9, 18), "lecture": (30, 90), "online": (12, 40), "performance": (60, 200)}
"""How many people come, from and to."""
SILENT = 1
"""The semester in which the returned scholars were forgotten."""


def stories(stage: Stage) -> Iterator[Story]:
    """Leads and activities by year, summaries by half-year, and what goes on in these weeks."""
    number = 0
    for year in stage.years:
        first, last = year.starts + dt.timedelta(days=20), year.ends - dt.timedelta(days=40)
        for day in stage.days(first, last, stage.some(4, 2)):
            if day < stage.today - dt.timedelta(days=180):
                ends = OF_A_YEAR[number % len(OF_A_YEAR)]
                place = (FIRST_YEARS + number) % len(texts.OFFERS)
                yield _lead(stage, texts.OFFERS[place], day, ends)
            number += 1
    for ends, which, back in RECENT:
        day = stage.workday(stage.today - dt.timedelta(days=back))
        yield _lead(stage, texts.OFFERS[which], day, ends)
    yield from _activities(stage)
    yield from _summaries(stage)
    yield from demo_people.stories(stage)


# -- leads -----------------------------------------------------------------------------------------


def _lead(stage: Stage, offer: Offer, day: dt.date, ends: str) -> Story:
    """Registered by the office, taken up by the department, talked about; *ends* says how far."""
    office, head = stage.role("UF"), stage.unit(offer.unit).head
    yield day, office
    lead = stage.add(_of(stage, offer))
    if ends == "new":
        return
    days = stage.chance.randint(8, 12) if stage.chance.random() < 0.12 else 2
    day = yield from stage.walk(lead, day, [Act(who=head, move="accept", days=days)])
    if ends == "accepted":
        return
    day = yield from _reviewed(stage, lead, day, offer, ends)
    if ends == "review":
        return
    day = yield from stage.walk(lead, day, [Act(who=head, move="begin_talks", days=3)])
    if ends in ("paused", "on_hold"):
        day = yield from _paused(stage, lead, day, head, ends)
    if ends == "ended":
        no = Act(who=head, move="end", days=10, comment=texts.ENDED)
        yield from stage.walk(lead, day, [no])
    elif ends != "on_hold":
        yield from _talks(stage, lead, day, offer, ends)


def _of(stage: Stage, offer: Offer) -> Lead:
    """The row; every second organisation names an office and an address in public."""
    named: dict[str, object] = {}
    if stage.chance.random() < 0.5:
        named = {
            "contact_name": "国际合作办公室",
            "contact_mail": f"office@partner{texts.OFFERS.index(offer) + 1}.example",
            "published_at": "对方学校网站“国际合作”栏目",
        }
    if offer.kind == "technology":
        named["export_hint"] = "机器人" in offer.name
    unit = stage.unit(offer.unit)
    return Lead(
        name=offer.name,
        kind=offer.kind,
        partner=offer.partner,
        country=offer.country,
        introducer=stage.chance.choice(stage.unit("jdgc").staff[1:]),
        unit=unit.id,
        **named,
    )


def _reviewed(stage: Stage, lead: Lead, day: dt.date, offer: Offer, ends: str) -> Story:
    """What may fall under export control passes the review before talks."""
    if not lead.export_hint:
        return day
    number = {"review_no": f"保审〔{day.year}〕{stage.chance.randint(2, 30)}号"}
    acts = [
        Act(who=stage.unit(offer.unit).head, move="ask_review", days=4),
        Act(who=stage.role("UFH"), values=number, move="clear", days=8),
    ]
    return (yield from stage.walk(lead, day, acts[:1] if ends == "review" else acts))


def _paused(stage: Stage, lead: Lead, day: dt.date, head: int, ends: str) -> Story:
    """A reason is given; some weeks later it goes on."""
    acts = [Act(who=head, move="pause", days=6, comment=texts.PAUSED)]
    if ends == "paused":
        acts.append(Act(who=head, move="resume", days=40))
        acts.append(Act(who=head, move="begin_talks", days=5))
    return (yield from stage.walk(lead, day, acts))


def _talks(stage: Stage, lead: Lead, day: dt.date, offer: Offer, ends: str) -> Story:
    """Entries on its progress every few weeks; then it is signed and brings something."""
    head = stage.unit(offer.unit).head
    told = [("step", offer.steps[0]), ("none", texts.QUIET), ("step", offer.steps[1])]
    if ends == "talks":
        told = told[: stage.chance.randint(1, 2)]
    for kind, text in told:
        day = stage.workday(day, 13 if ends != "whole" else stage.chance.choice((12, 20, 30, 48)))
        yield day, head
        stage.keep(Progress(lead=lead.id, kind=kind, text=text))
    if ends == "talks":
        return
    signed = {"foreign_no": f"外事〔{day.year}〕{stage.chance.randint(3, 40)}号"}
    acts = [
        Act(who=head, values=signed, move="sign", days=6),
        Act(who=head, values={"result": offer.result}, move="register_results", days=25),
        Act(who=stage.role("UF"), move="archive", days=20),
    ]
    stop = {"signed": 1, "results": 2}.get(ends, 3)
    yield from stage.walk(lead, day, acts[:stop])


# -- activities and summaries ----------------------------------------------------------------------


def _activities(stage: Stage) -> Iterator[Story]:
    """In each semester some; one for returned scholars is among them, but for one semester."""
    for number, term in enumerate(t for y in stage.years for t in y.terms):
        first = term.starts + dt.timedelta(days=25)
        days = stage.days(first, term.ends - dt.timedelta(days=7), stage.some(4, 2))
        for place, day in enumerate(days):
            ours = place == 0 and number != SILENT
            choice = [a for a in texts.ACTIVITIES if a[2] == ours]
            yield _activity(stage, choice[(number + place) % len(choice)], day, "hold")
    for ends, days_ahead, which in (("", 9, 0), ("", 16, 4), ("drop", 6, 3), ("hold", -4, 2)):
        day = stage.workday(stage.today, days_ahead)
        yield _activity(stage, texts.ACTIVITIES[which], day, ends)


def _activity(stage: Stage, told: tuple[str, str, bool, int], day: dt.date, ends: str) -> Story:
    """Planned three weeks ahead by the office or the personnel department, held or dropped."""
    topic, form, ours, cost = told
    unit = stage.unit("zztz") if ours or form != "visit" else stage.unit("hqc")
    hand = stage.role("UF") if unit.code == "zztz" else unit.head
    drawn = max(stage.workday(day, -15), stage.years[0].starts)
    yield drawn, hand
    row = stage.add(Exchange(topic=topic, form=form, date=day, unit=unit.id, for_returnees=ours))
    if ends == "drop":
        yield from stage.walk(
            row, drawn, [Act(who=hand, move="drop", days=4, comment=texts.DROPPED)]
        )
    if ends != "hold":
        return
    came = stage.chance.randint(*GUESTS.get(form, (8, 25)))
    values = {"participants": came, "cost": Decimal(cost) if cost else None}
    yield from stage.walk(row, day, [Act(who=hand, values=values, move="hold", days=1)])


def _summaries(stage: Stage) -> Iterator[Story]:
    """Each half-year that is over; one was late, the last is a draft."""
    halves = []
    for year in range(stage.years[0].starts.year, stage.today.year + 1):
        halves += [(year, "1", dt.date(year, 6, 30)), (year, "2", dt.date(year, 12, 31))]
    over = [h for h in halves if stage.years[0].starts < h[2] < stage.today]
    for number, (year, half, ends) in enumerate(over):
        yield _summary(stage, (year, half), ends, (number == 1, (year, half, ends) == over[-1]))


def _summary(stage: Stage, of: tuple[int, str], ends: dt.date, how: tuple[bool, bool]) -> Story:
    """Counted in the first days of the next half-year, and issued."""
    late, draft = how
    day = min(stage.workday(ends, 21 if late else 3), stage.today)
    yield day, stage.role("UF")
    year, half = of
    row = stage.add(Summary(year=year, half=half, remarks=stage.chance.choice(texts.REMARKS)))
    if not draft:
        yield from stage.walk(row, day, [Act(who=stage.role("UF"), move="issue", days=3)])
