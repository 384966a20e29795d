"""Tables, column types, the engine, and one line of migrations per chapter."""

from core.db.base import Base, RecordBase, column_of, field, model_of, table_of, type_of
from core.db.engine import (
    alone,
    lock,
    make_engine,
    new_number,
    reading,
    rows_changed,
    session_factory,
    start_writing,
    stop_writing,
    try_lock,
    writing,
)
from core.db.pieces import pieces
from core.db.types import Moment, Scaled, Words

__all__ = [
    "Base",
    "Moment",
    "RecordBase",
    "Scaled",
    "Words",
    "alone",
    "column_of",
    "field",
    "lock",
    "make_engine",
    "model_of",
    "new_number",
    "pieces",
    "reading",
    "rows_changed",
    "session_factory",
    "start_writing",
    "stop_writing",
    "table_of",
    "try_lock",
    "type_of",
    "writing",
]
