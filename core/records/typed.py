"""Text that a person typed, as a value of a field's kind; and back again for inputs.

Taken as people write it here and as Word and Excel give it: full-width digits, odd blanks,
``2026年9月1日``, ``2026.9.1``, ``二〇二六年九月一日``, ``2026/9/1 0:00``, ``1,200元``, ``是``, ``否``.
What cannot be read with certainty is refused, never guessed.
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
_DATE = re.compile(r"(\d{4})\s*[-/.。年]\s*(\d{1,2})\s*[-/.。月]\s*(\d{1,2})\s*[日号]?")
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周)[一二三四五六日天]\)?")
_MIDNIGHT = re.compile(r"[T\s]+0{1,2}:00(?::00(?:\.0+)?)?")
_TIME = re.compile(
    r"(上午|下午|[AaPp][Mm])?\s*(\d{1,2})\s*(?::|时|点)\s*(\d{1,2})?\s*分?(?::\d{1,2}(?:\.\d+)?)?"
    r"\s*([AaPp][Mm])?"
)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_INVISIBLE = str.maketrans("", "", "\u200b\u2060\ufeff\u00ad")
"""Zero-width marks that Word, Excel and web pages leave behind. Joiners stay: scripts and emoji need them."""
_ODD_BLANKS = re.compile(r"[\t\n\r\v\f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f]+")


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
    if declared.kind is Kind.LONG_TEXT:
        lines = text.replace("\v", "\n").replace("\f", "").replace("\u2028", "\n")
        return clean(lines.translate(_INVISIBLE).replace("\xa0", " "))
    if declared.kind in (Kind.TEXT, Kind.CHOICE):
        plain = clean(_ODD_BLANKS.sub(" ", text.translate(_INVISIBLE)))
        return next((c.value for c in declared.choices if plain in c.aliases), plain)
    if "\0" in text:
        raise Unreadable("Contains characters that cannot be kept. Delete them.")
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()
    return _READERS[declared.kind](plain, zone) if plain else None


def _digits(text: str) -> str:
    """A number as Excel shows it, without separators of thousands, sign of currency or unit."""
    plain = text.removeprefix("¥").removesuffix("元").strip()
    return re.sub(r"(?<=\d)[,\s](?=\d{3}(?!\d))", "", plain.replace("\u2212", "-"))


def _whole(text: str, _zone: ZoneInfo) -> int:
    found = re.fullmatch(r"([+-]?\d{1,15})(?:\.0+)?", _digits(text))
    if found is None:
        raise Unreadable("Write a whole number, for example 12.")
    number = int(found[1])
    if abs(number) > MAX_INTEGER:
        raise Unreadable("This number is too large.")
    return number


def _reference(text: str, _zone: ZoneInfo) -> int:
    number = int(text) if re.fullmatch(r"\d{1,15}", text) else 0
    if not 1 <= number <= MAX_INTEGER:
        raise Unreadable("There is no such entry, or you may not use it.")
    return number


def _decimal(text: str, _zone: ZoneInfo) -> Decimal:
    try:
        number = Decimal(_digits(text))
    except InvalidOperation:
        raise Unreadable("Write a number, for example 12.50.") from None
    if not number.is_finite() or abs(number) > MAX_INTEGER:
        raise Unreadable("This number is too large.")
    return number


def _date(text: str, _zone: ZoneInfo) -> dt.date:
    plain = _WEEKDAY.sub("", _MIDNIGHT.sub("", text)).strip()
    found = _DATE.fullmatch(plain) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    parts = [int(part) for part in found.groups()] if found else _written(plain)
    if not parts:
        raise Unreadable("Write a date as 2026-09-01.")
    try:
        return dt.date(*parts)
    except ValueError:
        raise Unreadable("There is no such day. Write a date as 2026-09-01.") from None


def _written(text: str) -> list[int]:
    """Year, month and day of a date in Chinese numerals; empty when it is none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return []
    return [int(found[1].translate(_NUMERALS)), *(_numeral(part) for part in found.groups()[1:])]


def _numeral(text: str) -> int:
    """A number below a hundred in Chinese numerals; 0, which is no day, for what is none."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    number = 10 * (int(tens.translate(_NUMERALS)) if tens else 1) if ten else 0
    return number + (int(ones.translate(_NUMERALS)) if ones else 0)


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        text = _WEEKDAY.sub(" ", text)
        day, clock = _DATE.match(text), None
        if day is not None:
            clock = _TIME.fullmatch(text[day.end() :].strip().removeprefix("T"))
        if day is None or clock is None:
            raise Unreadable("Write a date and a time as 2026-09-01 14:30.") from None
        moment = dt.datetime.combine(_date(day.group(0).strip(), zone), _time(clock))
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)


def _time(clock: re.Match[str]) -> dt.time:
    """The time of day that was found; afternoons count on from twelve."""
    half, hour = (clock[1] or clock[4] or "").lower(), int(clock[2])
    if half in ("下午", "pm") and hour < 12:
        hour += 12
    elif half in ("上午", "am") and hour == 12:
        hour = 0
    try:
        return dt.time(hour, int(clock[3] or 0))
    except ValueError:
        raise Unreadable("There is no such time. Write it as 14:30.") from None


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
