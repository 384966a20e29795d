"""What holds for every value by its declaration, asked at each save whatever road it came by."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from core.declare import Complaint, Field, Kind, Record, Workflow
from core.declare.fields import length_of
from core.declare.shown import Hidden
from core.texts import N_

TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.LONG_TEXT: (str,),
    Kind.CHOICE: (str,),
    Kind.CHOICES: (tuple, list),
    Kind.INTEGER: (int,),
    Kind.REF: (int,),
    Kind.DECIMAL: (Decimal, int),
    Kind.DATE: (dt.date,),
    Kind.MOMENT: (dt.datetime,),
    Kind.YES_NO: (bool,),
}
_ALLOWED_CONTROLS = {"\n", "\t"}
_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MAX_INTEGER = 2**31 - 1


def clean(value: Any) -> Any:
    """Text without outer blanks and with plain line ends; nothing but blanks becomes None."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None


UNFIT = N_(
    "Contains characters that cannot be kept (control or direction marks). "
    "Delete them or type the text anew."
)


def unfit_characters(text: str) -> bool:
    """True for NUL, control, direction and lone surrogate characters, which cannot be kept or shown."""
    return any(
        (unicodedata.category(c) in ("Cc", "Cs") and c not in _ALLOWED_CONTROLS) or c in _BIDI
        for c in text
    )


def complaints(
    record: Record, values: Mapping[str, Any], workflow: Workflow | None, *, creating: bool
) -> Iterator[Complaint]:
    """Everything that is wrong with *values* by the declaration alone."""
    state = values.get(workflow.field) if workflow else None
    hidden = Hidden.of(record.fields, values)
    for declared in record.fields:
        value = values.get(declared.name)
        if value is None or value == ():
            if declared.name not in hidden and is_needed(declared, state):
                yield Complaint("Fill in this field.", declared.name)
        else:
            yield from value_complaints(declared, value)
    if creating and workflow and state not in (None, workflow.first):
        yield Complaint("A new row starts in its first state.", workflow.field)


def is_needed(declared: Field, state: object) -> bool:
    """True when the field must be filled in this state, where it applies at all."""
    return declared.required or (state is not None and state in declared.required_in)


def value_complaints(declared: Field, value: Any) -> Iterator[Complaint]:
    """What is wrong with one filled value."""
    wrong = not isinstance(value, TYPES[declared.kind])
    if wrong or (isinstance(value, bool) and declared.kind is not Kind.YES_NO):
        yield Complaint("This is not a value of the right kind.", declared.name)
    elif declared.kind in (Kind.TEXT, Kind.LONG_TEXT):
        yield from _text(declared, value)
    elif declared.kind is Kind.CHOICE and declared.choice(value) is None:
        yield Complaint("Choose one of the values offered.", declared.name)
    elif declared.kind is Kind.CHOICES and any(declared.choice(v) is None for v in value):
        yield Complaint("Choose among the values offered.", declared.name)
    elif declared.kind in (Kind.INTEGER, Kind.DECIMAL):
        yield from _number(declared, value)
    elif declared.kind is Kind.DATE and not dt.date(1900, 1, 1) <= value <= dt.date(2200, 12, 31):
        yield Complaint("Give a date between 1900 and 2200.", declared.name)


def _text(declared: Field, value: str) -> Iterator[Complaint]:
    limit = length_of(declared)
    if len(value) > limit:
        yield Complaint(
            "At most %(limit)s characters; these are %(length)s.",
            declared.name,
            values={"limit": limit, "length": len(value)},
        )
    if unfit_characters(value):
        yield Complaint(UNFIT, declared.name)


def _number(declared: Field, value: Any) -> Iterator[Complaint]:
    lowest = declared.minimum if declared.minimum is not None else -MAX_INTEGER
    highest = declared.maximum if declared.maximum is not None else MAX_INTEGER
    if isinstance(value, Decimal) and not value.is_finite():
        yield Complaint("This is not a value of the right kind.", declared.name)
    elif value < lowest:
        yield Complaint("At least %(limit)s.", declared.name, values={"limit": lowest})
    elif value > highest:
        yield Complaint("At most %(limit)s.", declared.name, values={"limit": highest})
    elif isinstance(value, Decimal) and -int(value.as_tuple().exponent) > declared.scale:
        yield Complaint(
            "At most %(scale)s decimal places.", declared.name, values={"scale": declared.scale}
        )
