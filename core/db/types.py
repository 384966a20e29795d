"""Column types that behave alike on SQLite, PostgreSQL and the databases that follow it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator
from typing_extensions import override


class Moment(TypeDecorator[dt.datetime]):
    """A point in time: aware UTC in Python, naive UTC in the table."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone. Pass an aware datetime.")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Scaled(TypeDecorator[Decimal]):
    """A decimal with a fixed number of places, kept as an integer: exact, sortable and summable."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return (
            None
            if value is None
            else int(Decimal(str(value)).scaleb(self.scale).to_integral_value())
        )

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-self.scale)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several choices in one text, as ``|a|b|``, so that one of them is found by LIKE."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return "|" + "|".join(value) + "|" if value else None

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        return tuple(w for w in (value or "").split("|") if w)
