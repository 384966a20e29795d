"""The home page: what is due, and the way into each chapter."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import IndexView, expose
from typing_extensions import override
from werkzeug.wrappers import Response

from core.web.guard import to_sign_in
from core.web.menu import groups_for, may_see_duties
from core.web.render import page
from core.web.runtime import me, runtime
from core.web.system import duties
from core.web.work import ledger

SHOWN = 8


class Home(IndexView):  # type: ignore[misc]
    """Under ``/``: duties by due date, then the chapters with their records."""

    @expose("/")  # type: ignore[untyped-decorator]
    @override
    def index(self) -> Response:
        """The page of whoever is signed in; strangers come to the sign-in page."""
        if me().user is None:
            return to_sign_in()
        chapters = runtime().chapters
        names = [n for n in chapters.catalogue.manifests if n != "directory"]
        owed: list[dict[str, Any]] = duties.urgent(SHOWN) if may_see_duties() else []
        return page(
            "pages/home.html",
            groups=[g for g in groups_for(me()) if g.label],
            owed=owed,
            has_duties=may_see_duties(),
            rules_watch=ledger.rules_watch(),
            nothing_on=not any(chapters.enabled(n) for n in names),
            may_switch=me().may("core.chapters", "manage"),
            problems=chapters.problems if me().may("core.chapters", "manage") else (),
        )
