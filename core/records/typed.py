"""Text that a person typed, as a value of a field's kind; and back again for inputs.

Taken as people write it here: full-width digits, ``2026年9月1日``, ``2026/9/1``, ``是``, ``否``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from core.declare import Field, Kind
from core.records.validate import MAX_INTEGER, clean

UTC = ZoneInfo("UTC")
YES = frozenset({"1", "true", "yes", "on", "y", "是"})
NO = frozenset({"0", "false", "no", "off", "n", "否"})
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*分?(?::\d{1,2}(?:\.\d+)?)?")


class Unreadable(ValueError):
    """The text is no value of this kind. ``text`` is a msgid, ``values`` fill its places."""

    def __init__(self, text: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(text)
        self.text, self.values = text, dict(values or {})


def typed(declared: Field, texts: Sequence[str], zone: ZoneInfo = UTC) -> Any:
    """The value of what was typed; None (or an empty tuple) for nothing. Raises Unreadable."""
    if declared.kind is Kind.CHOICES:
        parts = [p.strip() for text in texts for p in text.split("|")]
        return tuple(dict.fromkeys(p for p in parts if p))
    text = texts[-1] if texts else ""
    if declared.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE):
        return clean(text)
    if "\0" in text:
        raise Unreadable("Contains characters that cannot be kept. Delete them.")
    plain = unicodedata.normalize("NFKC", text).strip()
    return _READERS[declared.kind](plain, zone) if plain else None


def _whole(text: str, _zone: ZoneInfo) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", text.replace(",", "")):
        raise Unreadable("Write a whole number, for example 12.")
    number = int(text.replace(",", ""))
    if abs(number) > MAX_INTEGER:
        raise Unreadable("This number is too large.")
    return number


def _reference(text: str, zone: ZoneInfo) -> int:
    try:
        number = _whole(text, zone)
    except Unreadable:
        number = 0
    if number < 1:
        raise Unreadable("There is no such entry, or you may not use it.")
    return number


def _decimal(text: str, _zone: ZoneInfo) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Unreadable("Write a number, for example 12.50.") from None
    if not number.is_finite() or abs(number) > MAX_INTEGER:
        raise Unreadable("This number is too large.")
    return number


def _date(text: str, _zone: ZoneInfo) -> dt.date:
    found = _DATE.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if found is None:
        raise Unreadable("Write a date as 2026-09-01.")
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Unreadable("There is no such day. Write a date as 2026-09-01.") from None


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        day, clock = _DATE.match(text), None
        if day is not None:
            clock = _TIME.fullmatch(text[day.end() :].strip().removeprefix("T"))
        if day is None or clock is None:
            raise Unreadable("Write a date and a time as 2026-09-01 14:30.") from None
        try:
            time = dt.time(int(clock.group(1)), int(clock.group(2)))
        except ValueError:
            raise Unreadable("There is no such time. Write it as 14:30.") from None
        moment = dt.datetime.combine(_date(day.group(0).strip(), zone), time)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)


def _yes_no(text: str, _zone: ZoneInfo) -> bool:
    word = text.lower()
    if word not in YES | NO:
        raise Unreadable("Choose yes or no.")
    return word in YES


_READERS: dict[Kind, Any] = {
    Kind.INTEGER: _whole,
    Kind.REF: _reference,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
}


def text_of(value: Any, zone: ZoneInfo = UTC) -> str:
    """A value as an input carries it; ``typed`` reads it back."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.datetime):
        return value.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return "|".join(str(v) for v in value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
