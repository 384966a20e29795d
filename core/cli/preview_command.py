"""``run.py duties preview``: what a change would do, before anybody makes it. Nothing is written."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from core.chapters.world import world_of
from core.cli.proposals import read_proposal
from core.cli.store import Store
from core.db import reading
from core.directory.calendar import calendar_data
from core.duties import World
from core.duties.difference import EFFECT_TEXTS, Difference
from core.duties.outcomes import Outcome
from core.duties.preview import preview, replay
from core.duties.replay import ReplayTooLarge, days_between
from core.duties.tally import Tally

DATE = click.DateTime(["%Y-%m-%d"])
CHUNK = 500


@click.command("preview")
@click.argument("chapter")
@click.argument("changes", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.option("--as-of", type=DATE, help="The day to judge from (YYYY-MM-DD); else today.")
@click.option("--replay", "year", help="Go through this academic year instead, e.g. 2025-2026.")
@click.option("--every", default=1, show_default=True, help="Days between two looks of a replay.")
@click.option("--limit", default=50, show_default=True, help="Lines of the list.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def preview_(store: Store, /, chapter: str, changes: tuple[str, ...], **options: Any) -> None:
    """Show what duties would appear, vanish or become overdue, and whom it would tell.

    NAME=VALUE is a parameter of CHAPTER, a rule with on or off (R07.3=off), or a number that a rule
    declares itself (R06.3.lead_days=14). Nothing is written.
    """
    with store.session("duties") as session:
        store.chapters.refresh(session)
        world = world_of(store.chapters, calendar_data(session))
    proposal = read_proposal(store.chapters, chapter, changes)
    with reading(store.engine) as connection, Session(connection) as session:
        as_of = options["as_of"].date() if options["as_of"] else _today(store)
        if options["year"]:
            days = _days(world, options["year"], options["every"], as_of)
            found = replay(session, world, proposal, days)
        else:
            days = [as_of]
            found = preview(session, world, proposal, as_of)
        try:
            _print(found, days, options["as_json"], options["limit"])
        except ReplayTooLarge as error:
            raise click.ClickException(str(error)) from None


def _today(store: Store) -> dt.date:
    return store.clock().astimezone(ZoneInfo(store.settings.time_zone)).date()


def _days(world: World, name: str, every: int, today: dt.date) -> list[dt.date]:
    """The days of an academic year that have come."""
    if every < 1:
        raise click.ClickException("--every must be at least 1.")
    number = name[:4]
    if number.isdecimal() and len(number) == len("2025"):
        year = world.calendar.academic_year(dt.date(int(number), 12, 1))
        if year.name == name:
            days = days_between(year.start, min(year.end, today), every)
            if days:
                return days
            raise click.ClickException(f"{name} has not begun. Choose an earlier year.")
    raise click.ClickException(f"There is no academic year {name!r}. Write it as 2025-2026.")


def _print(found: Iterator[Difference], days: Sequence[dt.date], as_json: bool, limit: int) -> None:
    tally = Tally()
    counted = _counted(found, tally)
    if as_json:
        click.echo('{"differences": [')
        for n, item in enumerate(counted):
            text = json.dumps(_values(item), ensure_ascii=False, default=str)
            click.echo(f"{',' if n else ''}{text}")
        click.echo(f'], "summary": {json.dumps(_summary(tally, days), ensure_ascii=False)}}}')
        return
    for item in itertools.islice(counted, limit):
        click.echo(_line(item))
    further = sum(1 for _ in counted)
    if further:
        click.echo(f"… and {further} more (--limit, --json)")
    _echo_summary(tally, days)


def _counted(found: Iterator[Difference], tally: Tally) -> Iterator[Difference]:
    for item in found:
        tally.add(item)
        yield item


def _echo_summary(tally: Tally, days: Sequence[dt.date]) -> None:
    span = str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"
    click.echo(f"{tally.total} duties differ ({span}). Nothing was written.")
    for effect, text in EFFECT_TEXTS.items():
        click.echo(f"  {text:26} {tally.effects[effect]}")
    click.echo(f"  Owed by {len(tally.people)} people or offices.")
    first = f", the first on {tally.new.first}" if tally.new.first else ""
    click.echo(
        f"  Messages of the ladder: {tally.old.number} without the change, {tally.new.number} with it"
        f"{first}."
    )


def _line(item: Difference) -> str:
    duty = item.either
    told = EFFECT_TEXTS[item.effect]
    return (
        f"{told:26} {item.key:24} {duty.period:14} #{duty.subject:<7} "
        f"{_side(item.before)} -> {_side(item.after)}"
    )


def _side(outcome: Outcome | None) -> str:
    if outcome is None:
        return "none"
    counted = (
        ""
        if outcome.threshold is None or outcome.numerator is None
        else (f" {outcome.numerator}/{outcome.threshold}")
    )
    return f"{outcome.state.value}{counted}{f' due {outcome.due_on}' if outcome.due_on else ''}"


def _summary(tally: Tally, days: Sequence[dt.date]) -> dict[str, Any]:
    addresses = sorted({*tally.old.to, *tally.new.to})
    return {
        "from": str(days[0]),
        "to": str(days[-1]),
        "looks": len(days),
        "duties": tally.total,
        "effects": dict(tally.effects),
        "rules": {k: dict(v) for k, v in tally.rules.items()},
        "owners": len(tally.people),
        "messages": {
            "without": tally.old.number,
            "with": tally.new.number,
            "first": str(tally.new.first) if tally.new.first else None,
            "to": {a: [tally.old.to[a], tally.new.to[a]] for a in addresses},
        },
    }


def _values(item: Difference) -> dict[str, Any]:
    duty = item.either
    return {
        "effect": item.effect,
        "rule": item.key,
        "subject": {"record": item.rule.record, "id": duty.subject},
        "period": duty.period,
        "owner": duty.owner,
        "unit": duty.unit,
        "before": _outcome(item.before, item.overdue_on[0]),
        "after": _outcome(item.after, item.overdue_on[1]),
        "told": {"without": [*map(_sent, item.old)], "with": [*map(_sent, item.new)]},
    }


def _outcome(outcome: Outcome | None, overdue_on: dt.date | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "state": outcome.state,
        "reason": outcome.reason,
        "numerator": outcome.numerator,
        "threshold": outcome.threshold,
        "due": outcome.due_on,
        "overdue_on": overdue_on,
    }


def _sent(step: Any) -> dict[str, Any]:
    return {"day": step.day, "step": step.step, "to": step.to}
