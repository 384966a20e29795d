"""Mail at a real SMTP server: what arrives, what is refused, what is tried again, what is given up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access.accounts import set_active
from core.db import writing
from core.notify import office
from core.notify.due import DAILY, WEEKLY, Rhythm
from core.notify.mail import Mailer
from core.notify.models import MAIL, Parcel, State
from core.notify.outcome import MOST_TRIES, REASON_TEXTS
from tests.certificates import contexts
from tests.core.post import NO_REST, Post, post
from tests.mail_sink import Sink, free_port, smtp_sink

__all__ = ["post"]
A, B = "a@example.edu", "b@example.edu"


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """What the server says does not depend on the database; sharing out and killing are tried on both."""
    return "sqlite"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as made:
        yield made


def mailer(sink: Sink, **more: object) -> Mailer:
    given = {"host": sink.host, "port": sink.port, "tls": "none", "sender": "post@tongxin.edu"}
    return Mailer(**(given | {"each": 2.0, "whole": 3.0} | more))  # type: ignore[arg-type]


# -- what arrives ----------------------------------------------------------------------------------


def test_a_message_arrives_once_with_text_html_and_a_link(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(
        "The duty «%(title)s» is due",
        person="leader1",
        body="By %(day)s.",
        values={"title": "Academic year", "day": dt.date(2026, 11, 30)},
        link="/duties/7",
    )
    for _ in range(3):
        post.run(mailer(sink), site_url="https://tongxin.example.edu")
    (mail,) = sink.mails
    assert (mail["To"], mail["Subject"]) == (A, "The duty «Academic year» is due")
    assert str(mail["From"]) == "Tongxin <post@tongxin.edu>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert sink.text().startswith(
        "The duty «Academic year» is due\n\nBy 2026-11-30.\n\nhttps://tongxin.example.edu/duties/7\n"
    )
    html = mail.get_body(("html",))
    assert html is not None
    assert '<a href="https://tongxin.example.edu/duties/7">Open</a>' in html.get_content()
    parcel = post.parcel()
    assert (parcel.state, parcel.tries, parcel.held_by) == (State.SENT, 0, None)
    assert sink.ids == [f"<{parcel.token}@tongxin.edu>"]
    assert [d.state for d in post.deliveries(MAIL)] == [State.SENT]


def test_the_reader_s_language_and_else_the_installation_s(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell("Changed by %(name)s", person="leader1", values={"name": "Academic year"})
    post.site.sign_in("leader1").post("/profile/look", locale="zh_CN")
    post.run(mailer(sink))
    assert "学年" in sink.text() and "Academic" not in sink.text()
    assert str(sink.mails[0]["From"]) == "同心 <post@tongxin.edu>"
    post.wish("leader2", B)
    post.tell("Academic year", person="leader2")
    post.run(mailer(sink), locale="zh_CN")
    assert sink.mails[1]["Subject"] == "学年"


def test_without_the_site_s_address_a_mail_has_no_link(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1", link="/duties/7")
    post.run(mailer(sink))
    assert "http" not in sink.text() and "/duties/7" not in sink.text()


def test_values_cannot_add_headers_or_markup(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    evil = "x\r\nBcc: c@example.edu\r\n\r\n<script>"
    post.tell("Said: %(what)s", person="leader1", values={"what": evil})
    post.run(mailer(sink))
    mail = sink.mails[0]
    assert mail["Bcc"] is None and mail["Subject"] == "Said: x Bcc: c@example.edu <script>"
    html = mail.get_body(("html",))
    assert html is not None and "<script>" not in html.get_content()


@pytest.mark.parametrize("fill_in", ["", "[]", "no json", '{"other": 1}', '{"name": null}'])
def test_a_message_whose_values_do_not_fit_is_sent_as_it_stands(
    post: Post, sink: Sink, fill_in: str
) -> None:
    post.wish("leader1", A)
    post.tell("Told by %(name)d", person="leader1")
    from core.notify.outbox import Message

    post.change(Message, fill_in=fill_in)
    post.run(mailer(sink))
    assert sink.mails[0]["Subject"] == "Told by %(name)d"


def test_what_is_due_together_comes_as_one_mail_with_a_line_each(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    for number in (1, 2, 3):
        post.tell(f"Duty {number}", person="leader1", link=f"/duties/{number}")
    post.run(mailer(sink), site_url="https://tongxin.example.edu")
    (mail,) = sink.mails
    assert mail["Subject"] == "3 new notices"
    lines = [line for line in sink.text().splitlines() if line.startswith("* ")]
    assert lines == [
        f"* 11-24 12:00  Duty {n}  https://tongxin.example.edu/duties/{n}" for n in (1, 2, 3)
    ]


def test_many_mails_of_a_pass_use_one_connection(post: Post, sink: Sink) -> None:
    for name in ("leader1", "leader2", "person1", "unit_head"):
        post.wish(name, f"{name}@example.edu")
    post.tell(role="ME")
    assert post.run(mailer(sink)).sent == 4
    assert (len(sink.mails), sink.connections) == (4, 1)


# -- digest and quiet hours ------------------------------------------------------------------------


def test_a_daily_digest_waits_for_its_hour_and_loses_nothing(post: Post, sink: Sink) -> None:
    post.wish("leader1", A, dataclasses.replace(NO_REST, rhythm=DAILY, hour=15))
    for hour in range(3):
        post.tell(f"Duty {hour}", person="leader1")
        post.run(mailer(sink))
        post.site.wait(minutes=59)
    assert sink.mails == []
    post.site.wait(minutes=5)
    post.run(mailer(sink))
    post.run(mailer(sink))
    assert [m["Subject"] for m in sink.mails] == ["3 new notices"]
    post.tell("Duty 3", person="leader1")
    post.run(mailer(sink))
    assert len(sink.mails) == 1
    post.site.wait(hours=24)
    post.run(mailer(sink))
    assert sink.mails[1]["Subject"] == "Duty 3"


def test_a_weekly_digest_comes_on_its_day(post: Post, sink: Sink) -> None:
    friday = dataclasses.replace(NO_REST, rhythm=WEEKLY, weekday=4, hour=9)
    post.wish("leader1", A, friday)
    post.tell(person="leader1")
    post.tell("Another", person="leader1")
    post.run(mailer(sink))
    post.site.wait(days=2, hours=20)  # Friday, 8 o'clock
    post.run(mailer(sink))
    assert sink.mails == []
    post.site.wait(hours=1)
    post.run(mailer(sink))
    assert sink.mails[0]["Subject"] == "2 new notices"


def test_in_quiet_hours_mail_waits_for_the_morning_and_the_inbox_does_not(
    post: Post, sink: Sink
) -> None:
    post.wish("leader1", A, Rhythm())
    post.site.wait(hours=11)  # 23 o'clock
    post.tell(person="leader1")
    post.run(mailer(sink))
    assert sink.mails == [] and len(post.deliveries("inbox")) == 1
    post.site.wait(hours=8)
    post.run(mailer(sink))
    assert len(sink.mails) == 1


# -- what fails ------------------------------------------------------------------------------------


def test_not_now_is_tried_again_later_each_time_after_a_longer_wait(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.on_rcpt = lambda _a: "451 4.7.1 Greylisted, come back"
    waits = []
    for _ in range(4):
        assert post.run(mailer(sink)).later == 1
        parcel = post.parcel()
        waits.append(round((parcel.next_at - post.now).total_seconds() / 60))
        assert post.run(mailer(sink)).later == 0
        post.site.wait(minutes=waits[-1], seconds=5)
    assert waits == [1, 2, 4, 8]
    assert (parcel.reason, parcel.detail) == ("not_now", "451 4.7.1 Greylisted, come back")
    sink.on_rcpt = lambda _a: "250 OK"
    assert post.run(mailer(sink)).sent == 1
    assert len(sink.mails) == 1


def test_waits_are_spread_by_chance_and_have_a_limit(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.on_data = lambda _a: "452 4.3.1 Insufficient system storage"
    post.run(mailer(sink), chance=lambda: 1.0)
    assert 74 < (post.parcel().next_at - post.now).total_seconds() < 77
    for _ in range(12):
        post.site.wait(days=1)
        post.run(mailer(sink))
    assert round((post.parcel().next_at - post.now).total_seconds() / 3600) == 12


def test_after_fourteen_tries_it_is_given_up_seen_and_sent_anew_when_asked(
    post: Post, sink: Sink
) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.on_rcpt = lambda _a: "450 mailbox busy"
    for _ in range(MOST_TRIES):
        post.run(mailer(sink))
        post.site.wait(days=1)
    assert (post.parcel().state, post.parcel().tries) == (State.DEAD, MOST_TRIES)
    assert post.run(mailer(sink)).later == 0
    with post.site.session() as session:
        (row,) = office.dead(session, 10)
    assert (row.reason, row.messages, row.kind) == ("not_now", 1, "duty")
    sink.on_rcpt = lambda _a: "250 OK"
    with writing(), post.site.runtime.factory.begin() as session:
        assert office.again(session, post.now, [row.id]) == 1
    token = row.token
    assert post.run(mailer(sink)).sent == 1
    assert sink.ids == [f"<{token}@tongxin.edu>"]


@pytest.mark.parametrize("where", ["on_rcpt", "on_data"])
def test_a_refusal_for_good_is_given_up_at_once_and_stops_no_other(
    post: Post, sink: Sink, where: str
) -> None:
    post.wish("leader1", A)
    post.wish("leader2", B)
    setattr(sink, where, lambda a: "550 5.1.1 No such user here" if a == A else "250 OK")
    post.tell(role="CL")
    done = post.run(mailer(sink))
    assert (done.sent, done.dead) == (1, 1)
    assert [m["To"] for m in sink.mails] == [B]
    (dead,) = post.rows(Parcel, Parcel.__table__.c.state == State.DEAD)
    assert (dead.reason, dead.detail) == ("refused", "550 5.1.1 No such user here")
    assert dead.account == post.account("leader1")


def test_a_given_up_parcel_can_be_left_at_that(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.on_rcpt = lambda _a: "550 no"
    post.run(mailer(sink))
    with writing(), post.site.runtime.factory.begin() as session:
        assert office.aside(session, post.now) == 1
        assert office.again(session, post.now) == 0
    assert post.parcel().state == State.ASIDE


def test_a_server_that_is_down_costs_one_try_each_and_everything_arrives_later(
    post: Post, sink: Sink
) -> None:
    for name in ("leader1", "leader2", "person1"):
        post.wish(name, f"{name}@example.edu")
    post.tell(role="ME")
    away = dataclasses.replace(mailer(sink), port=free_port())
    done = post.run(away)
    assert done.down == {MAIL: "no_answer"} and done.later == 3
    assert {p.tries for p in post.rows(Parcel)} == {1}
    assert len(post.deliveries("inbox")) == 4
    post.site.wait(minutes=2)
    assert post.run(mailer(sink)).sent == 3
    assert len(set(sink.ids)) == 3


def test_a_server_that_does_not_answer_in_time_is_left(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.delay = 1.0
    assert post.run(mailer(sink, each=0.2)).later == 1
    assert post.parcel().reason == "too_slow"
    sink.delay = 0
    post.site.wait(minutes=2)
    post.run(mailer(sink))
    assert len(set(sink.ids)) == 1


def test_a_mail_taken_before_the_time_was_up_comes_again_under_the_same_id(
    post: Post, sink: Sink
) -> None:
    """The one case that cannot be avoided: taken, but we did not hear so."""
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.delay = 0.4
    post.run(mailer(sink, each=0.2))
    sink.delay = 0
    post.site.wait(minutes=2)
    post.run(mailer(sink))
    assert len(sink.ids) in (1, 2) and len(set(sink.ids)) == 1


def test_a_slow_server_is_cut_off_after_the_whole_time(post: Post, sink: Sink) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    sink.delay = 2.0
    post.run(mailer(sink, each=5.0, whole=0.3))
    assert (post.parcel().state, post.parcel().reason) == (State.WAITING, "broken")


def test_a_disabled_account_and_a_removed_address_get_no_mail_any_more(
    post: Post, sink: Sink
) -> None:
    post.wish("leader1", A)
    post.wish("leader2", B)
    post.tell(role="CL")
    post.run(dataclasses.replace(mailer(sink), port=free_port()))
    with writing(), post.site.runtime.factory.begin() as session:
        set_active(session, post.account("leader1"), False)
    post.wish("leader2", "")
    post.site.wait(hours=1)
    assert post.run(mailer(sink)).cancelled == 2
    assert sink.mails == []
    reasons = {p.reason for p in post.rows(Parcel)}
    assert reasons == {"no_account", "no_address"} <= REASON_TEXTS.keys()


# -- encryption and sign-in ------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_certificates_are_checked(post: Post, tmp_path: Path, how: str) -> None:
    server, trusting = contexts(tmp_path)
    post.wish("leader1", A)
    post.tell(person="leader1")
    with smtp_sink(**{how: server}) as sink:  # type: ignore[arg-type]
        assert post.run(mailer(sink, tls=how)).down == {MAIL: "tls"}
        assert sink.mails == []
        post.site.wait(minutes=2)
        assert post.run(mailer(sink, tls=how, trust=trusting)).sent == 1


def test_a_certificate_for_another_name_is_not_trusted(post: Post, tmp_path: Path) -> None:
    server, trusting = contexts(tmp_path, "127.0.0.2")
    post.wish("leader1", A)
    post.tell(person="leader1")
    with smtp_sink(starttls=server) as sink:
        done = post.run(mailer(sink, tls="starttls", trust=trusting))
    assert done.down == {MAIL: "tls"}


def test_a_server_without_encryption_gets_nothing_when_encryption_is_asked_for(
    post: Post, sink: Sink
) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    assert post.run(mailer(sink, tls="starttls")).down == {MAIL: "tls"}
    assert sink.mails == []


def test_name_and_password_are_used_and_their_refusal_is_told(post: Post) -> None:
    post.wish("leader1", A)
    post.tell(person="leader1")
    with smtp_sink(auth=True) as sink:
        wrong = mailer(sink, user="post", password="wrong")
        assert post.run(wrong).down == {MAIL: "sign_in"}
        post.site.wait(minutes=2)
        assert post.run(mailer(sink, user="post", password="a: b@c")).sent == 1
    assert "a: b@c" not in repr(mailer(sink, password="a: b@c"))
