"""Roles on screen: grants by record, action and scope; a change stays through later upgrades."""

from __future__ import annotations

from core.access import sync
from tests.site import Site


def test_the_page_shows_what_a_role_may(shared: Site) -> None:
    form = shared.sign_in("boss").form("/roles/CL")
    assert form["befriending.contact|read"] == "own"
    assert not form.get("befriending.contact|delete")


def test_a_scope_is_widened_and_narrowed(site: Site) -> None:
    boss, leader = site.sign_in("boss"), site.sign_in("leader1")
    boss.send("/roles/CL", **{"befriending.contact|read": "all"})
    assert leader.get("/befriending/contact/2").status_code == 200
    boss.send("/roles/CL", **{"befriending.contact|read": "own"})
    assert leader.get("/befriending/contact/2").status_code == 404


def test_a_grant_taken_away_stays_away_after_an_upgrade(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send("/roles/CL", **{"befriending.visit|create": ""})
    with site.session() as session:
        assert sync.sync(session, site.runtime.catalogue) == 0
        session.commit()
    assert site.sign_in("leader1").get("/befriending/visit/add").status_code == 403


def test_unknown_roles_and_scopes_change_nothing(site: Site) -> None:
    boss = site.sign_in("boss")
    assert boss.get("/roles/ROOT").status_code == 404
    boss.send("/roles/CL", **{"befriending.contact|read": "everything", "no.such|read": "all"})
    assert boss.form("/roles/CL")["befriending.contact|read"] == "own"


def test_only_the_administrator_changes_roles(shared: Site) -> None:
    for name in ("clerk", "leader1", "auditor", "nobody"):
        person = shared.sign_in(name)
        assert person.get("/roles/").status_code == 403
        assert person.post("/roles/CL", **{"befriending.pair|read": "all"}).status_code == 403


def test_a_change_is_in_the_trail(site: Site) -> None:
    site.sign_in("boss").send("/roles/CL", **{"befriending.visit|create": ""})
    told = site.entries()[-1]
    assert (told.action, told.user_id) == ("role_changed:CL", site.ids["user:boss"])


def test_a_role_is_given_to_an_account_by_its_name(site: Site) -> None:
    boss = site.sign_in("boss")
    assert "nobody</a>" not in boss.get("/roles/CL").text
    assert boss.send("/roles/CL", to="/roles/CL/accounts", username="NOBODY").status_code == 302
    page = boss.get("/roles/CL").text
    assert "«NOBODY» has the role now." in page and ">nobody</a>" in page
    assert site.sign_in("nobody").get("/befriending/contact/").status_code == 200


def test_a_role_that_cannot_be_given_is_told_beside_the_name(site: Site) -> None:
    boss = site.sign_in("boss")
    for code, name, told in (
        ("CL", "none-such", "There is no account of this name."),
        ("CL", "", "There is no account of this name."),
        ("AD", "auditor", "must be three different people"),
        ("UF", "auditor", "cannot audit the office"),
    ):
        answer = boss.post(f"/roles/{code}/accounts", username=name)
        assert answer.status_code == 422 and told in answer.text, name
        assert f'value="{name}"' in answer.text
    assert boss.post("/roles/ME/accounts", username="nobody").status_code == 404
    assert site.sign_in("clerk").post("/roles/CL/accounts", username="clerk").status_code == 403


def test_a_chapter_is_switched_on_from_the_list_and_names_its_roles(site: Site) -> None:
    boss = site.sign_in("boss")
    assert 'action="/chapters/befriending/switch"' not in boss.get("/chapters/").text
    boss.post("/chapters/befriending/switch", on="0")
    assert 'action="/chapters/befriending/switch"' in boss.get("/chapters/").text
    assert boss.send("/chapters/", to="/chapters/befriending/switch", on="1").status_code == 302
    page = boss.get("/chapters/befriending/").text
    assert 'href="/roles/CL">Contact leader</a>' in page and 'href="/roles/ME"' not in page
