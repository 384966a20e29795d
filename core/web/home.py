"""The first page after sign-in: what to do next."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import IndexView, expose
from typing_extensions import override

from core.web.guard import signed_in
from core.web.render import page
from core.web.runtime import me, runtime


class Home(IndexView):  # type: ignore[misc]
    """Home: the next steps of a new installation, and ways into the work."""

    @expose("/")
    @override
    def index(self) -> Any:
        """Only for people who signed in."""
        return _home()


@signed_in
def _home() -> Any:
    rt = runtime()
    chapters = [
        (manifest, [r for r in rt.catalogue.records_of(name) if me().may(r.name, "read")])
        for name, manifest in rt.catalogue.manifests.items()
        if rt.chapters.enabled(name)
    ]
    return page("pages/home.html", chapters=[c for c in chapters if c[1]], off=_off())


def _off() -> list[Any]:
    """Chapters an administrator could switch on."""
    rt = runtime()
    if not me().may("core.chapters", "manage"):
        return []
    return [m for n, m in rt.catalogue.manifests.items() if not rt.chapters.enabled(n)]
