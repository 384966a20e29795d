"""What chapter 2 counts: sessions and attendance by unit, never what people wrote."""

from __future__ import annotations

from core.sdk import By, Chart, Measure, Period

CHARTS = (
    Chart(
        name="sessions_by_month",
        title="Sessions by month",
        record="study.session",
        by=By("date", Period.MONTH),
        article=4,
    ),
    Chart(
        name="attendance_by_unit",
        title="Attendance by unit",
        record="study.session",
        by=By("unit"),
        measure=Measure.SUM,
        of="present",
        date="date",
        article=4,
    ),
)
