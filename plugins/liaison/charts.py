"""What chapter 3 counts: matters by kind, without anybody's name behind a number."""

from __future__ import annotations

from core.sdk import By, Chart

CHARTS = (
    Chart(
        name="matters_by_kind",
        title="Matters of the reports by kind",
        record="liaison.matter",
        by=By("category"),
        split=By("status"),
        article=5,
        min_cell=5,
    ),
)
