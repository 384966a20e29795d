"""Who reviews on whose article, by the pages people use, and the package for publishing by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Databases
from tests.plugins.publicity.desk import (
    choose,
    let_pass,
    press_site,
    signed_in,
    step,
    tick,
    value,
    write,
)
from tests.site import Site


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    with press_site(kind, databases, tmp_path / "data") as made:
        yield made


def test_t02_4_the_only_clerk_wrote_it_so_the_head_reviews(site: Site) -> None:
    path = write(site, "ding")
    tick(site, "unit", path)
    assert step(site, "unit", path, "pass_first").status_code == 200
    page = site.sign_in("ding").get(path.removeprefix("/api/v1")).text
    assert 'move/pass_second"' not in page and "Waits for: Person chief" in page
    tick(site, "ding", path)
    refused = step(site, "ding", path, "pass_second")
    assert refused.status_code == 422 and "does not decide on it" in refused.text
    let_pass(site, path, second_review="chief")
    assert value(site, path, "status") == "ready"


def test_t02_5_the_head_wrote_it_and_without_a_fallback_nothing_is_published(site: Site) -> None:
    path = write(site, "chief")
    for who, move in (("unit", "pass_first"), ("ding", "pass_second")):
        tick(site, who, path)
        assert step(site, who, path, move).status_code == 200
    page = site.sign_in("chief").get(path.removeprefix("/api/v1")).text
    assert "Nobody is left who may decide on this" in page
    tick(site, "member", path)
    refused = step(site, "member", path, "pass_final")
    assert refused.status_code == 422 and "not chosen to step in" in refused.text
    choose(site, fallback_reviewer="CM")
    page = site.sign_in("chief").get(path.removeprefix("/api/v1")).text
    assert "Waits for: Person member" in page
    assert step(site, "press", path, "pass_final").status_code == 404
    assert step(site, "member", path, "pass_final").status_code == 200
    other = write(site)
    for who, move in (("unit", "pass_first"), ("ding", "pass_second")):
        tick(site, who, other)
        assert step(site, who, other, move).status_code == 200
    tick(site, "member", other)
    early = step(site, "member", other, "pass_final")
    assert early.status_code == 422 and "nobody else is left" in early.text


def test_the_package_holds_the_reviewed_text_its_pictures_and_a_sheet(site: Site) -> None:
    path = write(site, body='<p>We met.</p><img src="hall.png">', files=("hall.png",))
    address = f"/publicity/package/{path.rpartition('/')[2]}"
    assert site.sign_in("ding").get(address).status_code == 409
    assert site.sign_in("press").get(address).status_code == 404
    let_pass(site, path)
    answer = site.sign_in("press").get(address)
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert sorted(packed.namelist()) == [
            "article.html", "article.txt", "checklist.txt", "pictures/hall.png",
        ]  # fmt: skip
        assert '<p>We met.</p><img src="hall.png">' in packed.read("article.html").decode()
        sheet = packed.read("checklist.txt").decode()
    assert value(site, path, "sha256") in sheet and "Do not change any words" in sheet
    assert site.sign_in("author").get(address).status_code == 403


def test_the_account_asks_for_a_cover_and_a_link(site: Site) -> None:
    path = write(site, channel="wechat")
    let_pass(site, path)
    for name, given in (("url", "https://mp.weixin.qq.com/s/1"), ("cover_filed", True)):
        refused = step(site, "press", path, "publish")
        assert refused.status_code == 422 and set(refused.json["errors"]) == {name}
        assert signed_in(site, "press").send("PATCH", path, **{name: given}).status_code == 200
    assert step(site, "press", path, "publish").status_code == 200
    assert value(site, path, "published_on") == "2026-11-24"


def test_ticks_of_proofreading_stand_on_the_page_only_while_somebody_reviews(site: Site) -> None:
    path = write(site)
    page, heading = path.removeprefix("/api/v1"), re.compile(r">\s*Proofreading\s*<")
    assert heading.search(site.sign_in("unit").get(page).text)
    let_pass(site, path)
    assert value(site, path, "status") == "ready"
    assert not heading.search(site.sign_in("press").get(page).text)
