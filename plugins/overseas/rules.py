"""What falls due under articles 12 and 13, as data.

That nothing is sent or kept abroad (R12.3) is what the program is: it has no such function. That people
get one message a quarter (R13.2) and that tables need a consent in each line (R13.3) are checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import (
    LIST_MONTHLY,
    TELL_CHIEF,
    TELL_OFFICE,
    TELL_OWNER,
    Anchor,
    AnyRule,
    Deadline,
    Due,
    Freshness,
    InPost,
    Period,
    Quota,
    Recurring,
    Where,
)
from plugins.overseas.agreed_logic import KINDS
from plugins.overseas.lead_flow import ACKNOWLEDGED, ACTIVE

HEAD = (InPost(where=(Where("kind", ("unit_head",)),)),)
"""Whoever heads the department."""
TO_CHIEF = (TELL_OWNER, TELL_CHIEF, LIST_MONTHLY)
NAMES = {"returnee": ("a", "b", "c"), "contact": ("d", "e", "f")}

LEADS: tuple[AnyRule, ...] = (
    Deadline(
        name="R12.1",
        title="A lead is taken up by the department in charge",
        article=12,
        record="overseas.lead",
        period=Period.NONE,
        due=Due(Anchor.FIELD, "@ack_workdays", working=True),
        unit="unit",
        serving=HEAD,
        where=(Where("status", ACKNOWLEDGED),),
        starts="date",
        done="accepted_on",
        lead_days=2,
        lead_working=True,
        ladder=(TELL_OWNER, TELL_OFFICE, TELL_CHIEF, LIST_MONTHLY),
    ),
    Freshness(
        name="R12.2",
        title="No lead goes long without an entry on its progress",
        article=12,
        record="overseas.lead",
        period=Period.NONE,
        unit="unit",
        serving=HEAD,
        where=(Where("status", ACTIVE),),
        starts="accepted_on",
        counts="overseas.progress",
        link="lead",
        days="@quiet_days",
        lead_days=10,
    ),
    Recurring(
        name="R12.4",
        title="A half-year is summed up",
        article=12,
        record="",
        period=Period.HALF_YEAR,
        due=Due(Anchor.PERIOD_END, "@summary_days"),
        counts="overseas.summary",
        date="ends_on",
        counted_where=(Where("status", ("issued",)),),
        lead_days=14,
        ladder=TO_CHIEF,
    ),
    Quota(
        name="R13.4",
        title="Returned scholars have an activity each semester",
        article=13,
        record="",
        period=Period.SEMESTER,
        due=Due(Anchor.PERIOD_END),
        counts="overseas.exchange",
        counted_where=(Where("status", ("held",)), Where("for_returnees", (True,))),
        at_least="@activities_per_semester",
        lead_days=45,
        ladder=TO_CHIEF,
    ),
)


def _consents(kind: str) -> Iterator[AnyRule]:
    """R13.1 for one kind of entries: asked before the end and on it, erased when nobody answers.

    What falls due is done by the system in the night, so nobody is told of it but the person.
    """
    record, (first, second, third) = f"overseas.{kind}", NAMES[kind]
    yield Deadline(
        name=f"R13.1{first}",
        title="People are asked to renew before their consent ends",
        article=13,
        record=record,
        period=Period.NONE,
        due=Due(Anchor.FIELD, "-@renew_days"),
        where=(Where("status", ("filed", "valid")),),
        starts="valid_until",
        lapses="remind",
        overdue_on_due_day=True,
        lead_days=0,
        ladder=(),
    )
    yield Deadline(
        name=f"R13.1{second}",
        title="People are asked a last time when their consent has ended",
        article=13,
        record=record,
        period=Period.NONE,
        due=Due(Anchor.FIELD, 0),
        where=(Where("status", ("expiring",)),),
        starts="valid_until",
        lapses="expire",
        overdue_on_due_day=True,
        lead_days=0,
        ladder=(),
    )
    yield Deadline(
        name=f"R13.1{third}",
        title="Who does not answer is erased",
        article=13,
        record=record,
        period=Period.NONE,
        due=Due(Anchor.FIELD, "@answer_days"),
        where=(Where("status", ("expired",)),),
        starts="asked_on",
        lapses="lapse",
        lead_days=0,
        ladder=(),
    )


RULES: tuple[AnyRule, ...] = (*LEADS, *(rule for kind in KINDS for rule in _consents(kind)))
