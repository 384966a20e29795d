"""What chapter 3 prints: the list of officers, and who handed in a report."""

from __future__ import annotations

from core.sdk import Column, Register

REPORTS = (
    Register(
        name="officers",
        title="List of liaison officers",
        help="Without the category under which they were nominated.",
        record="liaison.assignment",
        columns=(
            Column("unit", width=20),
            Column("officer", width=12),
            Column("officer.office_phone", "Office phone", 16),
            Column("starts", width=12),
            Column("ends", width=12),
        ),
        unit="unit",
        order=("unit", "starts"),
        article=5,
    ),
    Register(
        name="reports",
        title="Reports handed in",
        record="liaison.report",
        columns=(
            Column("unit", width=20),
            Column("owner", "Liaison officer", 14),
            Column("period", width=18),
            Column("no_matters", width=12),
            Column("submitted_on", width=14),
            Column("status", width=14),
        ),
        date="submitted_on",
        unit="unit",
        order=("unit", "period"),
        article=5,
    ),
)
