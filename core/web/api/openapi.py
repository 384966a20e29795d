"""The interface described as OpenAPI 3.1, from the declarations of the chapters that are on."""

from __future__ import annotations

from typing import Any

from core import __version__
from core.declare import Field, Kind, Record, Workflow
from core.declare.fields import length_of
from core.web.api import openapi_articles, openapi_duties, openapi_inbox
from core.web.runtime import Runtime

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.LONG_TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DECIMAL: {"type": "string", "format": "decimal"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.REF: {"type": "integer", "minimum": 1},
}


def description(rt: Runtime) -> dict[str, Any]:
    """The whole document."""
    status = openapi_articles.operation(_answers(200, openapi_articles.answer()))
    paths: dict[str, Any] = {
        "/api/v1/security/login": _login(),
        "/api/v1/articles/status": status,
        **openapi_inbox.paths(_answers),
        **openapi_duties.paths(
            _answers(200, {"$ref": f"#/components/schemas/{openapi_duties.NAME}"})
        ),
    }
    schemas: dict[str, Any] = {
        "Error": _error_schema(),
        **openapi_articles.schemas(),
        **openapi_duties.schemas(),
    }
    for name, model in rt.catalogue.models.items():
        if rt.chapters.enabled(model.record.chapter):
            workflow = rt.catalogue.workflow(name)
            schemas[model.record.table] = _schema(model.record, workflow)
            paths |= _paths(model.record, workflow)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tongxin", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
        "security": [{"bearer": []}, {"key": []}],
    }


def _schema(record: Record, workflow: Workflow | None) -> dict[str, Any]:
    state = workflow.field if workflow else ""
    properties: dict[str, Any] = {
        "id": {"type": "integer", "readOnly": True},
        "version": {"type": "integer", "description": "Send it back to be told of conflicts."},
    }
    for declared in record.fields:
        if declared.internal:
            continue
        properties[declared.name] = _property(declared, workflow)
    required = [
        f.name
        for f in record.fields
        if f.required and not f.filled and f.name != state and f.shown_if is None
    ]
    return {"type": "object", "title": record.label, "properties": properties} | (
        {"required": required} if required else {}
    )


def _property(declared: Field, workflow: Workflow | None) -> dict[str, Any]:
    if declared.kind is Kind.CHOICES:
        values = [c.value for c in declared.choices]
        about: dict[str, Any] = {"type": "array", "items": {"type": "string", "enum": values}}
    elif declared.kind is Kind.CHOICE:
        about = {"type": "string", "enum": [c.value for c in declared.choices]}
    else:
        about = dict(_TYPES[declared.kind])
    if declared.kind in (Kind.TEXT, Kind.LONG_TEXT):
        about["maxLength"] = length_of(declared)
    if declared.kind in (Kind.INTEGER, Kind.DECIMAL) and declared.minimum is not None:
        about["minimum"] = declared.minimum
    if workflow and declared.name == workflow.field:
        about = {"type": "string", "enum": [s.name for s in workflow.states]}
    about |= _ways(declared, workflow)
    if not declared.required and "type" in about:
        about["type"] = [about["type"], "null"]
        if "enum" in about:
            about["enum"] = [*about["enum"], None]
    told = [declared.help] if declared.help else []
    if when := declared.shown_if:
        told.append(f"Only where {when.field} is one of: {', '.join(map(str, when.values))}.")
    return about | {"title": declared.label} | ({"description": " ".join(told)} if told else {})


def _ways(declared: Field, workflow: Workflow | None) -> dict[str, bool]:
    """Whether it is only read, as what the system fills, or only written, as what is not kept."""
    if declared.filled or (workflow and declared.name == workflow.field):
        return {"readOnly": True}
    return {"writeOnly": True} if declared.unkept else {}


def _paths(record: Record, workflow: Workflow | None) -> dict[str, Any]:
    base = f"/api/v1/{record.chapter}/{record.short}/"
    one = base + "{id}"
    ref = {"$ref": f"#/components/schemas/{record.table}"}
    sent = {"required": True, "content": {"application/json": {"schema": ref}}}
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    single = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "result": ref},
    }
    listed = {
        "type": "object",
        "properties": {
            "count": {"type": "integer"},
            "has_next": {"type": "boolean"},
            "result": {"type": "array", "items": ref},
        },
    }
    about = {"tags": [record.chapter]}
    paths: dict[str, Any] = {
        base: {
            "get": {**about, "parameters": _list_parameters(), "responses": _answers(200, listed)},
            "post": {**about, "requestBody": sent, "responses": _answers(201, single)},
        },
        one: {
            "parameters": [key],
            "get": {**about, "responses": _answers(200, single)},
            "put": {**about, "requestBody": sent, "responses": _answers(200, single)},
            "patch": {**about, "requestBody": sent, "responses": _answers(200, single)},
            "delete": {**about, "responses": _answers(200, {"type": "object"})},
        },
    }
    if workflow:
        names = [m.name for m in workflow.moves]
        name = {
            "name": "name",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "enum": names},
        }
        paths[one + "/move/{name}"] = {
            "parameters": [key, name],
            "post": {**about, "responses": _answers(200, single)},
        }
    return paths


def _list_parameters() -> list[dict[str, Any]]:
    kinds = {"q": "string", "order": "string", "page": "integer", "page_size": "integer"}
    return [{"name": n, "in": "query", "schema": {"type": t}} for n, t in kinds.items()]


def _answers(status: int, schema: dict[str, Any]) -> dict[str, Any]:
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    told = {
        "400": "The request cannot be read",
        "401": "Not signed in",
        "403": "Not granted",
        "404": "Nothing there, or not to be seen",
        "409": "Somebody else was faster",
        "415": "Not JSON",
        "422": "Values refused",
    }
    good = {"description": "Done", "content": {"application/json": {"schema": schema}}}
    return {str(status): good} | {c: {"description": t, **error} for c, t in told.items()}


def _error_schema() -> dict[str, Any]:
    texts = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "required": ["message"],
        "properties": {
            "message": {"type": "string"},
            "errors": {"type": "object", "additionalProperties": texts},
        },
    }


def _login() -> dict[str, Any]:
    text = {"type": "string"}
    sent = {
        "type": "object",
        "required": ["username", "password"],
        "properties": {"username": text, "password": text},
    }
    got = {"type": "object", "properties": {"access_token": text}}
    return {
        "post": {
            "security": [],
            "requestBody": {"required": True, "content": {"application/json": {"schema": sent}}},
            "responses": _answers(200, got),
        }
    }
