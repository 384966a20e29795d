"""The REST interface: the same records, gate and door as the pages."""

from core.web.api.routes import blueprint

__all__ = ["blueprint"]
