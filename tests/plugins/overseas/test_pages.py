"""Pages of chapter 7: links of people without an account, mail that ends at once, the table."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, text

from core.chapters.post_office import post_office
from core.directory.models import Unit
from core.notify.deliver import Delivered, deliver
from core.notify.mail import Mailer
from core.notify.models import SecretLink
from plugins.overseas.agreed_models import Contact, Returnee
from plugins.overseas.consent_models import Consent, Invitation
from plugins.overseas.push_models import Push
from tests.mail_sink import Sink, smtp_sink
from tests.plugins.overseas.college import STUDIES
from tests.site import Browser, Site

SITE = "https://tongxin.example.edu"
TYPED = {
    "name": "Ada Abroad",
    "institution": "A university",
    "email": "ada@gmail.com",
    "discipline": "science",
}


@pytest.fixture
def abroad(site: Site) -> Iterator[Site]:
    """The small college with chapter 7 on."""
    with site.session() as session:
        site.runtime.chapters.enable(session, "overseas", site.runtime.clock())
        session.commit()
    yield site


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as made:
        yield made


def post(site: Site, sink: Sink, port: int = 0) -> Delivered:
    """One pass of the post."""
    mailer = Mailer(host=sink.host, port=port or sink.port, tls="none", sender="uf@college.edu")
    channels = post_office(site.runtime.settings, site.runtime.chapters)
    channels = dataclasses.replace(channels, outward=(mailer,), site_url=SITE)
    return deliver(site.runtime.factory, channels, now=site.runtime.clock())


def scholar(site: Site, **values: Any) -> int:
    """A registered scholar who wishes for vacancies; the number of the entry."""
    given = STUDIES | {
        "name": "Ada",
        "unit": site.ids["unit1"],
        "email": "ada@example.edu",
        "evidence": "2026-1",
        "vacancies": True,
    }
    with site.build() as make:
        row = make.keep(Returnee(**(given | values)))
        return int(make.move(row, "accept").id)


def send(site: Site) -> None:
    """A vacancy to returned scholars."""
    with site.build() as make:
        given = {
            "position": "Teacher",
            "unit": site.ids["unit1"],
            "text": "Our page.",
            "audience": ("returnee",),
        }
        make.move(make.keep(Push(**given)), "send")


def links(sink: Sink, page: str) -> list[str]:
    """Addresses of a page in the mails that arrived, without the site."""
    return [
        f
        for n in range(len(sink.mails))
        for f in re.findall(rf"{SITE}(/overseas/open/{page}/\S+)", sink.text(n))
    ]


def row(site: Site, model: type[Any], key: int) -> Any:
    with site.session() as session:
        return session.get_one(model, key)


# -- vacancies -------------------------------------------------------------------------------------


def test_t13_3_who_ends_the_messages_gets_none_from_then_on_also_of_those_that_wait(
    abroad: Site, sink: Sink
) -> None:
    key = scholar(abroad)
    send(abroad)
    post(abroad, sink)
    (link,) = links(sink, "stop")
    assert f"<{SITE}{link}>" == sink.mails[0]["List-Unsubscribe"]
    abroad.wait(days=90)
    send(abroad)
    post(abroad, sink, port=1)  # packed, and the server is away
    stranger = abroad.browser()
    assert "Press the button" in stranger.get(link).text
    assert row(abroad, Returnee, key).vacancies is True
    answer = stranger.client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "no more messages" in answer.text
    ended = row(abroad, Returnee, key)
    assert (ended.vacancies, ended.status, ended.stopped_on) == (
        False,
        "valid",
        dt.date(2027, 2, 22),
    )
    abroad.wait(minutes=10)
    post(abroad, sink)
    assert len(sink.mails) == 1
    assert stranger.client.post(link).status_code == 200


def test_a_link_opens_its_own_page_only_and_a_guessed_one_nothing(abroad: Site, sink: Sink) -> None:
    scholar(abroad)
    send(abroad)
    post(abroad, sink)
    (link,) = links(sink, "stop")
    stranger = abroad.browser()
    token = link.rpartition("/")[2]
    for path in (
        f"/overseas/open/answer/returnee/{token}",
        "/overseas/open/stop/returnee/guessed",
        f"/overseas/open/stop/contact/{token}",
    ):
        assert (stranger.get(path).status_code, stranger.client.post(path).status_code) == (
            404,
            404,
        )
    with abroad.session() as session:
        assert token not in str(session.execute(select(SecretLink.__table__)).all())
    with abroad.session() as session:
        abroad.runtime.chapters.disable(session, "overseas", abroad.runtime.clock())
        session.commit()
    assert stranger.get(link).status_code == 404


# -- renewing --------------------------------------------------------------------------------------


def asked(site: Site, sink: Sink) -> tuple[int, str]:
    """A scholar who was asked to renew: the number, and the link of the mail."""
    key = scholar(site)
    with site.build() as make:
        make.move(make.session.get_one(Returnee, key), "remind", "expire")
    post(site, sink)
    (link,) = links(sink, "answer")
    return key, link


def test_r13_1_the_person_agrees_again_by_the_link_in_the_mail(abroad: Site, sink: Sink) -> None:
    key, link = asked(abroad, sink)
    page = abroad.browser().get(link).text
    assert "Agree again" in page and "ada@example.edu" not in page
    assert abroad.browser().client.post(link, data={"move": "renew"}).status_code == 200
    renewed = row(abroad, Returnee, key)
    assert (renewed.status, renewed.way) == ("valid", "link")
    with abroad.session() as session:
        assert len(session.scalars(select(Consent)).all()) == 2


def test_the_person_has_everything_erased_by_the_link_in_the_mail(abroad: Site, sink: Sink) -> None:
    key, link = asked(abroad, sink)
    answer = abroad.browser().client.post(link, data={"move": "withdraw"})
    assert "Nothing is kept about you any more." in answer.text
    gone = row(abroad, Returnee, key)
    assert (gone.status, gone.name, gone.email, gone.country) == ("erased", None, None, None)
    with abroad.session() as session:
        unit = session.get_one(Unit, abroad.ids["unit1"]).name
    assert unit not in abroad.sign_in("clerk").get(f"/overseas/returnee/{key}").text
    assert "Nothing is kept" in abroad.browser().get(link).text
    assert abroad.browser().client.post(link, data={"move": "delete"}).status_code == 400


# -- invitations -----------------------------------------------------------------------------------


def invited(site: Site) -> str:
    """The address of a link to an invitation, as the office gets it."""
    with site.build() as make:
        key = make.keep(Invitation(matter="A laboratory", introducer=site.ids["leader1"])).id
    page = site.sign_in("clerk").post(f"/overseas/invite/{key}").text
    found = re.search(r"http://localhost(/overseas/open/join/[\w-]+)", page)
    assert found
    return found[1]


def test_a_scholar_abroad_agrees_by_a_link_and_nothing_is_kept_before(abroad: Site) -> None:
    link, stranger = invited(abroad), abroad.browser()
    page = stranger.get(link).text
    assert "A laboratory" in page and "checked" not in page
    refused = stranger.client.post(link, data=TYPED)
    assert refused.status_code == 422 and "Without your consent nothing is kept." in refused.text
    with abroad.session() as session:
        assert session.scalars(select(Contact)).all() == []
    taken = stranger.client.post(link, data=TYPED | {"agrees": "1"})
    assert taken.status_code == 200 and "Thank you" in taken.text
    with abroad.session() as session:
        made = session.scalars(select(Contact)).one()
        assert (made.name, made.matter, made.vacancies, made.way) == (
            "Ada Abroad",
            "A laboratory",
            False,
            "link",
        )
        assert session.scalars(select(Consent)).one().contact == made.id
        assert session.scalars(select(Invitation)).one().answered_on is not None
    again = stranger.client.post(link, data=TYPED | {"agrees": "1", "email": "b@gmail.com"})
    assert again.status_code == 410 and stranger.get(link).status_code == 410


def test_an_invitation_that_is_over_takes_nothing(abroad: Site) -> None:
    link = invited(abroad)
    abroad.wait(days=31)
    assert abroad.browser().client.post(link, data=TYPED | {"agrees": "1"}).status_code == 410
    assert abroad.sign_in("person1").get("/overseas/invite/1").status_code in (403, 404)


@pytest.mark.parametrize("odd", ["a\0b", "a\u202eb", "长" * 30_000, "<script>1</script>" * 20])
@pytest.mark.parametrize("name", ["name", "discipline", "email"])
def test_odd_answers_of_strangers_are_refused_in_words(abroad: Site, name: str, odd: str) -> None:
    link = invited(abroad)
    sent = TYPED | {"agrees": "1", name: odd}
    answer = abroad.browser().client.post(link, data=sent)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "<script>1" not in answer.text


# -- the table -------------------------------------------------------------------------------------


def table(site: Site, browser: Browser, people: list[dict[str, Any]]) -> bytes:
    """The template, filled with these people."""
    got = browser.get("/overseas/import/template.xlsx")
    book = load_workbook(io.BytesIO(got.data))
    sheet = book.active
    heads = [c.value for c in sheet[1]]
    for number, person in enumerate(people):
        line = {
            "Name": f"Scholar {number}",
            "Unit": site.unit,  # type: ignore[attr-defined]
            "Country/region": "Germany",
            "University": "A university",
            "Subject": "Mechanics",
            "Start month": "2012-09",
            "End month": dt.datetime(2015, 6, 1),
            "Wishes to take part in": "Exchange activities、Lectures and advice",
            "Where to reach (e-mail)": f"s{number}@example.edu",
            "Agrees (yes)": "yes",
            "Agreed on": dt.datetime(2026, 11, 1),
            "Number of the signed form": f"2026-{number}",
        } | person
        sheet.append([line.get(h) for h in heads])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def upload(browser: Browser, content: bytes) -> Any:
    sent = {"csrf_token": browser.token(), "file": (io.BytesIO(content), "t.xlsx")}
    return browser.client.post("/overseas/import", data=sent)


def test_t13_2_fifty_lines_of_which_three_did_not_agree(abroad: Site, tmp_path: Path) -> None:
    with abroad.session() as session:
        abroad.unit = session.execute(text("SELECT name FROM directory_unit ORDER BY id")).scalar()  # type: ignore[attr-defined]
    clerk = abroad.sign_in("clerk")
    people: list[dict[str, Any]] = [{} for _ in range(50)]
    people[4] = {"Name": "Nobody Five", "Agrees (yes)": "no"}
    people[20] = {"Name": "Nobody Twentyone", "Agrees (yes)": None}
    people[49] = {"Name": "Nobody Fifty", "Number of the signed form": None}
    page = upload(clerk, table(abroad, clerk, people)).text
    assert "Taken: 47. Not taken: 3." in page and "Nobody" not in page
    assert re.findall(r"Line (\d+): ([^<]+)", page) == [
        ("7", "The person did not agree: no «yes»."),
        ("23", "The person did not agree: no «yes»."),
        ("52", "The number of the signed form is missing."),
    ]
    with abroad.session() as session:
        rows = session.scalars(select(Returnee)).all()
        assert len(rows) == len(session.scalars(select(Consent)).all()) == 47
        assert {(r.way, r.status, r.vacancies, r.studied_to) for r in rows} == {
            ("table", "filed", False, "2015-06")
        }
        assert rows[0].valid_until == dt.date(2027, 11, 1) and rows[0].wishes == (
            "exchange",
            "lectures",
        )
    kept = [f for f in tmp_path.rglob("*") if f.is_file() and b"Nobody" in f.read_bytes()]
    assert kept == []


def test_tables_from_elsewhere_are_not_taken(abroad: Site) -> None:
    clerk = abroad.sign_in("clerk")
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name", "Religion"])
    made = io.BytesIO()
    book.save(made)
    answer = upload(clerk, made.getvalue())
    assert answer.status_code == 422 and "do not belong to the table: Religion." in answer.text
    assert "no Excel workbook" in upload(clerk, b"PK nothing").text
    for name in ("person1", "auditor"):
        assert abroad.sign_in(name).get("/overseas/import").status_code in (403, 404)
