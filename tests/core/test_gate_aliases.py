"""The gate holds for aliases in joins, in inner selects, and for the next actor of a cached statement."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, sessionmaker

from core.access import gate
from core.access.actor import Actor, act_as
from core.db import Base, RecordBase, field, make_engine, session_factory
from core.db.catalogue import Catalogue
from core.declare import Kind, Record, Scope


class Friend(RecordBase):
    record = Record(name="gatetest.friend", label="Friend", fields=(), title=("name",), own=("id",))
    name: Mapped[str] = field(Kind.TEXT, "Name", required=True)


class Meeting(RecordBase):
    record = Record(name="gatetest.meeting", label="Meeting", fields=())
    friend: Mapped[int] = field(Kind.REF, "Friend", target="gatetest.friend", required=True)


@pytest.fixture
def factory() -> sessionmaker[Session]:
    engine = make_engine("sqlite://")
    tables: list[Any] = [Friend.__table__, Meeting.__table__]
    assert issubclass(Base, DeclarativeBase)
    Base.metadata.create_all(engine, tables=tables)
    with engine.begin() as connection:
        connection.execute(
            insert(Friend.__table__), [{"id": n, "version": 1, "name": f"n{n}"} for n in (1, 2)]
        )
        connection.execute(
            insert(Meeting.__table__), [{"id": n, "version": 1, "friend": n} for n in (1, 2)]
        )
    made = session_factory(engine)
    models = {"gatetest.friend": Friend, "gatetest.meeting": Meeting}
    gate.install(made, Catalogue(models=models), gate.NO_CONDITION)
    return made


def actor(person: int) -> Actor:
    own, everything = frozenset({Scope.OWN}), frozenset({Scope.ALL})
    grants = {"gatetest.friend": {"read": own}, "gatetest.meeting": {"read": everything}}
    return Actor(user=person, name=str(person), person=person, grants=grants)


def test_a_joined_alias_shows_only_rows_of_the_actor_also_from_the_cache(
    factory: sessionmaker[Session],
) -> None:
    for person in (1, 2):
        friend = aliased(Friend)
        ask = select(Meeting.id, friend.name).outerjoin(friend, friend.id == Meeting.friend)
        with factory() as session:
            act_as(session, actor(person))
            found = {number: name for number, name in session.execute(ask)}
        assert found == {1: None, 2: None} | {person: f"n{person}"}


def test_a_self_join_restricts_both_sides(factory: sessionmaker[Session]) -> None:
    other = aliased(Friend)
    with factory() as session:
        act_as(session, actor(2))
        ask = select(Friend.id, other.id).join(other, other.id != 0)
        assert session.execute(ask).all() == [(2, 2)]


def test_a_count_over_an_inner_select_is_restricted(factory: sessionmaker[Session]) -> None:
    with factory() as session:
        act_as(session, actor(1))
        inner = select(Friend.id).limit(10).subquery()
        assert session.execute(select(func.count()).select_from(inner)).scalar_one() == 1


def test_without_an_actor_nothing_is_visible(factory: sessionmaker[Session]) -> None:
    with factory() as session:
        friend = aliased(Friend)
        assert session.execute(select(friend.id)).all() == []
        assert session.execute(select(Meeting.id)).all() == []
