"""What falls due under articles 1 and 2, as data.

Of the specification, «no publishing while a consent is missing» (R01.5), «only what was reviewed»
(R02.5) and «nobody reviews their own» (R02.6) are no dates: a check and the moves of the workflow.
"""

from __future__ import annotations

from core.sdk import (
    LIST_MONTHLY,
    TELL_AGAIN,
    TELL_CHIEF,
    TELL_OFFICE,
    TELL_OWNER,
    Anchor,
    AnyRule,
    Away,
    Deadline,
    Due,
    InPost,
    Period,
    Quota,
    Roster,
    Rotation,
    Step,
    Where,
)

ALIVE = (
    "draft", "first_review", "second_review", "final_review", "ready", "handed", "failed",
    "published", "archived",
)  # fmt: skip
"""States of an article that was not given up and not taken down."""
ASKED = Where("status", ALIVE)
HEADS = (InPost(where=(Where("kind", ("unit_head",)),)),)
STANDING = (Where("status", ("arranged", "in_review", "published", "missed")),)
DRAFT_BEFORE = -3
"""Working days before its slot at which a draft is due."""


def _coverage(name: str, title: str, column: str) -> Quota:
    return Quota(
        name=name,
        title=title,
        article=1,
        record="",
        period=Period.QUARTER,
        due=Due(Anchor.PERIOD_END),
        office="UF",
        ladder=(
            TELL_OWNER,
            Step(name="head", to=("UFH",), days="@coverage_workdays"),
            LIST_MONTHLY,
        ),
        counts="publicity.article",
        date="published_on",
        counted_where=(ASKED, Where("column", (column,))),
        at_least="@quarter_items",
    )


def _review(name: str, title: str, state: str, *, office: str) -> Deadline:
    unit = state == "first_review"
    return Deadline(
        name=name,
        title=title,
        article=2,
        record="publicity.article",
        period=Period.NONE,
        where=(Where("status", (state,)),),
        due=Due(Anchor.FIELD, "@review_workdays", working=True),
        unit="unit" if unit else "",
        serving=HEADS if unit else (),
        office=office,
        starts="held_since",
        lead_days=0,
        ladder=(
            Step(name="due", to=("owner",), days=1),
            Step(name="head", to=("UFH",), days="@directory.ladder_again_days"),
            LIST_MONTHLY,
        ),
    )


RULES: tuple[AnyRule, ...] = (
    _coverage("R01.1", "Policy is published in every quarter", "policy"),
    _coverage("R01.1b", "News of the work is published in every quarter", "news"),
    _coverage("R01.1c", "A good example is published in every quarter", "examples"),
    Deadline(
        name="R01.2",
        title="The draft follows the event",
        article=1,
        record="publicity.article",
        period=Period.NONE,
        where=(ASKED,),
        due=Due(Anchor.FIELD, "@draft_days", working=True),
        owner="writer",
        unit="unit",
        office="UF",
        starts="event_date",
        done="submitted_on",
        lead_days=1,
        lead_working=True,
        ladder=(TELL_OWNER, TELL_OFFICE, LIST_MONTHLY),
    ),
    Deadline(
        name="R01.2b",
        title="The article is published soon after the event",
        article=1,
        record="publicity.article",
        period=Period.NONE,
        where=(ASKED,),
        due=Due(Anchor.FIELD, "@publish_days", working=True),
        owner="writer",
        unit="unit",
        office="UF",
        starts="event_date",
        done="published_on",
        lead_days=2,
        lead_working=True,
        ladder=(TELL_OWNER, TELL_OFFICE, LIST_MONTHLY),
        help="Which department holds the article stands on its page. A failed try does not end it.",
    ),
    Deadline(
        name="R01.3",
        title="What was submitted to the platform has a result",
        article=1,
        record="publicity.article",
        period=Period.NONE,
        where=(Where("status", ("handed",)),),
        due=Due(Anchor.FIELD, 1),
        office="PB",
        starts="handed_on",
        lead_days=1,
        ladder=(Step(name="due", to=("PB", "UF"), days=1), TELL_CHIEF, LIST_MONTHLY),
    ),
    Quota(
        name="R01.4",
        title="Those who take part in publicity meet in every semester",
        article=1,
        record="",
        period=Period.SEMESTER,
        due=Due(Anchor.PERIOD_END),
        office="UF",
        ladder=(TELL_OWNER, TELL_CHIEF, LIST_MONTHLY),
        counts="publicity.meeting",
        at_least="@meetings_per_semester",
    ),
    Deadline(
        name="R01.5",
        title="What is published without consent is taken down or made anonymous",
        article=1,
        record="publicity.takedown",
        period=Period.NONE,
        due=Due(Anchor.FIELD, "@takedown_workdays", working=True),
        office="PB",
        starts="opened_on",
        done="done_on",
        lead_days=3,
        lead_working=True,
        ladder=(Step(name="due", to=("PB", "UF")), TELL_AGAIN, TELL_CHIEF, LIST_MONTHLY),
    ),
    Rotation(
        name="R02.1",
        title="Members of the roster write in turn",
        article=2,
        record="publicity.slot",
        period=Period.TEACHING_WEEKS,
        every="@slot_weeks",
        where=STANDING,
        due=Due(Anchor.PERIOD_END),
        owner="serves",
        unit="unit",
        office="UF",
        roster=Roster(
            record="publicity.roster", place="place", person="person", starts="starts", ends="ends"
        ),
        away=(Away(), Away(record="publicity.leave", of="member")),
        skipped="@skip_policy",
        done="handed_in_on",
        lead_days=5,
        lead_working=True,
        ladder=(
            Step(name="five", to=("owner",), days=-5),
            Step(name="one", to=("owner",), days=-1),
            LIST_MONTHLY,
        ),
        help="Reminders go out five working days and one before the day of the slot.",
    ),
    Deadline(
        name="R02.2",
        title="The draft is handed in before its slot",
        article=2,
        record="publicity.slot",
        period=Period.NONE,
        where=STANDING,
        due=Due(Anchor.FIELD, DRAFT_BEFORE, working=True),
        owner="serves",
        unit="unit",
        office="UF",
        starts="date",
        done="handed_in_on",
        lead_days=2,
        lead_working=True,
        ladder=(TELL_OWNER,),
    ),
    _review("R02.3", "The department reviews in time", "second_review", office="UF"),
    _review("R02.3b", "The head of the unit reviews in time", "first_review", office="UF"),
    _review("R02.3c", "The head of the department reviews in time", "final_review", office="UFH"),
    Deadline(
        name="R02.4",
        title="No slot is left empty",
        article=2,
        record="publicity.slot",
        period=Period.NONE,
        where=STANDING,
        due=Due(Anchor.FIELD, 0),
        owner="serves",
        unit="unit",
        office="UF",
        starts="date",
        done="handed_in_on",
        lead_days=0,
        lapses="miss",
        ladder=(Step(name="missed", to=("owner", "UF"), days=1), LIST_MONTHLY),
        help="The day after, the slot is noted as missed. The next one is not delayed.",
    ),
)
