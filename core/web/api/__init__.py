"""The REST interface: the same records, gate and door as the pages."""

from core.web.api import articles, routes

BLUEPRINTS = (routes.blueprint, articles.blueprint)
