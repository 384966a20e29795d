"""What chapter 8 counts: suggestions by stage and handling time, tasks and support by state."""

from __future__ import annotations

from core.sdk import By, Chart, Measure, Period, Where

CHARTS = (
    Chart(
        name="suggestions_by_stage",
        title="Suggestions by stage",
        record="coordination.suggestion",
        by=By("status"),
        split=By("source"),
        date="date",
        article=15,
        min_cell="@min_cell",
    ),
    Chart(
        name="suggestions_by_matter",
        title="Suggestions by kind of matter and what came of them",
        record="coordination.suggestion",
        by=By("category"),
        split=By("result"),
        date="date",
        article=15,
        min_cell="@min_cell",
    ),
    Chart(
        name="handling_time",
        title="Days from registration to the answer",
        record="coordination.suggestion",
        by=By("answered_on", Period.QUARTER),
        measure=Measure.MEDIAN_DAYS,
        starts="registered_on",
        ends="answered_on",
        where=(Where("answered_on", present=True),),
        article=15,
        min_cell="@min_cell",
        help="The middle one: half took longer, half less.",
    ),
    Chart(
        name="consultations_by_outcome",
        title="Consultations by what became of the advice",
        record="coordination.consult",
        by=By("adoption"),
        split=By("kind"),
        article=15,
    ),
    Chart(
        name="tasks_by_state",
        title="Tasks of the plan by state",
        record="coordination.task",
        by=By("status"),
        date="due",
        article=14,
    ),
    Chart(
        name="support_by_kind",
        title="Support for organisations by kind",
        record="coordination.support",
        by=By("kind"),
        split=By("asked_on", Period.HALF_YEAR),
        article=16,
    ),
)
