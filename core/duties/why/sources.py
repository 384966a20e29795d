"""Where the numbers of a rule come from."""

from __future__ import annotations

from core.declare import Rule
from core.duties.scene import Scene
from core.duties.settings import Value
from core.duties.why.values import Source


def source_of(scene: Scene[Rule], given: Value) -> Source:
    """The source of a number as the rule declares it: a literal, or ``@name`` of a parameter."""
    manifest = scene.world.catalogue.manifests[scene.chapter]
    if not isinstance(given, str) or "@" not in given:
        return Source(chapter=scene.chapter, version=manifest.version, value=given)
    return parameter_source(scene, given.partition("@")[2])


def parameter_source(scene: Scene[Rule], name: str) -> Source:
    """The value of a parameter here: who set it and from when, or the default of the chapter."""
    manifest = scene.world.catalogue.manifests[scene.chapter]
    setting = scene.setting(name)
    return Source(
        chapter=scene.chapter,
        version=manifest.version,
        value=setting.value,
        parameter=name,
        setting=setting,
        default=scene.world.settings(scene.chapter, name)[0].value,
    )
