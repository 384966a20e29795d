"""The address of a list: what cannot be used is left out with a note, never an error."""

from __future__ import annotations

import pytest

from core.declare import Choice, Field, Kind, Record
from core.records.query import ListQuery, parse

NAME = Field(name="name", kind=Kind.TEXT, label="Name", listed=True, searched=True)
SEALED = Field(name="sealed", kind=Kind.TEXT, label="Sealed", listed=True, filtered=True)
DATE = Field(name="date", kind=Kind.DATE, label="Date", listed=True, filtered=True)
MODE = Field(
    name="mode",
    kind=Kind.CHOICE,
    label="Mode",
    filtered=True,
    choices=(Choice("a", "A"), Choice("b", "B")),
)
RECORD = Record(name="t.row", label="Row", fields=(NAME, SEALED, DATE, MODE), order="-date")
SEEN = (NAME, DATE, MODE)


def ask(**args: str | list[str]) -> ListQuery:
    given = {k.replace("__", "."): [v] if isinstance(v, str) else v for k, v in args.items()}
    return parse(RECORD, SEEN, given, may_see_deleted=True)


def test_nothing_asked_gives_the_declared_order_and_no_note() -> None:
    assert ask() == ListQuery(order="date", descending=True)


def test_the_declared_order_by_a_field_the_reader_may_not_see_is_not_used() -> None:
    assert parse(RECORD, (NAME,), {}).order == "id"


@pytest.mark.parametrize("order", ["nosuch", "password", "mode", "-sealed", "name;drop", "'"])
def test_only_listed_columns_that_are_seen_can_be_ordered_by(order: str) -> None:
    found = ask(order=order)
    assert (found.order, len(found.notes)) == ("date", 1)


@pytest.mark.parametrize(
    ("page", "used"),
    [("abc", 1), ("-1", 1), ("0", 1), ("1.5", 1), ("９", 1), ("9" * 30, 1), ("7", 7)],
)
def test_a_page_is_a_number_from_one(page: str, used: int) -> None:
    assert ask(page=page).page == used


@pytest.mark.parametrize(("size", "used"), [("1000000", 100), ("0", 25), ("x", 25), ("50", 50)])
def test_a_page_has_at_most_a_hundred_rows(size: str, used: int) -> None:
    found = ask(size=size)
    assert (found.size, bool(found.notes)) == (used, size != "50")


def test_choices_take_declared_values_only() -> None:
    found = ask(mode=["a", "zzz", "b"])
    assert found.filters[0].values == ("a", "b")
    assert len(found.notes) == 1


def test_a_range_has_two_ends() -> None:
    found = ask(date__from="2026年9月1日", date__to="2026-09-30")
    assert [(f.op, str(f.values[0])) for f in found.filters] == [
        ("from", "2026-09-01"),
        ("to", "2026-09-30"),
    ]


@pytest.mark.parametrize(
    "args",
    [{"nosuch": "1"}, {"name": "x"}, {"mode.from": "a"}, {"sealed": "x"}, {"date.before": "2026"}],
)
def test_a_filter_that_is_not_declared_or_not_seen_is_left_out_with_a_note(
    args: dict[str, str],
) -> None:
    found = ask(**args)
    assert (found.filters, len(found.notes)) == ((), 1)


def test_a_search_text_is_bounded_and_without_control_characters() -> None:
    assert len(ask(q="x" * 500).search) == 100
    assert ask(q="a\0b").search == ""
    assert ask(q=" two   words ").search == "two words"


def test_the_recycle_bin_is_open_only_to_those_who_may_delete() -> None:
    assert ask(deleted="1").deleted
    assert not parse(RECORD, SEEN, {"deleted": ["1"]}).deleted
