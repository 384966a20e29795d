"""Every page of the application, found from its own map of addresses; shared by the walk and the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.routing import Rule

from core.access.models import Account
from tests.rows import BY_THE_SYSTEM, NOT_TYPED
from tests.site import Site

READERS = ("boss", "auditor", "person")
"""Whose eyes a page is seen with: the first of them who may open it."""
NO_PAGE = {
    "/static/": "files, served as they are",
    "/api/": "JSON; the interface has tests of its own",
    "/healthz": "JSON for machines",
    "/metrics": "numbers for machines",
    "/session/": "JSON for the script of forms",
    "/drafts/": "JSON for the script of forms",
    "/back": "leads to another page",
    "/lang/": "leads to another page",
    "/logout/": "leads to another page",
    "/setup/": "leads to the start where an administrator exists; pictured with the empty college",
    "/me/copy": "a file",
    "/chapters/<name>/preview/export": "a file",
    "/jobs/<int:number>/progress": "a part of the job's page",
    "/quick/<chapter>.<short>/options": "JSON for pickers",
    "/publicity/package/<int:key>": "a file",
    "/overseas/open/answer/<kind>/<token>": "a secret link opens it; the tests of its chapter do",
    "/overseas/open/stop/<kind>/<token>": "a secret link opens it; the tests of its chapter do",
    "/study/anthology": "a file",
    "/research/open/survey/<int:key>/<word>": "a secret link; the tests of its chapter open it",
    "/study/sign/<token>": "holds for minutes; the tests of its chapter open it",
    "/<chapter>/<record>/export": "a file",
    "/<chapter>/<record>/picker/<name>": "JSON for pickers",
    "/<chapter>/<record>/views/counts": "JSON for the tabs of a list",
    "/<chapter>/<record>/<int:key>/files/<int:number>": "a file",
    "/<chapter>/<record>/<int:key>/files/<int:number>/view": "a file",
}
"""Beginnings of addresses that answer GET and are no page, each with the reason."""
FILES = (".csv", ".docx", ".ics", ".pdf", ".svg", ".xlsx")
"""Endings of addresses that are files."""
CHAPTER = "befriending"
THOROUGHLY = (CHAPTER, "directory")
FORMS_OF_OTHERS = (
    "/<chapter>/<record>/",
    "/<chapter>/<record>/add",
    "/<chapter>/<record>/<int:key>",
)
"""All pages of a record are walked for two chapters; of the others, which are made by the same
templates, those that show most of what is theirs."""
USUAL = {"chapter": CHAPTER, "name": CHAPTER, "record": "contact", "short": "contact"}
"""What a parameter of that name is filled with, where :func:`_rows` says nothing else."""
MORE = (
    "/befriending/contact/export?format=xlsx",
    "/befriending/contact/?mode=talk&nosuch=1",
    "/befriending/contact/?q=没有这样的内容",
    "/befriending/contact/?deleted=1",
    "/befriending/contact/?density=compact&order=-mode,date",
    "/befriending/pair/1?tab=befriending.contact.pair",
    "/duties/?state=overdue",
    "/duties/?state=met&article=7",
    "/duties/why?record=befriending.pair&subject=1",
    "/search/?q=李思远",
    "/search/?q=没有这样的内容",
    "/chapters/befriending/preview?min_per_year=3",
    "/nowhere/at/all",
)
"""Pages that the map does not tell apart: what a query changes, and what is not there."""


@dataclass(frozen=True)
class Page:
    """An address, and who opens it ('' for somebody who is not signed in)."""

    path: str
    reader: str
    rule: str

    @property
    def name(self) -> str:
        """The address as the name of a file."""
        path = re.sub(r"^(/set-password|/overseas/open/join)/.*", r"\1", self.path)
        return re.sub(r"[^\w.=-]+", "-", path).strip("-")[:90] or "today"


def pages(site: Site) -> list[Page]:
    """Every page with its parameters filled in, each with a reader who may open it."""
    readers = {"": site.app.test_client()}
    readers |= {name: site.sign_in(name).client for name in READERS}
    every = {path: rule for rule, path in _addresses(site)}
    found = [_seen(readers, path, rule) for path, rule in every.items()]
    return found + [_seen(readers, path, "") for path in MORE]


def is_page(rule: Rule) -> bool:
    """True for addresses a person opens."""
    return "GET" in (rule.methods or ()) and _reason(rule.rule) is None


def _reason(rule: str) -> str | None:
    if rule.endswith(FILES):
        return "a file"
    return next(
        (why for at, why in NO_PAGE.items() if rule == at or at[-1] == "/" and rule.startswith(at)),
        None,
    )


def _seen(readers: dict[str, FlaskClient], path: str, rule: str) -> Page:
    missing = not rule and path == MORE[-1]
    wanted = (
        ("",) if path.startswith(("/login/", "/set-password/", "/overseas/open/join/")) else READERS
    )
    for name in wanted:
        answer = readers[name].get(path)
        if answer.status_code == (404 if missing else 200) and answer.mimetype == "text/html":
            return Page(path, name, rule)
    told = f"{path} ({rule}) answers none of {wanted} with a page: {answer.status}"
    raise AssertionError(f"{told}. Give the full college a row for it, or name it in NO_PAGE.")


def _addresses(site: Site) -> Iterator[tuple[str, str]]:
    """Each rule of the map with each address made of it."""
    given = _rows(site)
    closed = {"add": {*NOT_TYPED, *BY_THE_SYSTEM}, "edit": BY_THE_SYSTEM}
    for rule in sorted(site.app.url_map.iter_rules(), key=lambda r: r.rule):
        if not is_page(rule):
            continue
        if rule.rule.startswith("/<chapter>/<record>"):
            for name in site.runtime.catalogue.models:
                thoroughly = name.partition(".")[0] in THOROUGHLY
                if not thoroughly and rule.rule not in FORMS_OF_OTHERS:
                    continue
                if name not in closed.get(rule.rule.rpartition("/")[2], ()):
                    yield rule.rule, _record_address(site, rule.rule, name)
        else:
            told = f"{rule.rule}: say in _rows what its parameters are"
            assert rule.rule in given or rule.arguments <= USUAL.keys(), told
            usual = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: USUAL.get(found[1], ""), rule.rule)
            yield rule.rule, given.get(rule.rule, usual)


def _record_address(site: Site, rule: str, name: str) -> str:
    chapter, record = name.split(".")
    with site.session() as session:
        model = site.runtime.catalogue.models[name]
        key = session.scalar(select(model.id).order_by(model.id).limit(1))
        assert key is not None, f"{name} has no row: give it one in tests/full_college.py"
        view = session.execute(text("select min(id) from core_list_view")).scalar()
    path = rule.replace("<chapter>", chapter).replace("<record>", record)
    if "/views/<int:number>" in rule:
        return f"/befriending/contact/views/{view}"
    return path.replace("<int:key>", str(key))


def _rows(site: Site) -> dict[str, str]:
    """Rules with parameters of their own, with an address each."""
    link, join = _link(site), _invitation(site)
    with site.session() as session:
        user = session.scalar(select(Account.user_id).order_by(Account.user_id).limit(1))
        duty = session.execute(text("select min(id) from core_duty where state='overdue'")).scalar()
        file = session.execute(text("select min(id) from directory_sealed_export")).scalar()
        job = session.execute(text("select max(id) from core_job")).scalar()
        invited = session.execute(text("select min(id) from overseas_invitation")).scalar()
        lesson = session.execute(text("select min(id) from study_session")).scalar()
    return {
        "/accounts/<int:user>": f"/accounts/{user}",
        "/articles/<int:number>": "/articles/7",
        "/chapters/<name>/": f"/chapters/{CHAPTER}/",
        "/chapters/<name>/preview": f"/chapters/{CHAPTER}/preview",
        "/charts/<chapter>/": f"/charts/{CHAPTER}/",
        "/directory/exports/<int:key>": f"/directory/exports/{file}",
        "/duties/<int:number>": f"/duties/{duty}",
        "/duties/projected": "/duties/projected?rule=befriending.R07.7&day=2027-07-15",
        "/help/chapters/<name>": f"/help/chapters/{CHAPTER}",
        "/quick/<chapter>.<short>": f"/quick/{CHAPTER}.contact",
        "/reports/<chapter>/<name>": f"/reports/{CHAPTER}/visits",
        "/reports/<chapter>/<name>/template": f"/reports/{CHAPTER}/visit_sheet/template",
        "/jobs/<int:number>": f"/jobs/{job}",
        "/study/code/<int:key>": f"/study/code/{lesson}",
        "/research/declare/<int:key>": "/research/declare/1",
        "/research/questionnaire/<int:key>": "/research/questionnaire/1",
        "/research/results/<int:key>": "/research/results/1",
        "/overseas/invite/<int:key>": f"/overseas/invite/{invited}",
        "/overseas/open/join/<token>": join,
        "/regulation/compare": "/regulation/compare?version=2",
        "/roles/<code>": "/roles/CL",
        "/set-password/<secret>": link,
    }


def _link(site: Site) -> str:
    """A link to set a password, as an administrator gets it for a new account."""
    made = site.sign_in("boss").post("/accounts/add", username="neu", roles=["UF"])
    found = re.search(r"/set-password/[\w-]+", made.text)
    assert found is not None, made.text
    return found[0]


def _invitation(site: Site) -> str:
    """A link that somebody without an account opens, as the office gets it."""
    with site.session() as session:
        key = session.execute(text("select min(id) from overseas_invitation")).scalar()
    found = re.search(
        r"/overseas/open/join/[\w-]+", site.sign_in("boss").post(f"/overseas/invite/{key}").text
    )
    assert found is not None
    return found[0]
