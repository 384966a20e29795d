"""Pages of the ledger: every run of every rule, and the monthly list of what is long overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.directory.staff import is_in_charge
from core.duties import Watch, watch
from core.duties.labels import labels
from core.duties.models import LIST, RUN
from core.duties.monthly import KEY as MONTHLY
from core.duties.monthly import listed_by_owner
from core.texts import N_
from core.web.guard import requires, signed_in
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work.sight import RECORD, sight
from core.web.work.words import office_label, rule_title, rules

blueprint = Blueprint("ledger", __name__)
PAGE = 50
MONTH = dt.timedelta(days=31)
LAST_PAGE = 10_000
MONTHLY_LABEL = N_("Monthly list")


def rules_watch() -> Watch | None:
    """How the rules run, for those who manage duties; None for others."""
    if not me().may(RECORD, "manage"):
        return None
    rt = runtime()
    world = world_of(rt.chapters, rt.calendar(db()))
    return watch(db(), world, as_of=rt.today(), now=rt.clock())


def years_without_table() -> tuple[int, ...]:
    """Civil years, this one or soon the next, for which no days off are known; for those who manage
    duties."""
    if not me().may(RECORD, "manage"):
        return ()
    rt, today = runtime(), runtime().today()
    return rt.calendar(db()).missing_years(today, today + MONTH)


@blueprint.get("/duties/runs")
@requires(RECORD, "manage")
def runs() -> Response:
    """Runs of the rules, the newest first; those that failed only, or of one rule, when asked for."""
    failed, key = request.args.get("failed") == "1", request.args.get("rule", "")[:80]
    text = request.args.get("page", "1")
    number = min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdecimal() else 1
    ask = select(RUN).order_by(RUN.c.id.desc())
    if failed:
        ask = ask.where(RUN.c.error.is_not(None))
    if key:
        ask = ask.where(RUN.c.rule == key)
    rows = db().execute(ask.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    return page(
        "pages/runs.html",
        rows=[(r, _title(r.rule)) for r in rows[:PAGE]],
        more=len(rows) > PAGE,
        number=number,
        failed=failed,
        key=key,
        titles={k: rule_title(k) for k in rules()},
        rules_watch=rules_watch(),
    )


def _title(key: str) -> str:
    return say(MONTHLY_LABEL) if key == MONTHLY else rule_title(key)


@dataclass
class Owes:
    """What one person, or one office, has long overdue. ``rules`` are titles with numbers."""

    name: str
    number: int = 0
    since: dt.date | None = None
    rules: list[tuple[str, int]] = field(default_factory=list)

    def add(self, row: Any) -> None:
        """Count the duties of one rule."""
        self.number += row.number
        self.since = min(row.since, self.since or row.since)
        self.rules.append((rule_title(row.rule), row.number))


@dataclass
class UnitOwes:
    """The people of one unit who have something long overdue."""

    name: str
    people: list[Owes] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many duties."""
        return sum(p.number for p in self.people)


@blueprint.get("/duties/monthly")
@signed_in
def monthly() -> Response:
    """What is long overdue, by unit and by who owes it: numbers and names of owners, nothing else."""
    rt, actor = runtime(), me()
    in_charge = actor.person is not None and is_in_charge(db(), actor.person, rt.today())
    if not in_charge and not sight().everything:
        abort(403)
    world = world_of(rt.chapters, rt.calendar(db()))
    rows = db().execute(listed_by_owner(world)).all()
    sent = db().execute(select(LIST).order_by(LIST.c.month.desc()).limit(12)).all()
    units = _by_unit(rows)
    return page(
        "pages/monthly.html",
        units=units,
        duties=sum(u.number for u in units),
        people=len({r.owner or r.office for r in rows}),
        sent=sent,
    )


def _by_unit(rows: Sequence[Any]) -> list[UnitOwes]:
    """The rows of the list under the names of units and owners, most duties first."""
    catalogue = runtime().catalogue
    people = labels(db(), catalogue, "directory.person", [r.owner for r in rows if r.owner])
    units = labels(db(), catalogue, "directory.unit", [r.unit for r in rows if r.unit])
    found: dict[str, dict[str, Owes]] = {}
    for row in rows:
        unit = units.get(row.unit, "")
        name = people.get(row.owner, f"#{row.owner}") if row.owner else office_label(row.office)
        found.setdefault(unit, {}).setdefault(name, Owes(name)).add(row)
    made = [
        UnitOwes(unit, sorted(of.values(), key=lambda o: (-o.number, o.name)))
        for unit, of in found.items()
    ]
    return sorted(made, key=lambda u: (not u.name, -u.number, u.name))
