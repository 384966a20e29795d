"""An explanation in the reader's words, without what the reader may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from core.access.accounts import account_names
from core.declare import Field, Kind
from core.duties.sentence import Sentence
from core.duties.settings import Value
from core.duties.why.clauses import FieldRef, Role
from core.duties.why.values import Condition, Counted, DueSteps, Explanation, Source
from core.records import read
from core.records.labels import Asker
from core.texts import N_
from core.web.language import listed, moment, say
from core.web.runtime import db, me, runtime
from core.web.system.parameter_form import words as value_words
from core.web.work.names import never_sensitive, plain_names
from core.web.work.words import STATES, office_label

PERSON = "directory.person"
HIDDEN = N_("a field that is not shown to you")
NOT_SHOWN = N_("A condition that is not shown to you")
Line = dict[str, Any]


@dataclass
class Teller:
    """Puts one explanation into words. *visible* says that the reader may see the subject's row."""

    found: Explanation
    visible: bool

    def told(self) -> Line:
        """Everything that a page shows of it."""
        found = self.found
        states = {s: (say(text), tone) for s, text, tone in STATES}
        nothing = (say("Nothing owed"), "")
        return {
            "found": found,
            "state": states[found.state] if found.state else nothing,
            "conclusion": [self.sentence(s) for s in found.conclusion],
            "conditions": [self._condition(c) for c in found.conditions],
            "rows": [*self._rows()],
            "unseen": self._unseen,
            "due": self._due(found.due) if found.due else None,
            "parameters": [(self._parameter(n), *self._source(s)) for n, s in found.parameters],
            "owner": self._owner(),
        }

    # -- fields and values -------------------------------------------------------------------------

    def _declared(self, field: FieldRef) -> tuple[str, Field] | None:
        """The record and the declaration at the end of a path."""
        record, (head, _dot, tail) = field.record, field.path.partition(".")
        declared = runtime().catalogue.record(record).field(head)
        if declared is not None and tail:
            return self._declared(FieldRef(declared.target, tail))
        return (record, declared) if declared is not None else None

    def _may_see(self, field: FieldRef | None) -> bool:
        if field is None:
            return True
        if field.record == self.found.rule.record and not self.visible:
            return False
        found = self._declared(field)
        return found is not None and never_sensitive(*found)

    def _label(self, label: str | FieldRef) -> str:
        if not isinstance(label, FieldRef):
            return say(label)
        found = self._declared(label)
        return say(found[1].label) if found is not None and self._may_see(label) else say(HIDDEN)

    def _value(self, field: FieldRef | None, value: Any) -> str:
        found = self._declared(field) if field is not None else None
        if value is None or value == "":
            return "—"
        if isinstance(value, bool) or (found and found[1].kind is Kind.YES_NO):
            return say("Yes") if value else say("No")
        if found is not None:
            return self._of_field(found[0], found[1], value)
        return str(value)

    def _of_field(self, record: str, declared: Field, value: Any) -> str:
        workflow = runtime().catalogue.workflow(record)
        if workflow is not None and declared.name == workflow.field:
            state = workflow.state(value)
            return say(state.label) if state else str(value)
        if declared.kind is Kind.REF:
            return plain_names({declared.target: [value]}).get(
                (declared.target, value), f"#{value}"
            )
        values = value if isinstance(value, tuple | list) else (value,)
        choices = [declared.choice(v) if declared.choices else None for v in values]
        pairs = zip(choices, values, strict=True)
        return listed(say(c.label) if c is not None else str(v) for c, v in pairs)

    # -- conditions --------------------------------------------------------------------------------

    def _condition(self, condition: Condition) -> Line:
        if not self._may_see(condition.field):
            return {"label": say(NOT_SHOWN), "hidden": True}
        source = self._source(condition.source) if condition.source else None
        return {
            "label": self._label(condition.label),
            "asked": self._asked(condition),
            "found": self._found(condition),
            "holds": condition.holds,
            "voids": condition.role is Role.OWES,
            "source": source,
            "hidden": False,
        }

    def _asked(self, condition: Condition) -> str:
        shown = [self._value(condition.field, v) for v in condition.wanted]
        if len(shown) == 2 and "%(first)s" in condition.asked:
            return say(condition.asked, {"first": shown[0], "last": shown[1]})
        return say(condition.asked, {"wanted": listed(shown)} if shown else None)

    def _found(self, condition: Condition) -> str:
        if condition.field is None and condition.found is None:
            return say("Yes") if condition.holds else say("No")
        return self._value(condition.field, condition.found)

    def sentence(self, sentence: Sentence) -> str:
        """A sentence of the conclusion; dates by ISO 8601."""
        values = {
            k: self._label(v)
            if isinstance(v, FieldRef) or (k == "label" and isinstance(v, str))
            else _plain(v)
            for k, v in sentence.values.items()
        }
        return str(_(sentence.msgid)) % values

    # -- where numbers come from -------------------------------------------------------------------

    @cached_property
    def _users(self) -> dict[int, str]:
        sources = [s for _n, s in self.found.parameters]
        users = {s.setting.by for s in sources if s.setting and s.setting.by is not None}
        return account_names(db(), sorted(users)) if users else {}

    def _parameter(self, name: str) -> str:
        manifest = runtime().catalogue.manifests[self.found.key.partition(".")[0]]
        declared = manifest.parameter(name)
        return say(declared.label) if declared else name

    def _source(self, source: Source) -> tuple[str, str]:
        """The value, and where it comes from."""
        chapter = runtime().catalogue.manifests[source.chapter]
        plugin = {"chapter": say(chapter.title), "version": source.version}
        declared = chapter.parameter(source.parameter) if source.parameter else None
        if declared is None or source.setting is None or source.default is None:
            return str(source.value), _("written in the rule (%(chapter)s %(version)s)", **plugin)
        shown, setting = value_words(declared, source.value), source.setting
        if setting.since is None:
            return shown, _("default of %(chapter)s %(version)s", **plugin)
        by = self._users.get(setting.by or 0, "")
        told = {"day": moment(setting.at), "since": setting.since.isoformat(), "name": by}
        said = (
            _("set on %(day)s by %(name)s, holds from %(since)s on", **told)
            if by
            else _("set on %(day)s, holds from %(since)s on", day=told["day"], since=told["since"])
        )
        default: Value = source.default
        return shown, f"{said} ({_('default %(value)s', value=value_words(declared, default))})"

    # -- rows and dates ----------------------------------------------------------------------------

    @cached_property
    def _counts(self) -> str:
        return str(getattr(self.found.rule, "counts", ""))

    @cached_property
    def _seen(self) -> frozenset[int]:
        """Numbers of the rows that the reader may see, by the gate."""
        if not self._counts:
            return frozenset()
        asker = Asker(runtime().catalogue, me(), runtime().chapters.enabled)
        numbers = [r.number for r in self.found.rows]
        return frozenset(read.labels(db(), asker, self._counts, numbers))

    @property
    def _unseen(self) -> tuple[int, int]:
        """How many rows are not listed: those that count, and the others. A deleted row is seen by
        nobody here."""
        hidden = [r for r in self.found.rows if r.number not in self._seen]
        counting = sum(r.counts for r in hidden)
        return counting, len(hidden) - counting

    def _rows(self) -> Iterator[Line]:
        names = plain_names({self._counts: sorted(self._seen)}) if self._seen else {}
        date = FieldRef(self._counts, getattr(self.found.rule, "date", ""))
        for row in self.found.rows:
            if row.number in self._seen:
                yield {
                    "name": names.get((self._counts, row.number), f"#{row.number}"),
                    "url": f"/{self._counts.replace('.', '/')}/{row.number}",
                    "day": row.day if date.path and self._may_see(date) else None,
                    "counts": row.counts,
                    "why": self._why_not(row),
                }

    def _why_not(self, row: Counted) -> list[str]:
        if row.share:
            return [say(row.share)]
        return [self._fault(c) for c in row.fails]

    def _fault(self, condition: Condition) -> str:
        told = self._condition(condition)
        if told["hidden"]:
            return say(NOT_SHOWN)
        values = {n: told[n] for n in ("label", "found", "asked")}
        return str(_("%(label)s: %(found)s; asked for: %(asked)s", **values))

    def _due(self, due: DueSteps) -> Line:
        return {"steps": due, "source": self._source(due.source), "off": [*_spans(due.off)]}

    def _owner(self) -> str:
        owner, office = self.found.owner, self.found.rule.office
        if owner is None:
            return office_label(office)
        return plain_names({PERSON: [owner]}).get((PERSON, owner), f"#{owner}")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _spans(spans: Sequence[tuple[dt.date, dt.date]]) -> Iterator[str]:
    for first, last in spans:
        yield first.isoformat() if first == last else f"{first} – {last}"
