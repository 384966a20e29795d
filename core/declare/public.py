"""The mark of a chapter's page that is open to everybody, and on which nobody is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_OPEN = "open_to_everybody"
FOLDER = "open"
"""Addresses of public pages begin with ``/<chapter>/open/``, so that a proxy can be told of them."""


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a page of a chapter as open to everybody; put it nearest to the function."""
    setattr(view, _OPEN, True)
    return view


def is_public_view(view: object) -> bool:
    """True when *view* is marked as open to everybody."""
    return bool(getattr(view, _OPEN, False))
