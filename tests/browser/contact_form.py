"""The form of a contact, as tests in the browser fill it in."""

from __future__ import annotations

from sqlalchemy import func, select

from plugins.befriending.models import Contact
from tests.browser.conftest import Visitor
from tests.site import Site

LIST, ADD = "/befriending/contact/", "/befriending/contact/add"


def fill(visitor: Visitor, place: str = "Green hall") -> None:
    """Everything a contact needs."""
    visitor.pick("pair", "林一", "林一友")
    visitor.page.fill("#f-date", "2026-11-20")
    visitor.page.click("label:has-text('Talk')")
    visitor.page.check("input[name=topics][value=teaching]")
    visitor.page.fill("#f-place", place)


def contacts(site: Site) -> int:
    """Number of contacts."""
    with site.session() as session:
        return int(session.scalar(select(func.count()).select_from(Contact)) or 0)
