"""The post on screen: how its channels do, what was given up and why, what reached nobody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from core.access.accounts import account_names
from core.duties.labels import labels
from core.notify import office
from core.notify.kinds import KIND_LABELS, known
from core.notify.models import DINGTALK, GROUP, MAIL, OUTSIDE, WECOM
from core.notify.outcome import REASON_TEXTS
from core.texts import N_
from core.web.auth import note
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("notices", __name__)
manage = requires("core.notices", "manage")
SHOWN = 100
CHANNEL_LABELS = {MAIL: N_("Mail"), WECOM: N_("WeCom group"), DINGTALK: N_("DingTalk group")}
ACTIONS = ("again", "aside")


@blueprint.get("/notices/")
@manage
def index() -> Response:
    """Channels, parcels that were given up, messages that reached nobody."""
    given_up, unreached = office.numbers(db())
    return page(
        "pages/notices.html",
        channels=[_channel(name) for name in CHANNEL_LABELS],
        late=office.late(db(), runtime().clock()),
        given_up=given_up,
        parcels=_parcels(),
        unreached=unreached,
        messages=_messages(),
        shown=SHOWN,
    )


def _channel(name: str) -> dict[str, Any]:
    settings = runtime().settings
    host = {
        MAIL: settings.smtp_host,
        WECOM: urlsplit(settings.wecom_url).hostname or "",
        DINGTALK: urlsplit(settings.dingtalk_url).hostname or "",
    }[name]
    state = office.state_of(db(), name) if host else None
    return {
        "label": say(CHANNEL_LABELS[name]),
        "host": host,
        "state": state,
        "why": say(REASON_TEXTS.get(state.reason, "")) if state else "",
    }


def _parcels() -> list[dict[str, Any]]:
    rows = office.dead(db(), SHOWN)
    names = account_names(db(), [r.account for r in rows])
    return [
        {
            "row": r,
            "channel": say(CHANNEL_LABELS.get(r.channel, r.channel)),
            "to": _group_or_outside(r.account) or names.get(r.account, "—"),
            "kind": say(KIND_LABELS[known(r.kind or "")]),
            "why": say(REASON_TEXTS.get(r.reason, "")),
        }
        for r in rows
    ]


def _group_or_outside(account: int) -> str:
    if account == OUTSIDE:
        return str(_("Somebody without an account"))
    return str(_("The group")) if account == GROUP else ""


def _messages() -> list[dict[str, Any]]:
    rows, catalogue = office.unreached(db(), SHOWN), runtime().catalogue
    people: dict[int, str] = {}
    if me().may("directory.person", "read"):
        wanted = [r.person for r in rows if r.person is not None]
        people = labels(db(), catalogue, "directory.person", wanted)
    found = []
    for r in rows:
        role = catalogue.roles.get(r.role)
        to = say(role.label) if role else r.role or people.get(r.person, "")
        why = _("Nobody holds this role.") if r.role else _("The person has no active account.")
        if r.outside:
            to = _group_or_outside(OUTSIDE)
            why = _("Mail goes out once TONGXIN_SMTP_HOST and TONGXIN_PUBLIC_URL are set.")
        found.append({"row": r, "to": to, "kind": say(KIND_LABELS[known(r.kind)]), "why": why})
    return found


def _wish() -> tuple[str, list[int] | None]:
    """What is to be done, with one row or (without a number) with all of them."""
    action, number = request.form.get("action", ""), request.form.get("id", "")
    if action not in ACTIONS or (number and not (number.isdecimal() and len(number) < 10)):
        abort(400)
    return action, [int(number)] if number else None


@blueprint.post("/notices/parcels")
@manage
def parcels() -> Response:
    """Let what was given up be tried again, or leave it at that."""
    action, only = _wish()
    now = runtime().clock()
    if action == "again":
        done = office.again(db(), now, only)
        text = ngettext("%(num)s is sent again.", "%(num)s are sent again.", done)
    else:
        done = office.aside(db(), now, only)
        text = ngettext("%(num)s is set aside.", "%(num)s are set aside.", done)
    return _done(f"notices_{action}", text)


@blueprint.post("/notices/messages")
@manage
def messages() -> Response:
    """Look again for whom messages to nobody are meant, or leave them at that."""
    action, only = _wish()
    if action == "again":
        done = office.share_again(db(), only)
        text = ngettext(
            "%(num)s message is delivered again.", "%(num)s messages are delivered again.", done
        )
    else:
        done = office.message_aside(db(), only)
        text = ngettext("%(num)s is set aside.", "%(num)s are set aside.", done)
    return _done(f"notices_{action}", text)


def _done(action: str, text: str) -> Response:
    note(action, me().user, me().name)
    db().commit()
    flash(text, "success")
    return redirect(url_for("notices.index"))
