"""What chapter 5 prints: registers in Excel, the sheet of a nomination in Word.

The register of article 9 holds sensitive data: each file of it is released by a second person.
"""

from __future__ import annotations

from core.sdk import N_, Column, Document, Register

REPORTS = (
    Register(
        name="nominations",
        title="Register of nominations for courses",
        record="cultivation.nomination",
        columns=(
            Column("course", width=26),
            Column("course.organiser", "Organiser", 20),
            Column("person.staff_number", "Staff number", 12),
            Column("person", width=12),
            Column("unit", width=18),
            Column("post", width=20),
            Column("reason", width=36),
            Column("wish", width=12),
            Column("unit_note", width=24),
            Column("status", width=14),
        ),
        date="course_ends",
        unit="unit",
        ask=("course", "status"),
        order=("course", "person"),
        article=8,
    ),
    Register(
        name="cadres",
        title="Register of cadres outside the party",
        record="cultivation.cadre_entry",
        columns=(
            Column("person.staff_number", "Staff number", 12),
            Column("person", width=12),
            Column("person.unit", "Unit", 18),
            Column("admin_post", width=20),
            Column("in_post_since", width=14),
            Column("title", width=14),
            Column("education", width=14),
            Column("party", width=16),
            Column("status", width=14),
        ),
        unit="person.unit",
        ask=("status",),
        order=("person",),
        article=9,
    ),
    Document(
        name="nomination_sheet",
        title="Nomination for a course",
        record="cultivation.nomination",
        columns=(
            Column("course"),
            Column("course.organiser", "Organiser"),
            Column("person"),
            Column("unit"),
            Column("post"),
            Column("reason"),
            Column("wish"),
            Column("unit_note"),
            Column("office_note"),
        ),
        signatures=(N_("Head of the unit"), N_("Head of the department")),
        article=8,
    ),
)
