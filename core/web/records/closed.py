"""Where a list cannot be shown: the role does not include it, or its chapter is switched off."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.web.language import listed, say
from core.web.records.place import Place
from core.web.render import page
from core.web.runtime import me, runtime


def is_off(chapter: str, record: str) -> bool:
    """True for a record of a chapter that is loaded and switched off, asked for by somebody known."""
    rt = runtime()
    known = f"{chapter}.{record}" in rt.catalogue.models
    return known and me().user is not None and not rt.chapters.enabled(chapter)


def chapter_off(chapter: str) -> Response:
    """As every page of a chapter that is off: not found, but with the reason and the next step."""
    manifest = runtime().catalogue.manifests[chapter]
    may_switch = me().may("core.chapters", "manage")
    hint = (
        _("Nothing is lost: all its entries return when you switch it on.")
        if may_switch
        else _("Nothing is lost. The administrator can switch it on again.")
    )
    return page(
        "records/closed.html",
        404,
        icon_name="calendar-off",
        title=_("«%(name)s» is switched off", name=say(manifest.title)),
        hint=hint,
        steps=[],
        action=(f"/chapters/{chapter}/", _("To the switch")) if may_switch else None,
    )


def not_granted(place: Place) -> Response:
    """None of the person's roles includes reading this list."""
    roles = runtime().catalogue.roles
    held = [say(roles[r].label) for r in sorted(me().roles) if r in roles]
    label = say(place.record.plural or place.record.label)
    steps = [
        _("Your roles: %(roles)s.", roles=listed(held)) if held else _("You have no role."),
        _("Tell the administrator what you need this list for; roles are given there."),
    ]
    add = (place.url + "add", _("Add an entry")) if place.may("create") else None
    return page(
        "records/closed.html",
        403,
        icon_name="lock",
        title=_("Your role does not include «%(name)s»", name=label),
        hint=_("The list exists, but reading it has not been granted to you."),
        steps=steps,
        action=add,
    )
