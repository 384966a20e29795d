"""What chapter 1 counts: what was published, and slots kept by unit; never single people."""

from __future__ import annotations

from core.sdk import By, Chart, Measure, Where

OUT = (Where("published_on", present=True),)
CHARTS = (
    Chart(
        name="by_column",
        title="Published by column and channel",
        record="publicity.article",
        by=By("column"),
        split=By("channel"),
        where=OUT,
        date="published_on",
        article=1,
    ),
    Chart(
        name="by_unit",
        title="Published by unit and column",
        record="publicity.article",
        by=By("unit"),
        split=By("column"),
        where=OUT,
        date="published_on",
        article=1,
    ),
    Chart(
        name="slots_kept",
        title="Share of slots with a draft, by unit",
        record="publicity.slot",
        by=By("unit"),
        measure=Measure.SHARE,
        part=(Where("handed_in_on", present=True),),
        where=(Where("status", ("in_review", "published", "missed")),),
        date="date",
        article=2,
    ),
)
