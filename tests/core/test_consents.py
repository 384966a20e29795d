"""The consent register: all chapters' consents through the gate, and everybody's own under «About me»."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.access.actor import Actor, act_as
from core.chapters.vet_people import consent_problems
from core.declare import Problem, Record, Scope
from core.records.consents import Wanted, consents, how_many
from core.records.labels import Asker
from plugins.befriending.models import Pair
from plugins.overseas.agreed_models import Returnee
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent as Portrayed
from plugins.research.visit_models import PhotoConsent, VisitPlan
from plugins.study.session_models import Reflection
from tests.builders import NOW, TODAY_OF_NOW
from tests.conftest import Databases, make_settings, open_site
from tests.core.loaded import chapters
from tests.rows import switch_all_on
from tests.site import Site

DAY = dt.timedelta(days=1)
ROOT = "/consents/"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Both databases."""
    return str(request.param)


@pytest.fixture(name="register")
def _register(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The college with every chapter on and consents of several kinds."""
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        with site.build() as make:
            switch_all_on(site, make)
            make.account("dpo", "DPO")
            make.account("officer", "LI")
            article = make.keep(
                Article(title="Spring", column="news", body="Text", writer=ids["leader1"])
            )
            site.ids["article"] = article.id
            for name, until, outside in (
                ("own", None, None),
                ("soon", TODAY_OF_NOW + 30 * DAY, "Student Soon"),
                ("over", TODAY_OF_NOW, "Student Over"),
                ("gone", None, "Student Gone"),
                ("asked", None, "Student Asked"),
            ):
                row = make.keep(
                    Portrayed(
                        article=article.id,
                        person=None if outside else ids["person1"],
                        outside=outside,
                        given_on=TODAY_OF_NOW - 20 * DAY,
                        valid_until=until,
                    )
                )
                if name != "asked":
                    make.move(row, "on_paper")
                if name == "gone":
                    make.move(row, "withdraw")
                site.ids[name] = row.id
        site.wait(days=1)
        yield site
    databases.drop(url)


def part(page: str, text: str) -> str:
    """The line of the register that holds *text*."""
    return next(line for line in page.split("<tbody>")[1].split("<tr>") if text in line)


def test_the_register_says_of_each_consent_how_it_stands(register: Site) -> None:
    page = register.sign_in("clerk").get(ROOT).text
    for text, state in (
        ("林一友", "Holds"),
        ("Student Soon", "Ends within 30 days"),
        ("Student Over", "Ended"),
        ("Student Gone", "Withdrawn"),
    ):
        assert state in part(page, text)
    assert f"/publicity/consent/{register.ids['own']}" in page and "Student Asked" not in page
    assert str(TODAY_OF_NOW - 20 * DAY) in page


def test_it_is_narrowed_by_chapter_state_and_name(register: Site) -> None:
    clerk = register.sign_in("clerk")
    assert "Student" not in clerk.get(ROOT + "?chapter=befriending").text
    ending = clerk.get(ROOT + "?state=soon").text
    assert "Student Soon" in ending and "Student Gone" not in ending
    by_name = clerk.get(ROOT + "?q=over&chapter=publicity").text
    assert "Student Over" in by_name and "Student Soon" not in by_name
    person = clerk.get(ROOT + "?q=林一友&chapter=publicity").text
    assert f"/publicity/consent/{register.ids['own']}" in person and "Student" not in person
    assert "No consents here" in clerk.get(ROOT + "?q=nobody of this name").text
    for odd in ("?state=x&page=x&chapter=%27", "?page=999999", "?page=-1&q=%25"):
        assert clerk.get(ROOT + odd).status_code == 200


def test_only_the_office_and_the_protection_officer_open_it(register: Site) -> None:
    for name in ("clerk", "head", "dpo"):
        assert register.sign_in(name).get(ROOT).status_code == 200
    for name in ("auditor", "unit_head", "leader1", "person1", "officer", "nobody"):
        browser = register.sign_in(name)
        assert (
            browser.get(ROOT).status_code == 403
            and 'href="/consents/"' not in browser.get("/").text
        )
    assert register.browser().get(ROOT).status_code == 302


def test_a_reader_sees_no_more_than_the_chapters_let_them_read(register: Site) -> None:
    """The protection officer reads consents to being published, not who keeps contact with whom."""
    page = register.sign_in("dpo").get(ROOT).text
    assert "Student Soon" in page and "Being contacted by a leader" not in page
    assert "Being contacted by a leader" in register.sign_in("clerk").get(ROOT).text


def actor(site: Site, role: str, **known: Any) -> Actor:
    """Somebody with what the chapters propose for a role."""
    grants: dict[str, dict[str, frozenset[Scope]]] = {}
    for grant in site.runtime.catalogue.grants:
        for action in grant.actions if grant.role == role else ():
            acts = grants.setdefault(grant.record, {})
            acts[action] = acts.get(action, frozenset()) | {grant.scope}
    return Actor(user=99, name=role, roles=frozenset({role}), grants=grants, **known)


def read_by(site: Site, reader: Actor, **asked: Any) -> list[tuple[str, int]]:
    """Consents that somebody may read, beside the page."""
    with site.session() as session:
        act_as(session, reader)
        asker = Asker(site.runtime.catalogue, reader, site.runtime.chapters.enabled)
        wanted = Wanted(today=TODAY_OF_NOW, **asked)
        found = consents(session, asker, wanted, most=500)
        assert len(found) == how_many(session, asker, wanted)
        return [(f.source.record, f.row) for f in found]


def test_whatever_the_role_only_rows_in_its_scope_are_found(register: Site) -> None:
    """DP-27: the gate holds inside the one question over all records."""
    every = read_by(register, actor(register, "UF"))
    ids, at = register.ids, "publicity.consent"
    with register.session() as session:
        unit = session.get_one(Article, ids["article"]).unit
        assert unit is not None
    own = read_by(register, actor(register, "UH", units=frozenset({unit})))
    assert (at, ids["soon"]) in own and set(own) < set(every)
    assert not read_by(register, actor(register, "UH", units=frozenset({unit + 1})))
    me = read_by(register, actor(register, "ME", person=ids["person1"]))
    assert (at, ids["own"]) in me and (at, ids["soon"]) not in me
    assert read_by(register, actor(register, "ME", person=ids["leader2"])) == []


def test_a_chapter_that_is_off_shows_no_consents(register: Site) -> None:
    with register.session() as session:
        register.runtime.chapters.disable(session, "publicity", NOW)
        session.commit()
    assert "Student" not in register.sign_in("clerk").get(ROOT).text


def test_reading_whom_a_sensitive_consent_is_of_is_logged(register: Site) -> None:
    """DP-08: the person of a pair is sensitive; the register leaves an entry for those it shows."""
    before = len(register.entries(action="read", record="befriending.pair"))
    register.sign_in("clerk").get(ROOT + "?chapter=befriending")
    (entry,) = register.entries(action="read", record="befriending.pair")[before:]
    about = json.loads(entry.body)["about"]
    assert about["how"] == "list" and about["fields"] == ["person"] and about["rows"]


def test_about_me_lists_the_own_consents_and_the_way_to_take_each_back(register: Site) -> None:
    """DP-04, DP-06: one press leads to where it is withdrawn; then the page says since when."""
    ids = register.ids
    with register.build() as make:
        visit = make.keep(
            VisitPlan(
                topic="Spring visit", date=TODAY_OF_NOW, until=TODAY_OF_NOW, destination="Town",
                reach="city", joint=False, lead=ids["unit1"], leader=ids["leader1"],
            )
        )  # fmt: skip
        photo = make.keep(
            PhotoConsent(visit=visit.id, person=ids["person1"], given_on=TODAY_OF_NOW)
        )
        make.keep(
            Reflection(
                writer=ids["person1"], unit=ids["unit1"], heading="Essay", text="Text",
                may_print=True, submitted_on=TODAY_OF_NOW,
            )
        )  # fmt: skip
    me = register.sign_in("person1")
    section = me.get("/me/").text.split("What I agreed to")[1].split("</section>")[0]
    for way in (f"/publicity/consent/{ids['own']}", f"/research/photo_consent/{photo.id}/edit"):
        assert f'class="btn btn-plain btn-sm" href="{way}"' in section
    assert "A reflection being printed" in section and "Student" not in section
    version = me.form(f"/publicity/consent/{ids['own']}", "version")["version"]
    sent = me.post(f"/publicity/consent/{ids['own']}/move/withdraw", version=version)
    assert sent.status_code == 302
    section = me.get("/me/").text.split("What I agreed to")[1].split("</section>")[0]
    assert (
        "Withdrawn" in section and f'btn-sm" href="/publicity/consent/{ids["own"]}"' not in section
    )


def test_a_consent_by_a_row_it_refers_to_is_the_persons_own(register: Site) -> None:
    """Chapter 7: whose it is, and the way to take it back, are those of the entry."""
    person = register.ids["person1"]
    with register.build() as make:
        given = {"email": "a@example.com", "country": "X", "school": "Y", "major": "Z"}
        made = make.keep(
            Returnee(
                name="林一友", person=person, unit=register.ids["unit1"], studied_from="2015-09",
                studied_to="2018-06", wishes=("exchange",), way="form", evidence="No. 1", **given,
            )
        )  # fmt: skip
    section = register.sign_in("person1").get("/me/").text.split("What I agreed to")[1]
    assert f'btn-sm" href="/overseas/returnee/{made.id}"' in section.split("</section>")[0]
    assert "林一友" in part(
        register.sign_in("clerk").get(ROOT + "?chapter=overseas").text, "abroad"
    )
    officer = register.sign_in("dpo").get(ROOT + "?chapter=overseas").text
    assert "Name not open to you" in officer and "林一友" not in officer


def test_a_page_of_the_register_holds_fifty(register: Site) -> None:
    with register.build() as make:
        article = register.ids["article"]
        for number in range(51):
            row = Portrayed(article=article, outside=f"Guest {number}", given_on=TODAY_OF_NOW)
            make.move(make.keep(row), "on_paper")
    clerk = register.sign_in("clerk")
    first, second = (clerk.get(f"{ROOT}?q=Guest&page={n}").text for n in (1, 2))
    assert (first.count("Guest "), second.count("Guest ")) == (50, 1)
    assert "51 consents" in first and "q=Guest&amp;page=2" in first


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"why": ""}, "does not say what for"),
        ({"given": "", "said": ""}, "says by no field that it was given"),
        ({"given": "status"}, "given names 'status', which is no field of kind date"),
        ({"said": "start"}, "said names 'start', which is no field of kind yes_no"),
        ({"until": "nothing"}, "until names 'nothing'"),
        ({"person": "unit"}, "names the person by 'unit', which does not lead to directory.person"),
        ({"person": ""}, "says by no field whose it is"),
        ({"named": ("start",)}, "is named by 'start', which is no text and no reference"),
        ({"over_in": ("gone",)}, "begins or ends in 'gone', which is no state"),
        ({"withdraw": "leave"}, "is withdrawn by 'leave', which is no move"),
        ({"withdraw": "nobody.edit"}, "is withdrawn by 'nobody.edit', which is no move"),
    ],
)
def test_a_wrong_declaration_is_told_with_the_way_to_mend_it(
    wrong: dict[str, Any], told: str
) -> None:
    (good,) = Pair.record.consents
    made = dataclasses.replace(Pair.record, consents=(dataclasses.replace(good, **wrong),))
    problems = [str(p) for p in problems_of(made)]
    assert len(problems) == 1 and told in problems[0] and "consent 1" in problems[0]
    assert problems_of(Pair.record) == []


def problems_of(record: Record) -> list[Problem]:
    """What is wrong with the consents of a record of chapter 4."""
    catalogue = chapters().catalogue
    return list(consent_problems(catalogue, "befriending.pair", record))


def test_every_chapter_that_keeps_consents_declares_them() -> None:
    declared = {n for n, m in chapters().catalogue.models.items() if m.record.consents}
    assert {"publicity.consent", "overseas.consent", "research.photo_consent"} <= declared
    assert len({n.partition(".")[0] for n in declared}) == 8
