"""Answers of the interface: JSON with ``message`` and, beside fields, ``errors``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _

from core.declare import Complaint
from core.web.language import say


class ApiError(Exception):
    """Ends a request with a status, a message (msgid) and errors by field."""

    def __init__(
        self, status: int, message: str, errors: Mapping[str, list[str]] | None = None
    ) -> None:
        self.status, self.message, self.errors = status, message, dict(errors or {})
        super().__init__(message)

    def response(self) -> Response:
        """The answer."""
        body: dict[str, Any] = {"message": _(self.message)}
        if self.errors:
            body["errors"] = self.errors
        answer: Response = jsonify(body)
        answer.status_code = self.status
        return answer


def refused(complaints: Iterable[Complaint]) -> ApiError:
    """A refused save: 422; complaints without a field stand under ``_``."""
    errors: dict[str, list[str]] = {}
    for complaint in complaints:
        text = say(complaint.text, complaint.values)
        errors.setdefault(complaint.field or "_", []).append(text)
    return ApiError(422, "Some values cannot be used. Correct them and send them again.", errors)
