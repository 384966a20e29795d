"""The plain tables as Django models; imported only after ``django.setup()``."""

# mypy: disable-error-code="import-untyped, import-not-found, misc"

from __future__ import annotations

from typing import Any

from django.db import models
from typing_extensions import override


class Unit(models.Model):
    """A department or college."""

    name = models.CharField(max_length=120)
    tag = models.CharField(max_length=60, blank=True)

    class Meta:
        """Made by ``bench.schema``."""

        app_label, managed, db_table = "befriending", False, "unit"

    @override
    def __str__(self) -> str:
        return str(self.name)


class Person(models.Model):
    """A member of staff."""

    name = models.CharField(max_length=60)
    staff_no = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    title = models.CharField(max_length=60)

    class Meta:
        """Made by ``bench.schema``."""

        app_label, managed, db_table = "befriending", False, "person"

    @override
    def __str__(self) -> str:
        return str(self.name)


class Pair(models.Model):
    """A leader and a person."""

    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="led")
    kind = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=120)

    class Meta:
        """Made by ``bench.schema``."""

        app_label, managed, db_table = "befriending", False, "pair"

    @override
    def __str__(self) -> str:
        return f"{self.leader} / {self.person}"


class Contact(models.Model):
    """One meeting."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT)
    date = models.DateField()
    mode = models.CharField(max_length=20)
    place = models.CharField(max_length=120)
    topic = models.CharField(max_length=60)
    summary = models.CharField(max_length=200)
    raised = models.BooleanField(default=False)

    class Meta:
        """Made by ``bench.schema``."""

        app_label, managed, db_table = "befriending", False, "contact"

    @override
    def __str__(self) -> str:
        return str(self.date)

    def leader(self) -> str:
        """Label for the list."""
        return str(self.pair.leader)

    def person(self) -> str:
        """Label for the list."""
        return str(self.pair.person)


def others(total: int) -> list[Any]:
    """Further models over the small tables, only to fill the menu."""
    made = []
    for number in range(total):
        base = (Unit, Person)[number % 2]
        meta = type("Meta", (), {"app_label": "befriending", "proxy": True})
        body = {"__module__": __name__, "Meta": meta}
        made.append(type(f"Other{number}", (base,), body))
    return made
