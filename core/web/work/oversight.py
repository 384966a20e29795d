"""How the system and its log stand, for those who look after them: lines of the home page.

Each number opens exactly what it counts; numbers come in the one statement of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select

from core.access.models import Account
from core.audit.models import Entry
from core.db import table_of
from core.db.job_tables import JOB, State
from core.jobs import lease, status
from core.notify import office
from core.web import trail_kinds
from core.web.language import moment, say
from core.web.runtime import db, me, runtime

DAYS, MOST = 7, 500
AUDIT, JOBS, CHAPTERS = "core.audit", "core.jobs", "core.chapters"
_E = table_of(Entry).c
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is watched: what, how it stands, and where to look."""

    label: str
    text: str
    url: str
    tone: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is watched together."""

    name: str
    title: str
    lines: Sequence[Line]


def answers() -> dict[str, ColumnElement[Any]]:
    """Numbers the cards need, by name."""
    found: dict[str, ColumnElement[Any]] = {}
    if me().may(AUDIT, "read"):
        since = _since()
        found |= {f"log:{k.name}": _few(k, since) for k in trail_kinds.WATCHED}
    if me().may(JOBS, "read"):
        failed = select(func.count()).where(JOB.c.state == State.FAILED, JOB.c.parent.is_(None))
        found["jobs"] = failed.scalar_subquery()
    if me().may("core.accounts", "manage"):
        accounts = select(func.count()).select_from(table_of(Account))
        found["accounts_all"] = accounts.scalar_subquery()
    if me().may("core.notices", "manage"):
        parcels, messages = office.questions()
        found["lost"] = parcels + messages
    return found


def _since() -> dt.date:
    """The first of the days that are counted; today is the last."""
    return runtime().today() - dt.timedelta(days=DAYS - 1)


def _few(kind: trail_kinds.Kind, since: dt.date) -> ColumnElement[Any]:
    start = dt.datetime.combine(since, dt.time(), runtime().zone)
    rows = select(_E.seq).where(kind.condition, _E.at >= start).limit(MOST)
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def cards(counts: Counts) -> list[Card]:
    """What the reader looks after; empty for everybody else."""
    made = []
    if me().may(CHAPTERS, "manage") or me().may(JOBS, "read"):
        made.append(Card("system", _("State of the system"), list(_system(counts))))
    if me().may(AUDIT, "read"):
        made.append(Card("log", _("State of the audit trail"), list(_log(counts))))
    return made


def _system(counts: Counts) -> Iterator[Line]:
    if me().may(CHAPTERS, "manage"):
        yield _chapters()
    if me().may("core.accounts", "manage"):
        yield Line(_("Accounts"), str(counts["accounts_all"]), "/accounts/")
    if me().may(JOBS, "read"):
        yield _jobs(counts["jobs"])
    if me().may("core.notices", "manage"):
        lost = counts["lost"]
        text = ngettext("%(num)s not delivered", "%(num)s not delivered", lost)
        fine = _("All delivered")
        yield Line(_("Messages"), text if lost else fine, "/notices/", "warn" if lost else "ok")


def _chapters() -> Line:
    chapters = runtime().chapters
    every = chapters.catalogue.manifests
    on = sum(chapters.enabled(name) for name in every)
    text = _("%(on)s of %(all)s are on", on=on, all=len(every))
    broken = len({p.where for p in chapters.problems})
    told = ngettext("%(num)s could not be loaded", "%(num)s could not be loaded", broken)
    tone = "bad" if broken else "ok"
    return Line(_("Chapters"), told if broken else text, "/chapters/", tone, text if broken else "")


def _jobs(failed: int) -> Line:
    held, label = lease.look(db()), _("Background jobs")
    if held is None or not held.is_held(runtime().wall()):
        return Line(label, _("Nobody works on the jobs."), "/jobs/", "bad")
    if failed:
        text = ngettext("%(num)s failed", "%(num)s failed", failed)
        return Line(label, text, "/jobs/?state=failed", "warn")
    return Line(label, _("Running"), "/jobs/", "ok")


def _log(counts: Counts) -> Iterator[Line]:
    yield _chain()
    since = _since()
    for kind in trail_kinds.WATCHED:
        number = counts[f"log:{kind.name}"]
        url = f"/audit/?{urlencode({'kind': kind.name, 'since': since})}"
        text = f"{MOST}+" if number >= MOST else str(number)
        yield Line(say(kind.label), text, url, more=_("in the last %(days)s days", days=DAYS))


def _chain() -> Line:
    label, found = _("Chain of entries"), status.last_verified(db())
    if found is None:
        return Line(label, _("Not verified yet"), "/audit/", "warn")
    at = _("verified at %(moment)s", moment=moment(found.at))
    if found.broken is not None:
        told = _("Broken at entry %(number)s", number=found.broken)
        return Line(label, told, "/audit/", "bad", at)
    text = _("Whole: %(number)s entries", number=found.entries)
    return Line(label, text, "/audit/", "ok", at)
