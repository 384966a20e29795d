"""What chapter 7 prints: leads and their results, messages, and the summary; no contact by name."""

from __future__ import annotations

from core.sdk import N_, Column, Document, Listed, Register, Where

REPORTS = (
    Register(
        name="leads",
        title="Register of overseas friendship",
        record="overseas.lead",
        columns=(
            Column("code", width=18),
            Column("name", width=28),
            Column("kind", width=12),
            Column("partner", width=24),
            Column("country", width=12),
            Column("unit", width=18),
            Column("date", width=12),
            Column("foreign_no", width=16),
            Column("status", width=12),
        ),
        date="date",
        unit="unit",
        ask=("kind", "status"),
        order=("date",),
        article=12,
    ),
    Register(
        name="results",
        title="What was brought in",
        record="overseas.lead",
        columns=(
            Column("name", width=28),
            Column("kind", width=12),
            Column("partner", width=24),
            Column("signed_on", width=12),
            Column("unit", width=18),
            Column("result", width=40),
        ),
        where=(Where("status", ("results", "archived")),),
        date="signed_on",
        unit="unit",
        ask=("kind",),
        order=("signed_on",),
        article=12,
    ),
    Register(
        name="pushes",
        title="Register of vacancies sent",
        record="overseas.push",
        columns=(
            Column("position", width=28),
            Column("unit", width=20),
            Column("sent_to", width=10),
            Column("held_back", width=10),
            Column("sent_on", width=12),
        ),
        where=(Where("status", ("sent",)),),
        date="sent_on",
        unit="unit",
        order=("sent_on",),
        article=13,
    ),
    Document(
        name="half_year",
        title="Summary of overseas friendship",
        record="overseas.summary",
        columns=(
            Column("year"),
            Column("half"),
            Column("counted_on"),
            Column("new_leads"),
            Column("signed_leads"),
            Column("exchanges"),
            Column("messages"),
            Column("remarks"),
        ),
        lists=(
            Listed(
                name="leads",
                title="Leads by kind and stage",
                rows="overseas.summary_line.summary",
                columns=(
                    Column("kind", width=16),
                    Column("stage", width=20),
                    Column("leads", width=10),
                ),
                order=("kind", "stage"),
            ),
        ),
        signatures=(N_("Handled by"),),
        article=12,
    ),
)
