"""What article 2 keeps: the roster, leaves, the slots of the rota, and swaps."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from core.sdk import DataClass, Kind, Record, RecordBase, field
from plugins.publicity.parts import OFFICE, choices
from plugins.publicity.workflows import SLOT_STATES, SWAP_STATES


class Member(RecordBase):
    """Somebody who takes turns."""

    record = Record(
        name="publicity.roster",
        label="Member of the publicity roster",
        plural="Publicity roster",
        help="Turns go by the place. Who joins comes at the end; who leaves hands later slots to the next.",
        fields=(),
        article="2",
        title=("person",),
        order="place",
        unit="unit",
        own=("person",),
        icon="users",
    )
    place: Mapped[int | None] = field(
        Kind.INTEGER,
        "Place in the order",
        minimum=1,
        maximum=9999,
        listed=True,
        summed=False,
        article="2",
        help="Left empty, it is the last.",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Member",
        required=True,
        target="directory.person",
        listed=True,
        searched=True,
        article="2",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    unit: Mapped[int | None] = field(
        Kind.REF, "Unit", target="directory.unit", listed=True, filtered=True, article="2"
    )
    starts: Mapped[dt.date | None] = field(
        Kind.DATE, "From", listed=True, article="2", help="Left empty, it is today."
    )
    ends: Mapped[dt.date | None] = field(Kind.DATE, "Until", listed=True, article="2")


class Leave(RecordBase):
    """Days on which a member takes no turn."""

    record = Record(
        name="publicity.leave",
        label="Leave from the rota",
        plural="Leaves from the rota",
        help="No reason is kept. Absences of the directory count as well.",
        fields=(),
        article="2",
        title=("member", "starts"),
        order="-starts",
        unit="member.unit",
        own=("member.person",),
        icon="calendar-off",
    )
    member: Mapped[int] = field(
        Kind.REF,
        "Member of the publicity roster",
        required=True,
        target="publicity.roster",
        listed=True,
        filtered=True,
        article="2",
    )
    starts: Mapped[dt.date] = field(
        Kind.DATE, "First day", required=True, listed=True, filtered=True, article="2"
    )
    ends: Mapped[dt.date | None] = field(Kind.DATE, "Last day", listed=True, article="2")


class Slot(RecordBase):
    """One turn: the day, whose it is, who takes it, and what came of it."""

    record = Record(
        name="publicity.slot",
        label="Slot of the publicity rota",
        plural="Publicity rota",
        help="Slots of a semester are written by themselves when it begins, and planned anew while they lie "
        "ahead. Turns already had before the start are entered with the day of their draft.",
        fields=(),
        article="2",
        title=("date", "serves"),
        order="-date",
        unit="unit",
        own=("serves",),
        icon="calendar-week",
    )
    slot: Mapped[str | None] = field(
        Kind.TEXT, "Weeks of the slot", max_length=40, unique=True, filled=True, listed=True
    )
    date: Mapped[dt.date] = field(
        Kind.DATE, "Day of the slot", required=True, listed=True, filtered=True, article="2"
    )
    turn: Mapped[int | None] = field(
        Kind.REF, "Turn of", target="publicity.roster", listed=True, article="2"
    )
    taker: Mapped[int | None] = field(
        Kind.REF, "Taken by", target="publicity.roster", listed=True, article="2"
    )
    writer: Mapped[int | None] = field(
        Kind.REF,
        "Replacement",
        target="directory.person",
        listed=True,
        article="2",
        help="Who really writes, where it is not the member. The turn stays the member's.",
        personal=DataClass.P,
        purpose="duty_holders",
    )
    reason: Mapped[str | None] = field(
        Kind.TEXT,
        "Reason",
        max_length=200,
        article="2",
        help="For a replacement or another day. Nothing about anybody's health.",
    )
    handed_in_on: Mapped[dt.date | None] = field(
        Kind.DATE,
        "Draft handed in on",
        listed=True,
        article="2",
        help="Comes with the article. Two articles of one slot count once.",
        writers=OFFICE,
    )
    serves: Mapped[int | None] = field(
        Kind.REF,
        "Writes",
        target="directory.person",
        filled=True,
        listed=True,
        searched=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    unit: Mapped[int | None] = field(
        Kind.REF, "Unit", target="directory.unit", filled=True, listed=True, filtered=True
    )
    swapped: Mapped[bool | None] = field(Kind.YES_NO, "Swapped", filled=True, listed=True)
    item: Mapped[str | None] = field(
        Kind.TEXT, "Title of the article", max_length=120, filled=True, listed=True
    )
    item_reviewer: Mapped[int | None] = field(
        Kind.REF,
        "Reviewer",
        target="directory.person",
        filled=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    published_on: Mapped[dt.date | None] = field(Kind.DATE, "Day of publication", filled=True)
    url: Mapped[str | None] = field(Kind.TEXT, "Link", max_length=500, filled=True)
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SLOT_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


class Swap(RecordBase):
    """Two members exchange two slots, and nothing else."""

    record = Record(
        name="publicity.swap",
        label="Swap of slots",
        plural="Swaps of slots",
        help="Exchanges two slots only. The places in the roster and later turns stay as they are.",
        fields=(),
        article="2",
        title=("mine", "theirs"),
        order="-id",
        own=("asked_by", "other"),
        party=("other",),
        icon="arrows-exchange",
    )
    mine: Mapped[int] = field(
        Kind.REF,
        "Slot given away",
        required=True,
        target="publicity.slot",
        listed=True,
        article="2",
    )
    theirs: Mapped[int] = field(
        Kind.REF,
        "Slot taken over",
        required=True,
        target="publicity.slot",
        listed=True,
        article="2",
    )
    reason: Mapped[str] = field(
        Kind.TEXT,
        "Reason",
        required=True,
        max_length=200,
        article="2",
        help="Nothing about anybody's health.",
    )
    asked_by: Mapped[int | None] = field(
        Kind.REF,
        "Asked by",
        target="directory.person",
        filled=True,
        listed=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    other: Mapped[int | None] = field(
        Kind.REF,
        "Other member",
        target="directory.person",
        filled=True,
        listed=True,
        personal=DataClass.P,
        purpose="duty_holders",
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=choices(SWAP_STATES),
        filled=True,
        listed=True,
        filtered=True,
    )
