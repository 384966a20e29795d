"""Duties on screen: what is owed by whom and by when, why, and the status of each article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import and_, case, func, or_, select
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.duties import WaiveError, evaluate, explain, last_runs
from core.duties.models import DUTY, RUN
from core.jobs.kinds.duties import EVALUATE
from core.web.guard import requires
from core.web.language import labelled, say
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work import ledger, story
from core.web.work.asked import COUNTED, Asked, counting, parse
from core.web.work.names import PERSON, UNIT, names_for_me
from core.web.work.sight import sight
from core.web.work.why import answer
from core.web.work.words import STATES, office_label, rule_title, rules

blueprint = Blueprint("duties", __name__)
PAGE = 50
LAST_PAGE = 2000
LONG_MS = 2000


@blueprint.get("/duties/")
@requires("core.duties", "read")
def index() -> Response:
    """Duties, the most urgent first, narrowed by what the address asks for."""
    asked, wrong = parse(request.args)
    urgency = case({s.value: n for n, (s, _text, _tone) in enumerate(STATES)}, value=DUTY.c.state)
    ask = select(DUTY).where(or_(*(and_(*b) for b in asked.branches(sight()))))
    ask = ask.order_by(urgency, DUTY.c.due_on.is_(None), DUTY.c.due_on, DUTY.c.id)
    number = _page_number(request.args.get("page", "1"))
    rows = db().execute(ask.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    return page(
        "pages/duties.html",
        items=[_item(r) for r in _named(rows[:PAGE])],
        more=len(rows) > PAGE,
        number=number,
        total=db().execute(select(counting(asked, sight()))).scalar_one(),
        most=COUNTED,
        asked=asked,
        wrong=wrong,
        chips=list(_chips(asked)),
        states=STATES,
        rules_watch=ledger.rules_watch(),
        may_run=me().may("core.duties", "manage"),
    )


def _page_number(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class _Chip:
    """A part of the filter in words, with the address without it."""

    label: str
    remove: str


def _chips(asked: Asked) -> Iterator[_Chip]:
    """Everything asked for but the states that have tabs of their own."""
    if asked.state == "owed":
        yield _Chip(_("Owed or met"), asked.but(state="").url)
    if asked.mine:
        yield _Chip(_("Owed by me"), asked.but(mine=False).url)
    if asked.article is not None:
        label = _("Article %(number)s", number=asked.article)
        yield _Chip(label, asked.but(article=None).url)
    if asked.chapter:
        manifest = runtime().catalogue.manifests.get(asked.chapter)
        label = say(manifest.title) if manifest else asked.chapter
        yield _Chip(label, asked.but(chapter="").url)
    if asked.office:
        yield _Chip(labelled(_("Owed by"), office_label(asked.office)), asked.but(office="").url)
    if asked.rule:
        yield _Chip(rule_title(asked.rule), asked.but(rule="").url)
    if asked.year:
        yield _Chip(asked.year, asked.but(year="").url)
    if asked.period:
        yield _Chip(asked.period, asked.but(period="").url)
    if asked.due_from or asked.due_to:
        days = f"{_day(asked.due_from)} – {_day(asked.due_to)}"
        label = labelled(_("Due date"), days)
        yield _Chip(label, asked.but(due_from=None, due_to=None).url)
    yield from _people(asked)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "…"


def _people(asked: Asked) -> Iterator[_Chip]:
    wanted = {PERSON: asked.owner, UNIT: asked.unit}
    known, _keys = names_for_me({r: [n] for r, n in wanted.items() if n is not None})
    if asked.owner is not None:
        name = known.get((PERSON, asked.owner), f"#{asked.owner}")
        yield _Chip(labelled(_("Owed by"), name), asked.but(owner=None).url)
    if asked.unit is not None:
        name = known.get((UNIT, asked.unit), f"#{asked.unit}")
        yield _Chip(labelled(_("Unit"), name), asked.but(unit=None).url)


def _named(rows: Sequence[Any]) -> list[tuple[Any, str, str]]:
    """Rows with the names of their subject and owner."""
    wanted: dict[str, list[int]] = {}
    for r in rows:
        wanted.setdefault(r.subject_record, []).append(r.subject_id)
        if r.owner is not None:
            wanted.setdefault(PERSON, []).append(r.owner)
    known, _keys = names_for_me(wanted)
    return [
        (
            r,
            known.get((r.subject_record, r.subject_id), ""),
            known.get((PERSON, r.owner), ""),
        )
        for r in rows
    ]


def _item(named: tuple[Any, str, str]) -> dict[str, Any]:
    row, subject, owner = named
    tone = {s.value: (text, t) for s, text, t in STATES}[row.state]
    return {
        "row": row,
        "rule": rules().get(row.rule),
        "subject": subject,
        "owner": owner or office_label(row.office),
        "state": tone[0],
        "tone": tone[1],
        "why": [_(s.msgid) % _shown(s.values) for s in explain(row)],
    }


def _shown(values: Any) -> dict[str, Any]:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in values.items()}


@blueprint.get("/duties/<int:number>")
@requires("core.duties", "read")
def show(number: int) -> Response:
    """One duty: what was found, what follows, and since when."""
    row = db().execute(select(DUTY).where(DUTY.c.id == number, sight().opened())).first()
    if row is None:
        abort(404)
    return shown(row)


def shown(row: Any, typed: str = "", refused: WaiveError | None = None) -> Response:
    """The page of a duty; with what was typed when a decision was *refused*."""
    item = _item(_named([row])[0])
    return page(
        "pages/duty.html",
        200 if refused is None else 422,
        item=item,
        why=_why(row),
        link=_link(row, item["subject"]),
        history=story.history(row),
        ladder=story.ladder(row),
        decision=story.may_be_waived(row) if me().may("core.duties", "manage") else "",
        typed=typed,
        error=_(refused.text) if refused else "",
        wrong_reason=refused is not None and refused.field == "reason",
    )


def _why(row: Any) -> dict[str, Any] | None:
    """The explanation as of the day the ledger was brought up to (today, where that is later), else as
    of the day on which the duty was closed; None when the rule does not look at its period any more."""
    if row.rule not in rules():
        return None
    run = db().execute(select(func.max(RUN.c.as_of)).where(RUN.c.rule == row.rule)).scalar()
    today = runtime().today()
    for day in (max(today, run or today), row.closed_on):
        told = answer(row.rule, row.subject_id, day, row.period) if day else None
        if told is not None and told["found"].span is not None:
            return told
    return None


def _link(row: Any, name: str) -> str:
    """The address of the subject's page, where the reader may read such records."""
    return f"/{row.subject_record.replace('.', '/')}/{row.subject_id}" if name else ""


def _takes_long() -> bool:
    """By what the rules took the last time."""
    return sum(run.ms for run in last_runs(db())) > LONG_MS


@blueprint.post("/duties/evaluate")
@requires("core.duties", "manage")
def run_now() -> Response:
    """Evaluate all rules now; what takes long is done as a job, with a page that shows how far it is."""
    rt = runtime()
    if _takes_long():
        number = rt.bench.ask_for(db(), EVALUATE.name, by=me().user, key=EVALUATE.name)
        db().commit()
        return redirect(url_for("jobs.show", number=number))
    with rt.factory() as own:
        world = world_of(rt.chapters, rt.calendar(db()))
        db().rollback()
        done = evaluate(own, world, as_of=rt.today(), now=rt.clock())
    if done.failed:
        flash(_("Some rules failed; the others were evaluated."), "warning")
    else:
        text = ngettext("%(num)s duty changed.", "%(num)s duties changed.", done.changed)
        flash(text, "success")
    return redirect(url_for("duties.index"))
