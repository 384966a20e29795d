"""Django's admin over the plain tables, in one file, with its own sign-in.

Stock, with what its documentation advises for large tables: ``list_select_related``,
``autocomplete_fields`` and a connection that stays open between requests.
"""

# mypy: disable-error-code="import-untyped, import-not-found"

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import django
from django.apps import AppConfig
from django.conf import settings
from sqlalchemy import make_url
from typing_extensions import override

from bench import data
from bench.raw_app import YEAR
from bench.subject import (
    ACCOUNT,
    PAGE,
    PASSWORD,
    SECRET,
    Browser,
    Counter,
    Operation,
    Subject,
    accepted,
    marked,
    some_id,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT_URLCONF = "bench.django_app"
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
APPS = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
CONTEXT = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)
urlpatterns: list[Any] = []


class Befriending(AppConfig):  # type: ignore[misc]
    """Gives the models of ``bench.django_models`` a home."""

    name = "bench"
    label = "befriending"

    def import_models(self) -> None:
        """Django looks in ``bench.models``; ours are named after what they are for."""
        self.models = self.apps.all_models[self.label]
        self.models_module = import_module("bench.django_models")


def configure(url: str, views: int) -> None:
    """Start Django on this database with that many pages in its menu."""
    settings.configure(
        SECRET_KEY=SECRET,
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=ROOT_URLCONF,
        DATABASES={"default": _database(url)},
        INSTALLED_APPS=["bench.django_app.Befriending", *(f"django.contrib.{app}" for app in APPS)],
        MIDDLEWARE=list(MIDDLEWARE),
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates",
                    "APP_DIRS": True, "OPTIONS": {"context_processors": list(CONTEXT)}}],
        LANGUAGE_CODE="zh-hans",
        TIME_ZONE="Asia/Shanghai",
        USE_TZ=True,
        STATIC_URL="static/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )  # fmt: skip
    django.setup()
    _register(views)


def _database(url: str) -> dict[str, Any]:
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": target.database}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": target.database,
        "USER": target.username,
        "PASSWORD": target.password or "",
        "HOST": target.host,
        "PORT": target.port or 5432,
        "CONN_MAX_AGE": 600,
    }


def _register(views: int) -> None:
    """Models and admin pages; after ``setup`` because Django knows its models only then."""
    from django.contrib import admin
    from django.urls import path

    from bench import django_models as models

    people: dict[str, Any] = {"search_fields": ["name", "staff_no"], "list_per_page": PAGE}
    pages: list[tuple[Any, dict[str, Any]]] = [
        (models.Unit, {"search_fields": ["name"]}),
        (models.Person, {"list_display": ["staff_no", "name", "title"],
                         "autocomplete_fields": ["unit"], **people}),
        (models.Pair, {"list_display": ["leader", "person", "kind"],
                       "list_select_related": ["leader", "person"],
                       "search_fields": ["person__name"],
                       "autocomplete_fields": ["leader", "person"]}),
        (models.Contact, {"list_display": ["date", "mode", "place", "topic", "leader", "person"],
                          "list_select_related": ["pair__leader", "pair__person"],
                          "search_fields": ["place"], "autocomplete_fields": ["pair"],
                          "ordering": ["-date", "-id"], "list_per_page": PAGE}),
    ]  # fmt: skip
    pages += [(other, people) for other in models.others(views - len(pages))]
    for model, options in pages:
        admin.site.register(model, type(f"{model.__name__}Admin", (admin.ModelAdmin,), options))
    urlpatterns[:] = [path("admin/", admin.site.urls)]


class Django(Subject):
    """Django's admin."""

    name = "django"
    start_path = "/admin/login/"
    list_path = "/admin/befriending/contact/"

    @override
    def build(self) -> WSGIApplication:
        configure(self.url, self.views)
        from django.core.wsgi import get_wsgi_application

        return cast("WSGIApplication", get_wsgi_application())

    @override
    def prepare(self) -> None:
        configure(self.url, self.views)
        from django.contrib.auth.models import User
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        User.objects.create_superuser(ACCOUNT, "clerk@example.org", PASSWORD)

    @override
    @contextmanager
    def counting(self) -> Iterator[Counter]:
        from django.db import connection

        counter = Counter()

        def note(execute: Any, *arguments: Any) -> Any:
            counter.statements += 1
            return execute(*arguments)

        with connection.execute_wrapper(note):
            yield counter

    @override
    def sign_in(self, browser: Browser) -> None:
        token = browser.token("/admin/login/", "csrfmiddlewaretoken")
        sent = {"csrfmiddlewaretoken": token, "username": ACCOUNT, "password": PASSWORD}
        browser.post("/admin/login/?next=/admin/", sent)

    @override
    def operations(self, browser: Browser) -> dict[str, Operation]:
        rows = marked(r"/admin/befriending/contact/(\d+)/change/")
        add = f"{self.list_path}add/"
        form = {"csrfmiddlewaretoken": browser.token(add, "csrfmiddlewaretoken"), "pair": "1",
                "date": "2027-08-31", "mode": "talk", "place": "办公室", "topic": "teaching",
                "summary": "新录入的联系记录", "_save": "1"}  # fmt: skip
        contacts, pairs = self.size.contacts, self.size.pairs
        return {
            "list": Operation(lambda i: browser.get(self.list_path), rows, PAGE),
            "page": Operation(
                lambda i: browser.get(f"{self.list_path}?p={self.size.page}"), rows, PAGE
            ),
            "search": Operation(lambda i: browser.get(f"{self.list_path}?q={data.room(i)}"), rows),
            "edit": Operation(
                lambda i: browser.get(f"{self.list_path}{some_id(i, contacts)}/change/"),
                marked('name="summary"'),
            ),
            "edit_pair": Operation(
                lambda i: browser.get(f"/admin/befriending/pair/{some_id(i, pairs)}/change/"),
                marked('name="basis"'),
            ),
            "create_form": Operation(lambda i: browser.post(add, form), accepted),
            "quota": Operation(lambda i: quota_by_loop(), len, self.size.pairs // 2),
        }


def quota_by_loop() -> list[tuple[int, int]]:
    """Article 7 as one writes it with an ORM: each pair asks for its own days."""
    from django.db.models import Q

    from bench.django_models import Pair

    first, last, settled = (date.fromisoformat(YEAR[k]) for k in ("first", "last", "settled"))
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=last)
    found = []
    for pair in Pair.objects.filter(standing, starts_on__lte=settled).iterator():
        met = pair.contact_set.filter(date__range=(first, last))
        found.append((pair.pk, met.values("date").distinct().count()))
    return found
