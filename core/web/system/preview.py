"""What a change of a chapter would do, on screen: before it is saved, and saving nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.db import reading
from core.declare import Manifest
from core.duties.difference import EFFECT_TEXTS, Difference, Effect
from core.duties.preview import preview, replay
from core.duties.proposal import Proposal
from core.duties.replay import ReplayTooLarge, days_between
from core.duties.tally import Tally
from core.duties.uses import next_start
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.system.chapters_page import chapter_of, manage, shown
from core.web.system.parameter_form import Asked, asked, words
from core.web.system.preview_rows import export, lines, people
from core.web.work.sight import sight

blueprint = Blueprint("preview", __name__)
PAGE = 50
WEEK = 7
TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One change to be tried, and over what: today's records, or a past academic year."""

    manifest: Manifest
    proposal: Proposal
    year: str = ""
    days: tuple[dt.date, ...] = ()

    @contextmanager
    def run(self) -> Iterator[Iterator[Difference]]:
        """The differences, over a connection on which nothing can be written."""
        rt = runtime()
        world = world_of(rt.chapters, rt.calendar(db()))
        db().rollback()
        with reading(rt.engine) as connection, Session(connection) as session:
            if self.days:
                yield replay(session, world, self.proposal, self.days)
            else:
                yield preview(session, world, self.proposal, rt.today())

    def args(self) -> dict[str, Any]:
        """The query of an address that leads here again."""
        found: dict[str, Any] = {n: _sent(v) for n, v in self.proposal.values.items()}
        for rule, on in self.proposal.switched.items():
            found |= {"rule": rule, "on": "1" if on else "0"}
        return found | ({"over": self.year} if self.year else {})


def _sent(value: int | str | bool) -> str:
    return ("1" if value else "0") if isinstance(value, bool) else str(value)


@blueprint.get("/chapters/<name>/preview")
@manage
def show(name: str) -> Response:
    """What the values in the address would do."""
    manifest = chapter_of(name)
    wanted = asked(manifest, request.args)
    if wanted.errors:
        return shown(name, wanted.typed, wanted.errors, 422)
    return show_trial(trial_of(manifest, wanted))


@blueprint.get("/chapters/<name>/preview/export")
@manage
def download(name: str) -> Response:
    """The whole list as a file, as far as the reader may see duties."""
    manifest = chapter_of(name)
    wanted = asked(manifest, request.args)
    if wanted.errors or not me().may("core.duties", "read"):
        abort(403 if not wanted.errors else 404)
    trial = trial_of(manifest, wanted)
    with trial.run() as found:
        seen = (d for d in found if may_see(d))
        return export(seen, request.args.get("format", "csv"), f"preview_{name}")


def trial_of(manifest: Manifest, wanted: Asked) -> Trial:
    """The change and the time that the address asks for; 404 for a rule that is not there."""
    rule = request.values.get("rule", "")
    switched = {}
    if rule:
        if rule not in {r.name for r in runtime().catalogue.rules.get(manifest.name, ())}:
            abort(404)
        switched[rule] = request.values.get("on") == "1"
    proposal = Proposal(chapter=manifest.name, values=wanted.changed, switched=switched)
    year = request.values.get("over", "")
    days = dict(years()).get(year, ())
    return Trial(manifest=manifest, proposal=proposal, year=year if days else "", days=days)


def years() -> list[tuple[str, tuple[dt.date, ...]]]:
    """Academic years that can be gone through once more, the newest first, looked at once a week."""
    today = runtime().today()
    begun = [y for y in runtime().calendar(db()).years if y.start < today]
    return [
        (y.name, tuple(days_between(y.start, min(y.end, today), WEEK)))
        for y in sorted(begun, key=lambda y: y.start, reverse=True)
    ]


@dataclass
class _Seen:
    """What is kept of a stream of differences: the numbers of all, and the lines of one page."""

    tally: Tally = field(default_factory=Tally)
    items: list[Difference] = field(default_factory=list)
    matching: int = 0


def _look(found: Iterator[Difference], effect: Effect | None, number: int) -> _Seen:
    seen = _Seen()
    first = (number - 1) * PAGE
    for item in found:
        seen.tally.add(item)
        if (effect is None or item.effect is effect) and may_see(item):
            if first <= seen.matching < first + PAGE:
                seen.items.append(item)
            seen.matching += 1
    return seen


def may_see(item: Difference) -> bool:
    """True when the reader would see this duty in the ledger."""
    duty = item.either
    return sight().would_see(duty.owner, duty.unit, item.rule.office)


def show_trial(trial: Trial, *, since: str = "", errors: dict[str, str] | None = None) -> Response:
    """The page of a change that is being tried; *errors* say why it could not be saved."""
    effect = next((e for e in Effect if e == request.values.get("effect")), None)
    text = request.values.get("page", "1")
    number = min(max(int(text), 1), 2000) if text.isascii() and text.isdecimal() else 1
    seen, problem = _Seen(), ""
    with trial.run() as found:
        try:
            seen = _look(found, effect, number)
        except ReplayTooLarge as error:
            problem = _(error.text) % error.values
    world = world_of(runtime().chapters, runtime().calendar(db()))
    names = list(trial.proposal.values)
    start = next_start(world, trial.manifest.name, names, runtime().today())
    return page(
        "pages/preview.html",
        422 if errors else 200,
        trial=trial,
        manifest=trial.manifest,
        changes=_changes(trial),
        effects=[(e, EFFECT_TEXTS[e], seen.tally.effects[e]) for e in Effect],
        effect=effect,
        tally=seen.tally,
        items=lines(seen.items),
        people=people(seen.tally),
        matching=seen.matching,
        number=number,
        more=seen.matching > number * PAGE,
        may_list=me().may("core.duties", "read"),
        years=[y for y, _days in years()],
        since=since or start.isoformat(),
        errors=errors or {},
        problem=problem,
        on=runtime().chapters.enabled(trial.manifest.name),
    )


def _changes(trial: Trial) -> list[tuple[str, str, str]]:
    """Label, value in force and new value of everything that would be different."""
    manifest, today = trial.manifest, runtime().today()
    found = []
    for name, value in trial.proposal.values.items():
        declared = manifest.parameter(name)
        assert declared is not None
        old = runtime().chapters.parameter(manifest.name, name, today)
        found.append((say(declared.label), words(declared, old), words(declared, value)))
    for name, on in trial.proposal.switched.items():
        rule = next(r for r in runtime().catalogue.rules[manifest.name] if r.name == name)
        states = (say("Off"), say("On"))
        found.append((say(rule.title), *(states if on else states[::-1])))
    return found
