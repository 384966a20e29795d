"""Asking the chapters: one manager per application, questions typed and answered in order."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

import pluggy
from pluggy import HookImpl
from sqlalchemy import ColumnElement, false
from typing_extensions import override

from core.declare import (
    Change,
    Complaint,
    Draft,
    Follow,
    Look,
    Manifest,
    Notice,
    Panel,
    Stop,
    Values,
)
from core.declare.stage import Stage, Story
from core.hookspecs import PROJECT, Chapter, HookSpecs

Named = tuple[str, Chapter]
_LOG = logging.getLogger("tongxin.chapters")


class HookFailed(RuntimeError):
    """A chapter could not answer a question on which a save depends; the save is refused."""

    def __init__(self, chapter: str, question: str, cause: object) -> None:
        self.chapter, self.question = chapter, question
        super().__init__(
            f"Chapter {chapter!r} failed in {question}(): {cause}. Nothing was saved. Mend the "
            "chapter, or switch it off."
        )


class Manager(pluggy.PluginManager):
    """Overriding a question is implementing it; no marker to forget."""

    def __init__(self, chapters: Iterable[Named]) -> None:
        super().__init__(PROJECT)
        self.add_hookspecs(HookSpecs)
        self._order: list[str] = []
        for name, chapter in chapters:
            self.register(chapter, name)
            self._order.append(name)
        self._answers: dict[tuple[str, str], HookImpl] = {
            (impl.plugin_name, caller.name): impl
            for caller in vars(self.hook).values()
            for impl in caller.get_hookimpls()
        }

    @override
    def parse_hookimpl_opts(self, plugin: Any, name: str) -> Any:
        options = super().parse_hookimpl_opts(plugin, name)
        question = getattr(HookSpecs, name, None)
        if options is None and question is not None and not name.startswith("_"):
            if getattr(type(plugin), name) is not question:
                return {}
        return options

    def who_answers(self, question: str) -> tuple[str, ...]:
        """Chapters that answer *question*, in order."""
        return tuple(n for n in self._order if (n, question) in self._answers)

    def near(self, chapter: str) -> frozenset[str]:
        """The chapter itself and those it requires or uses."""
        plugin: Any = self.get_plugin(chapter)
        manifest: Manifest = plugin.manifest
        return frozenset({chapter, *manifest.requires, *manifest.uses})

    def ask(self, chapter: str, question: str, **given: object) -> Any:
        """The chapter's own answer; None when it does not answer. What it raises passes through."""
        impl = self._answers.get((chapter, question))
        if impl is None:
            return None
        return impl.function(*(given[name] for name in impl.argnames))


class Questions:
    """The questions of daily work, asked with care: some fail closed, one fails open."""

    def __init__(self, manager: Manager, enabled: Callable[[str], bool]) -> None:
        self._manager, self._on = manager, enabled

    def fill(self, draft: Draft, look: Look) -> None:
        """Let the record's own chapter set values. Raises HookFailed."""
        self._closed(_owner(draft.record), "fill", draft=draft, look=look)

    def check(self, change: Change, look: Look) -> list[Complaint]:
        """Complaints of the record's own chapter. Raises HookFailed."""
        answer = self._closed(_owner(change.record), "check", change=change, look=look)
        return _all_of((Complaint,), _owner(change.record), "check", answer)

    def follows(self, change: Change, look: Look) -> list[Follow]:
        """What comes with a change, of all chapters that are on, as far as it is for one that is on
        itself. Raises HookFailed, also for rows of a chapter that the answering one does not name."""
        found: list[Follow] = []
        for name in self._manager.who_answers("follows"):
            if self._on(name):
                answer = self._closed(name, "follows", change=change, look=look)
                given = _all_of((Follow,), name, "follows", answer)
                for one in given:
                    if _owner(one.record) not in self._manager.near(name):
                        cause = f"it answered a row of {one.record!r}, which is not its own"
                        raise HookFailed(name, "follows", f"{cause}, and no chapter of its uses")
                found += [one for one in given if self._on(_owner(one.record))]
        return found

    def notices(self, change: Change, look: Look) -> list[Notice | Stop]:
        """Messages of all chapters that are on, in their order. Raises HookFailed."""
        found: list[Notice | Stop] = []
        for name in self._manager.who_answers("notices"):
            if self._on(name):
                answer = self._closed(name, "notices", change=change, look=look)
                found += _all_of((Notice, Stop), name, "notices", answer)
        return found

    def visible(self, person: int | None, record: str) -> ColumnElement[bool] | None:
        """A further condition of the record's own chapter; a failure hides the rows and is logged."""
        name = _owner(record)
        try:
            answer = self._closed(name, "visible", person=person, record=record)
            if answer is None or isinstance(answer, ColumnElement):
                return answer
            raise HookFailed(name, "visible", f"it answered {answer!r}, which is no SQL condition")
        except HookFailed:
            _LOG.exception("Rows of %s stay hidden: chapter %r failed in visible()", record, name)
            return false()

    def rests(self, person: int, roles: frozenset[str], day: dt.date, look: Look) -> frozenset[str]:
        """Roles of a person that rest on a day, by all chapters that are on; a failure is logged."""
        found: set[str] = set()
        for name in self._manager.who_answers("rests"):
            if self._on(name):
                given = {"person": person, "roles": roles, "day": day, "look": look}
                try:
                    answer = self._closed(name, "rests", **given)
                    found |= set(_all_of((str,), name, "rests", answer))
                except HookFailed:
                    _LOG.exception("Chapter %r failed in rests(); its roles stand", name)
        return frozenset(found) & roles

    def panels(self, record: str, row: Values, look: Look) -> list[Panel]:
        """Boxes of all chapters that are on; those of a chapter that fails are left out and logged."""
        found: list[Panel] = []
        for name in self._manager.who_answers("panels"):
            if self._on(name):
                try:
                    answer = self._closed(name, "panels", record=record, row=row, look=look)
                    found += _all_of((Panel,), name, "panels", answer)
                except HookFailed:
                    _LOG.exception("Boxes of chapter %r are left out on %s", name, record)
        return found

    def demo(self, chapter: str, stage: Stage) -> list[Story]:
        """What a chapter does in the demonstration college; none when it does not say."""
        return list(self._manager.ask(chapter, "demo", stage=stage) or ())

    def _closed(self, chapter: str, question: str, **given: object) -> Any:
        try:
            answer = self._manager.ask(chapter, question, **given)
            return answer if answer is None or not _lazy(answer) else tuple(answer)
        except (Exception, SystemExit) as error:
            cause = f"{type(error).__name__}: {error}"
            raise HookFailed(chapter, question, cause) from error


def _owner(record: str) -> str:
    return record.partition(".")[0]


def _lazy(answer: object) -> bool:
    """True for generators: what they raise must be met where the chapter is asked."""
    return hasattr(answer, "__next__")


def _all_of(kinds: tuple[type[Any], ...], chapter: str, question: str, answer: Any) -> list[Any]:
    try:
        found = list(answer or ())
    except TypeError:
        found = [answer]
    for item in found:
        if not isinstance(item, kinds):
            names = " or ".join(kind.__name__ for kind in kinds)
            raise HookFailed(chapter, question, f"it answered {item!r}, which is no {names}")
    return found
