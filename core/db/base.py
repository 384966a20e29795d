"""Tables: the base of all models, and ``field()``, the column that carries its declaration."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, ClassVar, cast

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from core.db.types import Moment, Scaled, Words
from core.declare import DataClass, Field, Kind, Record
from core.declare.fields import length_of

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def table_of(model: type[DeclarativeBase]) -> Table:
    """The table of a model, for Core statements."""
    return cast(Table, model.__table__)


class Base(DeclarativeBase):
    """Every table of the core and of the chapters."""

    metadata = MetaData(naming_convention=NAMES)


def type_of(field: Field) -> TypeEngine[Any]:
    """The column type of a declared field."""
    match field.kind:
        case Kind.TEXT:
            return String(length_of(field))
        case Kind.LONG_TEXT:
            return Text()
        case Kind.CHOICE:
            return String(40)
        case Kind.CHOICES:
            return Words(400)
        case Kind.INTEGER | Kind.REF:
            return Integer()
        case Kind.DECIMAL:
            return Scaled(field.scale)
        case Kind.DATE:
            return Date()
        case Kind.MOMENT:
            return Moment()
        case Kind.YES_NO:
            return Boolean()


def field(kind: Kind, label: str, **options: Any) -> MappedColumn[Any]:
    """A column that knows its declaration; options are those of ``declare.Field``.

    A REF gets a foreign key where the target belongs to the same chapter or to the directory; a
    reference to another chapter is kept by number only, so that either chapter lives without the other.
    """
    return column_of(Field(kind=kind, label=label, **options))


def column_of(declared: Field) -> MappedColumn[Any]:
    """The mapped column of a declared field; its name is filled in by ``record_of``.

    That personal values and references are there is demanded by the door alone: when their time is over
    they are emptied, and the row may stay.
    """
    keyed = declared.kind is Kind.REF
    goes = keyed or declared.personal is not DataClass.N
    return mapped_column(
        type_of(declared),
        nullable=not declared.required or declared.shown_if is not None or goes,
        active_history=True,
        index=(keyed and not declared.filtered) or None,
        unique=declared.unique or None,
        info={"field": declared},
    )


class RecordBase(Base):
    """Base of every record: number, version for the optimistic lock, who and when, soft delete.

    A subclass sets ``record`` (a Record without fields); its table, unique keys and the index of its
    default order follow from it.
    """

    __abstract__ = True
    record: ClassVar[Record]

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    created_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    created_by: Mapped[int | None]
    changed_at: Mapped[dt.datetime | None] = mapped_column(Moment())
    changed_by: Mapped[int | None]
    deleted_at: Mapped[dt.datetime | None] = mapped_column(Moment())

    @declared_attr.directive
    @override
    def __tablename__(cls) -> str:
        return cls.record.table

    @declared_attr.directive
    @override
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}

    @override
    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "record" in cls.__dict__:
            _finish(cls)


def _finish(model: type[RecordBase]) -> None:
    """Foreign keys, unique keys, order index, and the complete declaration of a mapped record."""
    table = table_of(model)
    made = []
    for column in list(table.columns):
        declared: Field | None = column.info.get("field")
        if declared is None:
            continue
        named = dataclasses.replace(declared, name=column.key)
        column.info["field"] = named
        made.append(named)
        if named.kind is Kind.REF and named.target.partition(".")[0] in (
            model.record.chapter,
            "directory",
        ):
            column.append_foreign_key(ForeignKey(named.target.replace(".", "_") + ".id"))
    for key in model.record.keys:
        table.append_constraint(UniqueConstraint(*(table.c[k] for k in key)))
    _index(model.record, table, made)
    model.record = dataclasses.replace(model.record, fields=tuple(made))


def _index(record: Record, table: Table, fields: list[Field]) -> None:
    """Indexes of the lists: the declared order, and each filter in that order.

    With the number and the mark of deletion in it a page of numbers is read from the index alone,
    page 1000 too, whether a filter finds one row or nearly all.
    """
    order = record.order.lstrip("-")
    tail = [table.c.id, table.c.deleted_at]
    if order != "id" and order in table.c:
        tail.insert(0, table.c[order])
        Index(None, *tail)
    for declared in fields:
        if declared.filtered and declared.name != order:
            if declared.kind in (Kind.CHOICE, Kind.REF):
                Index(None, table.c[declared.name], *tail)
            elif declared.kind is Kind.DATE:
                Index(None, table.c[declared.name])


def model_of(record: Record, *bases: type) -> type[RecordBase]:
    """Build the model of a record that was declared without Python (the road from TOML)."""
    bare = dataclasses.replace(record, fields=())
    body: dict[str, Any] = {"record": bare, "__module__": f"declared.{record.chapter}"}
    annotations: dict[str, Any] = {}
    for declared in record.fields:
        if any(hasattr(b, declared.name) for b in bases):
            continue
        body[declared.name] = column_of(declared)
        annotations[declared.name] = Mapped[Any]
    body["__annotations__"] = annotations
    name = "".join(part.title() for part in record.table.split("_"))
    return type(name, (*bases, RecordBase), body)


def mapped_classes() -> set[type[Any]]:
    """All classes that were declared, also those whose mapping failed half-way."""
    return {manager.class_ for manager in list(Base.registry._managers)}


def forget_model(model: type[Any]) -> None:
    """Remove a declared class and its table, as if it had never been (a quarantined chapter)."""
    table = getattr(model, "__table__", None)
    manager: Any = getattr(model, "_sa_class_manager", None)
    if manager is not None:
        Base.registry._dispose_manager_and_mapper(manager)
        Base.registry._managers.pop(manager, None)
    if table is not None and table.name in Base.metadata.tables:
        Base.metadata.remove(Base.metadata.tables[table.name])


def declared_again(record: Record, *bases: type) -> type[RecordBase]:
    """``model_of``, reusing an equal model that stands and replacing one that differs."""
    for model in mapped_classes():
        if model.__module__ == f"declared.{record.chapter}" and model.record.name == record.name:
            if model.__declared_as__ == (record, bases):
                return model
            forget_model(model)
    made = model_of(record, *bases)
    made.__declared_as__ = (record, bases)
    return made
