"""Vetting a chapter's own pages: they stay below its address and touch no other page.

The blueprint is registered on an application made for it alone, and what that application has
afterwards is looked at: so every way of reaching beyond is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flask import Blueprint, Flask

from core.declare import Problem, Record
from core.declare.public import FOLDER, is_public_view

_APP_WIDE = (
    "before_request_funcs",
    "after_request_funcs",
    "teardown_request_funcs",
    "url_value_preprocessors",
    "url_default_functions",
    "template_context_processors",
    "error_handler_spec",
)


def problems_of_blueprints(
    chapter: str, blueprints: Iterable[Blueprint], records: Mapping[str, Record]
) -> Iterator[Problem]:
    """Faults of a chapter's own pages."""
    for blueprint in blueprints:
        where = f"blueprint {blueprint.name!r} of chapter {chapter!r}"
        if blueprint.name != chapter and not blueprint.name.startswith(f"{chapter}_"):
            what = "has a name that could be another's."
            yield Problem(where, what, f"Name it {chapter!r} or begin its name with '{chapter}_'.")
        try:
            app, wide = _registered(blueprint)
        except Exception as error:
            what = f"cannot be registered: {type(error).__name__}: {error}."
            yield Problem(where, what, "Mend what it says.")
            continue
        yield from _routes(where, chapter, app, records)
        if wide:
            yield Problem(
                where,
                f"has handlers for the whole application ({', '.join(wide)}).",
                "Use before_request, errorhandler and the like without app_ in front.",
            )


def _registered(blueprint: Blueprint) -> tuple[Flask, list[str]]:
    app = Flask("vetting", static_folder=None)
    before = {name: _wide(app, name) for name in _APP_WIDE}
    words = (set(app.jinja_env.filters), set(app.jinja_env.tests), set(app.jinja_env.globals))
    app.register_blueprint(blueprint)
    wide = [name for name in _APP_WIDE if _wide(app, name) != before[name]]
    env = app.jinja_env
    if (set(env.filters), set(env.tests), set(env.globals)) != words:
        wide.append("template filters, tests or globals")
    return app, wide


def _wide(app: Flask, name: str) -> int:
    """How many handlers of a kind the application itself has (key None)."""
    found = getattr(app, name).get(None, ())
    if isinstance(found, Mapping):
        return sum(len(handlers) for handlers in found.values())
    return len(found)


def _routes(
    where: str, chapter: str, app: Flask, records: Mapping[str, Record]
) -> Iterator[Problem]:
    taken = {f"/{chapter}/{r.short}/" for r in records.values()}
    public = f"/{chapter}/{FOLDER}/"
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(f"/{chapter}/"):
            yield Problem(
                where,
                f"has the address {rule.rule!r}, outside its own.",
                f"Set url_prefix='/{chapter}/…'.",
            )
        elif any(f"{rule.rule}/".startswith(address) for address in taken):
            yield Problem(
                where,
                f"has the address {rule.rule!r}, which belongs to a record's pages.",
                "Choose an address that is no record's name.",
            )
        elif is_public_view(app.view_functions[rule.endpoint]) and not rule.rule.startswith(public):
            what = f"has the public page {rule.rule!r}, which looks like any other."
            yield Problem(where, what, f"Let the addresses of public pages begin with {public}.")
