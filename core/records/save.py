"""Saving: commit, and every way it can fail as one of four answers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core.db.catalogue import Catalogue
from core.declare import Complaint
from core.records.door import Door
from core.records.refused import Busy, Refused, Stale


def save(session: Session, catalogue: Catalogue, work: Callable[[], None] = lambda: None) -> None:
    """Do *work*, then commit the session. On failure nothing is written, the session is clean again,
    and one of Refused (complaints), OutOfScope, Stale (somebody was faster) or Busy (try again) is
    raised."""
    try:
        with saving(catalogue):
            work()
            session.commit()
    except Refused as error:
        session.rollback()
        door = session.info.get("door")
        if isinstance(door, Door) and not isinstance(error.__cause__, IntegrityError):
            door.tell_refused(session, error)
        raise
    except BaseException:
        session.rollback()
        raise


@contextlib.contextmanager
def saving(catalogue: Catalogue) -> Iterator[None]:
    """Turns what a database says to a write into Refused, Stale or Busy."""
    try:
        yield
    except StaleDataError as error:
        raise Stale(str(error)) from error
    except IntegrityError as error:
        raise Refused([_complaint(error, catalogue)]) from error
    except DBAPIError as error:
        raise Busy("The database did not answer in time.") from error


def _complaint(error: IntegrityError, catalogue: Catalogue) -> Complaint:
    """The field a database constraint speaks of; the database's own words never reach a page."""
    text = str(error.orig)
    fields = _unique_fields(error, text)
    if fields:
        shown = [f for f in fields if _is_shown(catalogue, f)]
        return Complaint("An entry with this value exists already.", shown[0] if shown else "")
    if "foreign key" in text.lower():
        return Complaint("An entry this refers to is gone. Reload the page and choose again.")
    if "not null" in text.lower():
        named = re.search(r"(?:\.|column \")(\w+)", text)
        return Complaint("Fill in this field.", named.group(1) if named else "")
    return Complaint("The database refused these values. Reload the page and try again.")


def _is_shown(catalogue: Catalogue, name: str) -> bool:
    """True when people know a column of this name: a declared field that is not internal."""
    found = (m.record.field(name) for m in catalogue.models.values())
    return any(f is not None and not f.internal for f in found)


def _unique_fields(error: IntegrityError, text: str) -> list[str]:
    if "UNIQUE constraint failed" in text:
        return re.findall(r"\.(\w+)", text)
    detail = getattr(getattr(error.orig, "diag", None), "message_detail", None) or ""
    if getattr(error.orig, "sqlstate", "") == "23505":
        found = re.search(r"\(([^)]*)\)=", detail)
        return [n.strip() for n in found.group(1).split(",")] if found else [""]
    return []
