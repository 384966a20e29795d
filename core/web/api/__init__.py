"""The REST interface: the same records, gate and door as the pages."""

from core.web.api import articles, inbox, routes

BLUEPRINTS = (routes.blueprint, articles.blueprint, inbox.blueprint)
