"""Versions of the regulation: looked at before they are kept, dated, compared, and in the trail."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner

from core.cli.commands import cli
from core.cli.store import Store
from core.regulation.versions import article_of, versions
from core.settings import Settings
from tests.core.test_regulation_parsed import SMALL
from tests.site import Site

NEWER = SMALL.replace("按学期", "按学年")


def send(site: Site, by: str = "head", **values: object) -> str:
    """The import page as it answers these values."""
    browser = site.sign_in(by)
    form = browser.form("/regulation/import")
    answer = browser.client.post(
        "/regulation/import",
        data={"csrf_token": form["csrf_token"], **values},
        content_type="multipart/form-data",
    )
    return answer.text if answer.status_code != 302 else f"302 {answer.location}"


def keep(site: Site, text: str, **values: object) -> str:
    """Import a version."""
    return send(site, text=text, source="rules.txt", keep="1", **values)


def count(site: Site) -> int:
    """How many versions stand."""
    with site.session() as session:
        return len(versions(session))


def test_the_import_shows_what_was_understood_and_writes_nothing(site: Site) -> None:
    page = send(site, file=(BytesIO(SMALL.encode("gb18030")), "规定.txt"))
    assert "What was understood" in page and "总则" in page and "关于联系工作的规定" in page
    assert count(site) == 0


def test_a_kept_version_is_shown_with_what_serves_it(site: Site) -> None:
    text = "第六条 主动交朋友。\n第七条 每学年联系一次。\n"
    assert keep(site, text, title="统战工作制度", effective_on="2026-09-01").startswith("302")
    page = site.sign_in("leader1").get("/regulation/").text
    assert "统战工作制度" in page and "每学年联系一次。" in page
    assert "/befriending/contact/" in page
    assert [e.action for e in site.entries(action="regulation_imported")] == ["regulation_imported"]


def test_the_version_of_the_day_is_the_one_in_force(site: Site) -> None:
    keep(site, SMALL, effective_on="2025-09-01")
    keep(site, NEWER, effective_on="2027-09-01")
    with site.session() as session:
        texts = [article_of(session, 2, dt.date(year, 10, 1)) for year in (2024, 2026, 2027)]
    assert texts[0] is None
    assert [t.items[0].items[1].items[1].text for t in texts[1:] if t] == ["按学期。", "按学年。"]


def test_two_versions_are_compared_article_by_article(site: Site) -> None:
    keep(site, SMALL)
    keep(site, NEWER)
    page = site.sign_in("clerk").get("/regulation/compare?version=2").text
    assert "<del>期</del><ins>年</ins>" in page and "1 of 3 articles differ" in page
    assert "第三条" not in page


def test_the_same_text_is_not_kept_twice(site: Site) -> None:
    keep(site, SMALL)
    assert "imported before" in keep(site, SMALL) and count(site) == 1


def test_wrong_input_is_told_and_nothing_typed_is_lost(site: Site) -> None:
    page = send(site, text="没有条文。", title="某制度", source="x.txt")
    assert "No article was found" in page and 'value="某制度"' in page
    page = send(site, text=SMALL, source="x.txt", effective_on="tomorrow", keep="1")
    assert "Enter the day" in page and count(site) == 0


def test_only_the_office_and_the_administrator_import(site: Site) -> None:
    assert site.sign_in("leader1").get("/regulation/import").status_code == 403
    assert site.sign_in("auditor").get("/regulation/").status_code == 403


def run(settings: Settings, *words: str) -> tuple[int, str]:
    """Exit status and output of ``run.py regulation …``."""
    found = CliRunner().invoke(cli, ["regulation", *words], obj=Store(lambda: settings))
    return found.exit_code, found.output


def test_the_preview_prints_json_and_touches_no_database(
    tmp_path: Path, settings: Settings
) -> None:
    paper = tmp_path / "rules.txt"
    paper.write_text(SMALL, "utf-8")
    unreachable = Settings(
        database_url="postgresql+psycopg://nobody@127.0.0.1:1/none",
        secret_key=settings.secret_key,
        data_dir=tmp_path / "none",
    )
    status, output = run(unreachable, "import", str(paper), "--preview", "--json")
    found = json.loads(output)
    assert status == 0 and not (tmp_path / "none").exists()
    assert set(found) == {"title", "preamble", "chapters", "articles", "noise", "problems"}
    assert found["articles"][2] == {
        "number": 3, "label": "第三条", "chapter": 2, "text": "本规定自发布之日起施行。", "items": []
    }  # fmt: skip


def test_the_command_keeps_a_version_once(tmp_path: Path, settings: Settings) -> None:
    paper = tmp_path / "rules.txt"
    paper.write_text(SMALL, "utf-8")
    assert run(settings, "import", str(paper), "--effective-from", "2026-09-01")[0] == 0
    status, output = run(settings, "import", str(paper))
    assert status == 1 and "imported before" in output


def test_the_command_refuses_what_is_no_regulation(tmp_path: Path, settings: Settings) -> None:
    paper = tmp_path / "letter.txt"
    paper.write_text("一封信。", "utf-8")
    status, output = run(settings, "import", str(paper), "--preview")
    assert status == 1 and "No article was found" in output
