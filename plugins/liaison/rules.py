"""What falls due under article 5, as data.

Of the specification's rules, «one officer at a time» (R05.2) is a check of terms, whose gaps R05.1
counts; «hand-over» (R05.7) follows from a new term, and R05.3 is owed by whoever serves on the due date;
«getting older ends no term» (R05.8) holds because age is judged for the day of nomination alone.
"""

from __future__ import annotations

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
    Step,
    Where,
)
from plugins.liaison.workflows import HANDED_IN

OWN_OFFICER = (Where("active", (True,)), Where("liaison_via", present=False))
"""Units that need an officer of their own."""
OFFICER = InPost(record="liaison.assignment", person="officer", of="unit")
HEAD = InPost(where=(Where("kind", ("unit_head",)),))

RULES: tuple[AnyRule, ...] = (
    Freshness(
        name="R05.1",
        title="A unit without a liaison officer finds one",
        article=5,
        record="directory.unit",
        where=OWN_OFFICER,
        unit="id",
        serving=(HEAD,),
        office="UF",
        lead_days=0,
        ladder=(TELL_OWNER, TELL_OFFICE, TELL_CHIEF, LIST_MONTHLY),
        counts="liaison.assignment",
        link="unit",
        date="starts",
        until="ends",
        days="@vacancy_workdays",
        working=True,
    ),
    Recurring(
        name="R05.3",
        title="The liaison officer reports for the period",
        article=5,
        record="directory.unit",
        where=OWN_OFFICER,
        period="@report_period",
        due=Due(Anchor.PERIOD_END, "-@report_workdays", working=True),
        unit="id",
        serving=(OFFICER, HEAD),
        office="UF",
        counts="liaison.report",
        link="unit",
        date="",
        counted_year="academic_year",
        counted_semester="semester",
        counted_where=(Where("status", HANDED_IN),),
        help="A report without matters counts as any other.",
    ),
    Deadline(
        name="R05.4",
        title="Before a term ends, the unit thinks of the next",
        article=5,
        record="liaison.assignment",
        period=Period.NONE,
        where=(Where("status", ("serving",)),),
        due=Due(Anchor.FIELD, 0),
        unit="unit",
        serving=(HEAD,),
        office="UF",
        starts="ends",
        lead_days="@term_notice_days",
        ladder=(
            Step(name="soon", to=("owner", "UF"), days="-@term_notice_days", working=False),
            Step(name="due", to=("owner", "UF")),
        ),
    ),
    Quota(
        name="R05.5",
        title="Liaison officers are trained",
        article=5,
        record="",
        due=Due(Anchor.PERIOD_END),
        office="UF",
        ladder=(TELL_OWNER, TELL_CHIEF, LIST_MONTHLY),
        counts="liaison.training",
        at_least="@trainings_per_year",
    ),
    Deadline(
        name="R05.6",
        title="A matter that asks for an answer gets one",
        article=5,
        record="liaison.matter",
        period=Period.NONE,
        where=(
            Where("wants_answer", (True,)),
            Where("suggestion_no", present=False),
        ),
        due=Due(Anchor.FIELD, "@answer_workdays", working=True),
        unit="unit",
        office="UF",
        starts="asked_on",
        done="settled_on",
        lead_days=5,
        lead_working=True,
        help="Where suggestions are handled, the number of the suggestion ends this duty.",
    ),
)
