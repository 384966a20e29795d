"""Two people on one row: nothing is overwritten in silence, on pages and in the API."""

from __future__ import annotations

from tests.site import Site, forms_of


def test_the_second_to_save_gets_both_versions_and_nothing_is_written(site: Site) -> None:
    path = f"/befriending/contact/{site.ids['contact1']}/edit"
    first, second = site.sign_in("clerk"), site.sign_in("leader1")
    theirs = second.form(path)
    assert first.send(path, place="Garden").status_code == 302
    theirs["place"] = "Library"
    page = second.client.post(path, data=theirs)
    assert page.status_code == 409
    assert "Garden" in page.text and "Library" in page.text
    assert kept(site)["place"] == "Garden"


def test_the_choice_on_the_conflict_page_is_saved(site: Site) -> None:
    path = f"/befriending/contact/{site.ids['contact1']}/edit"
    first, second = site.sign_in("clerk"), site.sign_in("leader1")
    theirs = second.form(path)
    first.send(path, place="Garden", mode="visit")
    theirs["place"] = "Library"
    page = second.client.post(path, data=theirs)
    choice = max((f for _, f in forms_of(page.text)), key=len)
    choice["mode"] = "visit"
    assert second.client.post(path, data=choice).status_code == 302
    assert kept(site)["place"] == "Library" and kept(site)["mode"] == "visit"
    assert kept(site)["summary"] == "Alpha matter" and kept(site)["topics"] == ["teaching"]


def kept(site: Site) -> dict[str, object]:
    """The first contact as the API tells it."""
    found = site.api("clerk").get(f"/api/v1/befriending/contact/{site.ids['contact1']}").json
    assert found is not None
    result: dict[str, object] = found["result"]
    return result


def test_the_api_answers_409_for_an_old_version(site: Site) -> None:
    api, path = site.api("clerk"), f"/api/v1/befriending/contact/{site.ids['contact1']}"
    assert api.send("PATCH", path, version=1, place="Garden").status_code == 200
    late = api.send("PATCH", path, version=1, place="Library")
    assert late.status_code == 409 and "in between" in late.json["message"]
    assert kept(site)["place"] == "Garden" and kept(site)["version"] == 2


def test_the_api_takes_if_match(site: Site) -> None:
    api, path = site.api("clerk"), f"/api/v1/befriending/contact/{site.ids['contact1']}"
    api.headers["If-Match"] = '"7"'
    assert api.send("PATCH", path, place="Garden").status_code == 409
    api.headers["If-Match"] = '"1"'
    assert api.send("PATCH", path, place="Garden").status_code == 200


def test_a_move_on_an_old_version_is_refused(site: Site) -> None:
    path = f"/befriending/contact/{site.ids['contact1']}"
    clerk = site.sign_in("clerk")
    clerk.send(f"{path}/edit", place="Garden")
    answer = clerk.post(f"{path}/move/archive", version="1")
    assert answer.status_code == 422 and "Somebody else changed this" in answer.text
    assert kept(site)["status"] == "registered"


def test_a_form_without_a_version_is_taken_for_stale(site: Site) -> None:
    path = f"/befriending/contact/{site.ids['contact1']}/edit"
    clerk = site.sign_in("clerk")
    values = clerk.form(path)
    values.pop("version")
    assert clerk.client.post(path, data=values).status_code == 409


def test_saving_without_a_change_writes_nothing(site: Site) -> None:
    before = len(site.entries())
    clerk = site.sign_in("clerk")
    path = f"/befriending/contact/{site.ids['contact1']}/edit"
    assert clerk.send(path).status_code == 302
    assert kept(site)["version"] == 1
    assert [e.action for e in site.entries()[before:] if e.action == "edit"] == []
