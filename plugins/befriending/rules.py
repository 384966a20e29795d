"""What falls due under articles 6 and 7, as data.

Of article 7, «a young pair is not counted», «an ended pair owes nothing» and «a new partner takes
a fresh count» (R07.4 to R07.6 of the specification) are properties of R07.3: ``grace_days``,
``ends``, and counting by pair.
"""

from __future__ import annotations

from dataclasses import replace

from core.sdk import (
    LIST_MONTHLY,
    TELL_AGAIN,
    TELL_CHIEF,
    TELL_OWNER,
    Anchor,
    AnyRule,
    Deadline,
    Due,
    Period,
    Quota,
    Step,
    Where,
)
from plugins.befriending.workflows import COUNTED

STOOD = Where("status", ("active", "needs_adjustment", "ended"))
DECIDED = Where("status", ("in_force", "adjusted", "archived"))


CONTACTS = Quota(
    name="R07.3",
    title="Each pair keeps contact in the academic year",
    article=7,
    record="befriending.pair",
    period=Period.ACADEMIC_YEAR,
    due=Due(Anchor.PERIOD_END),
    owner="leader",
    unit="unit",
    office="UFH",
    where=(STOOD,),
    lead_days="@due_soon_days",
    overdue_on_due_day=True,
    ladder=(
        Step(name="soon", to=("owner", "UF"), days="-@due_soon_days", working=False),
        Step(name="due", to=("owner", "UFH")),
        TELL_AGAIN,
        LIST_MONTHLY,
    ),
    counts="befriending.contact",
    link="pair",
    date="date",
    counted_where=(Where("status", COUNTED),),
    at_least="@min_per_year",
    distinct="@count_rule",
    group="group_event",
    group_present="both_present",
    group_max="@group_event_max",
    remote=("mode", "remote", "remote_counts"),
    starts="start",
    ends="end",
    grace_days="@grace_days_new_pair",
    year_field="academic_year",
)
"""A pair's contacts in the academic year of their date, counted as the parameters say."""

RULES: tuple[AnyRule, ...] = (
    Quota(
        name="R06.1",
        title="The list of pairs is decided early in the academic year",
        article=6,
        record="",
        due=Due(Anchor.PERIOD_START, "@list_days"),
        overdue_on_due_day=True,
        office="UF",
        ladder=(
            Step(name="due", to=("owner", "UFH")),
            Step(name="in_charge", to=("in_charge",), days="@directory.ladder_head_days"),
            LIST_MONTHLY,
        ),
        counts="befriending.pair_list",
        date="decided_on",
        counted_year="academic_year",
        counted_where=(DECIDED,),
    ),
    Quota(
        name="R06.2",
        title="Each committee leader has key contacts",
        article=6,
        record="directory.post",
        key="person",
        where=(Where("kind", ("committee_leader",)),),
        ends="ends",
        due=Due(Anchor.PERIOD_START, "@list_days"),
        overdue_on_due_day=True,
        office="UFH",
        ladder=(TELL_OWNER,),
        counts="befriending.pair",
        link="leader",
        date="",
        counted_year="academic_year",
        counted_where=(Where("status", ("active",)), Where("kind", ("key",))),
        at_least="@key_contacts_min",
    ),
    Deadline(
        name="R06.3",
        title="A pair that needs adjustment is settled",
        article=6,
        record="befriending.pair",
        period=Period.NONE,
        due=Due(Anchor.FIELD, "@reassign_workdays", working=True),
        office="UF",
        starts="asked_on",
        done="settled_on",
        lead_days=7,
        help="Also for those who left of their own wish, without asking why.",
    ),
    replace(
        CONTACTS,
        name="R07.1",
        title="Hint before the first semester ends: pairs without contact",
        due=Due(Anchor.SEMESTER_1_END, "-@hint_days"),
        office="",
        hint=True,
        ladder=None,
        lead_days=0,
    ),
    replace(
        CONTACTS,
        name="R07.2",
        title="List of pairs without contact before the year ends",
        due=Due(Anchor.PERIOD_END, "-@list_before_days"),
        office="UF",
        hint=True,
        ladder=None,
        lead_days=0,
    ),
    CONTACTS,
    Quota(
        name="R07.7",
        title="The office goes to each teaching unit in every semester",
        article=7,
        record="directory.unit",
        where=(Where("active", (True,)),),
        tag="sanbu_liuyuan",
        period=Period.SEMESTER,
        due=Due(Anchor.PERIOD_END),
        office="UF",
        ladder=(TELL_OWNER, TELL_CHIEF, LIST_MONTHLY),
        counts="befriending.unit_round",
        link="visited",
        at_least="@rounds_per_semester",
    ),
    Deadline(
        name="R07.8",
        title="What was to follow from a contact is done",
        article=7,
        record="befriending.contact",
        period=Period.NONE,
        due=Due(Anchor.FIELD, 0),
        owner="pair.leader",
        unit="unit",
        office="UF",
        starts="follow_up_due",
        done="follow_up_done",
        lead_days=7,
    ),
)
