"""What people type is read as they write it; what cannot be read is told, never guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.declare import Choice, Field, Kind
from core.records.typed import Unreadable, text_of, typed

SHANGHAI = ZoneInfo("Asia/Shanghai")


def field(kind: Kind) -> Field:
    return Field(name="a", kind=kind, label="A", choices=(Choice("x", "X"),), target="t.t")


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-01",
        "2026/9/1",
        "2026.9.1",
        "20260901",
        "2026年9月1日",
        "２０２６年９月１日",
        " 2026-9-1 ",
        "2026。9。1",
        "2026.09.01",
        "2026\u3000年 9 月 1 号",
        "2026年9月1日（星期二）",
        "2026-09-01 周二",
        "2026/9/1 0:00",
        "2026-09-01 00:00:00",
        "二〇二六年九月一日",
        "\ufeff2026-09-01\xa0\r\n",
    ],
)
def test_a_date_is_read_in_every_usual_way(text: str) -> None:
    assert typed(field(Kind.DATE), [text]) == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01",
        "2026-02-30",
        "tomorrow",
        "1",
        "2026-09-01x",
        "9月1日",
        "2026年9月",
        "2026-09-01 14:30",
        "二〇二六年十三月一日",
        "二〇二六年一一月一日",
        "=TODAY()",
    ],
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match="2026-09-01"):
        typed(field(Kind.DATE), [text])


@pytest.mark.parametrize("numeral", ["十月十日", "十一月二十日", "十二月三十一日", "一月十九日"])
def test_a_date_in_chinese_numerals_is_read(numeral: str) -> None:
    month, day = {
        "十月十日": (10, 10),
        "十一月二十日": (11, 20),
        "十二月三十一日": (12, 31),
        "一月十九日": (1, 19),
    }[numeral]
    assert typed(field(Kind.DATE), ["二○二六年" + numeral]) == dt.date(2026, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-01T14:30",
        "2026-09-01 14:30",
        "2026年9月1日 14时30分",
        "2026/9/1 下午2:30",
        "2026.9.1 2:30 PM",
        "2026年9月1日（周二）14点30分",
        "2026-09-01 14:30:00",
    ],
)
def test_a_moment_is_taken_in_the_colleges_time(text: str) -> None:
    found = typed(field(Kind.MOMENT), [text], SHANGHAI)
    assert found == dt.datetime(2026, 9, 1, 6, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["2026-09-01 25:00", "14:30", "2026-09-01 noon"])
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(Unreadable):
        typed(field(Kind.MOMENT), [text], SHANGHAI)


def test_numbers_may_have_full_width_digits_and_commas() -> None:
    assert typed(field(Kind.INTEGER), ["１，２３４"]) == 1234
    assert typed(field(Kind.DECIMAL), ["1,234.50"]) == Decimal("1234.50")


@pytest.mark.parametrize("text", ["1 234", "1\xa0234", "1,234.00", "\u200b1234", "1234 "])
def test_a_whole_number_is_read_as_excel_gives_it(text: str) -> None:
    assert typed(field(Kind.INTEGER), [text]) == 1234


@pytest.mark.parametrize("text", ["¥1,200.50", "１２００．５０元", "￥1200.50", "1 200.50"])
def test_an_amount_may_have_its_currency(text: str) -> None:
    assert typed(field(Kind.DECIMAL), [text]) == Decimal("1200.50")


@pytest.mark.parametrize("text", ["1,2,3", "12 3", "1.2万", "=1+1"])
def test_a_number_that_could_be_two_things_is_told(text: str) -> None:
    with pytest.raises(Unreadable):
        typed(field(Kind.DECIMAL), [text])


@pytest.mark.parametrize("text", ["12a", "1.5", "99999999999", "--1", "1e3"])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    with pytest.raises(Unreadable):
        typed(field(Kind.INTEGER), [text])


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e99", "x"])
def test_what_is_no_decimal_is_told(text: str) -> None:
    with pytest.raises(Unreadable):
        typed(field(Kind.DECIMAL), [text])


@pytest.mark.parametrize("text", ["0", "-3", "abc", "1.0", "99999999999999999999"])
def test_a_reference_is_a_number_from_one(text: str) -> None:
    with pytest.raises(Unreadable, match="no such entry"):
        typed(field(Kind.REF), [text])


def test_yes_and_no_in_both_languages() -> None:
    assert typed(field(Kind.YES_NO), ["是"]) is True
    assert typed(field(Kind.YES_NO), ["0"]) is False
    with pytest.raises(Unreadable):
        typed(field(Kind.YES_NO), ["perhaps"])


def test_blank_text_is_nothing_and_line_ends_are_plain() -> None:
    assert typed(field(Kind.TEXT), ["  \r\n "]) is None
    assert typed(field(Kind.LONG_TEXT), [" a\r\nb "]) == "a\nb"


def test_a_line_from_a_table_or_a_document_has_plain_blanks_and_no_marks() -> None:
    found = typed(field(Kind.TEXT), ["\ufeff王\xa0小\t明\u200b\v(组长)\u00ad\n"])
    assert found == "王 小 明 (组长)"


def test_a_text_keeps_its_lines_and_what_its_script_needs() -> None:
    text = "a\vb\xa0c\u200b\r\n👨\u200d👩\u200d👧 ᠮᠣᠩᠭᠣᠯ\u180b"
    assert typed(field(Kind.LONG_TEXT), [text]) == "a\nb c\n👨\u200d👩\u200d👧 ᠮᠣᠩᠭᠣᠯ\u180b"


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>", "@SUM(A1)", "１２３ Ａ"])
def test_formulas_markup_and_wide_letters_stay_the_text_they_are(text: str) -> None:
    assert typed(field(Kind.TEXT), [text]) == text


def test_choices_come_once_each_also_from_one_text() -> None:
    assert typed(field(Kind.CHOICES), ["x", "y|x", ""]) == ("x", "y")


def test_a_nul_character_is_refused_in_every_kind_but_text() -> None:
    for kind in (Kind.DATE, Kind.INTEGER, Kind.REF, Kind.YES_NO):
        with pytest.raises(Unreadable):
            typed(field(kind), ["1\0"])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.DATE, dt.date(2026, 9, 1)),
        (Kind.MOMENT, dt.datetime(2026, 9, 1, 6, 30, tzinfo=dt.UTC)),
        (Kind.DECIMAL, Decimal("12.50")),
        (Kind.INTEGER, 7),
        (Kind.YES_NO, False),
        (Kind.CHOICES, ("x", "y")),
        (Kind.TEXT, "a"),
    ],
)
def test_what_an_input_carries_is_read_back(kind: Kind, value: object) -> None:
    assert typed(field(kind), [text_of(value, SHANGHAI)], SHANGHAI) == value


def test_another_name_of_a_choice_is_its_value() -> None:
    choices = (Choice("c", "Central group", aliases=("the group", "中心组")), Choice("u", "Unit"))
    declared = Field(name="a", kind=Kind.CHOICE, label="A", choices=choices)
    assert [typed(declared, [t]) for t in (" 中心组 ", "the group", "c", "u", "x")] == [
        "c", "c", "c", "u", "x"
    ]  # fmt: skip
