"""Own pages: the code for signing in, the page it opens on a phone, and the anthology."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import segno
from docx import Document
from flask import Blueprint, Response, redirect, send_file, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from core.sdk import OwnPage
from plugins.study.session_models import Reflection, Session, Signin
from plugins.study.workflows import OPEN_FOR_SIGNING

PURPOSE = "study-sign-in"
pages = Blueprint("study_pages", __name__, url_prefix="/study", template_folder="templates")


def _link(own: OwnPage, session: Session) -> str:
    token = own.sign(PURPOSE, str(session.id))
    return url_for("study_pages.sign", token=token, _external=True)


def _open(session: Session, today: dt.date) -> bool:
    return session.status in OPEN_FOR_SIGNING and session.date == today


@pages.get("/code/<int:key>")
def code(key: int) -> Response:
    """The page to be shown in the room: a code that is renewed, and who has signed in."""
    own = OwnPage()
    session = own.row("study.session", key, by="edit")
    ask = select(Signin).where(Signin.session == key).order_by(Signin.id)
    number = len(own.rows("study.signin", ask))
    return own.show(
        "study/code.html",
        session=session,
        open_now=_open(session, own.today),
        link=_link(own, session),
        number=number,
        minutes=own.parameter("study", "signin_minutes"),
        title=session.topic,
    )


@pages.get("/code/<int:key>.svg")
def picture(key: int) -> Response:
    """The code itself; each time a fresh one."""
    own = OwnPage()
    session = own.row("study.session", key, by="edit")
    drawn = io.BytesIO()
    segno.make(_link(own, session), error="m").save(
        drawn, kind="svg", scale=8, border=4, light="white"
    )
    answer = Response(drawn.getvalue(), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _session_of(own: OwnPage, token: str) -> Session | None:
    minutes = int(own.parameter("study", "signin_minutes"))
    value = own.signed(PURPOSE, token, within=dt.timedelta(minutes=minutes))
    if value is None or not value.isdecimal():
        return None
    found: Session = own.outside("study.session", int(value))
    return found if _open(found, own.today) else None


def _signed_in(own: OwnPage, session: Session) -> bool:
    ask = select(Signin.id).where(Signin.session == session.id, Signin.person == own.person)
    return own.exists(ask)


@pages.get("/sign/<token>")
def sign(token: str) -> Response:
    """What a phone opens: which session it is, and one button."""
    own = OwnPage()
    session = _session_of(own, token)
    done = session is not None and own.person is not None and _signed_in(own, session)
    return _page(own, session, token, done)


@pages.post("/sign/<token>")
def confirm(token: str) -> AnyResponse:
    """The person who is signed in to the system was there."""
    own = OwnPage()
    session = _session_of(own, token)
    if session is None or own.person is None:
        return _page(own, session, token, False)
    if not _signed_in(own, session):
        row = Signin(session=session.id, person=own.person, at=own.now, way="code")
        if problems := own.keep(row):
            return _page(own, session, token, False, problems)
    return redirect(url_for("study_pages.sign", token=token))


def _page(
    own: OwnPage, session: Any, token: str, done: bool, problems: list[str] | None = None
) -> Response:
    status = 410 if session is None else 422 if problems else 200
    return own.show(
        "study/sign.html",
        status,
        session=session,
        token=token,
        done=done,
        known=own.person is not None,
        problems=problems or [],
        title=session.topic if session else "",
    )


@pages.get("/anthology")
def anthology() -> AnyResponse:
    """Reflections chosen for printing whose writers agree, as a Word file; no others."""
    own = OwnPage()
    ask = select(Reflection).where(Reflection.status == "selected", Reflection.may_print.is_(True))
    rows = own.rows("study.reflection", ask.order_by(Reflection.id), by="export")
    document = Document()
    document.add_heading(own.say("Reflections"), 0)
    for row in rows:
        document.add_heading(row.heading, 1)
        document.add_paragraph(own.name("directory.person", row.writer))
        for part in (row.text or "").split("\n"):
            document.add_paragraph(part)
    made = io.BytesIO()
    document.save(made)
    made.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return send_file(made, kind, as_attachment=True, download_name=f"anthology-{own.today}.docx")
