"""The number of days between two dates, as each database counts it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):
    """``days_between(first, last)`` of two columns of dates."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _dates(element: Any, compiler: Any, **options: Any) -> str:
    first, last = (compiler.process(c, **options) for c in element.clauses)
    return f"({last} - {first})"


@compiles(days_between, "sqlite")
def _julian(element: Any, compiler: Any, **options: Any) -> str:
    first, last = (compiler.process(c, **options) for c in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"
