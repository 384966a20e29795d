"""Terms of keeping carried out: what is over, what is held, what is done, and the certificate of it."""

from core.retention.certificates import certificates
from core.retention.forecast import Forecast, forecast
from core.retention.perform import run
from core.retention.terms import Term, problems_of_terms, terms_of

__all__ = [
    "Forecast",
    "Term",
    "certificates",
    "forecast",
    "problems_of_terms",
    "run",
    "terms_of",
]
