"""Bad input into every form of every page. The forms are found by walking the pages; what no page links
to stands in a table, and no address that takes a form is left out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from werkzeug.test import TestResponse

from core.db import writing
from core.web.records.place import MOST_COLUMNS
from tests.conftest import KINDS, Databases, make_settings, open_site
from tests.core.forms_walk import FREE, FoundForm, every_form
from tests.core.texts_walk import walk
from tests.rows import BY_THE_SYSTEM
from tests.site import Browser, Site, Values

SCRIPT = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>"""
ONE_LINE = {
    "blank": " \u3000\u00a0\u200b\ufeff ",
    "wrong type": "abc",
    "full width": "１２３４５",
    "odd blanks": "\u300012\u00a0\u200b",
    "Chinese date": "2026年9月1日",
    "no such day": "2026-02-30",
    "emoji": "🐎👨‍👩‍👧‍👦 䶮𠮷",
    "script": SCRIPT,
    "formula": "=cmd|' /C calc'!A0",
    "template": "{{ 7 * 7 }} %(name)s %s {0} ${x}",
    "sql": "'; DROP TABLE core_audit; --",
    "huge number": "9" * 40,
    "negative": "-99999999999",
    "no number": "1e999",
    "superscript": "²",
    "other digits": "٣",
    "right to left": "a\u202eb",
    "nul": "a\0b",
    "bell": "a\ab",
    "lone surrogate": "a\ud800b",
    "not UTF-8": "a\udcff\udcfeb",
}
"""The last two are no text at all: they are sent as raw bytes."""
TEXTS = {"empty": "", **ONE_LINE, "very long": "长" * 30_000}
UNSHOWN = ("blank", "nul", "bell", "lone surrogate", "not UTF-8", "right to left", "odd blanks")
"""Texts that no page can or should show as they are."""
REASON = re.compile(r'aria-invalid="true"|class="k-sum" role="alert"|class="k-err"><')
LAST = ("logout", "accounts", "roles", "chapters", "switch", "end", "end_all")
NOT_WALKED = {
    "SignInView.login": ("/login/", "username password"),
    "about_me.ask": ("/me/ask", "record row kind text"),
    "accounts.link": ("/accounts/9/link", "x"),
    "audit.index": ("/audit/", "x"),
    "drafts.drop": ("/drafts/a-token-of-a-test-0001/drop", "next"),
    "drafts.keep": ("/drafts/befriending.contact/new/a-token-of-a-test-0001", "place date"),
    "first_run.setup": ("/setup/", "username password again"),
    "inbox.open_": ("/inbox/1/open", "next"),
    "inbox.read": ("/inbox/1/read", "next"),
    "inbox.read_all": ("/inbox/read", "next"),
    "jobs.again": ("/jobs/1/again", "next"),
    "jobs.stop": ("/jobs/1/stop", "next"),
    "notices.messages": ("/notices/messages", "action id"),
    "notices.parcels": ("/notices/parcels", "action id"),
    "parameters.save": ("/chapters/befriending/parameters", "grace_days_new_pair since when save"),
    "parameters.withdraw": ("/chapters/befriending/parameters/grace_days/withdraw", "since"),
    "profile.notices": (
        "/profile/notices",
        "address rhythm hour weekday quiet quiet_from quiet_to",
    ),
    "profile.set_by_link": ("/set-password/nothing", "password again"),
    "profile.end": ("/profile/sessions/999/end", "x"),
    "records.change_view": ("/befriending/contact/views/1", "name audience standard"),
    "records.delete_view": ("/befriending/contact/views/1/delete", "x"),
    "records.remove_file": ("/befriending/contact/1/files/1/remove", "x"),
    "records.restore_file": ("/befriending/contact/1/files/1/restore", "x"),
    "records.restore_row": ("/befriending/contact/1/restore", "x"),
    "records.take_back": ("/befriending/contact/undo/abc", "x"),
    "exports.ask": ("/directory/exports/", "of question purpose"),
    "retention.hold": ("/retention/holds", "record row reason until"),
    "retention.lift": ("/retention/holds/1/lift", "x"),
    "retention.run_now": ("/retention/run", "x"),
    "search_indexes.off": ("/search/indexes/befriending.contact/off", "x"),
    "search_indexes.on": ("/search/indexes/befriending.contact/on", "x"),
    "session.resume": ("/session/", "username password user"),
    "due_calendar.unlink": ("/duties/calendar/unlink", "next"),
    "profile.theme": ("/profile/theme", "theme"),
    "reports.back": ("/reports/befriending/visit_sheet/template/back", "next"),
    "research_pages.hand_in": ("/research/open/survey/1/nothing", "q1"),
    "research_pages.declared": ("/research/declare/1", "p1"),
    "study_pages.confirm": ("/study/sign/nothing", "next"),
    "overseas_pages.agree": ("/overseas/open/join/nothing", "name agrees"),
    "overseas_pages.answered": ("/overseas/open/answer/returnee/nothing", "move"),
    "overseas_pages.make_link": ("/overseas/invite/999", "next"),
    "overseas_pages.stopped": ("/overseas/open/stop/contact/nothing", "next"),
    "overseas_table.take": ("/overseas/import", "file"),
    "waiving.take_it_back": ("/duties/1/take-back", "reason"),
    "waiving.waive_it": ("/duties/1/waive", "reason"),
}
"""What takes a form and no link of the walk leads to, with the names of its inputs."""


@dataclass
class Forms:
    """An application, who is signed in, and the forms found for each."""

    site: Site
    browsers: dict[str, Browser]
    found: list[tuple[str, FoundForm]]


@contextmanager
def _forms(kind: str, databases: Databases, folder: Path) -> Iterator[Forms]:
    """The college with its duties, walked by who may everything and by a leader."""
    url, ids = databases.copy(kind, folder)
    with open_site(make_settings(url, folder), ids) as site:
        browsers = {name: site.sign_in(name) for name in ("boss", "leader1")}
        browsers["boss"].post("/duties/evaluate")
        browsers["boss"].send("/befriending/contact/views/new?mode=talk", name="Talks")
        found, known = [], set[tuple[str, ...]]()
        for name, browser in browsers.items():
            forms = list(every_form(site.app, browser, "/", "/duties/?state=owed", "/me/"))
            found += [(name, f) for f in forms if (f.method, f.endpoint, f.of) not in known]
            known |= {(f.method, f.endpoint, f.of) for f in forms}
        yield Forms(site, browsers, sorted(found, key=_rank))
    databases.drop(url)


@pytest.fixture(scope="module")
def walked(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Forms]]:
    """One walk on each kind of database, for all tests of the module."""
    with ExitStack() as stack:

        @cache
        def once(kind: str) -> Forms:
            folder = tmp_path_factory.mktemp("bad") / "data"
            return stack.enter_context(_forms(kind, databases, folder))

        yield once


@pytest.fixture(params=KINDS)
def forms(request: pytest.FixtureRequest, walked: Callable[[str], Forms]) -> Forms:
    """The forms of a walk on this kind of database."""
    return walked(str(request.param))


def _rank(found: tuple[str, FoundForm]) -> int:
    """What could take away rights or end the session comes last."""
    blueprint, _dot, name = found[1].endpoint.lower().partition(".")
    return max(LAST.index(word) + 1 if word in LAST else 0 for word in (blueprint, name))


def body(values: Values) -> str:
    """A form as it goes over the wire; what is no text becomes the bytes it stands for."""
    return "&".join(f"{_wire(k)}={_wire(v)}" for k, v in values.items(multi=True))


def _wire(text: str) -> str:
    return quote_plus(
        b"".join(
            c.encode("utf-8", "surrogateescape")
            if "\udc80" <= c <= "\udcff"
            else c.encode("utf-8", "surrogatepass")
            for c in text
        )
    )


def send(browser: Browser, form: FoundForm, values: Values) -> TestResponse:
    """Send a form with these values."""
    if form.method == "get":
        address = form.action.partition("?")[0]
        return browser.client.get(f"{address}?{body(values)}")
    kind = "application/x-www-form-urlencoded"
    return browser.client.post(form.action, data=body(values), content_type=kind)


def changed(form: FoundForm, names: list[str], text: str, times: int = 1) -> Values:
    """What the form sends when *text* stands in these inputs."""
    values = Values(form.values)
    for name in names:
        values.setlist(name, [text] * times)
    return values


def faults_of(answer: TestResponse, form: FoundForm, name: str, text: str) -> list[str]:
    """What is wrong with an answer to *text*: a crash, code, lost words, a refusal without a reason."""
    where = f"{form.method} {form.action} ({name}): {answer.status_code}"
    told = [where] if answer.status_code >= 500 else []
    if answer.mimetype != "text/html":
        return told
    page = answer.text
    if "<script>alert(1)" in page or "<img src=x" in page:
        told.append(f"{where} carries code")
    if answer.status_code == 422:
        shown = [n for n, kind in form.kinds.items() if kind in FREE and kind != "password"]
        # In a text area a browser takes the line breaks of all systems for one.
        cut = form.method == "get" and name == "very long"  # an address has an end
        if shown and not cut and name not in UNSHOWN and text not in html.unescape(page):
            told.append(f"{where} lost what was typed")
        if not REASON.search(page):
            told.append(f"{where} gives no reason")
    return told


# Lists are asked odd questions in test_bad_input.py too.
IN_ADDRESSES = ("blank", "full width", "script", "huge number", "not UTF-8")
# Databases differ in what they take for a text or a number, not in the rest.
ON_BOTH = ("nul", "lone surrogate", "not UTF-8", "huge number", "very long", "emoji")


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        *(pytest.param("sqlite", name, id=f"{name}-sqlite") for name in TEXTS),
        *(
            pytest.param("postgresql", name, id=f"{name}-postgresql", marks=pytest.mark.postgresql)
            for name in ON_BOTH
        ),
    ],
    indirect=["forms"],
)
def test_no_text_breaks_a_form_or_is_lost_in_it(forms: Forms, name: str) -> None:
    faults = []
    for who, form in forms.found:
        asked = form.method == "post" or name in IN_ADDRESSES
        if form.typed and asked and _rank((who, form)) == 0:
            values = changed(form, form.typed, TEXTS[name])
            faults += faults_of(send(forms.browsers[who], form, values), form, name, TEXTS[name])
    assert faults == []
    assert [b.get("/profile/").status_code for b in forms.browsers.values()] == [200, 200]


@pytest.mark.parametrize(
    "name", ["empty", "wrong type", "script", "nul", "huge number", "not UTF-8"]
)
def test_no_value_of_a_choice_or_hidden_input_breaks_a_form(forms: Forms, name: str) -> None:
    faults, text = [], TEXTS[name]
    for who, form in forms.found:
        names = [n for n in form.kinds if n != "csrf_token"]
        if names and _rank((who, form)) == 0 and form.endpoint != "profile.look":
            answer = send(forms.browsers[who], form, changed(form, names, text))
            told = faults_of(answer, form, name, text)
            faults += [fault for fault in told if not fault.endswith("lost what was typed")]
    assert faults == []


def test_repeated_missing_and_unknown_names_break_no_form(forms: Forms) -> None:
    faults = []
    for who, form in forms.found:
        if _rank((who, form)):
            continue
        token = form.values.get("csrf_token", "")
        twice = changed(form, [n for n in form.kinds if n != "csrf_token"], "a", times=3)
        unknown = changed(form, ["__class__", "id", "c0-99999999-leader", "c0-x-id", "rowid"], "7")
        for values in (twice, Values({"csrf_token": token}), unknown):
            answer = send(forms.browsers[who], form, values)
            faults += [f for f in faults_of(answer, form, "blank", "") if "reason" not in f]
    assert faults == []


def test_nothing_that_was_typed_is_ever_code_on_a_page(forms: Forms) -> None:
    """All pages once more, after the tests before typed code into every form."""
    boss = forms.browsers["boss"]
    boss.send("/befriending/contact/1/edit", place=SCRIPT[:100])
    pages = {path: boss.get(path).text for path, _words in walk(boss, "/", "/duties/?state=owed")}
    assert len(pages) > MOST_COLUMNS
    assert [
        p for p, text in pages.items() if "<script>alert(1)" in text or "<img src=x" in text
    ] == []


@pytest.mark.parametrize("endpoint", NOT_WALKED)
def test_what_no_page_leads_to_answers_bad_input_too(forms: Forms, endpoint: str) -> None:
    path, inputs = NOT_WALKED[endpoint]
    strange = endpoint in ("SignInView.login", "first_run.setup", "profile.set_by_link")
    known = forms.browsers["leader1" if endpoint.startswith("about_me") else "boss"]
    browser = forms.site.browser() if strange else known
    form = FoundForm(path, "post", path, {n: "text" for n in inputs.split()})
    form.values["csrf_token"] = browser.token()
    answers = {
        name: send(browser, form, changed(form, form.typed, text)).status_code
        for name, text in TEXTS.items()
    }
    assert {name: status for name, status in answers.items() if status >= 500} == {}


def test_forms_about_accounts_roles_and_chapters_answer_bad_input(forms: Forms) -> None:
    """Last, by an administrator of their own: they can take the rights of whoever sends them."""
    for at, name in enumerate(("script", "nul", "very long", "not UTF-8", "empty")):
        with writing(), forms.site.build() as make:
            make.account(f"admin{at}", "AD", "UF")
        admin, faults = forms.site.sign_in(f"admin{at}"), []
        for who, form in forms.found:
            if who == "boss" and _rank((who, form)) > 1:
                form.values["csrf_token"] = admin.token()
                values = changed(form, form.typed or ["assessment"], TEXTS[name])
                faults += faults_of(send(admin, form, values), form, name, TEXTS[name])
        assert faults == []


def test_every_address_that_takes_a_form_is_tried(forms: Forms) -> None:
    """A new form is found by itself, or its address is missing here."""
    takes = {
        rule.endpoint
        for rule in forms.site.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    tried = {form.endpoint for _who, form in forms.found if form.method == "post"}
    assert takes - tried - set(NOT_WALKED) == set()
    assert set(NOT_WALKED) <= takes
    records = {f.of for _who, f in forms.found if f.endpoint == "records.add_row"}
    catalogue, may = forms.site.runtime.catalogue, forms.site.runtime.catalogue.views
    on = {name.partition(".")[0] for name in records}  # chapters that were on at the walk
    made = {
        n
        for n in catalogue.models
        if n.partition(".")[0] in on and not (n in may and may[n].hidden)
    }
    assert {"befriending", "directory"} <= on
    assert made - records - set(BY_THE_SYSTEM) == set()
