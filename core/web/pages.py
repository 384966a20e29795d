"""The home page: today's work of whoever is signed in, and all that waits for their review."""

from __future__ import annotations

from flask import Blueprint
from flask_appbuilder import IndexView, expose
from typing_extensions import override
from werkzeug.wrappers import Response

from core.web.guard import signed_in, to_sign_in
from core.web.render import page
from core.web.runtime import me, runtime
from core.web.work import home, ledger

blueprint = Blueprint("waiting", __name__)


class Home(IndexView):  # type: ignore[misc]
    """Under ``/``."""

    @expose("/")  # type: ignore[untyped-decorator]
    @override
    def index(self) -> Response:
        """The page of whoever is signed in; strangers come to the sign-in page."""
        if me().user is None:
            return to_sign_in()
        problems = runtime().chapters.problems if me().may("core.chapters", "manage") else ()
        return page(
            "pages/home.html",
            problems=problems,
            rules_watch=ledger.rules_watch(),
            years_without_table=ledger.years_without_table(),
            **home.today(),
        )


@blueprint.get("/waiting/")
@signed_in
def waiting() -> Response:
    """All rows that wait for the reader's review: those that the home page counts."""
    return page("pages/waiting.html", rows=home.waiting_rows())
