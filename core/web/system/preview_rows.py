"""The lines of a preview: with names as far as the reader may read them, on screen and as a file."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import xlsxwriter
from flask import Response, send_file

from core.duties.difference import EFFECT_TEXTS, Difference
from core.duties.labels import labels
from core.duties.outcomes import Outcome
from core.duties.tally import Tally
from core.texts import N_
from core.web.language import say
from core.web.records.export import XLSX, safe_text
from core.web.runtime import db, me, runtime
from core.web.work.words import STATES, office_label

CHUNK = 500
MOST_PEOPLE = 20
PERSON = "directory.person"
HEADS = (
    N_("Effect"), N_("Article"), N_("Rule"), N_("Concerning"), N_("Owed by"), N_("Period"),
    N_("State before"), N_("Counted before"), N_("Due date before"),
    N_("State after"), N_("Counted after"), N_("Due date after"),
    N_("Messages before"), N_("Messages after"),
)  # fmt: skip
WORDS = {state: (text, tone) for state, text, tone in STATES}


def lines(items: Sequence[Difference]) -> list[dict[str, Any]]:
    """Differences ready to be shown, with all names in few questions."""
    subjects = _names((d.rule.record, d.either.subject) for d in items)
    owners = _names((PERSON, d.either.owner) for d in items if d.either.owner is not None)
    return [
        {
            "difference": d,
            "effect": say(EFFECT_TEXTS[d.effect]),
            "rule": say(d.rule.title),
            "subject": subjects.get((d.rule.record, d.either.subject)) or _number(d),
            "owner": _owner(d, owners),
            "before": _side(d.before),
            "after": _side(d.after),
            "told": (sum(len(s.to) for s in d.old), sum(len(s.to) for s in d.new)),
        }
        for d in items
    ]


def _names(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Names of rows of records that the reader may read, without any field of class S."""
    by_record: dict[str, list[int]] = {}
    for record, number in wanted:
        by_record.setdefault(record, []).append(number)
    found: dict[tuple[str, int], str] = {}
    for record, numbers in by_record.items():
        if record and me().may(record, "read"):
            known = labels(db(), runtime().catalogue, record, numbers)
            found |= {(record, n): text for n, text in known.items()}
    return found


def _number(item: Difference) -> str:
    return f"#{item.either.subject}" if item.rule.record else ""


def _owner(item: Difference, names: dict[tuple[str, int], str]) -> str:
    owner = item.either.owner
    if owner is None:
        return office_label(item.rule.office)
    return names.get((PERSON, owner), f"#{owner}")


def _side(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    text, tone = WORDS[outcome.state]
    counted = outcome.threshold is not None and outcome.numerator is not None
    return {
        "state": say(text),
        "tone": tone,
        "counted": f"{outcome.numerator} / {outcome.threshold}" if counted else "",
        "due": outcome.due_on,
    }


def people(tally: Tally) -> list[dict[str, Any]]:
    """Who is told most, without and with the change: at most so many addresses."""
    both = Counter(tally.old.to)
    both.update(tally.new.to)
    most = [address for address, _n in both.most_common(MOST_PEOPLE)]
    numbers = [int(a[1:]) for a in most if a.startswith("p")]
    names = _names((PERSON, n) for n in numbers)
    return [
        {
            "name": names.get((PERSON, int(a[1:])), f"#{a[1:]}")
            if a.startswith("p")
            else office_label(a[1:]),
            "old": tally.old.to[a],
            "new": tally.new.to[a],
        }
        for a in most
    ]


# -- as a file -------------------------------------------------------------------------------------


def export(found: Iterator[Difference], kind: str, name: str) -> Response:
    """All differences as CSV or as a workbook, written to a file of their own, chunk by chunk."""
    kind = "xlsx" if kind == "xlsx" else "csv"
    file = tempfile.TemporaryFile()
    (_workbook if kind == "xlsx" else _csv)(file, _cells(found))
    file.seek(0)
    made = f"{name}_{runtime().today().isoformat()}.{kind}"
    mime = XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    return send_file(file, mimetype=mime, as_attachment=True, download_name=made)


def _cells(found: Iterator[Difference]) -> Iterator[list[str]]:
    yield [say(head) for head in HEADS]
    while chunk := list(itertools.islice(found, CHUNK)):
        for line in lines(chunk):
            yield _row(line)


def _row(line: dict[str, Any]) -> list[str]:
    item: Difference = line["difference"]
    sides = [[s["state"], s["counted"], str(s["due"] or "")] if s else [""] * 3
             for s in (line["before"], line["after"])]  # fmt: skip
    return [
        line["effect"],
        str(item.rule.article),
        line["rule"],
        line["subject"],
        line["owner"],
        item.either.period,
        *sides[0],
        *sides[1],
        *map(str, line["told"]),
    ]


def _csv(file: IO[bytes], rows: Iterator[list[str]]) -> None:
    import io

    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerows([safe_text(c) for c in row] for row in rows)
    text.detach()


def _workbook(file: IO[bytes], rows: Iterator[list[str]]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text)
    book.close()
