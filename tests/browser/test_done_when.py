"""The job of chapter 4 from an empty folder to the year's end, by clicking, as a new user would.

The program is the real one (``run.py serve``, two workers) in a process of its own; leaders and contacts are
entered from a phone-wide window.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, Visitor

ROOT = Path(__file__).resolve().parents[2]
PASSWORD, LEADERS = "correct horse tongue", "tree river lamp nine"
pytestmark = pytest.mark.browser


@dataclass
class Installation:
    """A folder with its server."""

    address: str
    env: dict[str, str]

    def run(self, *words: str) -> str:
        """The output of ``run.py`` with these words."""
        done = subprocess.run(
            [sys.executable, "run.py", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def api(self, method: str, path: str, token: str = "", body: object = None) -> tuple[int, dict]:
        """Status and JSON of a call of the interface."""
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        call = urllib.request.Request(f"{self.address}/api/v1/{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(call) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty folder, served."""
    port = _free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGXIN_")}
    env = kept | {
        "TONGXIN_DATA_DIR": str(tmp_path),
        "TONGXIN_PORT": str(port),
        "TONGXIN_CLOCK": "2026-11-24",
    }
    log = (tmp_path / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "run.py", "serve", "--workers", "2"],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    there = Installation(f"http://127.0.0.1:{port}", env)
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{there.address}/healthz") as answer:
                assert json.load(answer)["status"] == "ok"
                break
        except OSError:
            assert server.poll() is None, (tmp_path / "serve.log").read_text()
            time.sleep(0.2)
    yield there
    server.terminate()
    server.wait(30)
    log.close()


def _visitor(chromium: Browser, there: Installation, size: tuple[int, int]) -> Visitor:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    return Visitor(context.new_page(), there.address)


def _sign_in(visitor: Visitor, name: str, password: str) -> None:
    visitor.go("/login/")
    visitor.page.fill("#username", name)
    visitor.page.fill("#password", password)
    visitor.press("main button[type=submit]")
    visitor.page.wait_for_url(visitor.address + "/")


def _press(visitor: Visitor, name: str) -> None:
    """Press the button of that name and, where it explains itself first, confirm."""
    button = visitor.page.locator(f".k-acts >> role=button[name='{name}']")
    asks = button.get_attribute("data-open")
    if asks is None:
        with visitor.page.expect_navigation():
            button.click()
        return
    button.click()
    visitor.press(f"#{asks} button[type=submit]")


def _choose(page: Page, name: str, value: str) -> None:
    """Take one value of a choice, however the form shows it."""
    box = page.locator(f"input[name={name}][value={value}]")
    if not box.count():
        page.select_option(f"select[name={name}]", value)
    elif (label := page.locator(f"label[for='{box.get_attribute('id')}']")).count():
        label.first.click()
    else:
        box.check()


def _save(visitor: Visitor) -> None:
    visitor.save()
    refused = visitor.page.locator(".k-sum")
    assert not refused.count(), refused.inner_text()
    visitor.page.wait_for_url(re.compile(r"/\d+$"))


def _add_unit(v: Visitor, name: str, code: str) -> None:
    v.go("/directory/unit/add")
    v.page.fill("#f-name", name)
    v.page.fill("#f-code", code)
    _save(v)


def _add_person(v: Visitor, name: str, unit: str) -> None:
    v.go("/directory/person/add")
    v.page.fill("#f-name", name)
    v.pick("unit", unit, unit)
    _save(v)


def _add_leader(v: Visitor, name: str, title: str) -> None:
    v.go("/directory/post/add")
    v.pick("person", name, name)
    _choose(v.page, "kind", "committee_leader")
    v.page.fill("#f-title", title)
    _save(v)


def _add_pair(v: Visitor, leader: str, person: str) -> None:
    v.go("/befriending/pair/add")
    v.pick("pair_list", "2026", "2026-2027")
    v.pick("leader", leader, leader)
    v.pick("person", person, person)
    _choose(v.page, "kind", "key")
    v.page.fill("#f-start", "2026-09-10")
    v.page.fill("#f-decision", "Minutes 9")
    v.page.fill("#f-informed_on", "2026-09-11")
    _save(v)


def _add_contact(v: Visitor, person: str, mode: str) -> None:
    v.go("/befriending/contact/add")
    v.pick("pair", person, person)
    v.page.fill("#f-date", "2026-11-05")
    _choose(v.page, "mode", mode)
    _choose(v.page, "topics", "teaching")
    assert v.fits()
    _save(v)


def _prepare_college(v: Visitor) -> None:
    """From the first page to an approved list with two confirmed pairs."""
    v.go("/")
    v.page.fill("#username", "boss")
    v.page.fill("#password", PASSWORD)
    v.page.fill("#again", PASSWORD)
    v.press("main button[type=submit]")
    v.page.wait_for_url(v.address + "/")
    v.page.click(".dropdown button:has(use[href$='#language'])")
    v.press("form[action='/language/en'] button")
    assert v.page.get_attribute("html", "lang") == "en"
    v.go("/chapters/befriending/")
    v.press("form[action$='/switch'] button")
    _add_unit(v, "信息工程系", "xxgc")
    _add_unit(v, "机电工程系", "jdgc")
    for name in ("王建国", "张卫东", "李思远", "赵文博"):
        _add_person(v, name, "信息工程系")
    _add_leader(v, "王建国", "Deputy secretary")
    v.go("/befriending/pair_list/add")
    v.pick("year", "2026", "2026-2027")
    v.page.fill("#f-decision", "Committee minutes 7")
    _save(v)
    _add_pair(v, "王建国", "李思远")
    _add_pair(v, "张卫东", "赵文博")
    v.go("/befriending/pair_list/1")
    for step in ("Ask the people on it", "Put to the committee", "Approve and put in force"):
        _press(v, step)
    assert "In force" in v.page.inner_text("h1")
    for number in (1, 2):
        v.go(f"/befriending/pair/{number}")
        _press(v, "Confirm")
        assert "Active" in v.page.inner_text("h1")


def _make_account(v: Visitor, name: str, person: str) -> str:
    """An account of a contact leader; the address where its owner sets a password."""
    v.go("/accounts/add")
    v.page.fill("#username", name)
    box = v.page.locator("#person + .ts-wrapper")
    box.locator(".ts-control").click()
    v.page.keyboard.type(person)
    box.locator(".option", has_text=person).click()
    box.locator(".item", has_text=person).wait_for()
    v.page.check("input[value=CL]")
    v.press("button.btn-primary[type=submit]")
    return v.page.inner_text("code.k-secret")


def test_a_new_college_does_the_job_of_chapter_4_by_clicking(
    installation: Installation, chromium: Browser
) -> None:
    """T07-1 in the browser: two records of one day count once; the other pair is overdue, and why."""
    boss = _visitor(chromium, installation, DESK)
    _prepare_college(boss)
    phone = _visitor(chromium, installation, PHONE)
    _sign_in(phone, "boss", PASSWORD)
    _add_contact(phone, "李思远", "talk")
    _add_contact(phone, "李思远", "invitation")

    found = json.loads(installation.run("duties", "evaluate", "--as-of", "2027-09-01", "--json"))
    states = {
        d["subject"]["id"]: (d["state"], d["numerator"])
        for d in found
        if d["rule"] == "befriending.R07.3" and d["period"] == "2026-2027"
    }
    assert states == {1: ("met", 1), 2: ("overdue", 0)}

    boss.go("/duties/?state=overdue&article=7")
    boss.press("a:has-text('Each pair keeps contact')")
    text = boss.page.inner_text("main")
    assert "0 of 1 counted" in text and "is overdue" in text

    link = _make_account(boss, "leader", "张卫东")
    leader = _visitor(chromium, installation, PHONE)
    leader.page.goto(link)
    leader.page.fill("#password", LEADERS)
    leader.page.fill("#again", LEADERS)
    leader.press("main button[type=submit]")
    _sign_in(leader, "leader", LEADERS)
    leader.go("/befriending/pair/")
    rows = leader.page.inner_text("main")
    assert "赵文博" in rows and "李思远" not in rows
    assert leader.go("/befriending/pair/1") == 404

    token = installation.api(
        "POST", "security/login", body={"username": "leader", "password": LEADERS}
    )[1]["access_token"]
    listed = installation.api("GET", "befriending/pair/", token)[1]
    assert [r["id"] for r in listed["result"]] == [2]
    assert installation.api("GET", "befriending/pair/1", token)[0] == 404

    boss.go("/chapters/befriending/")
    boss.press("form[action$='/switch'] button")
    assert leader.go("/befriending/pair/") == 404
    assert installation.api("GET", "befriending/pair/", token)[0] == 404
    boss.press("form[action$='/switch'] button")
    assert leader.go("/befriending/pair/") == 200
    assert "赵文博" in leader.page.inner_text("main")
