"""Rendering a page of our own inside the library's base template, with the right status."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, make_response, render_template


def page(template: str, status: int = 200, **context: Any) -> Response:
    """The rendered template as a response with *status*."""
    appbuilder = current_app.extensions["appbuilder"]
    context.setdefault("base_template", appbuilder.base_template)
    context.setdefault("appbuilder", appbuilder)
    return make_response(render_template(template, **context), status)
