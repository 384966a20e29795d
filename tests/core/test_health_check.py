"""GET /healthz: 200 when the program can work, 503 with the reason and the mend when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from core.app import create_app
from tests.conftest import make_settings
from tests.site import Site


def test_in_order_it_answers_200(shared: Site) -> None:
    answer = shared.app.test_client().get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (200, "ok")
    assert "Set-Cookie" not in answer.headers


def test_an_empty_database_waits_for_its_migrations(empty_url: str, tmp_path: Path) -> None:
    site = Site(create_app(make_settings(empty_url, tmp_path / "data")), {})
    answer = site.app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert "core" in answer.json["reason"] and "python run.py init" in answer.json["reason"]
    site.close()


def test_a_migration_that_waits_is_named(site: Site) -> None:
    with site.runtime.engine.begin() as connection:
        connection.execute(text("UPDATE core_version SET version_num = '0001'"))
    answer = site.app.test_client().get("/healthz")
    assert answer.status_code == 503 and "Migrations wait for: core" in answer.json["reason"]


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://nobody@127.0.0.1:1/none", "sqlite:////nowhere/at/all.db"]
)
def test_a_database_that_does_not_answer_is_told_without_its_address(
    url: str, tmp_path: Path
) -> None:
    site = Site(create_app(make_settings(url, tmp_path)), {})
    answer = site.app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert "does not answer" in answer.json["reason"]
    assert "nobody@" not in answer.text and "nowhere" not in answer.text
    page = site.app.test_client().get("/login/")
    assert page.status_code == 503 and page.headers["Retry-After"]
    site.runtime.engine.dispose()
