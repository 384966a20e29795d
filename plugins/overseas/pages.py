"""Pages that people without an account open by a link of their own, and the one that makes such a link.

A GET never changes anything: scanners of mail servers open every link. What is posted is done by the
secret in the address alone, so that a mail program can unsubscribe by one POST (RFC 8058).
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request

from core.sdk import LinkedPage, RecordBase, public
from plugins.overseas.agreed_flow import ASKED
from plugins.overseas.agreed_logic import KINDS, is_open
from plugins.overseas.agreed_models import Contact
from plugins.overseas.agreed_parts import DISCIPLINES
from plugins.overseas.letters import ANSWER, STOP

JOIN = "/overseas/open/join/{token}"
TYPED = ("name", "institution", "email", "discipline", "work", "interests")
GONE = 410
UNFIT = 422
pages = Blueprint("overseas_pages", __name__, url_prefix="/overseas", template_folder="templates")


# -- the office makes a link -----------------------------------------------------------------------


@pages.get("/invite/<int:key>")
def invite(key: int) -> Response:
    """What a link is for, and the button that makes one."""
    return _invite(key, make=False)


@pages.post("/invite/<int:key>")
def make_link(key: int) -> Response:
    """The link, shown this once."""
    return _invite(key, make=True)


def _invite(key: int, *, make: bool) -> Response:
    own = LinkedPage()
    row = own.row("overseas.invitation", key, by="edit")
    usable = _answerable(own, row)
    link = own.new_link(JOIN, row) if make and usable else ""
    shown = {"invitation": row, "usable": usable, "link": link, "title": row.matter}
    return own.show("overseas/invite.html", 200 if usable else GONE, **shown)


# -- the person agrees -----------------------------------------------------------------------------


@pages.get("/open/join/<token>")
@public
def join(token: str) -> Response:
    """Who keeps what, why and for how long, and a form in which nothing is ticked."""
    own = LinkedPage()
    return _join(own, own.behind(JOIN, "overseas.invitation", token))


@pages.post("/open/join/<token>")
@public
def agree(token: str) -> Response:
    """What the person typed is kept when they agree; otherwise nothing is."""
    own = LinkedPage()
    invitation = own.behind(JOIN, "overseas.invitation", token)
    if not _answerable(own, invitation):
        return _join(own, invitation)
    typed = {name: request.form.get(name, "").strip() for name in TYPED}
    if "agrees" not in request.form:
        return _join(own, invitation, typed, [own.say("Without your consent nothing is kept.")])
    row = Contact(
        **{name: value or None for name, value in typed.items()},
        vacancies="vacancies" in request.form,
        matter=invitation.matter,
        lead=invitation.lead,
        introducer=invitation.introducer,
        invitation=invitation.id,
        way="link",
    )
    if problems := own.keep(row):
        return _join(own, invitation, typed, problems)
    return _said(own, own.say("Thank you. Your entry is kept for as long as you agreed to."))


def _join(
    own: LinkedPage,
    invitation: Any,
    typed: dict[str, str] | None = None,
    problems: list[str] | None = None,
) -> Response:
    if not _answerable(own, invitation):
        return _said(own, own.say("This invitation was answered already, or it is over."), GONE)
    return own.show(
        "overseas/join.html",
        UNFIT if problems else 200,
        matter=invitation.matter,
        months=own.parameter("overseas", "reconsent_months"),
        disciplines=[(c.value, own.say(c.label)) for c in DISCIPLINES],
        typed=typed or {},
        ticked=request.form,
        problems=problems or [],
        heading=own.say("Keep in touch"),
    )


def _answerable(own: LinkedPage, row: Any) -> bool:
    names = ("status", "valid_until", "answered_on")
    return is_open({name: getattr(row, name) for name in names}, own.today)


# -- the person answers, or wants no more ----------------------------------------------------------


@pages.get("/open/answer/<kind>/<token>")
@public
def answer(kind: str, token: str) -> Response:
    """Until when the consent holds, and two buttons."""
    own, row = _opened(ANSWER, kind, token)
    if row.status == "erased":
        return _said(own, own.say("Nothing is kept about you any more."))
    shown = {"row": row, "asked": row.status in ASKED, "heading": own.say("Your consent")}
    months = own.parameter("overseas", "reconsent_months")
    return own.show("overseas/answer.html", months=months, **shown)


@pages.post("/open/answer/<kind>/<token>")
@public
def answered(kind: str, token: str) -> Response:
    """Agreed again, or withdrawn; at once."""
    own, row = _opened(ANSWER, kind, token)
    move = request.form.get("move", "")
    if move not in ("renew", "withdraw"):
        abort(400)
    if row.status == "erased":
        return _said(own, own.say("Nothing is kept about you any more."))
    if move == "renew" and row.status not in ASKED:
        return _said(own, own.say("Thank you. Your consent holds."))
    if move == "renew":
        row.way = "link"
    if problems := own.step(row, move):
        return _said(own, " ".join(problems), UNFIT)
    if move == "renew":
        return _said(own, own.say("Thank you. Your consent holds."))
    return _said(own, own.say("Nothing is kept about you any more."))


@pages.get("/open/stop/<kind>/<token>")
@public
def stop(kind: str, token: str) -> Response:
    """Asks once more; opening the link ends nothing."""
    own, row = _opened(STOP, kind, token)
    ended = row.status == "erased" or not row.vacancies
    return own.show("overseas/stop.html", ended=ended, heading=own.say("No more messages"))


@pages.post("/open/stop/<kind>/<token>")
@public
def stopped(kind: str, token: str) -> Response:
    """From now on no vacancy message leaves for this person, also none that waits."""
    own, row = _opened(STOP, kind, token)
    if row.status != "erased" and row.vacancies:
        row.vacancies, row.stopped_on = False, own.today
        if problems := own.keep(row):
            return _said(own, " ".join(problems), UNFIT)
    return _said(own, own.say("You get no more messages about vacancies."))


def _opened(page: str, kind: str, token: str) -> tuple[LinkedPage, Any]:
    if kind not in KINDS:
        abort(404)
    own = LinkedPage()
    row: RecordBase = own.behind(page % kind, f"overseas.{kind}", token)
    return own, row


def _said(own: LinkedPage, text: str, status: int = 200) -> Response:
    return own.show("overseas/said.html", status, text=text, heading=own.say("Overseas friendship"))
