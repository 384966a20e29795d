"""Duties on screen: what is owed by whom and by when, why, and the status of each article."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, case, false, or_, select, true
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.declare import Scope
from core.duties import Duty, evaluate, explain, last_runs, status
from core.duties.explain import evidence_of
from core.duties.labels import labels
from core.duties.models import State
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("duties", __name__)
PAGE = 50
_T: Any = Duty.__table__
STATES = (
    (State.OVERDUE, "Overdue", "bad"),
    (State.DUE_SOON, "Due soon", "warn"),
    (State.OPEN, "Not due yet", "info"),
    (State.MET, "Met", "ok"),
    (State.VOID, "Nothing owed", ""),
    (State.WAIVED, "Waived", ""),
)
STATES_LABELS = ("Overdue", "Due soon", "Not due yet", "Met", "Nothing owed", "Waived")


def _mine() -> ColumnElement[bool]:
    """The duties the actor may see: all, the own unit's, the own; never those of a chapter that is off."""
    scopes = me().scopes("core.duties", "read")
    if Scope.ALL in scopes:
        seen: ColumnElement[bool] = true()
    else:
        parts = []
        if Scope.UNIT in scopes and me().units:
            parts.append(_T.c.unit.in_(sorted(me().units)))
        if Scope.OWN in scopes and me().person is not None:
            parts.append(_T.c.owner == me().person)
        seen = or_(*parts) if parts else false()
    on = [n for n in runtime().catalogue.manifests if runtime().chapters.enabled(n)]
    return seen & or_(false(), *(_T.c.rule.startswith(f"{n}.", autoescape=True) for n in on))


def _rules() -> dict[str, Any]:
    catalogue = runtime().catalogue
    return {f"{c}.{r.name}": r for c, rules in catalogue.rules.items() for r in rules}


@blueprint.get("/duties/")
@requires("core.duties", "read")
def index() -> Response:
    """Duties, the most urgent first, with the numbers of each state as links."""
    state = request.args.get("state", "")
    year = request.args.get("year", "")[:9]
    article = request.args.get("article", "")
    urgency = case({s.value: n for n, (s, _text, _tone) in enumerate(STATES)}, value=_T.c.state)
    ask = select(_T).where(_mine())
    ask = ask.order_by(urgency, _T.c.due_on.is_(None), _T.c.due_on, _T.c.id)
    if state in set(State):
        ask = ask.where(_T.c.state == state)
    if year:
        ask = ask.where(_T.c.academic_year == year)
    if article.isdecimal() and len(article) < 4:
        ask = ask.where(_T.c.article == int(article))
    number = min(max(int(n) if (n := request.args.get("page", "1")).isdecimal() else 1, 1), 2000)
    rows = db().execute(ask.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    counts = status(db(), limit=_mine())
    return page(
        "pages/duties.html",
        items=[_item(r) for r in _named(rows[:PAGE])],
        more=len(rows) > PAGE,
        number=number,
        state=state,
        year=year,
        article=article,
        counts=counts,
        states=STATES,
        runs=[r for r in last_runs(db()) if r.error] if me().may("core.duties", "manage") else [],
        may_run=me().may("core.duties", "manage"),
        today=runtime().today(),
    )


def urgent(most: int) -> list[dict[str, Any]]:
    """The duties to look at first, as far as the reader may see them: unmet, by due date."""
    states = [State.OVERDUE, State.DUE_SOON, State.OPEN]
    ask = select(_T).where(_mine(), _T.c.state.in_(states))
    rows = db().execute(ask.order_by(_T.c.due_on.is_(None), _T.c.due_on, _T.c.id).limit(most)).all()
    return [_item(r) for r in _named(rows)]


def _named(rows: list[Any] | Any) -> list[tuple[Any, str, str]]:
    """Rows with the names of their subject and owner, one question per record."""
    catalogue = runtime().catalogue
    names: dict[tuple[str, int], str] = {}
    for record in {r.subject_record for r in rows if r.subject_record in catalogue.models}:
        numbers = [r.subject_id for r in rows if r.subject_record == record]
        if me().may(record, "read"):
            found = labels(db(), catalogue, record, numbers)
            names |= {(record, n): text for n, text in found.items()}
    owners = labels(db(), catalogue, "directory.person", (r.owner for r in rows))
    return [
        (r, names.get((r.subject_record, r.subject_id), ""), owners.get(r.owner, "")) for r in rows
    ]


def _item(named: tuple[Any, str, str]) -> dict[str, Any]:
    row, subject, owner = named
    tone = {s.value: (text, t) for s, text, t in STATES}[row.state]
    roles = runtime().catalogue.roles
    office = roles[row.office].label if row.office in roles else row.office
    rule = _rules().get(row.rule)
    return {
        "row": row,
        "rule": rule,
        "subject": subject,
        "owner": owner or _(office),
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
    row = db().execute(select(_T).where(_T.c.id == number, _mine())).first()
    if row is None:
        abort(404)
    return page(
        "pages/duty.html", item=_item(_named([row])[0]), evidence=sorted(evidence_of(row).items())
    )


@blueprint.post("/duties/evaluate")
@requires("core.duties", "manage")
def run_now() -> Response:
    """Evaluate all rules now."""
    rt = runtime()
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
