"""Buttons that lead to a chapter's own pages: below its address, on the list or on a row."""

from __future__ import annotations

import pytest

from core.chapters.vet_views import problems_of_view
from core.declare import Field, Kind, PageLink, Record, View

RECORD = Record(
    name="plans.plan", label="Plan", fields=(Field(name="a", kind=Kind.TEXT, label="A"),)
)


def faults(address: str) -> list[str]:
    """What is wrong with a button that leads to *address*."""
    view = View(record="plans.plan", pages=(PageLink("Go", address),))
    return [str(p) for p in problems_of_view(view, {"plans.plan": RECORD}, {})]


@pytest.mark.parametrize(
    "address", ["/other/page", "https://example.org/", "plans/page", "/plansx/"]
)
def test_a_button_that_leads_out_of_the_chapter_is_refused(address: str) -> None:
    (told,) = faults(address)
    assert repr(address) in told and "below /plans/" in told


@pytest.mark.parametrize(("address", "of_row"), [("/plans/all", False), ("/plans/page/{id}", True)])
def test_a_number_in_the_address_puts_it_on_the_row(address: str, of_row: bool) -> None:
    assert faults(address) == []
    assert PageLink("Go", address).of_row is of_row
