"""Rules that say what cannot be: each fault with its file, table, key, and what to do."""

from __future__ import annotations

import pytest

from tests.chapters_made_for_tests import Made, reasons
from tests.core.same_chapter import SAME


def told_of(made: Made, old: str, new: str) -> str:
    """What the chapter «same» is told when a piece of its file is another."""
    text = SAME.format(name="same")
    assert text.count(old) >= 1, old
    made.files("same", chapter_toml=text.replace(old, new, 1))
    return reasons(made.load(), "same")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'kind = "recurring"', 'kind = "recuring"',
            "[rule.R4]: has the kind 'recuring'. Did you mean 'recurring'? Use one of: quota, deadl",
        ),
        (
            'kind = "recurring"', "kind = 3",
            "[rule.R4]: has the kind 3. Use one of: quota, deadline, recurring, freshness, rotation.",
        ),
        (
            'period = "@stretch"', 'period = "semster"',
            "[rule.R4]: key 'period' is 'semster'. Give one of: academic_year, semester, "
            "teaching_weeks, half_year, quarter, year, month, none or \"@name\" of a parameter.",
        ),
        (
            'period = "@stretch"', 'period = "@way"',
            "[rule.R4]: key 'period' is '@way', which may be 'each_record'. Use one of: academic_year",
        ),
        (
            'every = "@least"', 'every = "least"',
            "[rule.R5]: key 'every' is 'least'. Give a whole number or \"@name\" of a parameter.",
        ),
        (
            'every = "@least"', "every = 0",
            "[rule.R5]: key 'every' is 0. Give a number of at least 1, or a parameter.",
        ),
        (
            "minimum = 1", "minimum = 0",
            "[rule.R5]: key 'every' is '@least', which may be below 1. Set minimum = 1 or more in",
        ),
        (
            'every = "@least"', 'every = "@lest"',
            "[rule.R5]: names the parameter 'lest', which is not declared. Parameters: least, spring",
        ),
        (
            'every = "@least"', 'every = "@way"',
            "[rule.R5]: key 'every' needs a number where '@way' gives 'distinct_days'. Name a param",
        ),
        (
            'period = "@stretch"', "every = 2",
            "[rule.R4]: key 'every' is for teaching weeks. Set period to \"teaching_weeks\", or",
        ),
        (
            'skipped = "requeue"', 'skipped = "forget"',
            "[rule.R5]: key 'skipped' is 'forget'. Give one of: hold, requeue or \"@name\" of a par",
        ),
        (
            'record = "thing", place = "semester"', 'record = "thingy", place = "semester"',
            "[rule.R5]: key 'roster.record' names the record 'same.thingy', which no loaded chapter",
        ),
        (
            'of = "id", starts = "day"', 'of = "id", starts = "dai"',
            "[rule.R5]: key 'away.1.starts' names the field 'dai', which same.thing does not have.",
        ),
        (
            'of = "id", starts = "day"', 'of = "id", starts = "created_at"',
            "[rule.R5]: key 'away.1.starts' names 'created_at', which is no date. Name a field of the",
        ),
        (
            'place = "semester", person', 'plaec = "semester", person',
            "[rule.R5.roster]: unknown key 'plaec'. Did you mean 'place'?",
        ),
        (
            'kind = "ref", label = "Turn", target = "same.thing"',
            'kind = "ref", label = "Turn", required = true, target = "same.thing"',
            "[rule.R5]: key 'turn' names 'turn', which is required. Leave it optional: on a day on",
        ),
        (
            'label = "Taker", target = "same.thing"', 'label = "Taker", target = "directory.person"',
            "[rule.R5]: key 'taker' names 'taker', which does not refer to same.thing. Name a refer",
        ),
        (
            'place = "semester"', 'place = "label"',
            "[rule.R5]: key 'roster.place' names 'label', which is of the kind text. Name a field of",
        ),
        (
            'slot = { kind = "text", label = "Slot", unique = true }',
            'slot = { kind = "integer", label = "Slot" }',
            "[rule.R5]: key 'slot' names 'slot', which is of the kind integer. Name a field of the ki",
        ),
        (
            'of = "id", starts', 'of = "unit", starts',
            "[rule.R5]: key 'away.1.of' names 'unit', which leads to no member. Name a reference to ",
        ),
        (
            'roster = {', 'rooster = {',
            "[rule.R5]: has no 'roster'. Add roster = { … }",
        ),
        (
            'person = "person"\nstarts = "day"', 'person = "label.name"\nstarts = "day"',
            "[rule.R4]: key 'serving.1.person' follows 'label.name', but 'label' refers to no other",
        ),
        (
            'values = ["unit_head"]', 'values = ["unit_haed"]',
            "[rule.R4]: key 'serving.2.where' asks for kind = 'unit_haed', which is no choice of it.",
        ),
        (
            'values = ["unit_head"]', 'value = ["unit_head"]',
            "[rule.R4.serving.2.where.1]: unknown key 'value'. Did you mean 'values'?",
        ),
        (
            'record = "directory.unit"\nunit = "id"', 'record = "directory.unit"',
            "[rule.R4]: key 'serving' is set, but no unit in which they serve. Set unit to the",
        ),
        (
            'on = "@spring"', 'on = "02-30"',
            "[rule.R6]: key 'on' of due is '02-30', which is no day of the year. Write month-day",
        ),
        (
            'on = "@spring" }}'.replace("}}", "}"), 'on = "@spring" }\nperiod = "month"',
            "[rule.R6]: is due on a day of the year, but its period is month. Set period to academic",
        ),
        (
            'anchor = "day", months = 1, on = "@spring"', 'anchor = "day", months = 1',
            "[rule.R6]: counts from day, and key 'on' of due is ''. For a day of the year write anch",
        ),
        (
            'default = "03-31"', 'default = "31.3."',
            "parameter 'spring': its default must be a day of the year, written as 03-31. Correct",
        ),
        (
            'link = "person"\ndate = "day"\nat_least', 'date = "day"\nat_least',
            "[rule.R1]: does not say which field of the counted rows holds the subject. Set key 'li",
        ),
        (
            'link = "person"\ndate = "day"\nat_least', 'link = "person"\ndate = ""\nat_least',
            "[rule.R1]: counts rows without a date. Set key 'date', or 'counted_year'.",
        ),
        (
            'link = "unit"\ndate = "day"', 'link = "unit"\ncounted_year = "academic_year"\ndate = ""',
            "[rule.R4]: counts rows by the year they name, but its period may be semester. Set key '",
        ),
        (
            "days = 60", "days = 0",
            "[rule.R3]: key 'days' is 0. Give a number of at least 1, or a parameter.",
        ),
        (
            'starts = "day"\ndue = { anchor = "field", days = 30 }', 'starts = "day"\ndue = { days = 30 }',
            "[rule.R2]: counts from period_end, but a deadline counts from its own field.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_key_or_value_of_a_rule_is_told_with_its_mend(
    made: Made, old: str, new: str, told: str
) -> None:
    found = told_of(made, old, new)
    assert told in found
    assert "same/chapter.toml [" in found or "parameter" in told


def test_one_fault_is_told_once(made: Made) -> None:
    found = told_of(made, 'counts = "thing"\nlink = "person"', 'counts = "thng"\nlink = "person"')
    assert found.count("\n") == 0
    assert "key 'counts' names the record 'same.thng', which no loaded chapter declares." in found
