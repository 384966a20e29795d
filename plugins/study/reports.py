"""What chapter 2 prints: sessions with their attendance, and sign-in sheets. Texts are not printed."""

from __future__ import annotations

from core.sdk import N_, Column, Document, Listed, Register

REPORTS = (
    Register(
        name="sessions",
        title="Register of study sessions",
        record="study.session",
        columns=(
            Column("unit", width=18),
            Column("topic", width=28),
            Column("date", width=12),
            Column("minutes", width=10),
            Column("place", width=16),
            Column("host", width=12),
            Column("expected", width=8),
            Column("present", width=8),
            Column("excused", width=8),
            Column("status", width=12),
        ),
        date="date",
        unit="unit",
        order=("date",),
        article=4,
    ),
    Document(
        name="signin_sheet",
        title="Sign-in sheet",
        record="study.session",
        columns=(Column("topic"), Column("date"), Column("place"), Column("unit")),
        lists=(
            Listed(
                name="people",
                title="People who signed in",
                rows="study.signin.session",
                columns=(
                    Column("person", width=16),
                    Column("person.unit", "Unit", 24),
                    Column("at", width=18),
                ),
                order=("person",),
            ),
        ),
        signatures=(N_("Handled by"),),
        article=4,
    ),
)
