"""What chapter 7 counts: leads, activities, and people only where there are several."""

from __future__ import annotations

from core.sdk import By, Chart, Period, Where
from plugins.overseas.agreed_flow import LIVE

REGISTERED = (Where("status", LIVE),)
CHARTS = (
    Chart(
        name="leads_by_kind",
        title="Leads by kind and stage",
        record="overseas.lead",
        by=By("kind"),
        split=By("status"),
        date="date",
        article=12,
    ),
    Chart(
        name="exchanges_by_semester",
        title="Activities by semester and form",
        record="overseas.exchange",
        by=By("date", Period.SEMESTER),
        split=By("form"),
        where=(Where("status", ("held",)),),
        article=12,
    ),
    Chart(
        name="returnees_by_region",
        title="Registered returned scholars by part of the world",
        record="overseas.returnee",
        by=By("region"),
        where=REGISTERED,
        min_cell="@min_cell",
        article=13,
    ),
    Chart(
        name="returnees_by_field",
        title="Registered returned scholars by field",
        record="overseas.returnee",
        by=By("discipline"),
        where=REGISTERED,
        min_cell="@min_cell",
        article=13,
    ),
    Chart(
        name="contacts_by_field",
        title="Scholars abroad who agreed, by field",
        record="overseas.contact",
        by=By("discipline"),
        where=REGISTERED,
        min_cell="@min_cell",
        article=13,
    ),
)
