"""What differs from the pages that are derived: columns, sections, rows entered inside a form."""

from __future__ import annotations

from core.sdk import Inline, PageLink, View

VIEWS = (
    View(
        record="publicity.article",
        columns=(
            "title", "column", "channel", "unit", "writer", "holder", "held_since", "published_on",
            "being_handled", "status",
        ),
        sections=(
            (
                "",
                (
                    "title", "column", "channel", "slot", "plan_item", "event_date", "planned_on",
                    "digest", "body", "writer", "actual_writer", "byline", "portrait", "source_url",
                ),
            ),
        ),
        related=(
            "publicity.consent.article",
            "publicity.review.article",
            "publicity.edition.article",
            "publicity.takedown.article",
        ),
        inline=(Inline(rows="publicity.consent.article", fields=("person", "outside", "portrait")),),
        pages=(PageLink("Package for publishing (zip)", "/publicity/package/{id}", "hand_over"),),
    ),
    View(
        record="publicity.plan",
        columns=("year", "issued_on", "status"),
        sections=(("", ("year", "aim")),),
        related=("publicity.plan_item.plan",),
        inline=(
            Inline(
                rows="publicity.plan_item.plan", fields=("column", "topic", "unit", "month")
            ),
        ),
    ),
    View(
        record="publicity.meeting",
        columns=("date", "decisions", "owner"),
        sections=(("", ("date", "attendees", "decisions")),),
    ),
    View(
        record="publicity.roster",
        columns=("place", "person", "unit", "starts", "ends"),
        related=("publicity.leave.member",),
    ),
    View(
        record="publicity.slot",
        columns=("date", "turn", "serves", "unit", "swapped", "item", "handed_in_on", "status"),
        related=("publicity.article.slot",),
    ),
)  # fmt: skip
