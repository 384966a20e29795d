"""The quick entry of a contact, as tests in the browser make it."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import select

from plugins.befriending.models import Contact
from tests.browser.conftest import Visitor
from tests.browser.test_forms_kept import mend, stored
from tests.builders import PASSWORD
from tests.site import Site

QUICK = "/quick/befriending.contact"
DONE = "[data-state='{}'] h1"


def waiting(visitor: Visitor) -> list[str]:
    """What this browser keeps to be sent."""
    return [n for n in stored(visitor.page) if ":quick:" in n]


def enter(visitor: Visitor, *, note: str = "") -> None:
    """A talk of today with the first person, up to the button."""
    visitor.page.click("[data-pick]")
    visitor.page.click("label:has-text('Talk')")
    visitor.page.click("[data-field=topics] label:has-text('Teaching')")
    if note:
        visitor.page.fill("#f-summary", note)


def save(visitor: Visitor) -> None:
    """Press save."""
    visitor.page.click(".k-qfoot .btn")


def ended(visitor: Visitor, state: str) -> None:
    """Until the last step says so."""
    expect(visitor.page.locator(DONE.format(state))).to_be_visible()


def back_online(visitor: Visitor) -> None:
    """The connection is back, and the browser says so."""
    mend(visitor)
    visitor.page.evaluate("window.dispatchEvent(new Event('online'))")


def newest(site: Site) -> Contact:
    """The contact entered last."""
    with site.session() as session:
        return session.scalars(select(Contact).order_by(Contact.id.desc())).first() or Contact()


def sign_in(visitor: Visitor, name: str, *, shared: bool = False) -> None:
    """Through the form of the sign-in page."""
    visitor.page.fill("#username", name)
    visitor.page.fill("#password", PASSWORD)
    visitor.page.set_checked("#shared", shared)
    visitor.press("button.btn-primary")
