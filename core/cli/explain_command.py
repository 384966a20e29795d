"""``run.py duties explain``: why a rule says what it says of a subject, also as of another day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.chapters.world import world_of
from core.cli.store import Store
from core.declare import Rule
from core.directory.calendar import calendar_data
from core.duties import World, rule_key
from core.duties.models import INSTITUTION
from core.duties.why.explanation import NoSuchSubject, Question
from core.duties.why.plain import plain

DATE = click.DateTime(["%Y-%m-%d"])


@click.command("explain")
@click.argument("rule")
@click.argument("subject", default="")
@click.option("--as-of", type=DATE, help="The day to judge from (YYYY-MM-DD); else today.")
@click.option(
    "--period", default="", help="The period, e.g. 2026-2027; else the latest that counts."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def explain_(store: Store, /, rule: str, subject: str, **options: Any) -> None:
    """Say why RULE (befriending.R07.3) says what it says of SUBJECT, a row's number or code.

    A rule of the whole college needs no SUBJECT. Nothing is written.
    """
    with store.session("duties") as session:
        store.chapters.refresh(session)
        world = world_of(store.chapters, calendar_data(session))
        chapter, found = _rule(world, rule)
        today = store.clock().astimezone(ZoneInfo(store.settings.time_zone)).date()
        day: dt.date = options["as_of"].date() if options["as_of"] else today
        number = _subject(session, world, found, subject)
        question = Question(world, chapter, found, number, day, options["period"])
        try:
            told = plain(question.answer(session.connection()), world.catalogue)
        except NoSuchSubject:
            raise click.ClickException(_nothing(found, subject)) from None
    if options["as_json"]:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in _lines(told):
        click.echo(line)


def _rule(world: World, key: str) -> tuple[str, Rule]:
    known = {rule_key(c, r): (c, r) for c, r in world.rules()}
    if key not in known:
        raise click.ClickException(f"There is no rule {key}. Known are: {', '.join(known)}.")
    return known[key]


def _nothing(rule: Rule, subject: str) -> str:
    return f"There is no {rule.record} with the number or code {subject!r}."


def _subject(session: Session, world: World, rule: Rule, text: str) -> int:
    if not rule.record:
        if text not in ("", "0", INSTITUTION):
            raise click.ClickException("This rule asks the whole college: leave SUBJECT out.")
        return 0
    if text.removeprefix("#").isdecimal():
        return int(text.removeprefix("#"))
    table = world.catalogue.model(rule.record).__table__
    if not text or "code" not in table.c:
        raise click.ClickException(
            f"Name the {rule.record}: its number, or its code if it has one."
        )
    found = session.execute(select(table.c.id).where(table.c.code == text)).scalar()
    if found is None:
        raise click.ClickException(_nothing(rule, text))
    return int(found)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    period = f", period {told['period']}" if told["period"] else ""
    yield f"{told['rule']} «{told['title']}» (article {told['article']})"
    yield f"{told['subject']['record']} #{told['subject']['id']} as of {told['as_of']}{period}"
    for c in told["conditions"]:
        mark = "+" if c["holds"] else "-"
        found = c["found"] if c["found"] is not None else "(nothing)"
        yield f"  {mark} {c['condition']}: {found}; asked for: {c['asked']}{_from(c['source'])}"
    for row in told["rows"]:
        why = f" ({'; '.join(row['why_not'])})" if row["why_not"] else ""
        yield f"  {'counts' if row['counts'] else 'does not count'}: #{row['id']} {row['day']}{why}"
    if told["due"]:
        due = told["due"]
        off = ", ".join(a if a == z else f"{a} to {z}" for a, z in due["days_off"])
        kind = "working days" if due["working"] else "days"
        without = f" without {off}" if off else ""
        months = f"{due['months']} months and " if due["months"] else ""
        days = f"{months}{due['days']} {kind} from {due['from']}{without}"
        yield f"  due {due['due']}: {days}{_from(due['source'])}"
    for name, source in told["parameters"].items():
        yield f"  {name} = {source['value']}{_from(source)}"
    yield " ".join(told["conclusion"])


def _from(source: dict[str, Any] | None) -> str:
    """Where a number comes from, in brackets."""
    if source is None:
        return ""
    if source["from"] != "overlay":
        return f" [{source['from']}, {source['version']}]"
    by = f" by account {source['set_by']}" if source["set_by"] else ""
    return (
        f" [set {source['set_at'][:10]}{by}, valid from {source['valid_from']}; default "
        f"{source['default']}]"
    )
