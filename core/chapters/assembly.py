"""Putting the chapters together: requirements, clashes of names, and the catalogue of what is sound.

A chapter with a problem is quarantined with its reason; those that need it follow; the rest stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.chapters.answers import Answers
from core.chapters.labels import chinese_labels
from core.chapters.vet_among import problems_among
from core.chapters.vet_kinds import compilers_of
from core.chapters.vetting import MIGRATED, problems_by_itself
from core.db.catalogue import Catalogue
from core.declare import Problem, Rule
from core.duties import Compiler

Faults = dict[str, list[Problem]]
CORE_MENU = (
    "Home",
    "Duties",
    "Articles",
    "Work by chapter",
    "System",
    "Chapters",
    "Accounts",
    "Roles",
)


def sound(found: list[Answers], faults: Faults) -> tuple[list[Answers], Catalogue]:
    """Chapters without a fault, and their catalogue; *faults* collects the reasons by chapter."""
    for answers in found:
        _add(faults, answers.name, problems_by_itself(answers, chinese_labels(answers)))
    _clashes(found, faults)
    _circles(found, faults)
    while True:
        good = [a for a in found if a.name not in faults]
        catalogue = catalogue_of(good)
        before = len(faults)
        for answers in good:
            _add(faults, answers.name, _missing(answers, good, faults))
        if len(faults) == before:
            for answers in good:
                _add(faults, answers.name, problems_among(answers, catalogue, kinds_of(good)))
        if len(faults) == before:
            return good, catalogue


def _add(faults: Faults, name: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        faults.setdefault(name, []).append(problem)


def catalogue_of(chapters: Iterable[Answers]) -> Catalogue:
    """Everything these chapters declare, side by side."""
    chapters = list(chapters)
    return Catalogue(
        models={m.record.name: m for a in chapters for m in a.models},
        workflows={w.record: w for a in chapters for w in a.workflows},
        views={v.record: v for a in chapters for v in a.views},
        manifests={a.name: a.manifest for a in chapters},
        roles={r.code: r for a in chapters for r in a.roles},
        grants=tuple(g for a in chapters for g in a.grants),
        rules={a.name: a.rules for a in chapters if a.rules},
        charts={a.name: a.charts for a in chapters if a.charts},
        reports={a.name: a.reports for a in chapters if a.reports},
    )


def kinds_of(chapters: Iterable[Answers]) -> Mapping[type[Rule], Compiler]:
    """The compilers of all kinds of rules that these chapters add."""
    return compilers_of(k for a in chapters for k in a.kinds)


def _missing(answers: Answers, good: list[Answers], faults: Faults) -> list[Problem]:
    names = {a.name for a in good}
    found = []
    for need in answers.manifest.requires:
        if need not in names:
            state = "is quarantined" if need in faults else "is not installed"
            found.append(
                Problem(
                    f"chapter {answers.name!r}",
                    f"requires chapter {need!r}, which {state}.",
                    f"Install or mend {need!r}, or take it out of requires.",
                )
            )
    return found


def _clashes(found: list[Answers], faults: Faults) -> None:
    """The later chapter loses: what stands already keeps its names."""
    taken = {("menu entry", title): "core" for title in CORE_MENU}
    for answers in found:
        if answers.name in faults:
            continue
        for kind, name in _names(answers):
            owner = taken.setdefault((kind, name), answers.name)
            if owner != answers.name:
                problem = Problem(
                    f"chapter {answers.name!r}",
                    f"its {kind} {name!r} is taken by chapter {owner!r}.",
                    "Rename it; names begin with the chapter's own.",
                )
                _add(faults, answers.name, [problem])


def _names(answers: Answers) -> Iterable[tuple[str, str]]:
    yield "chapter name", answers.name
    yield "table", f"{answers.name}_{MIGRATED}"
    for model in answers.models:
        yield "record", model.record.name
        yield "table", model.record.table
        if model.record.in_menu:
            label = model.record.plural or model.record.label
            yield "menu entry", f"{answers.manifest.title} / {label}"
    for role in answers.roles:
        yield "role", role.code
    for rule in answers.rules:
        yield "rule", f"{answers.name}.{rule.name}"
    for kind in answers.kinds:
        yield "kind of rule", kind.name
    for blueprint in answers.blueprints:
        yield "blueprint", blueprint.name
        yield "address", f"{blueprint.url_prefix or ''}/".replace("//", "/")
    yield "address", f"/{answers.name}/"
    yield "menu entry", answers.manifest.title


def _circles(found: list[Answers], faults: Faults) -> None:
    needs = {a.name: a.manifest.requires for a in found}
    for name in needs:
        path = _path_to(name, name, needs, ())
        if path:
            told = " → ".join((name, *path))
            problem = Problem(
                f"chapter {name!r}",
                f"requires itself in a circle: {told}.",
                "Turn one of the requirements into uses.",
            )
            _add(faults, name, [problem])


def _path_to(
    goal: str, at: str, needs: dict[str, tuple[str, ...]], seen: tuple[str, ...]
) -> tuple[str, ...]:
    for need in needs.get(at, ()):
        if need == goal:
            return (*seen, goal)
        if need not in seen:
            further = _path_to(goal, need, needs, (*seen, need))
            if further:
                return further
    return ()
