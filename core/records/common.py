"""Parts that most records share: number, unit, article, year, owner, who may see it, secrecy."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.db import field
from core.declare import Choice, DataClass, Kind

VISIBILITY = (
    Choice("self", "The person only"),
    Choice("unit", "Own unit"),
    Choice("office", "United Front office"),
    Choice("all", "Everybody with an account"),
)
SECRECY = (Choice("public", "Public"), Choice("internal", "Internal"))
SECTION = "Filing"


class NumberedParts:
    """A second base for record models with a number, but without unit and person responsible."""

    code: Mapped[str | None] = field(
        Kind.TEXT, "Number", max_length=60, filled=True, unique=True, section=SECTION
    )
    basis: Mapped[str | None] = field(
        Kind.TEXT, "Article it serves", max_length=20, section=SECTION, filled=True
    )
    academic_year: Mapped[str | None] = field(
        Kind.TEXT, "Academic year", max_length=9, filled=True, filtered=True, section=SECTION
    )
    semester: Mapped[int | None] = field(Kind.INTEGER, "Semester", filled=True, section=SECTION)


class CommonParts(NumberedParts):
    """A second base for record models: ``class Contact(CommonParts, RecordBase)``.

    All parts are derived from context when left empty (see ``core.records.defaults``), so that a form
    stays short; each can be seen and changed. Anything above «internal» has no value to be entered.
    """

    unit: Mapped[int | None] = field(
        Kind.REF, "Responsible unit", target="directory.unit", filtered=True, section=SECTION
    )
    owner: Mapped[int | None] = field(
        Kind.REF,
        "Person responsible",
        target="directory.person",
        section=SECTION,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    visibility: Mapped[str | None] = field(
        Kind.CHOICE, "Who may see it", choices=VISIBILITY, default="office", section=SECTION
    )
    secrecy: Mapped[str | None] = field(
        Kind.CHOICE,
        "Secrecy",
        choices=SECRECY,
        default="internal",
        section=SECTION,
        help="Classified material must not be entered.",
    )
