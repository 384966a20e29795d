"""Sessions: in a table, rotated, ended by time, sign-out, a new password, a disabled account."""

from __future__ import annotations

from sqlalchemy import text

from tests.builders import PASSWORD
from tests.site import Browser, Site

NEW = "eight yellow kettles"


def is_in(browser: Browser) -> bool:
    """True while the browser's session is open."""
    return browser.get("/profile/").status_code == 200


def cookie(browser: Browser) -> str:
    """The session cookie as it stands."""
    found = browser.client.get_cookie("tongxin")
    assert found is not None
    return found.value


def with_cookie(site: Site, value: str) -> Browser:
    """Another browser that was given a stolen cookie."""
    browser = site.browser()
    browser.client.set_cookie("tongxin", value)
    return browser


def test_thirty_idle_minutes_end_it(site: Site) -> None:
    leader = site.sign_in("leader1")
    site.wait(minutes=29)
    assert is_in(leader)
    site.wait(minutes=29)
    assert is_in(leader)
    site.wait(minutes=31)
    assert not is_in(leader)


def test_eight_hours_end_it_even_in_use(site: Site) -> None:
    leader = site.sign_in("leader1")
    for _ in range(19):
        site.wait(minutes=25)
        assert is_in(leader)
    site.wait(minutes=10)
    assert not is_in(leader)


def test_the_sign_in_page_says_that_the_session_ended(site: Site) -> None:
    leader = site.sign_in("leader1")
    site.wait(hours=1)
    answer = leader.get("/befriending/contact/", follow_redirects=True)
    assert answer.request.path == "/login/"
    again = leader.sign_in("leader1")
    assert again.status_code == 302


def test_sign_out_ends_it_on_the_server(site: Site) -> None:
    leader = site.sign_in("leader1")
    stolen = cookie(leader)
    assert leader.post("/logout/").status_code == 302
    assert not is_in(leader) and not is_in(with_cookie(site, stolen))


def test_a_get_does_not_sign_out(site: Site) -> None:
    leader = site.sign_in("leader1")
    assert leader.get("/logout/").status_code == 302
    assert is_in(leader)


def test_signing_in_makes_a_new_session(site: Site) -> None:
    browser = site.browser()
    browser.get("/login/")
    before = cookie(browser)
    browser.sign_in("leader1")
    first = cookie(browser)
    assert first != before
    assert not is_in(with_cookie(site, before))


def test_signing_in_again_ends_the_old_session_of_the_browser(site: Site) -> None:
    browser = site.sign_in("leader1")
    stolen = cookie(browser)
    browser.post("/logout/")
    browser.sign_in("leader2")
    assert is_in(browser) and not is_in(with_cookie(site, stolen))


def test_a_new_password_ends_all_other_sessions_tokens_and_keys(site: Site) -> None:
    here, there, api = site.sign_in("leader1"), site.sign_in("leader1"), site.api("leader1")
    done = here.send("/profile/", current=PASSWORD, password=NEW, again=NEW)
    assert done.status_code == 302
    assert is_in(here) and not is_in(there)
    assert api.get("/api/v1/befriending/contact/").status_code == 401
    assert site.browser().sign_in("leader1").status_code == 401
    assert site.browser().sign_in("leader1", NEW).status_code == 302


def test_a_disabled_account_is_out_at_its_next_request(site: Site) -> None:
    leader, api = site.sign_in("leader1"), site.api("leader1")
    user = site.ids["user:leader1"]
    site.sign_in("boss").send(f"/accounts/{user}", active="0", roles=["CL"])
    assert not is_in(leader)
    assert api.get("/api/v1/befriending/contact/").status_code == 401
    assert site.browser().sign_in("leader1").status_code == 401


def test_a_session_can_be_ended_from_another_browser(site: Site) -> None:
    here, there = site.sign_in("leader1"), site.sign_in("leader1")
    with site.session() as session:
        ask = text("SELECT max(id) FROM core_session WHERE user_id = :u")
        last = session.execute(ask, {"u": site.ids["user:leader1"]}).scalar_one()
    assert here.post(f"/profile/sessions/{last}/end").status_code == 302
    assert is_in(here) and not is_in(there)


def test_nobody_ends_somebody_elses_session(site: Site) -> None:
    leader, other = site.sign_in("leader1"), site.sign_in("leader2")
    with site.session() as session:
        ask = text("SELECT id FROM core_session WHERE user_id = :u")
        mine = session.execute(ask, {"u": site.ids["user:leader1"]}).scalar_one()
    assert other.post(f"/profile/sessions/{mine}/end").status_code == 404
    assert is_in(leader)


def test_only_a_hash_of_the_secret_is_kept(site: Site) -> None:
    token = site.token("leader1")
    with site.session() as session:
        kept = "".join(map(str, session.execute(text("SELECT digest FROM core_session")).scalars()))
    assert token not in kept and len(kept) == 64


def test_a_forged_or_broken_cookie_is_a_stranger(site: Site) -> None:
    stolen = cookie(site.sign_in("leader1"))
    for value in (stolen[:-3] + "AAA", "x", "e30.e30.e30", "." * 3000):
        assert with_cookie(site, value).get("/profile/").status_code == 302


def test_the_cookie_is_closed_to_scripts_and_other_sites(site: Site) -> None:
    answer = site.browser().sign_in("leader1")
    headers = answer.headers.getlist("Set-Cookie")
    assert headers
    for header in headers:
        assert "HttpOnly" in header and "SameSite=Lax" in header and "Path=/" in header
