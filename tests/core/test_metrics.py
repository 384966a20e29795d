"""GET /metrics: for whoever has the token, numbers of the whole installation, nothing personal."""

from __future__ import annotations

import dataclasses
import re

import pytest
from werkzeug.test import TestResponse

from core.jobs.keeper import Keeper
from core.jobs.kinds.duties import EVALUATE
from core.jobs.kinds.upkeep import VERIFY
from tests.core.jobs_made import ask, do_all
from tests.site import Site

TOKEN = "metrics-token-of-the-tests-0123"


def scrape(site: Site, address: str = "127.0.0.1", **headers: str) -> TestResponse:
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    base = {"REMOTE_ADDR": address}
    return site.app.test_client().get("/metrics", environ_overrides=base, headers=named)


def value(text: str, name: str) -> float:
    found = re.search(rf"^tongxin_{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found is not None, name
    return float(found[1])


def with_settings(site: Site, **values: object) -> None:
    site.runtime.settings = dataclasses.replace(site.runtime.settings, **values)  # type: ignore[arg-type]


def test_numbers_of_jobs_rules_messages_trail_and_tables(site: Site) -> None:
    bench = site.runtime.bench
    ask(bench, EVALUATE.name)
    ask(bench, VERIFY.name)
    do_all(bench)
    assert Keeper(bench).round()
    site.wait(seconds=20)
    ask(bench, "upkeep.clean", key="mine")
    site.wait(seconds=40)
    text = scrape(site).text
    assert value(text, 'jobs{kind="duties.evaluate",state="done"}') == 1
    assert value(text, 'jobs_in_state{state="failed"}') == 0
    assert value(text, "job_oldest_queued_seconds") >= 40
    assert value(text, "scheduler_alive") == 0
    assert value(text, "scheduler_lease_age_seconds") == 60
    assert value(text, 'rule_good_run_age_seconds{rule="befriending.R07.1"}') == 60
    assert (value(text, "rules_late"), value(text, "rules_failed")) == (0, 0)
    assert value(text, "rules") > 0
    assert value(text, "messages_waiting") >= 1
    assert value(text, "audit_broken") == 0
    assert value(text, "audit_verified_age_seconds") == 60
    assert re.search(r'tongxin_schema_info\{line="core",revision="\d{4}"\} 1.0', text)


def test_a_rule_that_has_not_run_in_time_is_a_number_too(site: Site) -> None:
    ask(site.runtime.bench, EVALUATE.name)
    do_all(site.runtime.bench)
    site.wait(days=5)
    text = scrape(site).text
    assert value(text, "rules_late") > 0
    assert value(text, 'rule_late{rule="befriending.R07.1"}') == 1


def test_no_name_of_a_person_and_no_address_is_told(site: Site) -> None:
    ask(site.runtime.bench, EVALUATE.name)
    do_all(site.runtime.bench)
    text = scrape(site).text
    for word in ("林一", "周二", "Alpha", "leader1", "clerk", "postgres", "sqlite"):
        assert word not in text, word


def test_a_token_opens_it_from_anywhere_and_nothing_else_does(site: Site) -> None:
    with_settings(site, metrics_token=TOKEN, production=True)
    assert scrape(site, "10.1.2.3", Authorization=f"Bearer {TOKEN}").status_code == 200
    for wrong in ("", f"Basic {TOKEN}", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}"):
        assert scrape(site, Authorization=wrong).status_code == 404, wrong
    assert scrape(site).status_code == 404, "not even from this machine"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_without_a_token_a_trial_answers_this_machine_only(site: Site, address: str) -> None:
    assert scrape(site, address).status_code == 200
    assert scrape(site, "10.1.2.3").status_code == 404
    assert scrape(site, address, X_Forwarded_For="10.1.2.3").status_code == 404
    with_settings(site, production=True)
    assert scrape(site, address).status_code == 404, "a proxy would make everybody local"


def test_healthz_tells_of_the_jobs_and_stays_well_without_a_scheduler(site: Site) -> None:
    client = site.app.test_client()
    silent = client.get("/healthz")
    assert silent.status_code == 200
    assert silent.json["jobs"] == {
        "engine": "embedded",
        "scheduler_alive": False,
        "oldest_queued_seconds": 0,
    }
    assert Keeper(site.runtime.bench).round()
    site.wait(seconds=5)
    jobs = client.get("/healthz").json["jobs"]
    assert (jobs["scheduler_alive"], jobs["oldest_queued_seconds"]) == (True, 5)
