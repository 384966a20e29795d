"""What article 9 keeps: the register with the cadre section, its yearly check, the cadre plan."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import (
    Choice,
    CommonParts,
    Consent,
    DataClass,
    Kind,
    Record,
    RecordBase,
    ShownIf,
    field,
)
from plugins.cultivation.workflows import CHECK_STATES, ENTRY_STATES, choices

PARTIES = (
    Choice("rcckmt", "Revolutionary Committee of the Chinese Kuomintang"),
    Choice("cdl", "China Democratic League"),
    Choice("cndca", "China National Democratic Construction Association"),
    Choice("capd", "China Association for Promoting Democracy"),
    Choice("cpwdp", "Chinese Peasants and Workers Democratic Party"),
    Choice("czgp", "China Zhi Gong Party"),
    Choice("js", "Jiusan Society"),
    Choice("tdsgl", "Taiwan Democratic Self-Government League"),
    Choice("none", "Without party"),
)
PUBLIC_POSTS = (
    Choice("congress", "Deputy of a people's congress"),
    Choice("cppcc", "Member of the consultative conference"),
    Choice("counsellor", "Counsellor"),
    Choice("history", "Member of a research institute of culture and history"),
    Choice("other", "Other public post"),
)
MEASURES = (
    Choice("secondment", "Temporary post elsewhere"),
    Choice("rotation", "Rotation of posts"),
    Choice("training", "Training"),
    Choice("mentor", "Mentor"),
)
PLAN_CHOICES = (
    Choice("listed", "In the plan", "ok"),
    Choice("not_listed", "Not in the plan"),
)
NOT_LISTED = (
    Choice("trained_before", "Trained in the last plan"),
    Choice("near_retirement", "Near retirement"),
    Choice("own_wish", "By own wish"),
    Choice("other_plan", "In another plan"),
)
EXITS = (
    Choice("moved", "Moved to another place of work"),
    Choice("retired", "Retired"),
    Choice("joined", "Joined the Party"),
    Choice("post_ended", "The post ended"),
    Choice("own_wish", "By own wish"),
    Choice("left", "No longer in service"),
)


class CadreEntry(CommonParts, RecordBase):
    """A cadre outside the Party as both offices keep them; papers of appraisal stay in the file."""

    record = Record(
        name="cultivation.cadre_entry",
        label="Cadre outside the Party",
        plural="Register of cadres outside the Party",
        help="Facts of posts and training. Papers of appraisal stay in the file of the cadre section.",
        fields=(),
        article="9",
        title=("person",),
        unit="unit",
        own=("owner",),
        party=("person",),
        icon="user",
        consents=(
            Consent(
                why="The own party being kept",
                person="person",
                given="party_agreed_on",
                over_in=("closed",),
                withdraw="drop_party",
            ),
        ),
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    outside: Mapped[bool] = field(
        Kind.YES_NO,
        "Not a member of the Communist Party",
        required=True,
        article="9",
        personal=DataClass.S,
        purpose="cadres",
    )
    party: Mapped[str | None] = field(
        Kind.CHOICE,
        "Party of the person",
        choices=PARTIES,
        article="9",
        help="Only if the person gives it. It can be deleted at any time, and the entry stays.",
        personal=DataClass.S,
        purpose="party",
    )
    party_agreed_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "The person agreed to keeping the party on",
        article="9",
        personal=DataClass.S,
        purpose="party",
    )
    admin_post: Mapped[str] = field(
        Kind.TEXT,
        "Administrative post",
        required=True,
        max_length=80,
        listed=True,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    in_post_since: Mapped[dt.date] = field(
        Kind.DATE,
        "In this post since",
        required=True,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    title: Mapped[str] = field(
        Kind.TEXT,
        "Professional title",
        required=True,
        max_length=60,
        listed=True,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    education: Mapped[str] = field(
        Kind.TEXT,
        "Education and degree",
        required=True,
        max_length=60,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    public_posts: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Public posts",
        choices=PUBLIC_POSTS,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    file_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the file kept by the cadre section",
        max_length=60,
        article="9",
        personal=DataClass.P,
        purpose="cadres",
    )
    measures: Mapped[tuple[str, ...]] = field(
        Kind.CHOICES,
        "Measures of training",
        choices=MEASURES,
        article="9",
        section="Cadre training plan",
        personal=DataClass.P,
        purpose="cadres",
    )
    plan_choice: Mapped[str | None] = field(
        Kind.CHOICE,
        "In the cadre training plan",
        choices=PLAN_CHOICES,
        listed=True,
        filtered=True,
        article="9",
        section="Cadre training plan",
        personal=DataClass.P,
        purpose="cadres",
    )
    plan_no: Mapped[str | None] = field(
        Kind.TEXT,
        "Number of the plan",
        max_length=60,
        article="9",
        section="Cadre training plan",
        shown_if=ShownIf("plan_choice", ("listed",)),
    )
    plan_reason: Mapped[str | None] = field(
        Kind.CHOICE,
        "Why not in the plan",
        choices=NOT_LISTED,
        article="9",
        section="Cadre training plan",
        shown_if=ShownIf("plan_choice", ("not_listed",)),
        personal=DataClass.P,
        purpose="cadres",
    )
    plan_asked_on: Mapped[dt.date | None] = field(Kind.DATE, "Plan issued on", filled=True)
    plan_decided_on: Mapped[dt.date | None] = field(Kind.DATE, "Said on", filled=True)
    remark: Mapped[str | None] = field(
        Kind.TEXT,
        "Remark",
        max_length=100,
        help="Matters only. Papers of appraisal do not belong here; give their number and day.",
    )
    exit_reason: Mapped[str | None] = field(
        Kind.CHOICE,
        "Why it is closed",
        choices=EXITS,
        article="9",
        section="End of the entry",
        personal=DataClass.P,
        purpose="cadres",
    )
    left_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Left on", article="9", section="End of the entry"
    )
    closed_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Closed on", filled=True, section="End of the entry"
    )
    confirmed_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Confirmed by the person on", filled=True
    )
    need_asked_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Asked whether it is still needed on", filled=True, article="9"
    )
    need_said_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Said to be needed on", filled=True, article="9"
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(ENTRY_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
    active_key: Mapped[str | None] = field(
        Kind.TEXT, "Key of the entry", max_length=40, filled=True, internal=True, unique=True
    )


class YearlyCheck(CommonParts, RecordBase):
    """Both offices confirm once in an academic year that an entry is still right."""

    record = Record(
        name="cultivation.yearly_check",
        label="Yearly check of an entry",
        plural="Yearly checks of entries",
        fields=(),
        article="9",
        title=("entry", "academic_year"),
        unit="unit",
        own=("owner",),
        party=("entry.person",),
        keys=(("entry", "academic_year"),),
        icon="list-check",
    )
    entry: Mapped[int] = field(
        Kind.REF,
        "Entry",
        required=True,
        target="cultivation.cadre_entry",
        listed=True,
        searched=True,
        filtered=True,
        article="9",
    )
    confirmed_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Confirmed on", filled=True, listed=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(CHECK_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class CadrePlan(CommonParts, RecordBase):
    """The college's plan for training cadres, as it was issued."""

    record = Record(
        name="cultivation.cadre_plan",
        files=True,
        label="Cadre training plan",
        plural="Cadre training plans",
        help="When it is entered, every entry of the register is to be put in it or not.",
        fields=(),
        article="9",
        title=("number", "issued_on"),
        order="-issued_on",
        unit="unit",
        own=("owner",),
        icon="certificate",
    )
    number: Mapped[str] = field(
        Kind.TEXT,
        "Document number",
        required=True,
        max_length=60,
        listed=True,
        searched=True,
        article="9",
    )
    issued_on: Mapped[dt.date] = field(
        Kind.DATE, "Issued on", required=True, listed=True, filtered=True, article="9"
    )
