"""The page that says why a file needs a second person, and asks for one."""

from __future__ import annotations

from flask import Response

from core.web.exports.asked import PLAIN
from core.web.exports.wish import LIST, Wish
from core.web.language import say
from core.web.render import page
from core.web.runtime import runtime


def offer(wish: Wish, problem: str = "", status: int = 200) -> Response:
    """The page; *problem* stands beside the purpose."""
    chapter, _dot, short = wish.record.partition(".")
    return page(
        "pages/export_sealed.html",
        status,
        wish=wish,
        problem=problem,
        plain=_plain(wish),
        plural=say(runtime().catalogue.record(wish.record).plural),
        list_url=f"/{chapter}/{short}/",
    )


def _plain(wish: Wish) -> str:
    """The address of the file without its sensitive columns; '' where that would not help, and where
    rows were chosen one by one (the choice is gone with the page)."""
    if not wish.columns or wish.people > wish.most or wish.chosen:
        return ""
    kind, _mark, name = wish.of.partition(":")
    path = f"/{name.replace('.', '/')}/export" if kind == LIST else f"/reports/{name}.xlsx"
    return f"{path}?{wish.question}&{PLAIN}=1&format=xlsx".replace("?&", "?")
