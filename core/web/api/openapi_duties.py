"""OpenAPI of one duty, of waiving it and of taking that back."""

from __future__ import annotations

from typing import Any

from core.duties.models import State
from core.duties.steps import Standing

NAME = "Duty"
BASE = "/api/v1/duties/{id}"
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_NUMBER = {"type": ["integer", "null"]}
_STATE = {"type": "string", "enum": [s.value for s in State]}


def schemas() -> dict[str, Any]:
    """The schema of a duty with its history and its ladder."""
    happened = {
        "state": _STATE,
        "was": _TEXT,
        "became": _TEXT,
        "tone": _TEXT,
        "day": _DAY,
        "at": {"type": "string", "format": "date-time"},
        "who": {"type": "string", "description": "The account that waived it or took that back"},
        "note": {"type": "string", "description": "The reason that was given"},
        "why": {"type": "string", "description": "What was found, in words"},
    }
    step = {
        "standing": {"type": "string", "enum": [s.value for s in Standing]},
        "word": _TEXT,
        "tone": _TEXT,
        "day": {"type": "string", "format": "date", "description": "Sent on, or to come on"},
        "told": _TEXT,
    }
    duty = {
        "id": {"type": "integer"},
        "rule": _TEXT,
        "title": _TEXT,
        "article": {"type": "integer"},
        "period": _TEXT,
        "academic_year": {"type": ["string", "null"]},
        "state": _STATE,
        "due": {"type": ["string", "null"], "format": "date"},
        "owner": _NUMBER,
        "unit": _NUMBER,
        "office": _TEXT,
        "history": {"type": "array", "items": {"type": "object", "properties": happened}},
        "ladder": {"type": "array", "items": {"type": "object", "properties": step}},
    }
    return {NAME: {"type": "object", "properties": duty}}


def paths(answers: dict[str, Any]) -> dict[str, Any]:
    """Reading a duty and the two decisions; *answers* are those of a duty."""
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    reason = {"type": "string", "minLength": 1, "maxLength": 500}
    sent = {"type": "object", "required": ["reason"], "properties": {"reason": reason}}
    decision = {
        "tags": ["duties"],
        "requestBody": {"required": True, "content": {"application/json": {"schema": sent}}},
        "responses": answers,
    }
    return {
        BASE: {"parameters": [key], "get": {"tags": ["duties"], "responses": answers}},
        f"{BASE}/waive": {
            "parameters": [key],
            "post": decision | {"summary": "Waive a duty that is still owed"},
        },
        f"{BASE}/take-back": {
            "parameters": [key],
            "post": decision | {"summary": "Let a waived duty be owed again"},
        },
    }
