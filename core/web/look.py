"""What every template may call: static files, icons, the menu, language and account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import get_locale
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from core.access.actor import Actor
from core.notify.inbox import MOST_COUNTED
from core.texts import mongolian
from core.web import choices, menu, static_files
from core.web.choices import MONGOLIAN
from core.web.runtime import me, runtime
from core.web.work.words import numeral

YEAR = 365 * 86_400
SHARED = "tongxin_shared"
"""The cookie of a shared computer: its browser keeps nothing of what is typed."""


def install(app: Flask) -> None:
    """Put the helpers into the templates of *app*."""
    files = static_files.install(app)
    icons = files.url("vendor/icons.svg")
    kept: dict[tuple[str, int], Markup] = {}

    def icon(name: str, size: int = 18) -> Markup:
        drawn = kept.get((name, size))
        if drawn is None:
            drawn = kept[name, size] = Markup(
                '<svg class="i" width="{0}" height="{0}" aria-hidden="true">'
                '<use href="{1}#{2}"/></svg>'
            ).format(size, icons, name)
        return drawn

    app.jinja_env.globals.update(
        static=files.url,
        icon=icon,
        sidebar=menu.sidebar,
        here=here,
        actor_now=actor_now,
        language_code=language_code,
        language_chosen=language_chosen,
        theme_chosen=theme_chosen,
        languages_offered=languages_offered,
        duties_in_menu=menu.may_see_duties,
        numeral=numeral,
        unread_told=unread_told,
        shared_computer=shared_computer,
    )
    app.extensions["tongxin.menu"] = menu.Menus()
    app.extensions["tongxin.icon"] = icon


def unread_told() -> str:
    """The number beside the bell: '' without unread messages, «99+» with very many."""
    number = int(g.get("unread", 0))
    return "99+" if number >= MOST_COUNTED else str(number or "")


def icon_markup(name: str, size: int = 18) -> Markup:
    """An icon for pages that are put together in Python."""
    drawn: Markup = current_app.extensions["tongxin.icon"](name, size)
    return drawn


def here() -> str:
    """Path and query of the present page, to come back to; '/' where the page was no GET."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def shared_computer() -> bool:
    """True when this browser was said to be on a computer that several people use."""
    return request.cookies.get(SHARED) == "1"


def say_shared(answer: Response, *, shared: bool) -> Response:
    """Keep in the browser that gets *answer* whether several people use it."""
    options: dict[str, Any] = {
        "samesite": "Lax",
        "secure": runtime().settings.tls,
        "httponly": True,
    }
    answer.set_cookie(SHARED, "1" if shared else "", max_age=YEAR if shared else 0, **options)
    return answer


def actor_now() -> Actor:
    """Who is signed in."""
    return me()


def language_code() -> str:
    """zh_CN or en."""
    return "zh_CN" if str(get_locale()).startswith("zh") else "en"


def languages_offered() -> Mapping[str, Mapping[str, Any]]:
    """Languages a reader can choose, and the script of headings over Chinese."""
    found: Mapping[str, Mapping[str, Any]] = current_app.config["LANGUAGES"]
    return {**found, MONGOLIAN: {"name": mongolian.NAME, "more": "中文"}}


def language_chosen() -> str:
    """The entry of the language menu that holds now."""
    mixed = choices.chosen("script") == MONGOLIAN and language_code() == "zh_CN"
    return MONGOLIAN if mixed else language_code()


def theme_chosen() -> str:
    """light, dark, auto (as the computer), or '' where the person chose none."""
    found = choices.chosen("theme")
    return found if found in choices.THEMES else ""


def tag(text: str, tone: str = "") -> Markup:
    """A small coloured word; colour is never the only sign."""
    return Markup('<span class="k-tag{}">{}</span>').format(
        Markup(" k-") + escape(tone) if tone else "", text
    )
