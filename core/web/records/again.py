"""A form was sent after its session had ended: sign in on the spot, nothing typed is lost.

What was typed comes back with the sign-in form and is shown again after it; it is saved only when
the person presses the button: no other site can have a form of its own saved by our sign-in.
"""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.web.auth import WRONG, check_credentials, open_session
from core.web.identify import become_user
from core.web.render import page

NAME, PASSWORD = "_username", "_password"
OURS = frozenset({"csrf_token", NAME, PASSWORD})


def wants_to_sign_in() -> bool:
    """True when the form carries a name and a password beside what was typed."""
    return PASSWORD in request.form


def sign_in_here() -> bool:
    """Sign in with the name and password of the form; true when they were right."""
    name = request.form.get(NAME, "")[:64].strip()
    user = check_credentials(name, request.form.get(PASSWORD, "")[:256])
    if user is None:
        return False
    open_session(user, name)
    return become_user(user)


def ask_to_sign_in() -> Response:
    """The page that keeps everything typed and asks for name and password."""
    kept = [(k, v) for k, v in request.form.items(multi=True) if k not in OURS]
    return page(
        "records/relogin.html",
        401,
        kept=kept,
        action=request.full_path.rstrip("?"),
        username=request.form.get(NAME, ""),
        error=_(WRONG) if wants_to_sign_in() else "",
        title=_("Sign in"),
    )
