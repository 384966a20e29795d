"""OpenAPI of the inbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def paths(answers: Callable[[int, dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """The addresses of the inbox; *answers* describes a good answer and the errors."""
    number, text, yes = {"type": "integer"}, {"type": "string"}, {"type": "boolean"}
    message = {
        "type": "object",
        "properties": {
            "id": number,
            "at": {"type": "string", "format": "date-time"},
            "kind": text,
            "subject": text,
            "body": text,
            "link": text,
            "read": yes,
        },
    }
    listed = {
        "type": "object",
        "properties": {
            "result": {"type": "array", "items": message},
            "unread": number,
            "has_next": yes,
        },
    }
    asked = [{"name": n, "in": "query", "schema": number} for n in ("unread", "page", "page_size")]
    one = {"name": "id", "in": "path", "required": True, "schema": number}
    marked = {"type": "object", "properties": {"marked": number}}
    read = {"type": "object", "properties": {"id": number, "read": yes}}
    about = {"tags": ["inbox"]}
    return {
        "/api/v1/inbox/": {
            "get": {**about, "parameters": asked, "responses": answers(200, listed)}
        },
        "/api/v1/inbox/read": {"post": {**about, "responses": answers(200, marked)}},
        "/api/v1/inbox/{id}/read": {
            "parameters": [one],
            "post": {**about, "responses": answers(200, read)},
        },
    }
