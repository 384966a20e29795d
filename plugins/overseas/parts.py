"""Small things that both articles of the chapter share."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from core.sdk import Change, Choice, Complaint, Look, State, Values

OFFICE = ("UF", "UFH")
PUBLIC_MAIL = frozenset(
    "qq foxmail 163 126 yeah sina sohu aliyun 139 189 tom 21cn gmail googlemail outlook hotmail live msn "
    "yahoo ymail rocketmail icloud me mac aol proton protonmail pm gmx web mail inbox bk list yandex "
    "rambler ukr naver daum hanmail zoho fastmail tutanota tuta t-online freenet orange wanadoo laposte "
    "free libero virgilio rediffmail comcast verizon att shaw rogers bigpond btinternet hey duck".split()
)
"""First labels of the domains of mail providers for everybody: an address there is somebody's own."""
TWO_LABELS = 2
ADDRESS = re.compile(
    r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


def choices(states: tuple[State, ...]) -> tuple[Choice, ...]:
    """The states as choices of the field that holds them."""
    return tuple(Choice(s.name, s.label, s.tone) for s in states)


def number(look: Look, name: str) -> int:
    """A parameter of the chapter that is a whole number."""
    value = look.parameter("overseas", name)
    assert isinstance(value, int)
    return value


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def quarter(day: dt.date) -> str:
    """The quarter of the year a day lies in, as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def not_of_tomorrow(change: Change, name: str, article: str) -> Iterable[Complaint]:
    """What took place did not take place tomorrow."""
    day = change.after.get(name)
    if isinstance(day, dt.date) and day > change.today and change.changed(name):
        yield Complaint("It is entered after it took place.", name, article)


def address_complaints(change: Change, name: str) -> Iterable[Complaint]:
    """A mail address looks like one."""
    text = change.after.get(name)
    if isinstance(text, str) and change.changed(name) and not ADDRESS.fullmatch(text):
        yield Complaint("This is no e-mail address. Write it as name@example.edu.cn.", name)


def is_personal(address: str) -> bool:
    """True for an address at a provider for everybody: name@gmail.com, name@mail.ru, name@yahoo.co.jp."""
    labels = address.lower().rpartition("@")[2].removeprefix("vip.").split(".")
    if labels[0] not in PUBLIC_MAIL:
        return False
    # mail.tsinghua.edu.cn is a server of a university, yahoo.co.jp is not.
    return len(labels) == TWO_LABELS or labels[1] in ("co", "com", "net", "ne", "or")


def heads(look: Look, unit: object, today: dt.date) -> list[int]:
    """The people who head a unit today."""
    return [
        person
        for post in look.rows("directory.post", unit=unit, kind="unit_head")
        if _stands(post["starts"], post["ends"], today)
        and isinstance(person := post["person"], int)
    ]


def _stands(starts: object, ends: object, today: dt.date) -> bool:
    begun = not isinstance(starts, dt.date) or starts <= today
    return begun and (not isinstance(ends, dt.date) or ends >= today)


def every(look: Look, record: str, **equal: object) -> Iterator[Values]:
    """All rows with these values, however many there are."""
    last = 0
    while found := look.rows(record, after=last, **equal):
        yield from found
        key = found[-1]["id"]
        assert isinstance(key, int)
        last = key
