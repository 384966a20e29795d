"""What was reviewed are the pictures too: another file is another version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.records.stored import StoredFile
from plugins.publicity.text import content_hash
from tests.conftest import Databases
from tests.plugins.publicity.desk import (
    PNG,
    attach,
    let_pass,
    press_site,
    send_file,
    signed_in,
    step,
    take_off,
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


def stands(site: Site, path: str) -> tuple[object, object]:
    return value(site, path, "status"), value(site, path, "version_no")


def number(site: Site, name: str) -> int:
    """The number of an attached file."""
    with site.session() as session:
        found = session.execute(select(StoredFile.id).where(StoredFile.name == name)).scalars()
        return list(found)[-1]


def test_the_hash_is_of_names_and_contents_in_their_order_and_of_words_alone_without() -> None:
    words, one, two = {"title": "A", "body": "b"}, ("a.png", "1" * 64), ("b.png", "2" * 64)
    given = [(), (one,), (two,), (one, two), (two, one), (("a.png", "2" * 64),)]
    assert len({content_hash(words, files) for files in given}) == len(given)


def test_a_picture_replaced_after_the_approval_takes_it_back(site: Site) -> None:
    path = write(site, files=("hall.png",))
    let_pass(site, path)
    assert stands(site, path) == ("ready", 1)
    passed = value(site, path, "sha256")
    take_off(site, "ding", path, number(site, "hall.png"))
    assert stands(site, path) == ("final_review", 2)
    let_pass(site, path)
    attach(site, "press", path, "hall.png", PNG + b"another")
    assert stands(site, path) == ("final_review", 3) and value(site, path, "sha256") != passed
    package = f"/publicity/package/{path.rpartition('/')[2]}"
    assert site.sign_in("ding").get(package).status_code == 409
    assert step(site, "ding", path, "hand_over").status_code == 422
    let_pass(site, path)
    assert step(site, "press", path, "hand_over").status_code == 200


def test_in_review_and_after_publishing_no_file_is_added_or_taken_off(site: Site) -> None:
    path = write(site, files=("hall.png",))
    page = path.removeprefix("/api/v1")
    for _ in range(2):
        assert send_file(site, "ding", path, "more.png") == 403
        taken = site.sign_in("ding").post(f"{page}/files/{number(site, 'hall.png')}/remove")
        assert taken.status_code == 403
        assert "data-upload" not in site.sign_in("ding").get(page).text
        let_pass(site, path)
        api = signed_in(site, "press")
        assert api.send("PATCH", path, url="https://example.edu/1").status_code == 200
        if value(site, path, "status") == "ready":
            assert "data-upload" in site.sign_in("ding").get(page).text
            assert step(site, "press", path, "publish").status_code == 200
    assert stands(site, path) == ("published", 1)


def test_r02_5_a_file_swapped_behind_the_pages_is_not_published(site: Site) -> None:
    path = write(site, files=("hall.png",))
    let_pass(site, path)
    with site.session() as session:
        session.execute(update(StoredFile.__table__).values(sha256="0" * 64))
        session.commit()
    refused = step(site, "press", path, "hand_over")
    assert refused.status_code == 422 and "not those that were reviewed" in refused.text
    assert stands(site, path) == ("ready", 1)
