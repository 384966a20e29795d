"""What chapter 1 keeps of the people portrayed: their consents, and what follows from a withdrawal."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, DataClass, Kind, Record, RecordBase, field
from core.sdk import Consent as Agreement
from plugins.publicity.parts import choices
from plugins.publicity.review_models import OF_APPROVED
from plugins.publicity.workflows import CONSENT_STATES, TAKEDOWN_STATES

WAYS = (Choice("system", "In the system"), Choice("sheet", "On paper"))
HOW = (
    Choice("retract", "Taken down"),
    Choice("anonymise", "Made anonymous"),
)


class Consent(RecordBase):
    """A person portrayed in an article, and whether they agree to it."""

    record = Record(
        name="publicity.consent",
        files=True,
        label="Consent of a person portrayed",
        plural="Consents of people portrayed",
        help="One for each person and article. It can be withdrawn at any time, without a reason.",
        fields=(),
        article="1",
        title=("article", "person"),
        order="-id",
        unit="article.unit",
        own=("article.writer", "article.actual_writer"),
        stage=OF_APPROVED,
        party=("person",),
        icon="user-check",
        consents=(
            Agreement(
                why="Being published in an article",
                person="person",
                named=("outside",),
                given="given_on",
                until="valid_until",
                withdrawn="withdrawn_on",
                not_yet_in=("asked", "refused"),
                withdraw="withdraw",
            ),
        ),
    )
    article: Mapped[int] = field(
        Kind.REF,
        "Publicity article",
        required=True,
        target="publicity.article",
        listed=True,
        filtered=True,
        article="1",
        told=True,
    )
    person: Mapped[int | None] = field(
        Kind.REF,
        "Person portrayed",
        target="directory.person",
        listed=True,
        searched=True,
        article="1",
        personal=DataClass.P,
        purpose="consents",
    )
    outside: Mapped[str | None] = field(
        Kind.TEXT,
        "Person who is not in the directory",
        max_length=60,
        listed=True,
        article="1",
        help="Students and guests agree on paper.",
        personal=DataClass.P,
        purpose="consents",
    )
    portrait: Mapped[bool | None] = field(
        Kind.YES_NO, "Can be recognised in a picture", default=False, listed=True, article="1"
    )
    given_on: Mapped[dt.date | None] = field(Kind.DATE, "Agreed on", listed=True, article="1")
    valid_until: Mapped[dt.date | None] = field(
        Kind.DATE, "Valid until", listed=True, article="1", help="Empty: until it is withdrawn."
    )
    withdrawn_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Withdrawn on", filled=True, listed=True
    )
    way: Mapped[str | None] = field(
        Kind.CHOICE, "How the consent was given", choices=WAYS, filled=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(CONSENT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Takedown(RecordBase):
    """A published article whose consent no longer stands: to be taken down or made anonymous."""

    record = Record(
        name="publicity.takedown",
        label="Article to take down",
        plural="Articles to take down",
        help="Opens by itself when a consent is withdrawn or runs out after publication.",
        fields=(),
        article="1",
        title=("article", "opened_on"),
        order="-opened_on",
        icon="eye-off",
    )
    article: Mapped[int] = field(
        Kind.REF,
        "Publicity article",
        required=True,
        target="publicity.article",
        listed=True,
        filtered=True,
        article="1",
    )
    opened_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Opened on", filled=True, listed=True, filtered=True
    )
    due_on: Mapped[dt.date | None] = field(Kind.DATE, "To be done by", filled=True, listed=True)
    how: Mapped[str | None] = field(
        Kind.CHOICE, "Way it was settled", choices=HOW, listed=True, article="1"
    )
    note: Mapped[str | None] = field(Kind.TEXT, "Remark", max_length=200, article="1")
    done_on: Mapped[dt.date | None] = field(Kind.DATE, "Done on", filled=True, listed=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(TAKEDOWN_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
