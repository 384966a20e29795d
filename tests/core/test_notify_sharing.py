"""Sharing out: who is told, by what, once; withdrawal; messages that reach nobody."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert

from core.access.accounts import set_active, set_person, set_roles
from core.db import table_of, writing
from core.declare import Notice, Stop
from core.notify import office
from core.notify.deliver import Delivered
from core.notify.mail import Mailer
from core.notify.models import INBOX, MAIL, Delivery, Parcel, State
from core.notify.outbox import Message, Outcome
from tests.core.post import Post, post

__all__ = ["post"]
MAILER = Mailer(host="127.0.0.1", port=1, tls="none", sender="tongxin@example.edu")


def told(post: Post, channel: str = INBOX) -> set[int]:
    return {d.account for d in post.deliveries(channel)}


def test_a_message_to_a_person_reaches_the_account_of_that_person(post: Post) -> None:
    post.tell(person="leader1")
    done = post.run()
    assert (done.messages, done.deliveries, done.nobody) == (1, 1, 0)
    (row,) = post.deliveries()
    assert (row.account, row.channel, row.state) == (post.account("leader1"), INBOX, State.SENT)
    assert row.person == post.site.ids["leader1"] and row.read_at is None
    assert (post.message().outcome, post.message().sent_at is not None) == (Outcome.TOLD, True)


def test_a_message_to_a_role_reaches_all_who_hold_it_at_that_moment(post: Post) -> None:
    post.tell(role="UF")
    with writing(), post.site.runtime.factory.begin() as session:
        set_roles(session, post.account("nobody"), ("UF",))
        set_active(session, post.account("clerk"), False)
    post.run()
    assert told(post) == {post.account("boss"), post.account("nobody")}
    with writing(), post.site.runtime.factory.begin() as session:
        set_roles(session, post.account("auditor"), ("AU", "UH"))
    post.run()
    assert len(post.deliveries()) == 2


def test_the_role_of_everybody_is_held_by_each_person_with_an_account(post: Post) -> None:
    post.tell(role="ME")
    post.run()
    assert told(post) == {post.account(n) for n in ("leader1", "leader2", "unit_head", "person1")}


def test_who_is_meant_twice_is_told_once(post: Post) -> None:
    post.tell(person="leader1", role="CL")
    post.run()
    assert len(post.deliveries()) == len(told(post)) == 2


def test_a_second_pass_and_a_repeated_key_change_nothing(post: Post) -> None:
    for _ in range(3):
        post.tell(person="leader1", key="duty:1:step:0")
        post.run()
    assert len(post.deliveries()) == 1


@pytest.mark.parametrize("whom", [{"person": "person2"}, {"role": "PU"}])
def test_a_message_to_nobody_stays_visible_and_can_be_shared_out_later(
    post: Post, whom: dict[str, str]
) -> None:
    post.tell(**whom)
    assert post.run().nobody == 1
    assert post.message().outcome == Outcome.NOBODY
    with post.site.session() as session:
        assert [m.id for m in office.unreached(session, 10)] == [post.message().id]
        assert office.numbers(session) == (0, 1)
    assert post.run() == Delivered()
    with writing(), post.site.runtime.factory.begin() as session:
        set_roles(session, post.account("nobody"), ("PU",))
        set_person(session, post.account("nobody"), post.site.ids["person2"])
        office.share_again(session)
    assert post.run().deliveries == 1
    assert told(post) == {post.account("nobody")}


def test_a_message_to_nobody_can_be_left_at_that(post: Post) -> None:
    post.tell(role="PU")
    post.run()
    with writing(), post.site.runtime.factory.begin() as session:
        assert office.message_aside(session) == 1
        assert office.share_again(session) == 0
        assert office.numbers(session) == (0, 0)
    assert post.message().outcome == Outcome.ASIDE


def test_without_a_mail_server_or_an_address_there_is_the_inbox_only(post: Post) -> None:
    post.wish("leader1", "a@example.edu")
    post.tell(person="leader1")
    post.run()
    post.tell(person="leader2")
    post.run(MAILER)
    assert [d.channel for d in post.deliveries()] == [INBOX, INBOX]


def test_mail_goes_to_those_who_want_the_kind_by_mail(post: Post) -> None:
    post.wish("leader1", "a@example.edu", not_mailed=frozenset({"record"}))
    for kind in ("duty", "record", "vacancy"):
        post.tell(person="leader1", kind=kind)
    post.run(MAILER)
    assert [d.kind for d in post.deliveries(MAIL)] == ["duty"]
    assert [d.kind for d in post.deliveries(INBOX)] == ["duty", "record", "vacancy"]


def test_two_processes_at_once_give_each_delivery_once(post: Post) -> None:
    for number in range(60):
        post.tell(f"Message {number}", role="CL")
    begin = threading.Barrier(3)

    def work() -> None:
        begin.wait()
        for _ in range(3):
            post.run()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    post.run()
    pairs = [(d.message_id, d.account) for d in post.deliveries()]
    assert len(pairs) == len(set(pairs)) == 120


def test_a_delivery_cannot_stand_twice_in_the_table(post: Post) -> None:
    post.tell(person="leader1")
    post.run()
    row = dict(post.deliveries()[0]._mapping)
    row.pop("id")
    with pytest.raises(Exception, match="(?i)unique"), post.site.runtime.factory.begin() as session:
        session.execute(insert(table_of(Delivery)).values(**row))


def test_more_messages_than_a_batch_are_shared_out_in_one_pass(post: Post) -> None:
    post.put(*(Notice(f"Message {n}", person=post.site.ids["leader1"]) for n in range(450)))
    assert post.run().messages == 450
    assert len(post.deliveries()) == 450
    assert post.count(Message, table_of(Message).c.sent_at.is_(None)) == 0


# -- withdrawal (DP-05, T13-3) ---------------------------------------------------------------------


def test_t13_3_who_unsubscribes_gets_nothing_of_the_kind_any_more_by_no_channel(
    post: Post,
) -> None:
    post.wish("leader1", "a@example.edu")
    post.tell("Vacancy 1", person="leader1", kind="vacancy")
    person = post.site.ids["leader1"]
    post.put(Stop(person, "vacancy"))
    post.tell("Vacancy 2", person="leader1", kind="vacancy")
    post.tell("A duty", person="leader1", kind="duty")
    post.run(MAILER)
    assert {d.kind for d in post.deliveries()} == {"duty"}
    assert [m.outcome for m in post.rows(Message)] == [
        Outcome.STOPPED,
        Outcome.STOPPED,
        Outcome.TOLD,
    ]
    assert post.run().nobody == 0


def test_t13_3_what_is_queued_for_mail_is_cancelled_in_the_same_transaction(post: Post) -> None:
    post.wish("leader1", "a@example.edu")
    post.wish("leader2", "b@example.edu")
    post.tell(role="CL", kind="vacancy")
    post.tell(person="leader1", kind="duty")
    post.run(MAILER)  # nobody answers on that port: all of it waits
    assert {d.state for d in post.deliveries(MAIL)} == {State.PACKED}
    with post.site.runtime.factory() as session:
        from core.notify.outbox import put

        put(session, [Stop(post.site.ids["leader1"], "vacancy")], post.now)
        session.rollback()
    assert {d.state for d in post.deliveries(MAIL)} == {State.PACKED}
    post.put(Stop(post.site.ids["leader1"], "vacancy"))
    mine = {d.kind: d.state for d in post.deliveries(MAIL, "leader1")}
    assert mine == {"vacancy": State.CANCELLED, "duty": State.PACKED}
    assert [d.state for d in post.deliveries(MAIL, "leader2")] == [State.PACKED]
    assert len(post.rows(Parcel)) == 2


def test_a_withdrawal_holds_for_messages_to_a_role_and_can_be_lifted(post: Post) -> None:
    person = post.site.ids["leader1"]
    post.put(Stop(person, "vacancy"))
    post.put(Stop(person, "vacancy"))
    post.tell(role="CL", kind="vacancy")
    post.run()
    assert told(post) == {post.account("leader2")}
    post.put(Stop(person, "vacancy", lifted=True))
    post.tell(role="CL", kind="vacancy")
    post.run()
    assert len(post.deliveries(username="leader1")) == 1


def test_a_chapter_withdraws_with_the_change_that_says_so(post: Post) -> None:
    """A Stop among a chapter's notices is put into force with the commit of the change."""
    from core.chapters.manager import Manager, Questions
    from core.declare import Change, Look
    from core.hookspecs import Chapter

    class Vacancies(Chapter):
        def notices(self, change: Change, look: Look) -> list[Notice | Stop]:
            return [Stop(7, "vacancy"), Notice("Told")]

    questions = Questions(Manager([("vacancies", Vacancies())]), lambda _name: True)
    found = questions.notices(change=None, look=None)  # type: ignore[arg-type]
    assert found == [Stop(7, "vacancy"), Notice("Told")]
