"""Addresses of a list beside the list itself: its views, columns and what is done with several rows."""

from __future__ import annotations

from flask import Blueprint, abort, g
from werkzeug.wrappers import Response

from core.web.records import bulk as several
from core.web.records import undo, view_pages
from core.web.records.place import Place


def _place() -> Place:
    """The list, for those who may read it."""
    place: Place = g.place
    if not place.may("read"):
        abort(403)
    return place


def bulk() -> Response:
    """The same with several rows."""
    return several.bulk(_place())


def take_back(number: str) -> Response:
    """Take back what one request did with several rows."""
    return undo.take_back(_place(), number)


def new_view() -> Response:
    """Keep what the list shows."""
    return view_pages.new(_place())


def views() -> Response:
    """All views of a list."""
    return view_pages.manage(_place())


def change_view(number: int) -> Response:
    """Name and sharing of one view."""
    return view_pages.change(_place(), number)


def delete_view(number: int) -> Response:
    """Delete one view."""
    return view_pages.remove(_place(), number)


def open_with() -> Response:
    """Choose the view a list opens with."""
    return view_pages.opens(_place())


def count_views() -> Response:
    """How many rows each view finds."""
    return view_pages.counts(_place())


def display() -> Response:
    """Keep columns and look of the list."""
    return view_pages.display(_place())


def add_to(blueprint: Blueprint) -> None:
    """Register the addresses."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/bulk", view_func=bulk, methods=["POST"])
    blueprint.add_url_rule("/undo/<number>", view_func=take_back, methods=["POST"])
    blueprint.add_url_rule("/views", view_func=views)
    blueprint.add_url_rule("/views/new", view_func=new_view, methods=both)
    blueprint.add_url_rule("/views/<int:number>", view_func=change_view, methods=both)
    blueprint.add_url_rule("/views/<int:number>/delete", view_func=delete_view, methods=["POST"])
    blueprint.add_url_rule("/views/open", view_func=open_with, methods=["POST"])
    blueprint.add_url_rule("/views/counts", view_func=count_views)
    blueprint.add_url_rule("/display", view_func=display, methods=["POST"])
