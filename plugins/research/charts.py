"""What chapter 6 counts: visits, projects and what became of reports. Surveys have pages of their own."""

from __future__ import annotations

from core.sdk import By, Chart, Measure, Period, Where
from plugins.research.project_flow import APPROVED
from plugins.research.report_models import ADOPTED
from plugins.research.visit_flow import HELD

CHARTS = (
    Chart(
        name="visits_by_semester",
        title="Visits that took place",
        record="research.visit_plan",
        by=By("date", Period.SEMESTER),
        split=By("joint"),
        where=(Where("status", HELD),),
        article=10,
    ),
    Chart(
        name="projects_by_state",
        title="Projects by category and state",
        record="research.project",
        by=By("category"),
        split=By("status"),
        date="starts",
        article=11,
    ),
    Chart(
        name="completion",
        title="Approved projects that were completed (percent)",
        record="research.project",
        by=By("category"),
        where=(Where("status", APPROVED),),
        measure=Measure.SHARE,
        part=(Where("finished_on", present=True),),
        date="ends",
        article=11,
        help="Of the projects whose time ends in the academic year.",
    ),
    Chart(
        name="adopted_reports",
        title="Reports that were adopted (percent)",
        record="research.submission",
        by=By("kind"),
        measure=Measure.SHARE,
        part=(Where("adoption", ADOPTED),),
        date="date",
        article=11,
    ),
)
