"""What takes something away is undone by one press, or says before what it takes away."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest

from tests.site import Browser, Site

UNDO, CONFIRMED, SHOWN, HARMLESS = "undo", "confirmed", "shown before", "can be done again at once"
SAFE = {
    "records.delete_row": UNDO,
    "records.remove_file": UNDO,
    "records.bulk": UNDO,
    "records.delete_view": CONFIRMED,
    "profile.end": CONFIRMED,
    "drafts.drop": CONFIRMED,
    "roles.edit": CONFIRMED,
    "accounts.link": CONFIRMED,
    "search_indexes.off": CONFIRMED,
    "retention.run_now": CONFIRMED,
    "retention.lift": CONFIRMED,
    "due_calendar.link": CONFIRMED,
    "due_calendar.unlink": CONFIRMED,
    "notices.parcels": CONFIRMED,
    "notices.messages": CONFIRMED,
    "records.move_row": SHOWN,
    "overseas_pages.answered": SHOWN,
    "overseas_pages.stopped": SHOWN,
    "chapters.switch": SHOWN,
    "parameters.save": SHOWN,
    "parameters.switch_rule": SHOWN,
    "waiving.waive_it": SHOWN,
    "parameters.withdraw": HARMLESS,
    "accounts.edit": HARMLESS,
    "jobs.stop": HARMLESS,
    "reports.back": HARMLESS,
    "reports.replace_template": HARMLESS,
    "waiving.take_it_back": HARMLESS,
}
"""Everything that takes something away, and why nobody loses anything by a slip."""
KEEPS = """
about_me.ask accounts.add audit.index drafts.keep duties.run_now first_run.setup inbox.open_ inbox.read
inbox.read_all jobs.again language.choose profile.computer profile.look profile.new_key profile.notices
profile.set_by_link profile.show profile.theme quick.send records.add_files records.add_row
records.change_view records.display records.edit_row records.new_view records.open_with records.restore_file
records.restore_row records.take_back regulation.take retention.hold search_indexes.on session.resume
SignInView.login SignInView.logout exports.ask roles.give study_pages.confirm research_pages.declared
research_pages.hand_in overseas_pages.agree overseas_pages.make_link overseas_table.take
""".split()
"""What takes a form and takes nothing away that was there."""
CONTACT = "/befriending/contact/"


def test_everything_that_takes_a_form_is_known_to_take_away_or_to_keep(site: Site) -> None:
    takes = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    assert takes == set(SAFE) | set(KEEPS) and not set(SAFE) & set(KEEPS)


def confirmed(page: str, action: str) -> str:
    """What the button or form that leads to *action* asks first."""
    found = re.search(
        rf'<(?:form|button)\b(?=[^>]*action="{re.escape(action)}")[^>]*data-confirm="([^"]*)"', page
    ) or re.search(
        rf'<button\b[^>]*data-confirm="([^"]*)"[^>]*formaction="{re.escape(action)}"', page
    )
    assert found, f"{action} asks nothing"
    return unescape(found[1])


def undo(browser: Browser, page: str) -> int:
    """Press «undo» in the message; the status of the page that follows."""
    found = re.search(
        r'<form method="post" action="([^"]+)"><input[^>]+><button[^>]*>.*?Undo', page
    )
    assert found, "no undo is offered"
    return browser.client.post(
        found[1], data={"csrf_token": browser.token()}, follow_redirects=True
    ).status_code


def test_a_deleted_row_comes_back(site: Site) -> None:
    clerk, one = site.sign_in("clerk"), f"{CONTACT}{site.ids['contact1']}"
    page = clerk.client.post(
        f"{one}/delete", data={"csrf_token": clerk.token()}, follow_redirects=True
    )
    assert clerk.get(one).status_code == 404
    assert undo(clerk, page.text) == 200 and clerk.get(one).status_code == 200


def test_rows_deleted_together_come_back(site: Site) -> None:
    clerk = site.sign_in("clerk")
    keys = [str(site.ids["contact1"]), str(site.ids["contact2"])]
    page = clerk.client.post(
        f"{CONTACT}bulk",
        data={"csrf_token": clerk.token(), "action": "delete", "rowid": keys},
        follow_redirects=True,
    )
    assert clerk.get(f"{CONTACT}{keys[0]}").status_code == 404
    assert undo(clerk, page.text) == 200
    assert [clerk.get(f"{CONTACT}{k}").status_code for k in keys] == [200, 200]


def test_a_file_that_was_taken_off_is_put_back_and_both_stand_in_the_trail(site: Site) -> None:
    clerk, one = site.sign_in("clerk"), f"{CONTACT}{site.ids['contact1']}"
    file = (io.BytesIO(b"%PDF-1.4 minutes"), "minutes.pdf")
    clerk.client.post(
        f"{one}/files",
        data={"csrf_token": clerk.token(), "file": file},
        content_type="multipart/form-data",
    )
    (link,) = re.findall(rf'href="({one}/files/\d+)"', clerk.get(one).text)
    page = clerk.client.post(
        f"{link}/remove", data={"csrf_token": clerk.token()}, follow_redirects=True
    )
    assert "minutes.pdf" not in page.text and clerk.get(link).status_code == 404
    assert undo(clerk, page.text) == 200 and clerk.get(link).status_code == 200
    assert clerk.post(f"{link}/restore").status_code == 404
    assert (
        len(site.entries(action="file_removed")) == len(site.entries(action="file_restored")) == 1
    )
    nobody = site.sign_in("nobody")
    assert nobody.post(f"{link}/restore").status_code in (403, 404)


def test_deleting_a_shared_view_says_who_loses_it(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send(f"{CONTACT}views/new?mode=talk", name="Talks", audience="all")
    page = boss.get(f"{CONTACT}views").text
    (action,) = re.findall(r'formaction="([^"]+/delete)"', page)
    asked = confirmed(page, action)
    assert "«Talks»" in asked and "Everybody" in asked and "no entry is touched" in asked


def test_revoking_a_key_and_ending_a_session_say_what_stops(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.send("/profile/", to="/profile/keys", label="Timetable")
    site.sign_in("clerk")
    page = clerk.get("/profile/").text
    asked = [confirmed(page, a) for a in re.findall(r'action="(/profile/sessions/\d+/end)"', page)]
    assert any("«Timetable»" in text and "refused" in text for text in asked)
    assert any("signed out" in text for text in asked)


@pytest.mark.parametrize(
    ("path", "action", "told"),
    [
        ("/accounts/2", "/accounts/2/link", "sessions and keys of the account end"),
        ("/roles/CL", "", "for 2 accounts that hold it"),
    ],
)
def test_taking_rights_says_how_many_it_meets(
    site: Site, path: str, action: str, told: str
) -> None:
    page = site.sign_in("boss").get(path).text
    if action:
        assert told in confirmed(page, action)
    else:
        assert told in page and "data-confirm" in page


def test_a_draft_is_thrown_away_only_after_a_question(site: Site) -> None:
    clerk = site.sign_in("clerk")
    token = "a-token-of-a-test-0001"
    clerk.post(f"/drafts/befriending.contact/new/{token}", place="Green hall")
    asked = confirmed(clerk.get(f"{CONTACT}add").text, f"/drafts/{token}/drop")
    assert "2026-11-24" in asked and "gone for good" in asked


def test_a_chapter_says_with_numbers_what_switching_it_off_touches(site: Site) -> None:
    page = site.sign_in("boss").get("/chapters/befriending/").text
    assert "Nothing is deleted" in page and len(re.findall(r'<dd class="k-num">\d+', page)) >= 2
