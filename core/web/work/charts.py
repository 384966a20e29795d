"""The pages of statistics: all charts by chapter, the charts of one chapter, one of them as Excel."""

from __future__ import annotations

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from core.audit.reads import log_all
from core.audit.trail import Event
from core.declare import Chart
from core.records.door import origin_of
from core.statistics.periods import offered
from core.web.guard import signed_in
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work.chart_sheet import note, workbook
from core.web.work.figures import Gallery
from core.web.work.sight import RECORD

blueprint = Blueprint("charts", __name__, url_prefix="/charts")


@blueprint.get("/")
@signed_in
def index() -> Response:
    """All charts that the reader may see, by chapter."""
    return page("pages/charts.html", chapters=list(Gallery(me()).chapters()))


@blueprint.get("/<chapter>/")
@signed_in
def of_chapter(chapter: str) -> Response:
    """The charts of one chapter for one academic year."""
    gallery = Gallery(me(), request.args.get("year", ""))
    pictures = gallery.pictures(chapter)
    if not pictures:
        abort(404)
    rt = runtime()
    return page(
        "pages/chapter_charts.html",
        chapter=rt.catalogue.manifests[chapter],
        pictures=pictures,
        year=gallery.year.name,
        note=note,
        years=offered(rt.calendar(db()), rt.today()),
    )


@blueprint.get("/<chapter>/<name>.xlsx")
@signed_in
def as_excel(chapter: str, name: str) -> Response:
    """One chart's table as a workbook."""
    gallery = Gallery(me(), request.args.get("year", ""))
    picture = gallery.picture(chapter, name)
    if picture is None:
        abort(404)
    rt, record = runtime(), picture.chart.record if isinstance(picture.chart, Chart) else RECORD
    event = Event(action="exported", record=record, about={"report": f"{chapter}.{name}"})
    log_all(rt.trail, rt.factory, origin_of(db()), rt.clock(), [event])
    return workbook(picture, gallery.year.name)
