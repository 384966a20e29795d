"""OpenAPI of the status of the articles."""

from __future__ import annotations

from typing import Any

from core.duties import Lack, Verdict

COUNTED = {
    "owed": "The denominator: met, due, overdue and not due together",
    "met": "The numerator",
    "due": "Due soon and not yet met: at risk",
    "overdue": "Past the due date and not met",
    "not_due": "Due later",
    "not_applicable": "Void and waived together; not among what is owed",
    "void": "Came to nothing, for example because its subject ended",
    "waived": "Waived by a person",
}


def schemas() -> dict[str, Any]:
    """Schemas of one article and of one rule in an academic year."""
    numbers = {
        name: {"type": "integer", "minimum": 0, "description": told}
        for name, told in COUNTED.items()
    }
    state = {"type": "string", "enum": [v.value for v in Verdict]}
    rule = {
        "rule": {"type": "string"},
        "title": {"type": "string"},
        "hint": {"type": "boolean", "description": "Hints are not counted for the article"},
        "state": state,
        **numbers,
    }
    article = {
        "number": {"type": "integer"},
        "title": {"type": "string"},
        "chapter": {"type": "string"},
        "state": state,
        "reason": {
            "type": ["string", "null"],
            "enum": [*(n.value for n in Lack), None],
            "description": "Why nothing can be said of the article",
        },
        **numbers,
        "rules": {"type": "array", "items": {"$ref": "#/components/schemas/RuleStatus"}},
    }
    return {
        "RuleStatus": {"type": "object", "required": list(rule), "properties": rule},
        "ArticleStatus": {"type": "object", "required": list(article), "properties": article},
    }


def operation(answers: dict[str, Any]) -> dict[str, Any]:
    """The address of the status."""
    year = {
        "name": "academic_year",
        "in": "query",
        "description": "As 2026-2027; the present one when it is left out",
        "schema": {"type": "string", "pattern": "^\\d{4}-\\d{4}$"},
    }
    return {
        "get": {
            "tags": ["articles"],
            "summary": "Each article in one academic year, as far as the reader may see the duties",
            "parameters": [year],
            "responses": answers,
        }
    }


def answer() -> dict[str, Any]:
    """What is answered."""
    return {
        "type": "object",
        "properties": {
            "academic_year": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "whole_college": {
                "type": "boolean",
                "description": "False when only the reader's own or own unit's duties are counted",
            },
            "result": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/ArticleStatus"},
            },
        },
    }
