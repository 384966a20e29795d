"""Pages of chapters that are open to everybody, and on which nobody is known.

Whoever opens one is a stranger, signed in or not: no account is looked up, no session is opened or
prolonged, no cookie is set and no address is noted. Without a cookie there is nothing a forged form could
misuse; forms of other sites are refused all the same.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, current_app, request

from core.declare.public import is_public_view


def is_public() -> bool:
    """True when the present request is for a page that is open to everybody."""
    return is_public_view(current_app.view_functions.get(request.endpoint or ""))


def refuse_other_sites() -> None:
    """A form that stands on a page of another site is no form of ours."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.host:
        abort(403)
