"""The gate under the session: whatever path a question takes, it meets the same condition.

Every ORM select on a declared record gets the actor's row condition and leaves deleted rows out;
lists, counts, details, related rows, pickers, search, API, bulk actions, files and exports cannot
differ. Core selects on tables are outside: they are for the engines of the core, and a test keeps
chapters from writing them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, event
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors
from typing_extensions import override

from core.access.actor import actor_of
from core.access.policy import criterion
from core.db.base import RecordBase
from core.db.catalogue import Catalogue

Visible = Callable[[int | None, str], ColumnElement[bool] | None]


class BulkChange(RuntimeError):
    """A statement would change many rows of a record without being audited."""


class RowCondition(LoaderCriteriaOption):
    """A condition that also holds for aliases in a JOIN, where SQLAlchemy 2.1 leaves it on the model.

    Only columns of the model itself are moved to the alias; the rows a condition asks about in an
    inner select stay what they are. Bound values keep their identity, so that a cached statement
    never carries the values of another actor.
    """

    _traverse_internals = LoaderCriteriaOption._traverse_internals

    @override
    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        found = super()._resolve_where_criteria(ext_info)
        if not ext_info.is_aliased_class:
            return found
        mapper, columns = ext_info.mapper, ext_info.selectable.c

        def to_alias(element: Any, **_: Any) -> Any:
            own = getattr(element, "_annotations", {}).get("parententity") is mapper
            return columns[element.name] if own and hasattr(element, "name") else None

        moved: Any = visitors.replacement_traverse(found, {}, to_alias)
        adapted: ColumnElement[bool] = moved
        return adapted


def install(factory: sessionmaker[Session], catalogue: Catalogue, visible: Visible) -> None:
    """Put the gate under every session of *factory*.

    *visible* asks a record's chapter for a further condition; it fails closed by itself.
    """

    factory.configure(info=factory.kw.get("info", {}) | {"gate": (catalogue, visible)})
    event.listen(factory, "do_orm_execute", _on_execute)


def _on_execute(state: ORMExecuteState) -> None:
    if state.is_select:
        if not state.is_column_load and state.execution_options.get("gate", True):
            _restrict(state, *state.session.info["gate"])
    elif state.is_update or state.is_delete:
        _refuse_bulk(state)


def _restrict(state: ORMExecuteState, catalogue: Catalogue, visible: Visible) -> None:
    deleted = bool(state.execution_options.get("deleted", False))
    options = []
    for model in _records_in(state.statement):
        condition = row_condition(state.session, catalogue, visible, model)
        if not deleted:
            condition = and_(model.deleted_at.is_(None), condition)
        options.append(RowCondition(model, condition, include_aliases=True))
    if options:
        state.statement = state.statement.options(*options)


def row_condition(
    session: Session, catalogue: Catalogue, visible: Visible, model: type[RecordBase]
) -> ColumnElement[bool]:
    """The condition of the session's actor on a record, compiled once per session."""
    compiled: dict[str, ColumnElement[bool]] = session.info.setdefault("criteria", {})
    name = model.record.name
    if name not in compiled:
        actor = actor_of(session)
        condition = criterion(actor, catalogue, name)
        further = None if actor.system else visible(actor.person, name)
        compiled[name] = condition if further is None else and_(condition, further)
    return compiled[name]


def _records_in(statement: Any) -> set[type[RecordBase]]:
    """Record models that take part in a statement, wherever they stand in it."""
    found: set[type[RecordBase]] = set()
    for element in visitors.iterate(statement):
        entity = getattr(element, "_annotations", {}).get("parententity")
        mapper = getattr(entity, "mapper", None)
        if mapper is not None and issubclass(mapper.class_, RecordBase):
            found.add(mapper.class_)
    return found


def _refuse_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if mapper is None or not issubclass(mapper.class_, RecordBase):
        return
    if not state.execution_options.get("reason"):
        raise BulkChange(
            f"A bulk change of {mapper.class_.record.name} would not be audited. Change the rows one "
            "by one, or give execution_options(reason='…') in the core."
        )


NO_CONDITION: Visible = lambda _person, _record: None  # noqa: E731
