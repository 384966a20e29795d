"""Why a duty is owed, and why another is not: for any rule and any subject, also as of another day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.chapters.world import world_of
from core.declare import Rule
from core.duties import World
from core.duties.models import INSTITUTION
from core.duties.why.explanation import NoSuchSubject, Question
from core.duties.why.values import Explanation
from core.records import read
from core.records.labels import Asker
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work.names import plain_names
from core.web.work.sight import sight
from core.web.work.why_words import Teller
from core.web.work.words import rules

blueprint = Blueprint("why", __name__)
LARGEST = 2**31
YEARS = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


@dataclass(frozen=True)
class Ask:
    """What the address asks for; *wrong* says what could not be understood, by name."""

    rule: str
    subject: str
    as_of: dt.date
    period: str
    record: str
    wrong: dict[str, str]


def _ask() -> Ask:
    args, wrong = request.args, dict[str, str]()
    today = as_of = runtime().today()
    if text := args.get("as_of", "").strip():
        try:
            as_of = dt.date.fromisoformat(text)
        except ValueError:
            wrong["as_of"] = _("Enter a day, for instance 2027-09-01.")
        if not YEARS[0] <= as_of <= YEARS[1]:
            wrong["as_of"], as_of = _("Enter a day, for instance 2027-09-01."), today
    rule = args.get("rule", "")
    if rule and rule not in rules():
        abort(404)
    return Ask(rule, args.get("subject", "").strip()[:80], as_of, args.get("period", "")[:20],
               args.get("record", ""), wrong)  # fmt: skip


@blueprint.get("/duties/why")
@requires("core.duties", "read")
def ask() -> Response:
    """A form to ask; with a rule and a subject the answer; with a row all rules that could mean it."""
    asked = _ask()
    if asked.record and asked.subject:
        return _of_row(asked)
    told = None
    rule = rules().get(asked.rule)
    if rule is not None and not rule.record:
        told = answer(asked.rule, 0, asked.as_of, asked.period)
    elif rule is not None and asked.subject and not asked.wrong:
        number = _number(rule, asked.subject)
        told = answer(asked.rule, number, asked.as_of, asked.period) if number else None
        if told is None:
            asked.wrong["subject"] = _("There is no such entry that you may see.")
    return page(
        "pages/why.html",
        422 if asked.wrong else 200,
        asked=asked,
        told=told,
        rules=[(k, r) for k, r in rules().items() if _chapter_on(k)],
        today=runtime().today(),
    )


def _chapter_on(key: str) -> bool:
    return runtime().chapters.enabled(key.partition(".")[0])


def _number(rule: Rule, text: str) -> int | None:
    """The row that was typed, by its number or by its code."""
    if text.isascii() and text.removeprefix("#").isdecimal():
        found = int(text.removeprefix("#"))
        return found if 0 < found < LARGEST else None
    if runtime().catalogue.record(rule.record).field("code") is None:
        return None
    model: Any = runtime().catalogue.model(rule.record)
    return db().execute(select(model.id).where(model.code == text)).scalar()


def answer(key: str, subject: int, as_of: dt.date, period: str = "") -> dict[str, Any] | None:
    """The explanation in words; None where there is no such row, or no such duty for the reader."""
    rt = runtime()
    return _told(world_of(rt.chapters, rt.calendar(db())), key, subject, as_of, period)


def _told(
    world: World, key: str, subject: int, as_of: dt.date, period: str
) -> dict[str, Any] | None:
    chapter = key.partition(".")[0]
    rule = rules()[key]
    if not _chapter_on(key):
        return None
    try:
        found = Question(world, chapter, rule, subject, as_of, period).answer(db().connection())
    except NoSuchSubject:
        return None
    if not sight().would_see(found.owner, found.unit, rule.office):
        return None
    return Teller(found, _visible(rule, subject)).told() | {"subject": _name(found)}


def _visible(rule: Rule, subject: int) -> bool:
    """True when the reader may see the subject's own row, by the gate."""
    asker = Asker(runtime().catalogue, me(), runtime().chapters.enabled)
    if not rule.record or not asker.reaches(rule.record):
        return False
    return read.row(db(), asker, rule.record, subject) is not None


def _name(found: Explanation) -> str:
    record = found.rule.record
    if not record:
        return str(_("The college"))
    return plain_names({record: [found.subject]}).get((record, found.subject), f"#{found.subject}")


def _of_row(asked: Ask) -> Response:
    """What one row owes by each rule that could mean it; 404 unless the reader may see the row."""
    record, text = asked.record, asked.subject
    asker = Asker(runtime().catalogue, me(), runtime().chapters.enabled)
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if record == INSTITUTION or not asker.reaches(record) or not number:
        abort(404)
    if read.row(db(), asker, record, number) is None:
        abort(404)
    world = world_of(runtime().chapters, runtime().calendar(db()))
    keys = [k for k, r in rules().items() if r.record == record and _chapter_on(k)]
    told = [_told(world, key, number, asked.as_of, "") for key in keys]
    return page(
        "pages/why_row.html",
        asked=asked,
        items=[t for t in told if t is not None],
        name=plain_names({record: [number]}).get((record, number), f"#{number}"),
        record=runtime().catalogue.record(record),
        url=f"/{record.replace('.', '/')}/{number}",
    )


def why_link(record: str, number: int) -> str:
    """Where to ask what a row owes; '' when no rule that is on asks for such rows, or the reader sees
    no duties."""
    if not me().may("core.duties", "read"):
        return ""
    if not any(r.record == record and _chapter_on(k) for k, r in rules().items()):
        return ""
    return f"/duties/why?record={record}&subject={number}"
