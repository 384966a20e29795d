"""The trail: in the same transaction, append-only, and its first broken link is named."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.audit.keys import mac_of
from core.audit.verify import Verdict, verify
from tests.site import Site

UNLOCK = {
    "sqlite": ("DROP TRIGGER core_audit_no_update", "DROP TRIGGER core_audit_no_delete"),
    "postgresql": ("ALTER TABLE core_audit DISABLE TRIGGER ALL",),
}
SWAP = (
    "UPDATE core_audit SET seq = -1 WHERE seq = 7",
    "UPDATE core_audit SET seq = 7 WHERE seq = 8",
    "UPDATE core_audit SET seq = 8 WHERE seq = -1",
)


def tamper(site: Site, *statements: str) -> Verdict:
    """What somebody with the database's password does; then the check."""
    with site.runtime.engine.begin() as connection:
        for statement in (*UNLOCK[connection.dialect.name], *statements):
            connection.execute(text(statement))
    return check(site)


def check(site: Site) -> Verdict:
    """The verdict on the trail."""
    with site.session() as session:
        return verify(session, site.runtime.trail.keeper)


def test_an_untouched_trail_is_whole(site: Site) -> None:
    assert check(site) == Verdict(len(site.entries()))
    assert len(site.entries()) > 20


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (("UPDATE core_audit SET body = body || ' ' WHERE seq = 5",), 5),
        (("UPDATE core_audit SET mac = 'x' WHERE seq = 5",), 5),
        (("UPDATE core_audit SET action = 'read' WHERE seq = 5",), 5),
        (("UPDATE core_audit SET row_id = 99 WHERE seq = 5",), 5),
        (("DELETE FROM core_audit WHERE seq = 5",), 5),
        (("DELETE FROM core_audit WHERE seq = 1",), 1),
        (("DELETE FROM core_audit WHERE seq > 9",), 10),
        (("DELETE FROM core_audit",), 1),
        (SWAP, 7),
    ],
)
def test_tampering_is_found_at_its_first_link(
    site: Site, statements: tuple[str, ...], broken: int
) -> None:
    verdict = tamper(site, *statements)
    assert verdict.broken == broken
    assert str(verdict.broken) in verdict.what or "cut off" in verdict.what


def test_a_rewritten_chain_does_not_fit_the_head_outside(site: Site) -> None:
    key, before, statements = b"the key of a thief, 32 bytes long", "", []
    for entry in site.entries():
        before = mac_of(key, before, entry.seq, entry.body)
        statements.append(f"UPDATE core_audit SET mac = '{before}' WHERE seq = {entry.seq}")
    assert tamper(site, *statements).broken == 1


def test_the_last_entry_cannot_be_exchanged_by_who_has_no_key(site: Site) -> None:
    last = site.entries()[-1].seq
    verdict = tamper(site, f"UPDATE core_audit SET mac = 'f00' WHERE seq = {last}")
    assert verdict.broken == last


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_audit SET body = '{}' WHERE seq = 1",
        "DELETE FROM core_audit WHERE seq = 1",
        "DELETE FROM core_audit",
    ],
)
def test_the_database_refuses_to_change_entries(site: Site, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), site.runtime.engine.begin() as connection:
        connection.execute(text(statement))
    assert check(site).broken is None


def test_a_change_is_one_entry_with_old_and_new(site: Site) -> None:
    before = len(site.entries())
    leader = site.sign_in("leader1")
    leader.send("/befriending/contact/1/edit", place="Garden", mode="visit")
    entries = [e for e in site.entries()[before:] if e.action == "edit"]
    assert len(entries) == 1
    body = json.loads(entries[0].body)
    assert (body["before"], body["after"]) == (
        {"place": "Alpha hall", "mode": "talk"},
        {"place": "Garden", "mode": "visit"},
    )
    assert (body["name"], body["user"]) == ("leader1", site.ids["user:leader1"])
    assert body["request"] and body["address"]


def test_personal_values_are_sealed_in_the_trail(site: Site) -> None:
    site.sign_in("leader1").send("/befriending/contact/1/edit", summary="a private matter")
    entry = site.entries(action="edit", record="befriending.contact")[-1]
    assert "a private matter" not in entry.body and "Alpha matter" not in entry.body
    assert json.loads(entry.body)["after"]["summary"].startswith("sealed:")


def test_a_move_carries_its_name_and_reason(site: Site) -> None:
    with site.build() as make:
        listed = make.pair_list(year=make.year("2025-2026")).id
    clerk = site.sign_in("clerk")
    clerk.post(f"/befriending/pair_list/{listed}/move/void", comment="wrong year")
    entry = site.entries(record="befriending.pair_list", row_id=listed)[-1]
    assert entry.action == "void"
    assert json.loads(entry.body)["about"]["reason"] == "wrong year"


def test_sign_in_roles_chapters_and_accounts_leave_entries(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.send("/roles/CL", **{"befriending.visit|create": ""})
    boss.post("/chapters/befriending/switch", on="0")
    boss.send("/accounts/add", username="fresh", roles=["UF"])
    boss.post("/logout/")
    actions = {e.action for e in site.entries()}
    assert {"sign_in", "sign_out", "role_changed:CL", "account_made"} <= actions
    assert "chapter_disabled:befriending" in actions
    assert check(site).broken is None


def test_the_page_shows_entries_without_values_to_the_auditor(site: Site) -> None:
    auditor = site.sign_in("auditor")
    page = auditor.get("/audit/")
    assert page.status_code == 200 and "Alpha" not in page.text
    assert "The chain is whole" in auditor.post("/audit/").text
    tamper(site, "UPDATE core_audit SET body = '{}' WHERE seq = 6")
    page = auditor.get("/audit/")
    assert page.status_code == 200
    assert "broken at entry 6" in auditor.post("/audit/").text


def test_only_auditors_read_the_trail(site: Site) -> None:
    for name in ("boss", "clerk", "leader1", "nobody"):
        assert site.sign_in(name).get("/audit/").status_code == 403
