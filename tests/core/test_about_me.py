"""«About me»: everybody sees, copies and corrects what is kept on them, and sees who read it."""

from __future__ import annotations

import json
from io import BytesIO

from openpyxl import load_workbook

from core.directory.requests import DataRequest
from core.notify.outbox import Message
from tests.site import Site


def requests(site: Site) -> list[DataRequest]:
    """All requests."""
    with site.session() as session:
        return list(session.query(DataRequest).order_by(DataRequest.id))


def ask(site: Site, by: str = "person1", **values: object) -> int:
    """Send a request; the answer's status."""
    sent = {
        "record": "befriending.contact", "row": site.ids["contact1"], "kind": "correction",
        "text": "It was Tuesday.",
    } | values  # fmt: skip
    return site.sign_in(by).post("/me/ask", **sent).status_code


def test_the_person_sees_each_entry_with_its_values_and_nobody_elses(site: Site) -> None:
    """T07-10 and DP-06: date, way, kind of matter and summary."""
    page = site.sign_in("person1").get("/me/").text
    for word in ("Alpha matter", "2026-11-10", "Talk", "Teaching", "Alpha pair"):
        assert word in page
    assert "Beta" not in page


def test_the_leader_is_asked_and_the_officer_learns_only_that_it_exists(site: Site) -> None:
    """T07-10: CL gets the request, DPO sees that there is one."""
    with site.build() as make:
        make.account("officer", "DPO")
    assert ask(site) == 302
    (made,) = requests(site)
    assert made.handler == site.ids["leader1"] and str(made.due_on) == "2026-12-15"
    link = f"/directory/data_request/{made.id}"
    assert "It was Tuesday." in site.sign_in("leader1").get(link).text
    told = site.sign_in("officer").get(link).text
    assert "Correct something" in told and "It was Tuesday." not in told
    assert site.sign_in("leader2").get(link).status_code == 404
    with site.session() as session:
        messages = session.query(Message).filter(Message.link == link).all()
        assert {(m.person, m.role) for m in messages} == {(site.ids["leader1"], ""), (None, "DPO")}
        assert not any("Alpha" in m.subject + m.body + m.fill_in for m in messages)


def test_the_answer_reaches_the_person_and_closes_the_request(site: Site) -> None:
    ask(site)
    leader, link = site.sign_in("leader1"), f"/directory/data_request/{requests(site)[0].id}"
    without = leader.post(f"{link}/move/fulfil", version="1")
    assert without.status_code == 422 and "Fill in this field" in without.text
    leader.send(f"{link}/edit", answer="The day is corrected.")
    assert leader.post(f"{link}/move/fulfil", version="2").status_code == 302
    assert "The day is corrected." in site.sign_in("person1").get("/me/").text
    assert str(requests(site)[0].answered_on) == "2026-11-24"


def test_nobody_answers_the_own_request_and_only_the_person_takes_it_back(site: Site) -> None:
    with site.build() as make:
        make.account("both", "UF", person=site.ids["person2"])
    assert ask(site, by="both", row=site.ids["contact2"]) == 302
    both, link = site.sign_in("both"), f"/directory/data_request/{requests(site)[0].id}"
    refused = both.send(f"{link}/edit", answer="Of course.")
    assert refused.status_code == 422 and "Somebody else answers" in refused.text
    taken = site.sign_in("clerk").post(f"{link}/move/withdraw", version="1")
    assert taken.status_code in (403, 404, 422)
    assert both.post(f"{link}/move/withdraw", version="1").status_code == 302
    assert requests(site)[0].status == "withdrawn"


def test_an_entry_on_somebody_else_cannot_be_asked_about(site: Site) -> None:
    """DP-27: a foreign number answers as if there were nothing."""
    assert ask(site, row=site.ids["contact2"]) == 404
    assert ask(site, row="99999999999") == 404
    assert ask(site, record="befriending.nothing") == 404
    assert requests(site) == []


def test_wrong_input_is_told_and_kept(site: Site) -> None:
    sent = {"record": "befriending.contact", "row": site.ids["contact1"], "kind": "x"}
    answer = site.sign_in("person1").post("/me/ask", **sent, text="My words")
    assert answer.status_code == 422 and "My words" in answer.text


def test_the_copy_holds_what_the_page_shows(site: Site) -> None:
    """DP-06: as JSON and as an Excel workbook; formulas stay text."""
    browser = site.sign_in("person1")
    told = json.loads(browser.get("/me/copy").data)
    assert told["Contacts"][0]["Summary"] == "Alpha matter"
    book = load_workbook(BytesIO(browser.get("/me/copy?format=xlsx").data))
    texts = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    assert "Alpha matter" in texts and not any("Beta" in t for t in texts)


def test_reads_by_others_are_shown_by_day_and_role_without_names(site: Site) -> None:
    """DP-09: who read what is handled as sensitive in the last twelve months."""
    site.sign_in("clerk").get(f"/befriending/contact/{site.ids['contact1']}")
    site.sign_in("clerk").get(f"/befriending/contact/{site.ids['contact2']}")
    page = site.sign_in("person1").get("/me/").text
    part = page.split("Who read what is handled as sensitive")[1]
    assert part.count("United Front clerk") == 1 and "2026-11-24" in part
    assert "clerk</" not in part
    site.wait(days=366)
    assert "United Front clerk" not in site.sign_in("person1").get("/me/").text


def test_a_request_without_an_entry_is_led_to_the_page(site: Site) -> None:
    sent = site.api("person1").send("POST", "/api/v1/directory/data_request/", kind="deletion")
    assert sent.status_code == 422 and "About me" in sent.json["errors"]["kind"][0]


def test_accounts_without_a_person_have_no_such_page(site: Site) -> None:
    assert site.sign_in("clerk").get("/me/").status_code == 404
    assert "/me/" not in site.sign_in("clerk").get("/").text


def test_every_record_about_people_lets_them_read_it(site: Site) -> None:
    """DP-06, for all chapters: what names a person concerned is granted to that person."""
    catalogue = site.runtime.catalogue
    granted = {g.record for g in catalogue.grants if g.role == "ME" and "read" in g.actions}
    about = {n for n, m in catalogue.models.items() if m.record.party}
    assert about and about <= granted


def test_an_entry_that_may_not_be_opened_is_named_as_such(site: Site) -> None:
    page = site.sign_in("person1").get("/me/").text
    assert "(not open to you)" in page and ">#1<" not in page
