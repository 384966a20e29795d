"""Waiving a duty on screen, and taking that back: with a reason, by who manages duties."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.access.actor import act_as, system
from core.audit.trail import Event
from core.db import writing
from core.duties import Decision, WaiveError, evaluate_rule, take_back, waive
from core.duties.models import DUTY
from core.records.door import origin_of
from core.records.validate import UNFIT, unfit_characters
from core.web.guard import requires
from core.web.runtime import db, me, runtime
from core.web.system import duties
from core.web.work.sight import RECORD, sight
from core.web.work.story import scene_of

blueprint = Blueprint("waiving", __name__)


def find(number: int) -> Any:
    """The duty of that number when the reader may see it; 404 else."""
    row = db().execute(select(DUTY).where(DUTY.c.id == number, sight().seen())).first()
    return row if row is not None else abort(404)


def decide(action: str, number: int, reason: str) -> None:
    """Waive the duty or take that back, note it in the trail, and commit. Raises WaiveError."""
    rt, user = runtime(), me().user
    assert user is not None
    if unfit_characters(reason):
        raise WaiveError(UNFIT, "reason")
    decision = Decision(by=user, reason=reason, day=rt.today(), at=rt.clock())
    act = waive if action == "waive" else take_back
    act(db(), number, decision)
    told = Event(action=f"duty_{action}", record=RECORD, row=number)
    rt.trail.write(db(), origin_of(db()), rt.clock(), [told])
    db().commit()
    if action != "waive":
        _bring_up_to_date(number)


def _bring_up_to_date(number: int) -> None:
    """What is owed again is judged at once, not at the next evaluation."""
    rt = runtime()
    key = db().execute(select(DUTY.c.rule).where(DUTY.c.id == number)).scalar_one()
    scene = scene_of(key)
    db().rollback()
    if scene is not None:
        with writing(), rt.factory() as own:
            act_as(own, system("duties"))
            evaluate_rule(own, scene, now=rt.clock())
            own.commit()


@blueprint.post("/duties/<int:number>/waive")
@requires(RECORD, "manage")
def waive_it(number: int) -> Response:
    """Let a duty go."""
    return _decided("waive", number, _("The duty is waived. Its further steps are cancelled."))


@blueprint.post("/duties/<int:number>/take-back")
@requires(RECORD, "manage")
def take_it_back(number: int) -> Response:
    """Let a waived duty be owed again."""
    return _decided("take_back", number, _("The duty is owed again."))


def _decided(action: str, number: int, done: str) -> Response:
    find(number)
    reason = request.form.get("reason", "")
    try:
        decide(action, number, reason)
    except WaiveError as error:
        db().rollback()
        return duties.shown(find(number), reason, error)
    flash(done, "success")
    return redirect(url_for("duties.show", number=number))
