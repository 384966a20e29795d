"""``run.py duties``: evaluate the scheduled rules."""

from __future__ import annotations

import datetime as dt
import json
import sys

import click

from core.cli.store import Store
from core.db import writing
from core.duties import as_json, evaluate
from core.records.reach import today_of


@click.group()
def duties() -> None:
    """Evaluate the scheduled rules and show what they found."""


@duties.command("evaluate")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge from (YYYY-MM-DD).")
@click.option("--json", "as_json_", is_flag=True, help="Print each duty with its evidence as JSON.")
@click.pass_obj
def evaluate_(store: Store, as_of: dt.datetime | None, as_json_: bool) -> None:
    """Evaluate all rules of enabled chapters into the ledger."""
    raise NotImplementedError(as_of, as_json_, json, sys, writing, evaluate, as_json, today_of)
