"""The part of «My account» about messages: address, kinds, rhythm, quiet hours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext as _

from core.notify import office
from core.notify.due import AT_ONCE, RHYTHMS, Rhythm
from core.notify.kinds import KIND_LABELS
from core.notify.models import MAIL
from core.notify.outcome import REASON_TEXTS
from core.notify.rearrange import rearrange
from core.notify.wishes import Wishes, address_complaint, keep, wishes_of
from core.texts import N_
from core.web.auth import note
from core.web.language import say
from core.web.runtime import db, me, runtime

RHYTHM_TEXTS = (N_("At once"), N_("Once a day"), N_("Once a week"))
WEEKDAY_TEXTS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?")


@dataclass(slots=True)
class Typed:
    """The form as it was typed, with what is wrong beside its fields."""

    address: str
    mailed: set[str]
    rhythm: str
    hour: str
    weekday: str
    quiet: bool
    quiet_from: str
    quiet_to: str
    quiet_days: bool
    errors: dict[str, str] = field(default_factory=dict)


def context(typed: Typed | None = None) -> dict[str, Any]:
    """What the template needs, with the wishes in force or those just typed."""
    account = int(me().user or 0)
    failure = office.last_failure(db(), account, MAIL)
    return {
        "typed": typed or _of(wishes_of(db(), [account])[account]),
        "has_mail": bool(runtime().settings.smtp_host),
        "kinds": [(kind, say(label)) for kind, label in KIND_LABELS.items()],
        "rhythms": [(r, say(t)) for r, t in zip(RHYTHMS, RHYTHM_TEXTS, strict=True)],
        "weekdays": [(str(n), say(t)) for n, t in enumerate(WEEKDAY_TEXTS)],
        "hours": [(str(h), f"{h:02}:00") for h in range(24)],
        "failed_at": failure.ended_at if failure else None,
        "failed_why": say(REASON_TEXTS.get(failure.reason, "")) if failure else "",
    }


def _of(wishes: Wishes) -> Typed:
    rhythm, default = wishes.rhythm, Rhythm()
    quiet = rhythm.quiet_from is not None and rhythm.quiet_to is not None
    return Typed(
        address=wishes.address,
        mailed=set(KIND_LABELS) - wishes.not_mailed,
        rhythm=rhythm.rhythm,
        hour=str(rhythm.hour),
        weekday=str(rhythm.weekday),
        quiet=quiet,
        quiet_from=_clock(rhythm.quiet_from if quiet else default.quiet_from),
        quiet_to=_clock(rhythm.quiet_to if quiet else default.quiet_to),
        quiet_days=rhythm.quiet_days,
    )


def _clock(minutes: int | None) -> str:
    return f"{(minutes or 0) // 60:02}:{(minutes or 0) % 60:02}"


def _minutes(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def posted() -> Typed:
    """The form of this request; ``errors`` says what cannot be kept."""
    form = request.form
    typed = Typed(
        address=form.get("address", "").strip(),
        mailed=set(form.getlist("mailed")) & set(KIND_LABELS),
        rhythm=form.get("rhythm", AT_ONCE),
        hour=form.get("hour", ""),
        weekday=form.get("weekday", ""),
        quiet=form.get("quiet") == "1",
        quiet_from=form.get("quiet_from", "").strip(),
        quiet_to=form.get("quiet_to", "").strip(),
        quiet_days=form.get("quiet_days") == "1",
    )
    if wrong := address_complaint(typed.address):
        typed.errors["address"] = _(wrong)
    if typed.rhythm not in RHYTHMS:
        typed.errors["rhythm"] = _("Choose one of the values offered.")
    for name, most in (("hour", 23), ("weekday", 6)):
        text = str(getattr(typed, name))
        if not text.isdecimal() or len(text) > 2 or int(text) > most:
            typed.errors[name] = _("Choose one of the values offered.")
    if typed.quiet:
        for name in ("quiet_from", "quiet_to"):
            if _minutes(getattr(typed, name)) is None:
                typed.errors[name] = _("Enter a time of day, as 22:00.")
    return typed


def save(typed: Typed) -> None:
    """Keep what was typed; mail that waits follows the new wishes. The caller commits."""
    account, rt = int(me().user or 0), runtime()
    rhythm = Rhythm(
        rhythm=typed.rhythm,
        hour=int(typed.hour),
        weekday=int(typed.weekday),
        quiet_from=_minutes(typed.quiet_from) if typed.quiet else None,
        quiet_to=_minutes(typed.quiet_to) if typed.quiet else None,
        quiet_days=typed.quiet_days,
    )
    off = frozenset(KIND_LABELS) - typed.mailed
    wishes = Wishes(address=typed.address, rhythm=rhythm, not_mailed=off)
    calendar = rt.calendar(db())
    keep(db(), account, wishes)
    rearrange(db(), account, wishes, calendar, rt.clock().astimezone(rt.zone))
    note("notice_choices", account, me().name)
