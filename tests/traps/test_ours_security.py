"""Guards of requests, sessions and accounts in our application."""

from __future__ import annotations

import pytest

from core.access import passwords

from .ours import PASSWORD, Browser, Ours, form, settings_in, token_of

EDIT = "/trial/item/1/edit"


def test_ours_refused_change_is_not_stored_by_a_later_commit(ours: Ours) -> None:
    model = ours.runtime.catalogue.model("trial.item")
    with ours.session() as session:
        row = session.get(model, 1)
        assert row is not None
        row.note = "refuse me"
        for _ in range(2):
            with pytest.raises(Exception, match="refused"):
                session.commit()
    assert ours.row("trial.item", id=1).note is None


def test_ours_refused_form_comes_back_with_all_that_was_typed(ours: Ours) -> None:
    browser = ours.browser("u1")
    answer = browser.post(EDIT, form(note="refuse me", name="Typed name", weight="7.5"))
    assert answer.status_code == 422
    assert "This note is refused." in answer.text
    for typed in ("refuse me", "Typed name", "7.5"):
        assert f'value="{typed}"' in answer.text
    assert browser.get("/trial/item/").status_code == 200
    assert ours.row("trial.item", id=1).name == "Item 1"


def test_ours_row_in_use_is_not_deleted_and_the_page_says_why(ours: Ours) -> None:
    answer = ours.browser("u1").post("/trial/supplier/1/delete")
    assert answer.status_code == 422
    assert "Item" in answer.text
    assert ours.row("trial.supplier", id=1).deleted_at is None


def test_ours_database_watches_over_references(ours: Ours) -> None:
    assert ours.values("pragma foreign_keys") == [1]
    orphans = (
        "select count(*) from trial_item where supplier not in (select id from trial_supplier)"
    )
    ours.browser("u1").post("/trial/supplier/bulk", {"action": "delete", "rowid": "1"})
    assert ours.values(orphans) == [0]
    assert ours.row("trial.supplier", id=1).deleted_at is None


def test_ours_failed_new_account_shows_neither_statement_nor_hash(ours: Ours) -> None:
    browser = ours.browser("boss")
    answer = browser.post("/accounts/add", {"username": "u1", "roles": "LI", "person": ""})
    assert answer.status_code == 422
    assert "taken" in answer.text
    for word in ("argon2", "INSERT", "ab_user", "UNIQUE"):
        assert word not in answer.text


def test_ours_duplicate_is_told_beside_its_field(ours: Ours) -> None:
    answer = ours.browser("u1").post("/trial/supplier/add", {"name": "Supplier 1", "unit": "1"})
    assert answer.status_code == 422
    assert 'id="e-name"' in answer.text
    for word in ("INSERT", "UNIQUE", "sqlite", "trial_supplier"):
        assert word not in answer.text


def test_ours_duplicate_by_interface_is_told_beside_its_field(ours: Ours) -> None:
    sent = {"name": "Supplier 1", "unit": 1}
    answer = ours.app.test_client().post(
        "/api/v1/trial/supplier/", json=sent, headers=ours.api("u1")
    )
    assert answer.status_code == 422
    assert answer.json["errors"]["name"] == ["An entry with this value exists already."]


@pytest.mark.parametrize(
    "path",
    [
        "/trial/part/1/delete",
        "/trial/part/1/restore",
        "/trial/item/1/move/close",
        "/trial/part/bulk?action=delete&rowid=1",
        "/chapters/trial/switch?on=0",
        "/language/zh_CN/",
    ],
)
def test_ours_link_changes_nothing(ours: Ours, path: str) -> None:
    assert ours.browser("boss").get(path).status_code in (403, 404, 405)
    assert ours.row("trial.part", id=1).deleted_at is None
    assert ours.row("trial.item", id=1).status == "open"
    assert ours.browser("u1").get("/trial/part/1").status_code == 200


def test_ours_sign_out_needs_the_button(ours: Ours) -> None:
    browser = ours.browser("u1")
    browser.get("/logout/")
    assert browser.get("/trial/item/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/trial/part/1/delete", "/trial/item/1/move/close", "/trial/item/1/edit", "/profile/"]
)
def test_ours_form_without_a_token_does_nothing(ours: Ours, path: str) -> None:
    browser = ours.browser("u1")
    answer = browser.client.post(path, data=form(note="by another site"))
    # A record's form comes back to be looked over and sent with a good token; all else is refused.
    assert answer.status_code == (200 if path.endswith("/edit") else 400)
    assert ours.row("trial.part", id=1).deleted_at is None
    kept = ours.row("trial.item", id=1)
    assert (kept.status, kept.note) == ("open", None)


def test_ours_interface_takes_a_token_of_its_own_beside_protected_forms(ours: Ours) -> None:
    client, head = ours.app.test_client(), ours.api("u1")
    answer = client.patch("/api/v1/trial/item/1", json={"note": "by program"}, headers=head)
    assert answer.status_code == 200
    assert ours.row("trial.item", id=1).note == "by program"


def test_ours_interface_takes_no_cookie_without_a_form_token(ours: Ours) -> None:
    browser = ours.browser("u1")
    for method in ("POST", "PATCH", "PUT", "DELETE"):
        path = "/api/v1/trial/item/" + ("" if method == "POST" else "1")
        answer = browser.client.open(path, method=method, json={"note": "by another site"})
        assert answer.status_code == 400
    kept = ours.row("trial.item", id=1)
    assert (kept.note, kept.deleted_at) == (None, None)


def test_ours_guessing_passwords_comes_to_an_end(ours: Ours) -> None:
    guesser = ours.browser()
    answers = {guesser.sign_in("u1", f"wrong guess {n}").text.count("is wrong") for n in range(12)}
    assert answers == {1}
    assert ours.browser().sign_in("u1").status_code == 401
    assert ours.browser("u2").get("/").status_code == 200


def test_ours_second_of_two_editors_sees_both_versions(ours: Ours) -> None:
    one, two = ours.browser("u1"), ours.browser("clerk")
    assert one.post(EDIT, form(note="first")).status_code == 302
    answer = two.post(EDIT, form(note="second"))
    assert answer.status_code == 409
    assert "first" in answer.text
    assert "second" in answer.text
    assert ours.row("trial.item", id=1).note == "first"


def test_ours_saving_leads_to_the_saved_row_whatever_other_tabs_show(ours: Ours) -> None:
    browser = ours.browser("u1")
    browser.get(EDIT)
    browser.get("/trial/part/1")
    browser.get("/trial/supplier/")
    assert browser.post(EDIT, form(note="saved")).location == "/trial/item/1"
    assert browser.post("/trial/part/1/delete").location == "/trial/part/"


@pytest.mark.parametrize("language", ["de", "../../etc", "zh_TW", ""])
def test_ours_session_with_a_language_that_is_gone_opens_every_page(
    ours: Ours, language: str
) -> None:
    browser = ours.browser("u1")
    with browser.client.session_transaction() as held:
        held["locale"] = language
    for path in ("/", "/trial/item/", EDIT, "/profile/"):
        assert browser.get(path).status_code == 200


def test_ours_copied_cookie_ends_with_the_session(ours: Ours) -> None:
    browser = ours.browser("u1")
    copied = browser.client.get_cookie("tongxin")
    assert copied is not None
    thief = ours.browser()
    thief.client.set_cookie("tongxin", copied.value)
    assert thief.get("/trial/item/").status_code == 200
    browser.post("/logout/")
    thief.client.set_cookie("tongxin", copied.value)
    assert thief.get("/trial/item/").location.startswith("/login/")


@pytest.mark.parametrize(
    ("current", "new"), [("", "1"), (PASSWORD, "1"), ("wrong", "a fine long phrase 9")]
)
def test_ours_password_needs_the_current_one_and_some_length(
    ours: Ours, current: str, new: str
) -> None:
    sent = {"current": current, "password": new, "again": new}
    assert ours.browser("u1").post("/profile/", sent).status_code == 422
    (kept,) = ours.values("select password from ab_user where username = 'u1'")
    assert passwords.matches(kept, PASSWORD)


def test_ours_cookie_stays_on_this_site(ours: Ours) -> None:
    answer = ours.app.test_client().get("/login/")
    (cookie,) = [v for k, v in answer.headers if k == "Set-Cookie"]
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" in cookie
    behind_tls = Ours(ours.folder, tls=True)
    answer = behind_tls.app.test_client().get("/login/", base_url="https://localhost")
    (cookie,) = [v for k, v in answer.headers if k == "Set-Cookie"]
    assert cookie.startswith("__Host-tongxin=")
    assert "Secure" in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    behind_tls.close()


@pytest.mark.parametrize("path", ["/login/", "/", "/trial/item/", "/no/such/page", "/healthz"])
def test_ours_answers_carry_protective_headers(ours: Ours, path: str) -> None:
    headers = ours.browser("u1").get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_ours_unknown_action_is_asked_for_a_sign_in_then_not_there(ours: Ours) -> None:
    stranger = ours.browser()
    stranger.token = token_of(stranger.get("/login/"))
    assert stranger.post("/trial/item/1/move/nothing").status_code == 401
    assert ours.browser("u1").post("/trial/item/1/move/nothing").status_code == 404
    answer = ours.browser("u1").post("/trial/item/bulk", {"action": "nothing", "rowid": "1"})
    assert answer.status_code in (400, 403, 404)
    assert ours.row("trial.item", id=1).deleted_at is None


@pytest.mark.parametrize(
    "question", ["name.no_such=Item+2", "filters=x", "seen_at.near=2026-09-01", "q.from=1"]
)
def test_ours_filter_that_is_unknown_is_an_error_of_the_interface(
    ours: Ours, question: str
) -> None:
    client, head = ours.app.test_client(), ours.api("u1")
    answer = client.get(f"/api/v1/trial/item/?{question}", headers=head)
    assert answer.status_code == 400
    assert "result" not in answer.json


def test_ours_refused_delete_keeps_row_and_file(ours: Ours) -> None:
    ours.upload(1, "kept.pdf", b"%PDF-1.7 the only copy")
    browser = ours.browser("u1")
    assert browser.post("/trial/item/1/delete").status_code == 422  # a part refers to it
    (kept,) = ours.files(1)
    assert ours.shelf.path(kept.stored).read_bytes() == b"%PDF-1.7 the only copy"
    browser.post("/trial/part/1/delete")
    assert browser.post("/trial/item/1/delete").status_code == 302
    assert ours.shelf.path(kept.stored).exists()
    assert browser.post("/trial/item/1/restore").status_code == 302
    assert [file.name for file in ours.files(1)] == ["kept.pdf"]


def test_ours_secrets_are_no_part_of_what_is_printed(ours: Ours) -> None:
    assert ours.settings.secret_key not in repr(settings_in(ours.folder))
    assert Browser(ours.app).get("/no/such/page").text.count("Traceback") == 0
