"""Deleting is soft, restorable, and refused while others refer to the row."""

from __future__ import annotations

from sqlalchemy import text

from tests.site import Site


def test_a_deleted_row_leaves_every_page_and_comes_back(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/contact/{site.ids['contact1']}"
    assert clerk.post(f"{path}/delete").status_code == 302
    assert clerk.get(path).status_code == 404
    assert clerk.get(f"{path}/edit").status_code == 404
    assert site.api("clerk").get(f"/api/v1{path}").status_code == 404
    assert "Alpha matter" in clerk.get(f"{path}?deleted=1").text
    assert clerk.post(f"{path}/restore").status_code == 302
    assert "Alpha matter" in clerk.get(path).text


def test_the_row_itself_stays_in_the_table(site: Site) -> None:
    site.sign_in("clerk").post(f"/befriending/contact/{site.ids['contact1']}/delete")
    with site.session() as session:
        ask = text("SELECT count(*) FROM befriending_contact WHERE deleted_at IS NOT NULL")
        assert session.execute(ask).scalar_one() == 1


def test_a_row_others_refer_to_is_not_deleted(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair/{site.ids['pair1']}"
    answer = clerk.post(f"{path}/delete")
    assert answer.status_code == 422
    assert "1 entries of «Contact» refer to it" in answer.text
    assert clerk.get(path).status_code == 200


def test_a_row_is_deleted_once_what_refers_to_it_is(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair/{site.ids['pair1']}"
    clerk.post(f"/befriending/contact/{site.ids['contact1']}/delete")
    assert clerk.post(f"{path}/delete").status_code == 302
    assert clerk.get(path).status_code == 404


def test_several_of_which_one_is_refused_change_nothing_before_it_was_seen(site: Site) -> None:
    clerk = site.sign_in("clerk")
    lonely = site.sign_in("boss").send(
        "/befriending/pair/add",
        pair_list="1",
        leader=str(site.ids["leader1"]),
        person=str(site.ids["person2"]),
        start="2026-09-01",
        decision="Meeting 13",
    )
    assert lonely.status_code == 302
    new = lonely.location.rpartition("/")[2]
    rows = [new, str(site.ids["pair1"])]
    told = clerk.post("/befriending/pair/bulk", action="delete", rowid=rows)
    assert told.status_code == 422 and "refer to it" in told.text
    assert clerk.get(f"/befriending/pair/{new}").status_code == 200


def test_the_api_tells_why_a_row_stays(site: Site) -> None:
    answer = site.api("clerk").send("DELETE", f"/api/v1/befriending/pair/{site.ids['pair1']}")
    assert answer.status_code == 422
    assert "refer to it" in answer.json["errors"]["_"][0]


def test_a_get_never_deletes(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for suffix in ("delete", "restore", "move/archive"):
        assert clerk.get(f"/befriending/contact/1/{suffix}").status_code == 405
    assert clerk.get("/befriending/contact/bulk").status_code in (404, 405)
    assert clerk.get("/befriending/contact/1").status_code == 200


def test_a_deleted_person_is_not_offered_and_not_taken(site: Site) -> None:
    boss = site.sign_in("boss")
    with site.build() as make:
        gone = make.person(name="走了", unit=site.ids["unit1"]).id
    boss.post(f"/directory/person/{gone}/delete")
    assert boss.get("/directory/post/picker/person?q=走了").json["results"] == []
    answer = boss.send("/directory/post/add", person=str(gone), kind="other", title="x", unit="1")
    assert answer.status_code == 422
