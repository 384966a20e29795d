"""What is kept of each review: the version it was about, and the decision. Written by the system only."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, DataClass, Holds, Kind, Record, RecordBase, field
from plugins.publicity.workflows import APPROVED

VERDICTS = (Choice("passed", "Passed", "ok"), Choice("returned", "Sent back", "warn"))

OF_APPROVED = (Holds("article.status", APPROVED), Holds("article.stand_in", ("PB",)))
"""What belongs to an article that the publicity department sees."""


class Version(RecordBase):
    """One version of an article as it was handed in, with its hash."""

    record = Record(
        name="publicity.edition",
        label="Version of an article",
        plural="Versions of articles",
        help="Written by the system each time other words are handed in.",
        fields=(),
        article="2",
        title=("article", "number"),
        order="-number",
        unit="article.unit",
        own=("article.writer", "article.actual_writer"),
        stage=OF_APPROVED,
        keys=(("article", "number"),),
        in_menu=False,
        icon="history",
    )
    article: Mapped[int] = field(
        Kind.REF,
        "Publicity article",
        required=True,
        target="publicity.article",
        listed=True,
        filtered=True,
    )
    number: Mapped[int] = field(
        Kind.INTEGER, "Version", required=True, minimum=1, listed=True, summed=False
    )
    sha256: Mapped[str] = field(
        Kind.TEXT, "SHA-256 of the version", required=True, max_length=64, listed=True
    )
    title: Mapped[str] = field(Kind.TEXT, "Title", required=True, max_length=120, listed=True)
    body: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Text of the article",
        required=True,
        max_length=200_000,
        personal=DataClass.P,
        purpose="articles",
    )
    handed_in_on: Mapped[dt.date] = field(Kind.DATE, "Handed in on", required=True, listed=True)


class Review(RecordBase):
    """One decision on one version: by whom, on which level, what was proofread."""

    record = Record(
        name="publicity.review",
        label="Review of an article",
        plural="Reviews of articles",
        help="Written by the system with each decision; it is never changed.",
        fields=(),
        article="2",
        title=("article", "level"),
        order="-id",
        unit="article.unit",
        own=("article.writer", "article.actual_writer"),
        stage=OF_APPROVED,
        in_menu=False,
        icon="clipboard-check",
    )
    article: Mapped[int] = field(
        Kind.REF,
        "Publicity article",
        required=True,
        target="publicity.article",
        listed=True,
        filtered=True,
    )
    version_no: Mapped[int] = field(
        Kind.INTEGER, "Version", required=True, minimum=0, listed=True, summed=False
    )
    sha256: Mapped[str] = field(Kind.TEXT, "SHA-256 of the version", required=True, max_length=64)
    level: Mapped[int] = field(
        Kind.INTEGER, "Review level", required=True, minimum=1, maximum=3, listed=True, summed=False
    )
    reviewer: Mapped[int | None] = field(
        Kind.REF,
        "Reviewer",
        target="directory.person",
        listed=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    verdict: Mapped[str] = field(
        Kind.CHOICE, "Conclusion", required=True, choices=VERDICTS, listed=True, filtered=True
    )
    remark: Mapped[str | None] = field(Kind.LONG_TEXT, "Remark", max_length=1000, listed=True)
    at: Mapped[dt.datetime | None] = field(Kind.MOMENT, "Decided at", listed=True)
    proof_words: Mapped[bool | None] = field(Kind.YES_NO, "Words proofread")
    proof_pictures: Mapped[bool | None] = field(Kind.YES_NO, "Pictures proofread")
    proof_names: Mapped[bool | None] = field(Kind.YES_NO, "Links, names and posts proofread")
