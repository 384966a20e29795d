"""Guards around every request: CSRF, headers, content policy, sizes, and who may open a system page."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from core.web.public import is_public, refuse_other_sites
from core.web.runtime import me, runtime

P = ParamSpec("P")
R = TypeVar("R")
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
csrf = CSRFProtect()

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


def install(app: Flask) -> None:
    """CSRF before the library is set up (it exempts its own API from what is there by then)."""
    csrf.init_app(app)
    app.before_request(_check_request)
    app.after_request(_add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


def csp_nonce() -> str:
    """The nonce of this response's script tags."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def _check_request() -> None:
    _ = request.host  # raises 400 for a host that is not trusted
    if "\0" in request.full_path or "%00" in request.full_path:
        abort(400)
    if request.method in CHANGING and is_public():
        refuse_other_sites()
    elif request.method in CHANGING and not g.get("by_header", False):
        if request.path != "/api/v1/security/login":
            csrf.protect()


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    policy = POLICY.format(nonce=csp_nonce())
    response.headers.setdefault("Content-Security-Policy", policy)
    if runtime().settings.tls:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def safe_next(target: str) -> str:
    """*target* when it is a path of this site, else the home page."""
    parts = urlsplit(target)
    plain = target.startswith("/") and not target.startswith(("//", "/\\"))
    if not plain or parts.scheme or parts.netloc or any(ord(c) < 32 or c == "\\" for c in target):
        return "/"
    return target


def to_sign_in() -> AnyResponse:
    """The sign-in page, coming back here afterwards; a page that only looks again by itself gets 401."""
    if is_polling():
        abort(401)
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("SignInView.login", next=here))


def is_polling() -> bool:
    """True when an open page looks again by itself: that is no sign that somebody sits before it."""
    return request.method == "GET" and request.headers.get("X-Polling") == "1"


def signed_in(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
    """Only for people who signed in."""

    @functools.wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R | AnyResponse:
        return view(*args, **kwargs) if me().user is not None else to_sign_in()

    return inner


def requires(record: str, action: str) -> Callable[[Callable[P, R]], Callable[P, R | AnyResponse]]:
    """Only for those who may do *action* with the (pseudo-)record; others get 403, strangers sign in."""

    def wrap(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
        @functools.wraps(view)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R | AnyResponse:
            if me().user is None:
                return to_sign_in()
            if not me().may(record, action):
                abort(403)
            return view(*args, **kwargs)

        return inner

    return wrap
