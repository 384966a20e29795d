"""What chapter 4 counts: contacts and visits as work done, pairs as duties of their leaders."""

from __future__ import annotations

from core.sdk import By, Chart, DutyChart, Measure, Period, Where
from plugins.befriending.workflows import COUNTED

REGISTERED = Where("status", COUNTED)

CHARTS = (
    DutyChart(
        name="pairs_with_contact",
        title="Pairs with and without contact",
        rules=("R07.3",),
        help="Met: as many contacts in the academic year as are needed. Counted are duties of leaders.",
    ),
    DutyChart(
        name="by_kind_of_leader",
        title="Contact kept, by kind of leader",
        rules=("R07.3",),
        posts=True,
        help="How many duties of the academic year are met, of how many.",
    ),
    Chart(
        name="contacts_by_month",
        title="Contacts by month and way",
        record="befriending.contact",
        by=By("date", Period.MONTH),
        split=By("mode"),
        where=(REGISTERED,),
        article=7,
    ),
    Chart(
        name="suggestions_raised",
        title="Share of contacts in which a suggestion was raised",
        record="befriending.contact",
        by=By("date", Period.QUARTER),
        measure=Measure.SHARE,
        part=(Where("raised_suggestion", (True,)),),
        where=(REGISTERED,),
        article=7,
        min_cell="@min_cell",
    ),
    Chart(
        name="rounds_by_unit",
        title="Suggestions handled on rounds to units",
        record="befriending.unit_round",
        by=By("visited"),
        split=By("date", Period.SEMESTER),
        measure=Measure.SUM,
        of="handled",
        article=7,
    ),
    Chart(
        name="visits_by_quarter",
        title="Visits by quarter",
        record="befriending.visit",
        by=By("date", Period.QUARTER),
        article=7,
    ),
)
