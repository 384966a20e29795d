"""The REST interface: the same records, gate and door as the pages."""

from core.web.api import articles, duties, inbox, routes

BLUEPRINTS = (routes.blueprint, articles.blueprint, inbox.blueprint, duties.blueprint)
