"""The inbox, the choices and the post's page in Chromium, with something in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.access.accounts import set_person
from core.db import writing
from core.notify.models import Parcel, State
from core.settings import Settings
from tests.browser.conftest import DESK, PHONE, Visit, Visitor
from tests.browser.test_record_pages import AXE, faults
from tests.conftest import make_settings
from tests.core.post import Post, post
from tests.core.test_notify_sharing import MAILER
from tests.missing import missing

__all__ = ["post"]
pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """With a mail server named."""
    mail = {"smtp_host": "127.0.0.1", "smtp_from": "post@tongxin.edu"}
    return make_settings(database_url, tmp_path / "data", **mail)


@pytest.fixture(autouse=True)
def told(post: Post) -> None:
    """The administrator was told three things; one mail was given up, one message reached nobody."""
    with writing(), post.site.runtime.factory.begin() as session:
        set_person(session, post.account("boss"), post.site.ids["person2"])
    post.wish("boss", "boss@example.edu")
    for number in (1, 2, 3):
        link = "/duties/" if number > 1 else ""
        post.tell(f"Duty {number}", person="person2", body="It is due." * number, link=link)
    post.tell(role="PU")
    post.run(MAILER)
    post.change(
        Parcel,
        state=State.DEAD,
        reason="refused",
        detail="550 5.1.1 User unknown",
        ended_at=post.now,
    )


def bell(visitor: Visitor) -> str:
    """The number beside the bell."""
    count = visitor.page.locator(".k-bell .k-count")
    return count.inner_text() if count.count() else ""


@SIZES
def test_the_bell_leads_to_the_inbox_and_opening_marks_as_read(
    visit: Visit, size: tuple[int, int]
) -> None:
    boss = visit("boss", size)
    assert bell(boss) == "3"
    boss.page.click(".k-bell")
    boss.page.wait_for_url("**/inbox/")
    boss.page.click("text=Duty 3")
    boss.page.wait_for_url("**/duties/")
    assert bell(boss) == "2"
    boss.go("/inbox/?show=unread")
    boss.page.locator(".k-inbox li").filter(has_text="Duty 2").locator("button.btn").click()
    boss.page.wait_for_load_state()
    assert bell(boss) == "1"
    assert boss.page.locator(".k-inbox li").count() == 1
    assert boss.complaints == []


def test_the_inbox_works_by_keyboard(visit: Visit) -> None:
    boss = visit("boss")
    boss.go("/inbox/")
    boss.page.focus("text=Duty 3")
    boss.page.keyboard.press("Enter")
    boss.page.wait_for_url("**/duties/")
    assert bell(boss) == "2"


def test_choices_are_made_and_kept(visit: Visit) -> None:
    boss = visit("boss", PHONE)
    boss.go("/profile/#notices")
    boss.page.click("label[for=n-r-weekly]")
    boss.page.select_option("#n-weekday", "4")
    boss.page.click("#notices button[type=submit]")
    boss.page.wait_for_url("**/profile/#notices")
    assert boss.page.is_checked("#n-r-weekly")
    assert boss.page.input_value("#n-weekday") == "4"


@SIZES
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_fit_and_pass_the_accessibility_rules(
    visit: Visit, size: tuple[int, int], theme: str
) -> None:
    if not AXE.exists():
        missing("axe-core is not installed (npm ci)")
    boss = visit("boss", size)
    boss.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    boss.page.emulate_media(reduced_motion="reduce")
    for path in ("/inbox/", "/profile/", "/notices/"):
        assert boss.go(path) == 200
        assert boss.fits(), path
        assert faults(boss) == [], path
    assert boss.complaints == []
