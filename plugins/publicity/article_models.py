"""What chapter 1 keeps of an article, from the draft to the archive."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import Choice, DataClass, Holds, Kind, Record, RecordBase, ShownIf, field
from plugins.publicity.parts import COLUMNS, OFFICE, UnitParts, choices
from plugins.publicity.workflows import APPROVED, ARTICLE_STATES, REVIEWS

CHANNELS = (
    Choice("wechat", "WeChat official account", aliases=("微信", "公众号")),
    Choice("website", "Website of the college", aliases=("网站",)),
    Choice("paper", "College paper"),
    Choice("other", "Other"),
)
HOLDERS = (
    Choice("author", "Author"),
    Choice("unit", "Head of the unit"),
    Choice("office", "United Front department"),
    Choice("head", "Head of the department"),
    Choice("publicity", "Publicity department"),
    Choice("platform", "Platform"),
    Choice("nobody", "Nobody"),
)
FAILURES = (
    Choice("originality", "Originality was not accepted"),
    Choice("failed", "The platform could not publish it"),
    Choice("refused", "The platform's review did not pass it"),
    Choice("deleted", "It was deleted at the platform"),
    Choice("banned", "The platform banned it"),
    Choice("not_set_up", "The interface is not set up on the server"),
    Choice("no_right", "The account may not use the interface"),
    Choice("address", "The server's address is not on the platform's list"),
    Choice("quota", "The quota of the interface is used up"),
    Choice("too_long", "Too long for the platform"),
    Choice("draft", "The platform's check of the draft failed"),
    Choice("pictures", "A picture or the cover is missing, too large or was not reviewed"),
    Choice("consent", "A consent is missing"),
    Choice("silent", "The platform does not answer"),
    Choice("uncertain", "It is uncertain whether it was accepted: look at the platform first"),
    Choice("other", "Another reason, see the step"),
)
STAND_INS = (Choice("CM", "Party committee leader"), Choice("PB", "Publicity department"))
AUTHORS = ("PU", "UH", *OFFICE)
"""Roles that write; the publicity department lays out, and reviewers tick."""
READERS = ("UH", *OFFICE, "CM", "PB")
"""Roles that may review, and so tick what they proofread."""
READ = ShownIf("status", REVIEWS)
"""Ticks are of one review: a pass uses them up, and the review itself keeps them."""
PUBLISHERS = ("PB", *OFFICE)
WRITING = ("draft",)
LAYING_OUT = ("draft", "ready")


class Article(UnitParts, RecordBase):
    """Something to be published, from the draft to the archive."""

    record = Record(
        name="publicity.article",
        files=True,
        files_open_in=LAYING_OUT,
        files_judged=True,
        label="Publicity article",
        plural="Publicity articles",
        help="What was reviewed is what is published: other words have to be reviewed again.",
        fields=(),
        article="1",
        title=("title",),
        order="-id",
        unit="unit",
        own=("writer", "actual_writer"),
        stage=(Holds("status", APPROVED), Holds("stand_in", ("PB",))),
        icon="news",
        indexed=True,
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Title",
        required=True,
        max_length=120,
        listed=True,
        searched=True,
        article="1",
        help="On the WeChat account at most 32 characters.",
        writers=AUTHORS,
        open_in=WRITING,
    )
    column: Mapped[str] = field(
        Kind.CHOICE,
        "Column",
        required=True,
        choices=COLUMNS,
        listed=True,
        filtered=True,
        article="1",
        writers=AUTHORS,
        open_in=WRITING,
    )
    channel: Mapped[str] = field(
        Kind.CHOICE,
        "Channel",
        required=True,
        choices=CHANNELS,
        default="wechat",
        listed=True,
        filtered=True,
        article="1",
        writers=AUTHORS,
        open_in=WRITING,
    )
    digest: Mapped[str | None] = field(
        Kind.TEXT,
        "Summary for readers",
        max_length=300,
        article="1",
        help="On the WeChat account at most 120 characters.",
        writers=AUTHORS,
        open_in=WRITING,
    )
    body: Mapped[str] = field(
        Kind.LONG_TEXT,
        "Text of the article",
        required=True,
        max_length=200_000,
        article="1",
        help="Plain lines, or HTML. Attach pictures after saving and name them in the text by their file "
        "name. On the WeChat account below 20,000 characters with all tags.",
        writers=(*AUTHORS, "PB"),
        open_in=LAYING_OUT,
        personal=DataClass.P,
        purpose="articles",
    )
    writer: Mapped[int | None] = field(
        Kind.REF,
        "Author",
        target="directory.person",
        listed=True,
        article="1",
        help="Left empty, it is whoever enters the article.",
        writers=AUTHORS,
        open_in=WRITING,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    actual_writer: Mapped[int | None] = field(
        Kind.REF,
        "Really written by",
        target="directory.person",
        article="2",
        help="Only where it is somebody else. Neither of them reviews it.",
        writers=AUTHORS,
        open_in=WRITING,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    byline: Mapped[str | None] = field(
        Kind.TEXT,
        "Name printed as author",
        max_length=40,
        article="1",
        help="On the WeChat account at most 16 characters.",
        writers=AUTHORS,
        open_in=WRITING,
        personal=DataClass.P,
        purpose="articles",
    )
    slot: Mapped[int | None] = field(
        Kind.REF,
        "Slot of the rota",
        target="publicity.slot",
        filtered=True,
        article="2",
        help="Empty for news out of turn: that uses up nobody's turn.",
        writers=AUTHORS,
    )
    plan_item: Mapped[int | None] = field(
        Kind.REF, "Topic of the plan", target="publicity.plan_item", article="1", writers=AUTHORS
    )
    event_date: Mapped[dt.date | None] = field(
        Kind.DATE, "Day of the event", listed=True, article="1", writers=AUTHORS, open_in=WRITING
    )
    portrait: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Shows people so that they can be recognised",
        default=False,
        article="1",
        help="Then enter each of them below; without their consent it is not published.",
        writers=AUTHORS,
        open_in=WRITING,
    )
    source_url: Mapped[str | None] = field(
        Kind.TEXT,
        "Taken over from",
        max_length=300,
        article="1",
        help="The address of what is reprinted.",
        writers=AUTHORS,
        open_in=WRITING,
    )
    planned_on: Mapped[dt.date | None] = field(
        Kind.DATE, "To be published on", listed=True, filtered=True, article="1"
    )
    proof_words: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Words proofread",
        article="2",
        section="Proofreading",
        writers=READERS,
        open_in=REVIEWS,
        shown_if=READ,
    )
    proof_pictures: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Pictures proofread",
        article="2",
        section="Proofreading",
        writers=READERS,
        open_in=REVIEWS,
        shown_if=READ,
    )
    proof_names: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Links, names and posts proofread",
        article="2",
        section="Proofreading",
        writers=READERS,
        open_in=REVIEWS,
        shown_if=READ,
    )
    cover_filed: Mapped[bool | None] = field(
        Kind.YES_NO,
        "The cover picture is attached",
        default=False,
        article="1",
        section="Publishing",
        help="The attached picture whose name begins with «cover», else the first one.",
    )
    url: Mapped[str | None] = field(
        Kind.TEXT,
        "Link",
        max_length=500,
        article="1",
        section="Publishing",
        writers=PUBLISHERS,
    )
    publish_id: Mapped[str | None] = field(
        Kind.TEXT,
        "Number at the platform",
        max_length=80,
        section="Publishing",
        writers=PUBLISHERS,
    )
    article_id: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the published item",
        max_length=80,
        section="Publishing",
        writers=PUBLISHERS,
    )
    failure: Mapped[str | None] = field(
        Kind.CHOICE,
        "Why publishing failed",
        choices=FAILURES,
        filled=True,
        section="Publishing",
    )
    by_interface: Mapped[bool | None] = field(
        Kind.YES_NO, "Published through the interface", filled=True, section="Publishing"
    )
    draft_id: Mapped[str | None] = field(
        Kind.TEXT, "Number of the draft at the platform", max_length=200, filled=True, internal=True
    )
    submitting: Mapped[bool | None] = field(
        Kind.YES_NO, "Being submitted", filled=True, internal=True
    )
    since_at: Mapped[dt.datetime | None] = field(
        Kind.MOMENT, "Waiting for the platform since", filled=True, internal=True
    )
    next_look_at: Mapped[dt.datetime | None] = field(
        Kind.MOMENT, "Next question to the platform", filled=True, section="Publishing"
    )
    looks: Mapped[int | None] = field(Kind.INTEGER, "Questions so far", filled=True, internal=True)
    reads: Mapped[int | None] = field(
        Kind.INTEGER,
        "Times read",
        minimum=0,
        article="1",
        section="Publishing",
        help="The total of the whole article; who read it is not kept.",
        writers=PUBLISHERS,
    )
    holder: Mapped[str | None] = field(
        Kind.CHOICE, "Now with", choices=HOLDERS, filled=True, listed=True, filtered=True
    )
    held_since: Mapped[dt.date | None] = field(Kind.DATE, "There since", filled=True, listed=True)
    submitted_on: Mapped[dt.date | None] = field(Kind.DATE, "First handed in on", filled=True)
    version_no: Mapped[int | None] = field(
        Kind.INTEGER, "Version", filled=True, listed=True, summed=False
    )
    sha256: Mapped[str | None] = field(
        Kind.TEXT, "SHA-256 of the version", max_length=64, filled=True
    )
    kept_sha: Mapped[str | None] = field(
        Kind.TEXT, "SHA-256 of the version kept last", max_length=64, filled=True, internal=True
    )
    reviewer: Mapped[int | None] = field(
        Kind.REF,
        "Passed finally by",
        target="directory.person",
        filled=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    reviewed_on: Mapped[dt.date | None] = field(Kind.DATE, "Passed finally on", filled=True)
    stand_in: Mapped[str | None] = field(
        Kind.CHOICE,
        "Waits for the one who steps in",
        choices=STAND_INS,
        filled=True,
        help="Everybody else who could review it wrote it, or is away.",
    )
    handed_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Submitted to the platform on", filled=True
    )
    published_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Day of publication", filled=True, listed=True, filtered=True
    )
    published_at: Mapped[dt.datetime | None] = field(Kind.MOMENT, "Published at", filled=True)
    retracted_on: Mapped[dt.date | None] = field(Kind.DATE, "Taken down on", filled=True)
    being_handled: Mapped[bool | None] = field(
        Kind.YES_NO,
        "Being taken down or made anonymous",
        filled=True,
        listed=True,
        filtered=True,
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(ARTICLE_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
