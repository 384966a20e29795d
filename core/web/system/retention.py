"""Terms of keeping on screen: what would be done on a day, legal holds, certificates."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from core.access.accounts import account_names
from core.directory.calendar import calendar_data
from core.jobs.kinds.retention import RETENTION
from core.retention import Forecast, certificates, forecast, holds
from core.retention.forecast import Scene
from core.retention.terms import EITHER, behind
from core.texts import N_
from core.web.auth import note
from core.web.guard import requires
from core.web.language import say
from core.web.records.export import safe_text
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("retention", __name__)
PLACE, ROOT = "core.retention", "/retention/"
PAGE, ALL = 50, 100_000
ACTIONS = {
    "empty": N_("Empty the fields"),
    "anonymise": N_("Make anonymous"),
    "erase": N_("Erase the entry"),
}
"""What is going to be done."""
DONE = {
    "empty": N_("Fields emptied"),
    "anonymise": N_("Made anonymous"),
    "erase": N_("Entries erased"),
}
"""What a certificate says was done."""
BASES = {
    "@year": N_("End of the academic year"),
    "@closed": N_("Closing of the entry"),
    "@left": N_("Leaving the college"),
    "@changed": N_("Last change"),
}


@blueprint.get(ROOT)
@requires(PLACE, "read")
def index() -> AnyResponse:
    """Everything on one page; ``day`` asks what would be done on another day."""
    return _shown({}, {})


def _shown(sent: dict[str, str], errors: dict[str, str]) -> AnyResponse:
    day = _day(request.args.get("day", "")) or runtime().today()
    found = forecast(db(), _scene(day))
    before = request.args.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    told = certificates(db(), PAGE + 1, number)
    standing = holds.holds(db())
    names = account_names(db(), [h.placed_by for h in standing if h.placed_by is not None])
    today = runtime().today()
    return page(
        "pages/retention.html",
        day=day,
        today=today,
        terms=[_term(f) for f in found],
        numbers={n: sum(getattr(f, n) for f in found) for n in ("due", "held", "needed")},
        holds=[_hold(h, names, today) for h in standing],
        records=_records(),
        certificates=[_certificate(c) for c in told[:PAGE]],
        older=told[PAGE - 1].id if len(told) > PAGE else None,
        may=me().may(PLACE, "manage"),
        sent=sent,
        errors=errors,
    )


def _scene(day: dt.date) -> Scene:
    zone = ZoneInfo(runtime().settings.time_zone)
    return Scene(catalogue=runtime().catalogue, calendar=calendar_data(db()), zone=zone, today=day)


def _term(found: Forecast) -> dict[str, Any]:
    term = found.term
    return {
        "record": _label(term.record),
        "why": say(term.purpose.why),
        "after": say(term.purpose.after),
        "months": term.purpose.keep_months,
        "base": _base(term.record, term.base),
        "then": say(ACTIONS[term.purpose.then]),
        "found": found,
    }


def _label(record: str) -> str:
    model = runtime().catalogue.models.get(record)
    return say(model.record.plural or model.record.label) if model else record


def _base(name: str, base: str) -> str:
    """Where a period begins, in words: a date by its label, the academic year, a step, or one of two."""
    if EITHER in base:
        one, other = (_base(name, part) for part in base.split(EITHER))
        return str(_("%(one)s or %(other)s, whichever comes first", one=one, other=other))
    path, at, _year = base.partition("@year")
    if base in BASES or (at and (not path or path.endswith("."))):
        return say(BASES[base if base in BASES else "@year"])
    for step in ("@closed", "@changed"):
        if base.endswith(step):
            return say(BASES[step])
    catalogue = runtime().catalogue
    record = catalogue.record(name)
    if found := behind(catalogue, record, path):
        path, record = found[2], catalogue.record(found[0])
    for part in path.split(".")[:-1]:
        declared = record.field(part)
        if declared is not None and declared.target in catalogue.models:
            record = catalogue.record(declared.target)
    declared = record.field(path.rpartition(".")[2])
    label = say(declared.label) if declared is not None else base
    return label if record.name == name else f"{say(record.label)} · {label}"


def _records() -> list[tuple[str, str]]:
    """Record types that hold something about people, with their chapters."""
    catalogue = runtime().catalogue
    return [
        (name, f"{say(catalogue.manifests[m.record.chapter].title)} · {_label(name)}")
        for name, m in catalogue.models.items()
        if any(f.purpose for f in m.record.fields)
    ]


def _hold(row: Any, names: dict[int, str], today: dt.date) -> dict[str, Any]:
    return {
        "row": row,
        "record": _label(row.record),
        "by": names.get(row.placed_by, ""),
        "stands": row.lifted_at is None and row.until >= today,
    }


def _certificate(row: Any) -> dict[str, Any]:
    manifest = runtime().catalogue.manifests.get(row.record.partition(".")[0])
    purpose = manifest.purpose(row.purpose) if manifest else None
    known = row.record in runtime().catalogue.models
    return {
        "row": row,
        "record": _label(row.record),
        "why": say(purpose.why) if purpose else row.purpose,
        "after": say(row.after),
        "base": _base(row.record, row.counts_from) if known else row.counts_from,
        "done": say(DONE.get(row.action, row.action)),
    }


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@blueprint.post(ROOT + "holds")
@requires(PLACE, "manage")
def hold() -> AnyResponse:
    """Place a legal hold."""
    form = request.form
    sent = {name: form.get(name, "") for name in ("record", "row", "reason", "until")}
    rt, row = runtime(), sent["row"].strip()
    wish = holds.Wish(
        model=rt.catalogue.models.get(sent["record"]),
        row=int(row) if row.isdecimal() and len(row) < 10 else 0 if row else None,
        reason=sent["reason"],
        until=_day(sent["until"]),
        by=me().user,
    )
    try:
        holds.place(db(), rt.trail, wish, rt.clock(), rt.today())
    except holds.HoldError as error:
        db().rollback()
        answer = _shown(sent, {error.field: say(error.text)})
        answer.status_code = 422
        return answer
    db().commit()
    flash(_("The hold stands. What it covers stays until it ends."), "success")
    return redirect(url_for("retention.index"))


@blueprint.post(ROOT + "holds/<int:number>/lift")
@requires(PLACE, "manage")
def lift(number: int) -> AnyResponse:
    """Lift a hold before its last day."""
    if holds.lift(db(), runtime().trail, number, me().user, runtime().clock()):
        db().commit()
        flash(_("The hold is lifted. What is over goes with the next night."), "success")
    else:
        flash(_("It has changed meanwhile. This is how it stands now."), "warning")
    return redirect(url_for("retention.index"))


@blueprint.post(ROOT + "run")
@requires(PLACE, "manage")
def run_now() -> AnyResponse:
    """Do tonight's run now."""
    number = runtime().bench.ask_for(db(), RETENTION.name, by=me().user, key=RETENTION.name)
    note("retention_asked", me().user, me().name)
    db().commit()
    return redirect(url_for("jobs.show", number=number))


@blueprint.get(ROOT + "certificates.csv")
@requires(PLACE, "read")
def export() -> Response:
    """All certificates as a file, the newest first."""
    out = io.StringIO()
    write = csv.writer(out)
    head = (
        _("When"),
        _("Run"),
        _("What"),
        _("Purpose"),
        _("Months"),
        _("After"),
        _("Counted from"),
        _("Done with it"),
        _("Entries"),
        _("Attached files"),
    )
    write.writerow(head)
    zone = ZoneInfo(runtime().settings.time_zone)
    for found in certificates(db(), ALL):
        told = _certificate(found)
        when = found.at.astimezone(zone).isoformat(sep=" ", timespec="minutes")
        words = [safe_text(told[n]) for n in ("record", "why", "after", "base", "done")]
        what, why, after, base, done = words
        write.writerow(
            (when, found.run, what, why, found.months, after, base, done, found.rows, found.files)
        )
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8")
    name = f"certificates_{runtime().today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
