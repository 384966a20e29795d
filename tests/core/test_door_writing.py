"""The one door: what is refused leaves no trace, what is written is written whole."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from core.access.gate import BulkChange
from core.audit.trail import Trail
from core.directory.models import Unit
from core.notify.outbox import Message
from core.records.refused import Refused
from core.records.save import save
from plugins.befriending.models import Contact, Pair
from tests.site import Site


def test_a_refused_row_leaves_no_row_and_no_notice_but_the_articles_refusal(site: Site) -> None:
    before = (len(site.entries()), messages(site))
    answer = site.sign_in("clerk").send(
        "/befriending/contact/add", pair="1", date="2027-01-01", mode="talk", topics=["teaching"]
    )
    assert answer.status_code == 422
    assert "A contact is entered after it took place." in answer.text
    assert site.entries(record="befriending.contact", action="create")[-1].row_id == 2
    assert site.entries()[-1].action == "refused" and "2027-01-01" not in site.entries()[-1].body
    assert (len(site.entries()) - 2, messages(site)) == before  # the sign-in, the refusal


def messages(site: Site) -> int:
    """How many messages wait."""
    with site.session() as session:
        return len(session.scalars(select(Message.id)).all())


def test_when_the_trail_cannot_be_written_nothing_is(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise SQLAlchemyError("the disk is full")

    clerk = site.sign_in("clerk")
    values = clerk.form("/befriending/contact/1/edit")
    values["place"] = "Garden"
    with monkeypatch.context() as patch:
        patch.setattr(Trail, "write", broken)
        answer = clerk.client.post("/befriending/contact/1/edit", data=values)
    assert answer.status_code == 503
    assert "the disk" not in answer.text
    assert "Alpha hall" in clerk.get("/befriending/contact/1").text


def test_a_state_is_not_edited(site: Site) -> None:
    answer = site.api("clerk").send("PATCH", "/api/v1/befriending/contact/1", status="archived")
    assert answer.status_code == 422 and "status" in answer.json["errors"]
    with site.build() as make, pytest.raises(Refused, match="by its buttons"):
        row = make.session.get(Contact, 1)
        assert row is not None
        row.status = "archived"
        save(make.session, make.catalogue)


def test_a_closed_row_takes_no_edits(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert clerk.post("/befriending/contact/1/move/archive").status_code == 302
    assert clerk.get("/befriending/contact/1/edit").status_code == 302
    answer = site.api("clerk").send("PATCH", "/api/v1/befriending/contact/1", place="Garden")
    assert answer.status_code == 422 and "closed" in answer.text


@pytest.mark.parametrize("field", ["created_by", "changed_at", "deleted_at", "id", "code"])
def test_what_the_system_fills_cannot_be_sent(site: Site, field: str) -> None:
    answer = site.api("clerk").send("PATCH", "/api/v1/befriending/contact/1", **{field: 7})
    assert answer.status_code == 422 and field in answer.json["errors"]


def test_who_and_when_come_from_the_server(site: Site) -> None:
    site.sign_in("leader1").send("/befriending/contact/1/edit", place="Garden")
    with site.session() as session:
        row = session.get(Contact, 1)
        assert row is not None and row.changed_at is not None
        assert row.changed_by == site.ids["user:leader1"]
        assert row.changed_at.tzinfo is not None
        assert row.changed_at.astimezone(site.runtime.zone).date() == dt.date(2026, 11, 24)


def test_bulk_statements_on_records_are_refused_without_a_reason(site: Site) -> None:
    with site.session() as session:
        for statement in (update(Contact).values(place="x"), delete(Contact)):
            with pytest.raises(BulkChange, match="would not be audited"):
                session.execute(statement)


def test_rows_are_never_removed_by_the_session(site: Site) -> None:
    with site.session() as session:
        session.delete(session.get(Contact, 1))
        with pytest.raises(RuntimeError, match="soft_delete"):
            session.commit()


def test_a_duplicate_is_told_beside_its_field(site: Site) -> None:
    boss = site.sign_in("boss")
    answer = boss.send("/directory/unit/add", name="Alpha unit", code="NEW", kind="other")
    assert answer.status_code == 422
    assert "An entry with this value exists already." in answer.text
    assert 'value="NEW"' in answer.text
    call = site.api("boss").send(
        "POST", "/api/v1/directory/unit/", name="N", code="ALPHA", kind="other"
    )
    assert call.status_code == 422 and list(call.json["errors"]) == ["code"]


def test_numbers_are_given_without_gaps_or_doubles(site: Site) -> None:
    api = site.api("clerk")
    sent = {"pair": 1, "mode": "talk", "topics": ["teaching"]}
    codes = []
    for day in (11, 12):
        refused = api.send("POST", "/api/v1/befriending/contact/", date="2027-05-01", **sent)
        assert refused.status_code == 422
        made = api.send("POST", "/api/v1/befriending/contact/", date=f"2026-11-{day}", **sent)
        codes.append(int(made.json["result"]["code"].rpartition("-")[2]))
    assert codes[1] == codes[0] + 1


def test_a_foreign_key_cannot_be_left_dangling(site: Site) -> None:
    with site.session() as session, pytest.raises(SQLAlchemyError):
        values = {"version": 1, "name": "x", "code": "x", "kind": "other", "active": True}
        session.execute(insert(Unit.__table__).values(parent=999, **values))
        session.commit()


def test_a_move_asks_for_its_reason_and_its_role(site: Site) -> None:
    with site.build() as make:
        listed = make.pair_list("ask", year=make.year("2025-2026")).id
    path = f"/befriending/pair_list/{listed}/move"
    clerk = site.sign_in("clerk")
    bare = clerk.post(f"{path}/send_back")
    assert bare.status_code == 422
    assert clerk.post(f"{path}/submit").status_code == 302
    assert clerk.post(f"{path}/approve").status_code in (403, 404, 422)
    assert clerk.post(f"{path}/send_back", comment="two names missing").status_code == 302
    assert "two names missing" in clerk.get(f"/befriending/pair_list/{listed}/history").text


def test_a_move_that_does_not_fit_the_state_is_refused(site: Site) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.post("/befriending/pair/1/move/settle")
    assert answer.status_code in (404, 422)
    with site.session() as session:
        row = session.get(Pair, 1)
        assert row is not None and row.status == "active"


def test_rows_changed_together_are_told_by_their_number(site: Site) -> None:
    with site.session() as session:
        session.add_all(Unit(name=f"Unit {n}", code=f"u{n}", kind="teaching") for n in range(12))
        save(session, site.runtime.catalogue)
        for unit in session.scalars(select(Unit).order_by(Unit.id.desc())):
            unit.name = f"{unit.name}, renamed"
        save(session, site.runtime.catalogue)
    told = [e.row_id for e in site.entries(record="directory.unit", action="edit")]
    assert len(told) >= 12
    assert told == sorted(told)
