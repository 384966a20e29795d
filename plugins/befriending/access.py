"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
RECORDS = ("pair_list", "pair", "contact", "visit", "unit_round")
OFFICE_MOVES = {
    "pair_list": ("ask", "submit", "send_back", "adjust", "archive", "void"),
    "pair": ("confirm", "release", "settle", "end"),
    "contact": ("redraft", "register", "show", "archive"),
}


def grants() -> Iterator[Grant]:
    """The office keeps everything, leaders see their own, the person what is kept about them."""
    for role in ("UF", "UFH"):
        for short in RECORDS:
            yield Grant(role, f"befriending.{short}", ROWS + OFFICE_MOVES.get(short, ()), Scope.ALL)
    yield Grant("UFH", "befriending.pair_list", ("approve",), Scope.ALL)
    yield Grant("CM", "befriending.pair_list", ("read", "approve", "send_back"), Scope.ALL)
    for role in ("CM", "CL"):
        yield Grant(role, "befriending.pair", ("read", "release"), Scope.OWN)
        contact = ("read", "create", "edit", "redraft", "register", "show")
        yield Grant(role, "befriending.contact", contact, Scope.OWN)
        yield Grant(role, "befriending.visit", ("read", "create", "edit"), Scope.OWN)
    yield Grant("UH", "befriending.unit_round", ("read",), Scope.UNIT)
    yield Grant("ME", "befriending.pair", ("read", "release"), Scope.PARTY)
    yield Grant("ME", "befriending.contact", ("read", "acknowledge"), Scope.PARTY)
    yield Grant("ME", "befriending.visit", ("read",), Scope.PARTY)
