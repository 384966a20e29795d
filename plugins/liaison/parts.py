"""Parts that the records of this chapter share, beside those of all records."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.sdk import Choice, CommonParts, Kind, field

SIGHT = (
    Choice("unit", "The unit and the office"),
    Choice("office", "The office only", "warn"),
)
"""Who may see a row beside the person who wrote it. The head of the unit is part of the unit."""


class UnitParts(CommonParts):
    """The common parts of what a unit keeps here: the unit sees it unless it says otherwise."""

    unit: Mapped[int] = field(
        Kind.REF,
        "Unit",
        required=True,
        target="directory.unit",
        listed=True,
        filtered=True,
        article="5",
    )
    visibility: Mapped[str | None] = field(
        Kind.CHOICE, "Who may see it", choices=SIGHT, default="unit", section="Filing"
    )
