"""Search indexes of record types: which stand, which are being built; switch one on or off."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.jobs.kinds.search import BUILD
from core.records import search as indexes
from core.web.auth import note
from core.web.guard import requires
from core.web.language import say
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("search_indexes", __name__)
PLACE = "core.search"


@blueprint.get("/search/indexes/")
@requires(PLACE, "manage")
def index() -> Response:
    """All record types that can have an index."""
    states = indexes.states(db())
    rows = []
    for name, model in runtime().catalogue.models.items():
        if indexes.searched_texts(model.record):
            last = indexes.last_number(db(), model)
            state, upto = states.get(name, (indexes.OFF, 0))
            rows.append(
                {
                    "name": name,
                    "label": say(model.record.plural or model.record.label),
                    "chapter": say(runtime().catalogue.manifests[model.record.chapter].title),
                    "rows": last,
                    "state": state,
                    "percent": min(upto * 100 // max(last, 1), 99),
                }
            )
    return page("pages/search_indexes.html", rows=rows)


def _model(record: str) -> type[RecordBase]:
    model = runtime().catalogue.models.get(record)
    if model is None or not indexes.searched_texts(model.record):
        abort(404)
    return model


@blueprint.post("/search/indexes/<record>/on")
@requires(PLACE, "manage")
def on(record: str) -> Response:
    """Switch an index on; a job builds it."""
    indexes.switch_on(db(), _model(record), runtime().clock())
    runtime().bench.ask_for(db(), BUILD.name, by=me().user, key=BUILD.name)
    note(f"search_on:{record}"[:40], me().user, me().name)
    db().commit()
    flash(_("The index is being built; searching goes on meanwhile."), "success")
    return redirect(url_for("search_indexes.index"))


@blueprint.post("/search/indexes/<record>/off")
@requires(PLACE, "manage")
def off(record: str) -> Response:
    """Drop an index."""
    indexes.switch_off(db(), _model(record), runtime().clock())
    note(f"search_off:{record}"[:40], me().user, me().name)
    db().commit()
    flash(_("The index is gone; searching goes on, more slowly."), "success")
    return redirect(url_for("search_indexes.index"))
