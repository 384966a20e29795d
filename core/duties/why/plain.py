"""An explanation as plain English values, ready for JSON or for a terminal; nothing of class S in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.db.catalogue import Catalogue
from core.declare import DataClass, Field
from core.duties.models import INSTITUTION
from core.duties.sentence import Sentence
from core.duties.why.clauses import FieldRef, Role
from core.duties.why.values import Condition, Counted, DueSteps, Explanation, Source

HIDDEN = "(not shown)"
Plain = dict[str, Any]


def plain(found: Explanation, catalogue: Catalogue) -> Plain:
    """The whole explanation; labels as declared, dates by ISO 8601."""
    return {
        "rule": found.key,
        "title": found.rule.title,
        "article": found.rule.article,
        "subject": {"record": found.rule.record or INSTITUTION, "id": found.subject},
        "as_of": _iso(found.as_of),
        "period": found.span and found.span.key,
        "evaluated": found.running,
        "state": found.state and found.state.value,
        "duty": found.duty,
        "owner": found.owner,
        "unit": found.unit,
        "conditions": [_condition(c, catalogue) for c in found.conditions],
        "rows": [_row(r, catalogue) for r in found.rows],
        "more_rows": found.more_rows,
        "due": _due(found.due) if found.due else None,
        "parameters": {name: _source(source) for name, source in found.parameters},
        "conclusion": [_sentence(s, catalogue) for s in found.conclusion],
    }


def _declared(field: FieldRef, catalogue: Catalogue) -> Field | None:
    head, _dot, tail = field.path.partition(".")
    declared = catalogue.record(field.record).field(head)
    if declared is not None and tail:
        return _declared(FieldRef(declared.target, tail), catalogue)
    return declared


def _label(label: str | FieldRef, catalogue: Catalogue) -> str:
    if isinstance(label, str):
        return label
    declared = _declared(label, catalogue)
    return declared.label if declared else label.path


def _value(field: FieldRef | None, value: Any, catalogue: Catalogue) -> Any:
    declared = _declared(field, catalogue) if field else None
    if declared is not None and declared.personal is DataClass.S and value is not None:
        return HIDDEN
    choice = declared.choice(value) if declared and declared.choices else None
    return choice.label if choice else _iso(value)


def _condition(condition: Condition, catalogue: Catalogue) -> Plain:
    shown = [_value(condition.field, v, catalogue) for v in condition.wanted]
    places = {"wanted": ", ".join(map(str, shown))}
    if "%(first)s" in condition.asked:
        places = dict(zip(("first", "last"), map(str, shown), strict=True))
    return {
        "condition": _label(condition.label, catalogue),
        "field": condition.field and condition.field.path,
        "asked": condition.asked % places,
        "found": _value(condition.field, condition.found, catalogue),
        "holds": condition.holds,
        "voids": condition.role is Role.OWES,
        "source": _source(condition.source) if condition.source else None,
    }


def _row(row: Counted, catalogue: Catalogue) -> Plain:
    why = [_condition(c, catalogue) for c in row.fails]
    told = [f"{c['condition']}: {c['found']}; asked for: {c['asked']}" for c in why]
    return {
        "id": row.number,
        "day": _iso(row.day),
        "counts": row.counts,
        "why_not": [row.share] if row.share else told,
    }


def _source(source: Source) -> Plain:
    setting = source.setting
    return {
        "value": source.value,
        "parameter": source.parameter or None,
        "from": "rule"
        if setting is None
        else ("plugin default" if setting.since is None else "overlay"),
        "version": f"{source.chapter} {source.version}",
        "default": source.default,
        "valid_from": _iso(setting.since) if setting else None,
        "set_at": setting.at.isoformat() if setting and setting.at else None,
        "set_by": setting.by if setting else None,
    }


def _due(due: DueSteps) -> Plain:
    return {
        "from": _iso(due.first),
        "months": due.months,
        "days": due.days,
        "working": due.working,
        "due": _iso(due.due),
        "source": _source(due.source),
        "days_off": [[_iso(a), _iso(z)] for a, z in due.off],
        "worked_weekends": [_iso(d) for d in due.made_up],
    }


def _sentence(sentence: Sentence, catalogue: Catalogue) -> str:
    values = {
        k: _label(v, catalogue) if isinstance(v, FieldRef) else v
        for k, v in sentence.values.items()
    }
    return sentence.msgid % values


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
