"""The calendar of one person for other programs: iCalendar (RFC 5545) behind a secret address.

An entry names the duty and never a person: calendars are kept by others (phones, mail servers).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask import Response as Answer
from flask_babel import force_locale
from flask_babel import gettext as _
from icalendar import Calendar, Event
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from core.access.actor import Actor
from core.access.models import Account, SignedIn
from core.calendar.days import DAY
from core.db import table_of, writing
from core.web import sign_in
from core.web.auth import here, note
from core.web.identify import become_user
from core.web.language import labelled
from core.web.runtime import db, me, runtime
from core.web.work.coming import AHEAD, PROJECTED, Entry, find
from core.web.work.sight import RECORD, sight
from core.web.work.words import rule_title

blueprint = Blueprint("feed", __name__)
KIND = "calendar"
PAST = dt.timedelta(days=365)
OFTEN = dt.timedelta(hours=6)
_OPEN, _ACCOUNT = table_of(SignedIn), table_of(Account)


def link_of(actor: Actor) -> Any:
    """The kept row of the reader's address: since when, and when it was last fetched; or None."""
    ask = select(_OPEN).where(_OPEN.c.user_id == actor.user, _OPEN.c.kind == KIND)
    return db().execute(ask).first()


def make_link() -> str:
    """A new secret address of whoever is signed in, in the place of an earlier one."""
    end_link()
    now, user = runtime().clock(), int(me().user or 0)
    secret = sign_in.start(db(), user, KIND, now, here(), "iCalendar")
    note("calendar_link_made", user, me().name)
    return _site() + url_for("feed.show", secret=secret)


def _site() -> str:
    """The address under which people reach this installation."""
    return runtime().settings.public_url or request.url_root.rstrip("/")


def end_link() -> None:
    """The reader's address leads nowhere from now on."""
    db().execute(delete(_OPEN).where(_OPEN.c.user_id == me().user, _OPEN.c.kind == KIND))


def ended() -> Response:
    """Back to the calendar, with a word."""
    note("calendar_link_ended", me().user, me().name)
    db().commit()
    flash(_("The address was ended. Calendars that use it show nothing new any more."), "success")
    return redirect(url_for("due_calendar.month"))


@blueprint.get("/calendar/<secret>.ics")
def show(secret: str) -> Response:
    """What the person behind the secret owes, by day. An unknown secret is answered like no page."""
    rt = runtime()
    row = sign_in.find(db(), secret, (KIND,), rt.clock())
    if row is None or not become_user(row.user_id) or not me().may(RECORD, "read"):
        abort(404)
    if rt.clock() - row.seen_at > sign_in.TOUCH:
        db().rollback()
        with writing(), rt.factory.begin() as own:
            sign_in.touch(own, row.id, rt.clock())
    today = rt.today()
    found = find(sight(), today - PAST, today + AHEAD, mine=True)
    with force_locale(_locale(row.user_id)):
        body = _calendar(found.entries).to_ical()
    headers = {"Content-Disposition": 'inline; filename="tongxin.ics"'}
    return Answer(body, mimetype="text/calendar", headers=headers)


def _locale(user: int) -> str:
    """The language of an account: other programs send no session."""
    kept = db().execute(select(_ACCOUNT.c.locale).where(_ACCOUNT.c.user_id == user)).scalar()
    return str(kept or current_app.config["BABEL_DEFAULT_LOCALE"])


def _calendar(entries: tuple[Entry, ...]) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Tongxin//Duties//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", _("Tongxin: my duties"))
    made.add("x-wr-calname", _("Tongxin: my duties"))
    made.add("refresh-interval", OFTEN, parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    return made


def _event(entry: Entry) -> Event:
    """One all-day event for all duties of a rule and a day that stand alike."""
    event, title = Event(), rule_title(entry.rule)
    number = f" ×{entry.number}" if entry.number > 1 else ""
    event.add("uid", f"{entry.rule}-{entry.day:%Y%m%d}-{entry.state}@tongxin")
    event.add("dtstamp", runtime().clock().astimezone(dt.UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAY)
    event.add("summary", _summary(entry, f"{title}{number}"))
    event.add("description", _("Article %(number)s", number=entry.article))
    event.add("status", "TENTATIVE" if entry.state == PROJECTED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", _site() + entry.url)
    return event


def _summary(entry: Entry, title: str) -> str:
    if entry.state == PROJECTED:
        return labelled(_("Projected"), title)
    return labelled(_("Overdue"), title) if entry.tone == "bad" else title
