"""Background jobs on screen: what runs and how far it is, what failed and why; stopping and repeating.

Whoever asked for a job may look at it too; other pages lead there, or include ``pages/_job.html``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.access.accounts import account_names
from core.audit.trail import Event
from core.db.job_tables import OPEN, State
from core.jobs import ending, status
from core.jobs.words import Words, words_of
from core.records.door import origin_of
from core.texts import N_
from core.web.guard import requires, signed_in
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work.words import rule_title

blueprint = Blueprint("jobs", __name__)
PAGE, MOST_PARTS = 50, 200
STATES = (
    (State.RUNNING, N_("Running"), "info"),
    (State.QUEUED, N_("Waiting"), ""),
    (State.FAILED, N_("Failed"), "bad"),
    (State.DONE, N_("Done"), "ok"),
    (State.CANCELLED, N_("Stopped"), "warn"),
)
"""State, its word, its tone; the ones to look at first."""
TONES = {s.value: (text, tone) for s, text, tone in STATES}
NO_CONTENT = 204


@blueprint.get("/jobs/")
@requires("core.jobs", "read")
def index() -> Response:
    """All jobs, the newest first, with the numbers of each state."""
    state = request.args.get("state", "")
    state = state if state in TONES else ""
    before = request.args.get("before", "")
    ask = status.jobs(state)
    if before.isdecimal() and len(before) < 10:
        ask = ask.where(ask.selected_columns.id < int(before))
    rows = db().execute(ask.limit(PAGE + 1)).all()
    names = account_names(db(), [r.asked_by for r in rows if r.asked_by is not None])
    return page(
        "pages/jobs.html",
        items=[_item(r, names) for r in rows[:PAGE]],
        older=rows[PAGE - 1].id if len(rows) > PAGE else None,
        state=state,
        states=STATES,
        numbers=status.state_numbers(db()),
        standing=_standing(),
    )


def _standing() -> dict[str, Any]:
    rt = runtime()
    found = status.standing(db(), rt.settings.broker_url, rt.wall())
    return {"found": found, "start": status.START[found.engine]}


@blueprint.get("/jobs/<int:number>")
@signed_in
def show(number: int) -> Response:
    """One job with its parts."""
    row = _seen(number)
    parts = status.parts_of(db(), number, MOST_PARTS)
    names = account_names(db(), [row.asked_by] if row.asked_by is not None else [])
    return page(
        "pages/job.html",
        item=_item(row, names),
        parts=[_item(p, {}) for p in parts],
        most=MOST_PARTS,
        may_list=me().may("core.jobs", "read"),
        standing=_standing(),
    )


@blueprint.get("/jobs/<int:number>/progress")
@signed_in
def progress(number: int) -> AnyResponse:
    """The part of a page that shows one job, for a page that stands open; nothing when it is the same."""
    item = _item(_seen(number), {})
    if request.args.get("seen") == item["mark"]:
        return Response(status=NO_CONTENT)
    return page("pages/_job_only.html", item=item)


def job_item(number: int) -> dict[str, Any] | None:
    """What ``pages/_job.html`` shows of a job; None when the reader may not see it or it is gone."""
    row = status.one(db(), number)
    return _item(row, {}) if row is not None and _may(row, "read") else None


@blueprint.post("/jobs/<int:number>/stop")
@signed_in
def stop(number: int) -> AnyResponse:
    """Stop a job with its parts."""
    return _do(number, "job_stopped", ending.cancel, _("It is being stopped."))


@blueprint.post("/jobs/<int:number>/again")
@signed_in
def again(number: int) -> AnyResponse:
    """Repeat a job that failed or was stopped."""
    return _do(number, "job_repeated", ending.retry, _("It is done again."))


def _do(number: int, action: str, change: Any, done: str) -> AnyResponse:
    row = _seen(number)
    if not _may(row, "manage"):
        abort(403)
    if change(db(), runtime().bench, number):
        _tell(action, row)
        db().commit()
        flash(done, "success")
    else:
        flash(_("It has changed meanwhile. This is how it stands now."), "warning")
    return redirect(url_for("jobs.show", number=number))


def _tell(action: str, row: Any) -> None:
    """The trail knows who stopped or repeated what."""
    told = Event(action=action, record="core.jobs", row=row.id, about={"kind": row.kind})
    runtime().trail.write(db(), origin_of(db()), runtime().clock(), [told])


# -- who may look, and what there is to see --------------------------------------------------------


def _seen(number: int) -> Any:
    row = status.one(db(), number)
    if row is None or not _may(row, "read"):
        abort(404)
    return row


def _may(row: Any, action: str) -> bool:
    kind = runtime().bench.kinds.get(row.kind)
    own = row.asked_by is not None and row.asked_by == me().user
    known = kind.seen_by if kind else None
    return own or me().may("core.jobs", action) or (known is not None and me().may(*known))


def _item(row: Any, names: dict[int, str]) -> dict[str, Any]:
    """A job in words."""
    kind, word = runtime().bench.kinds.get(row.kind), TONES[row.state]
    given = json.loads(row.arguments)
    return {
        "row": row,
        "title": say(kind.title) if kind else row.kind,
        "about": rule_title(given["rule"]) if "rule" in given else "",
        "state": say(N_("Is being stopped")) if row.cancel and row.state in OPEN else say(word[0]),
        "tone": word[1],
        "open": row.state in OPEN,
        "said": _said(words_of(row.words)) if row.state in OPEN else "",
        "error": _said(words_of(row.error)),
        "result": _result(kind.told if kind else "", row.result),
        "asked_by": names.get(row.asked_by, ""),
        "may": _may(row, "manage") and row.parent is None,
        "mark": _mark(row),
    }


def _said(words: Words) -> str:
    return say(words.text, words.values) if words.text else ""


def _result(told: str, kept: str | None) -> str:
    """The result in the sentence of its kind; '' when there is nothing to tell."""
    found = json.loads(kept) if kept else {}
    return say(told, found) if told and found else ""


def _mark(row: Any) -> str:
    """Changes with everything that the page shows of a job."""
    shown = (row.state, row.done, row.total, row.words, row.error, row.cancel, row.attempts)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]
