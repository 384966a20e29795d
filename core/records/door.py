"""The one door for writing is the session itself: no declared row is committed unseen.

before_flush   collect old and new, fill, ask whether the actor may, check; a complaint stops it here
before_commit  flush, ask again whether the result is inside the actor's scope, audit, queue notices
COMMIT         all or nothing
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, sessionmaker

from core.access import generation
from core.access.actor import Actor, actor_of
from core.audit import seal
from core.audit.trail import Event, Origin, Trail
from core.calendar import Calendar
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Change, Complaint, Draft, Follow, Look, Notice, Stop
from core.notify import outbox
from core.records import tell, validate
from core.records.defaults import RowDraft, fill_common, fill_declared, follow_date
from core.records.fall_back import fall_back
from core.records.follow import ALONG, comes_along, follow
from core.records.look import StandsIn, TableLook
from core.records.may import (
    action_of,
    check_new_scope,
    check_old_scope,
    reference_complaints,
    references_typed,
    settled_complaints,
    writer_complaints,
)
from core.records.refused import Refused
from core.records.search import Search
from core.records.story import Story

_STORIES, _MOVES = "stories", "moves"
ERASED = "erased"
"""In ``session.info``: rows whose history is to hold no personal values from this transaction on."""


class Asks(Protocol):
    """What the door needs from the chapters, which lie above it."""

    def fill(self, draft: Draft, look: Look) -> None: ...
    def check(self, change: Change, look: Look) -> Iterable[Complaint]: ...
    def follows(self, change: Change, look: Look) -> Iterable[Follow]: ...
    def notices(self, change: Change, look: Look) -> Iterable[Notice | Stop]: ...
    def parameter(self, chapter: str, name: str, day: dt.date) -> int | str | bool: ...
    def enabled(self, name: str) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Door:
    """Put into every session of a factory by ``guard``."""

    catalogue: Catalogue
    asks: Asks
    trail: Trail
    clock: Callable[[], dt.datetime]
    calendar: Callable[[Session], Calendar]
    zone: ZoneInfo
    stands_in: StandsIn = lambda *_: ""
    search: Search = field(default_factory=Search)

    def today(self) -> dt.date:
        """The civil date of the college."""
        return self.clock().astimezone(self.zone).date()

    def parameter(self, chapter: str, name: str) -> int | str | bool:
        """The value of a parameter in force today."""
        return self.asks.parameter(chapter, name, self.today())

    def collect(self, session: Session) -> None:
        """before_flush: prepare and judge every record about to be written."""
        stories: dict[int, Story] = session.info.setdefault(_STORIES, {})
        # Changed rows come in any order; by number, the trail tells the same work in the same way.
        changed = (r for r in session.dirty if isinstance(r, RecordBase) and session.is_modified(r))
        touched = [r for r in session.new if isinstance(r, RecordBase)]
        touched += sorted(changed, key=lambda r: (r.record.name, inspect(r).identity or ()))
        for row in session.deleted:
            if isinstance(row, RecordBase):
                raise RuntimeError(
                    f"{row.record.name}: rows are not removed. Use core.records.remove.soft_delete."
                )
        parts = [(row, p) for row in touched for p in self._judge(session, stories, row)]
        if parts:
            told = [complaint for _row, complaint in parts]
            once = [c for n, c in enumerate(told) if c not in told[:n]]
            raise Refused(once, parts[0][0].record.name, parts[0][0].id, parts)
        for row in touched:
            for declared in row.record.fields:
                if declared.unkept and getattr(row, declared.name) is not None:
                    setattr(row, declared.name, None)

    def tell_refused(self, session: Session, error: Refused) -> None:
        """Note a refusal that an article demands, in a transaction of its own: what and why, no values."""
        articles = sorted({c.article for c in error.complaints if c.article})
        if not articles or not error.record:
            return
        fields = sorted({c.field for c in error.complaints if c.field})
        about = {"articles": articles, "fields": fields}
        told = Event(action="refused", record=error.record, row=error.row, about=about)
        self.trail.write(session, origin_of(session), self.clock(), [told])
        session.commit()

    def _judge(
        self, session: Session, stories: dict[int, Story], row: RecordBase
    ) -> list[Complaint]:
        creating = inspect(row).pending
        story = stories.get(id(row)) or Story(row, "create" if creating else "edit")
        if not creating:
            story.note()
        action = story.action = action_of(session, story)
        actor = actor_of(session)
        look = self.look(session)
        along = comes_along(session, row)
        story.along = story.along or (along and id(row) not in stories)
        if not creating and not along:
            check_old_scope(session, self.catalogue, actor, story, action)
        typed = frozenset[str]() if along else references_typed(story)
        workflow = self.catalogue.workflow(row.record.name)
        move = workflow.move(action) if workflow else None
        found = [] if along else writer_complaints(actor, story, move)
        found += [] if along else settled_complaints(workflow, story)
        self._fill(session, row, story, look)
        stories[id(row)] = story
        if action in ("delete", "restore"):
            return tell.deletion_complaints(session, self.catalogue, row, action)
        fall_back(workflow, story)
        change = self._change(session, story)
        found += validate.complaints(
            row.record, change.after, workflow, creating=action == "create"
        )
        found += reference_complaints(session, self.catalogue, story, typed)
        found += tell.state_complaints(workflow, story, action)
        found += tell.hidden_complaints(story)
        if not found:
            found += list(self.asks.check(change, look))
        return found

    def _fill(self, session: Session, row: RecordBase, story: Story, look: Look) -> None:
        for declared in row.record.fields:
            value = getattr(row, declared.name)
            if (cleaned := validate.clean(value)) != value:
                setattr(row, declared.name, cleaned)
        now, user = self.clock(), actor_of(session).user
        workflow = self.catalogue.workflow(row.record.name)
        if story.action == "create":
            if workflow and getattr(row, workflow.field) is None:
                setattr(row, workflow.field, workflow.first)
            row.created_at, row.created_by = row.created_at or now, row.created_by or user
            fill_declared(row)
        row.changed_at, row.changed_by = now, user
        self.asks.fill(RowDraft(row, story.action, self.today(), actor_of(session)), look)
        if story.action == "create":
            fill_common(
                row, _About(session, actor_of(session), self.today(), self.calendar(session))
            )
        elif "date" in story.old:
            follow_date(row, self.calendar(session))
        if story.action != "create":
            story.note()

    def finish(self, session: Session) -> None:
        """before_commit: the last questions, the trail and the outbox."""
        session.flush()
        stories: dict[int, Story] = session.info.get(_STORIES, {})
        if not stories:
            return
        self._bring_along(session, stories)
        actor, now = actor_of(session), self.clock()
        for story in stories.values():
            check_new_scope(session, self.catalogue, actor, story)
        events = [
            tell.event_of(session, self.catalogue, s, reason_of(session)) for s in stories.values()
        ]
        self.trail.write(session, origin_of(session), now, [e for e in events if e])
        for record, row in session.info.get(ERASED, ()):
            seal.erase(session, record, row)
        look = self.look(session)
        notices: list[Notice | Stop] = []
        for story in stories.values():
            change = self._change(session, story)
            notices += self.asks.notices(change, look)
        outbox.put(session, notices, now)
        self.search.note(session, stories.values())
        if any(s.row.record.renews for s in stories.values()):
            generation.move(session)

    def _bring_along(self, session: Session, stories: dict[int, Story]) -> None:
        """Rows that come with these changes, and with those again."""
        follow(
            session,
            self.catalogue,
            stories,
            lambda story: self.asks.follows(self._change(session, story), self.look(session)),
        )

    def look(self, session: Session) -> TableLook:
        """What chapters may ask about other rows."""
        return TableLook(
            session,
            self.catalogue,
            self.parameter,
            lambda: self.calendar(session),
            self.asks.enabled,
            self.stands_in,
        )

    def _change(self, session: Session, story: Story) -> Change:
        actor = actor_of(session)
        return story.change(actor.roles, actor.person, self.today(), reason_of(session))

    def rehearse(self, session: Session) -> None:
        """Ask all that a commit would ask, and tell nobody; whoever rehearses rolls back afterwards."""
        session.flush()
        stories: dict[int, Story] = session.info.get(_STORIES, {})
        self._bring_along(session, stories)
        for story in stories.values():
            check_new_scope(session, self.catalogue, actor_of(session), story)

    def forget(self, session: Session) -> None:
        """After commit or rollback: the stories are told."""
        for name in (_STORIES, _MOVES, ALONG, ERASED, "reason"):
            session.info.pop(name, None)


@dataclass(frozen=True)
class _About:
    session: Session
    actor: Actor
    today: dt.date
    calendar: Calendar


def guard(factory: sessionmaker[Session], door: Door) -> None:
    """Put the door into every session that *factory* makes. Listeners know the door by its session only:
    what they held themselves would live as long as the program."""
    factory.configure(info=factory.kw.get("info", {}) | {"door": door})
    event.listen(factory, "before_flush", _before_flush)
    event.listen(factory, "before_commit", _before_commit)
    event.listen(factory, "after_commit", _after_commit)
    event.listen(factory, "after_rollback", _after_rollback)


def _of(session: Session) -> Door:
    door: Door = session.info["door"]
    return door


def _before_flush(session: Session, _context: object, _rows: object) -> None:
    _of(session).collect(session)


def _before_commit(session: Session) -> None:
    _of(session).finish(session)


def _after_commit(session: Session) -> None:
    _of(session).trail.committed(session)
    _of(session).forget(session)


def _after_rollback(session: Session) -> None:
    session.info.pop("audit_head", None)
    _of(session).forget(session)


def reason_of(session: Session) -> str:
    """The reason given for the transaction's changes, '' when none was asked."""
    return str(session.info.get("reason", ""))


def origin_of(session: Session) -> Origin:
    """Where the session's changes come from; the edge sets ``session.info['origin']``."""
    found: Any = session.info.get("origin")
    actor = actor_of(session)
    return found if isinstance(found, Origin) else Origin(user=actor.user, name=actor.name)
