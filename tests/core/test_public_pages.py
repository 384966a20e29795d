"""A page that a chapter opens to everybody is told by its address."""

from __future__ import annotations

import pytest

from tests.chapters_made_for_tests import Made, reasons

PAGES = """
    def blueprints(self):
        pages = Blueprint("alpha", __name__, url_prefix="/alpha")
        pages.add_url_rule("{path}", "page", public(lambda: "page"))
        return (pages,)
"""


@pytest.mark.parametrize(("path", "loads"), [("/open/page", True), ("/page", False)])
def test_public_pages_stand_below_open(made: Made, path: str, loads: bool) -> None:
    made.python("alpha", PAGES.format(path=path))
    chapters = made.load()
    assert ("alpha" in chapters.names) is loads
    if not loads:
        assert "begin with /alpha/open/" in reasons(chapters, "alpha")
