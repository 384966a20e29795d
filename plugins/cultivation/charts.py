"""What chapter 5 counts: places and courses, never people against each other."""

from __future__ import annotations

from core.sdk import By, Chart, Measure, Period

CHARTS = (
    Chart(
        name="places_by_level",
        title="Places of courses by level",
        record="cultivation.course",
        by=By("starts", Period.YEAR),
        split=By("level"),
        measure=Measure.SUM,
        of="places",
        article=8,
    ),
    Chart(
        name="nominations_by_state",
        title="Nominations by state",
        record="cultivation.nomination",
        by=By("status"),
        article=8,
        min_cell=5,
        people="person",
    ),
    Chart(
        name="cadres_by_state",
        title="Cadres outside the party by state",
        record="cultivation.cadre_entry",
        by=By("status"),
        article=9,
        min_cell=5,
        people="person",
    ),
)
