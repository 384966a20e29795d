"""Stock Flask-AppBuilder over the plain tables: ModelViews, one ModelRestApi, its own sign-in.

Written as its documentation advises, with the two choices an experienced user makes: related
labels come by a join, and the form picks related rows by AJAX instead of a full select.
"""

# mypy: disable-error-code="import-untyped, import-not-found"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelRestApi, ModelView
from flask_appbuilder.fields import AJAXSelectField
from flask_appbuilder.fieldwidgets import Select2AJAXWidget
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, select
from sqlalchemy.orm import relationship
from typing_extensions import override

from bench import data, schema
from bench.subject import (
    ACCOUNT,
    PAGE,
    PASSWORD,
    SECRET,
    Browser,
    CountedBySqlalchemy,
    Operation,
    Subject,
    accepted,
    hidden,
    marked,
    some_id,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROLE = "Clerk"


def _columns(table: Any) -> dict[str, Any]:
    """Copies of the plain table's columns: Flask-AppBuilder wants its own metadata."""
    return {c.name: Column(c.name, c.type, *[_link(k) for k in c.foreign_keys],
                           primary_key=c.primary_key, nullable=c.nullable)
            for c in table.columns}  # fmt: skip


def _link(key: Any) -> Any:
    return key.copy()


def _model(name: str, table: Any, label: Any, **relations: Any) -> Any:
    body = {"__tablename__": table.name, "__repr__": label, **_columns(table), **relations}
    return type(name, (Model,), body)


Unit = _model("Unit", schema.unit, lambda self: self.name)
Person = _model(
    "Person", schema.person, lambda self: self.name, unit=relationship("Unit", lazy="joined")
)
Pair = _model(
    "Pair",
    schema.pair,
    lambda self: f"{self.leader} / {self.person}",
    leader=relationship("Person", lazy="joined", foreign_keys="Pair.leader_id"),
    person=relationship("Person", lazy="joined", foreign_keys="Pair.person_id"),
)
Contact = _model(
    "Contact",
    schema.contact,
    lambda self: f"{self.date}",
    pair=relationship("Pair", lazy="joined"),
    leader=lambda self: self.pair.leader.name,
    person=lambda self: self.pair.person.name,
)


def _ajax(view: str, model: Any, name: str) -> dict[str, Any]:
    """The two form field dictionaries that turn a related field into an AJAX picker."""
    return {
        f"{form}_form_extra_fields": {
            column: AJAXSelectField(
                column,
                datamodel=SQLAInterface(model),
                col_name=column,
                widget=Select2AJAXWidget(endpoint=f"/{view}/api/column/{form}/{column}"),
            )
            for column in name.split()
        }
        for form in ("add", "edit")
    }


def _view(name: str, model: Any, columns: list[str], form: list[str], **more: Any) -> Any:
    body = {
        "datamodel": SQLAInterface(model),
        "list_columns": columns,
        "add_columns": form,
        "edit_columns": form,
        "search_columns": [c for c in form if c not in ("pair", "leader", "person", "unit")],
        "page_size": PAGE,
        **more,
    }
    return type(name, (ModelView,), body)


def _views(total: int) -> list[tuple[Any, str]]:
    """The four real pages and as many others as the menu is to have."""
    unit = (Unit, ["name", "tag"], ["name", "tag"])
    person = (Person, ["staff_no", "name", "title"], ["staff_no", "name", "title"])
    pair_form = ["leader", "person", "kind", "starts_on", "ends_on", "basis"]
    form = ["pair", "date", "mode", "place", "topic", "summary", "raised"]
    made = [
        (_view("UnitView", *unit), "Units"),
        (_view("PersonView", *person), "People"),
        (
            _view(
                "PairView",
                Pair,
                ["leader", "person", "kind"],
                pair_form,
                **_ajax("pairview", Pair, "leader person"),
            ),  # fmt: skip
            "Pairs",
        ),
        (
            _view(
                "ContactView",
                Contact,
                ["date", "mode", "place", "topic", "leader", "person"],
                form,
                base_order=("date", "desc"),
                **_ajax("contactview", Contact, "pair"),
            ),  # fmt: skip
            "Contacts",
        ),
    ]
    for number in range(total - len(made)):
        made.append((_view(f"Other{number}View", *(unit, person)[number % 2]), f"Other {number}"))
    return made


class ContactApi(ModelRestApi):  # type: ignore[misc]
    """The contacts as REST."""

    resource_name = "contact"
    datamodel = SQLAInterface(Contact)
    list_columns = "id date mode place topic leader person".split()
    list_select_columns = ["id", "date", "mode", "place", "topic", "pair"]
    add_columns = "pair date mode place topic summary raised".split()
    base_order = ("date", "desc")
    page_size = PAGE


class Fab(CountedBySqlalchemy, Subject):
    """Stock Flask-AppBuilder."""

    name = "fab"
    start_path = "/login/"
    list_path = "/contactview/list/"

    @override
    def build(self) -> WSGIApplication:
        self.flask, _ = self._create()
        return self.flask

    def _create(self) -> tuple[Flask, Any]:
        app = Flask("bench_fab")
        app.config.update(SECRET_KEY=SECRET, SQLALCHEMY_DATABASE_URI=self.url, AUTH_TYPE=1)
        database = SQLAlchemy(app)
        with app.app_context():
            builder = AppBuilder(app, database.session)
            for number, (view, label) in enumerate(_views(self.views)):
                builder.add_view(view, label, category=f"Group {number // 10}")
            builder.add_api(ContactApi)
        return app, builder

    @override
    def prepare(self) -> None:
        app, builder = self._create()
        with app.app_context():
            manager = builder.sm
            role = manager.add_role(ROLE)
            _grant(builder, role)
            manager.add_user(ACCOUNT, "Bench", "Clerk", "clerk@example.org", role, PASSWORD)

    @override
    def sign_in(self, browser: Browser) -> None:
        token = browser.token("/login/")
        sent = {"csrf_token": token, "username": ACCOUNT, "password": PASSWORD}
        browser.post("/login/", sent)

    @override
    def operations(self, browser: Browser) -> dict[str, Operation]:
        rows = marked(r"/contactview/edit/(\d+)")
        far = f"{self.list_path}?page_ContactView={self.size.page - 1}"
        token = hidden(browser.get("/contactview/add").get_data(as_text=True), "csrf_token")
        form = {"csrf_token": token, "pair": "1", "date": "2027-08-31", "mode": "talk",
                "place": "办公室", "topic": "teaching", "summary": "新录入的联系记录",
                "raised": "y"}  # fmt: skip
        bearer = self._bearer(browser)
        body = {k: v for k, v in form.items() if k != "csrf_token"} | {"pair": 1, "raised": True}
        contacts, pairs = self.size.contacts, self.size.pairs
        api = "/api/v1/contact/"
        return {
            "list": Operation(lambda i: browser.get(self.list_path), rows, PAGE),
            "page": Operation(lambda i: browser.get(far), rows, PAGE),
            "search": Operation(
                lambda i: browser.get(f"{self.list_path}?_flt_2_place={data.room(i)}"), rows
            ),
            "edit": Operation(
                lambda i: browser.get(f"/contactview/edit/{some_id(i, contacts)}"),
                marked('name="summary"'),
            ),
            "edit_pair": Operation(
                lambda i: browser.get(f"/pairview/edit/{some_id(i, pairs)}"),
                marked('name="basis"'),
            ),
            "create_form": Operation(lambda i: browser.post("/contactview/add", form), accepted),
            "create_api": Operation(lambda i: browser.send(api, body, bearer), accepted),
            "api_list": Operation(lambda i: browser.get(api, bearer), marked(r'"id":(\d+)'), PAGE),
        }

    def _bearer(self, browser: Browser) -> dict[str, str]:
        sent = {"username": ACCOUNT, "password": PASSWORD, "provider": "db", "refresh": False}
        answer = browser.send("/api/v1/security/login", sent, {})
        token = (answer.get_json() or {})["access_token"]
        return {"Authorization": f"Bearer {token}"}


def _grant(builder: Any, role: Any) -> None:
    """Every permission on the bench's own pages, and on nothing else."""
    manager = builder.sm
    views = [v.__class__.__name__ for v in builder.baseviews]
    own = {"UnitView", "PersonView", "PairView", "ContactView", "ContactApi"}
    own |= {v for v in views if v.startswith("Other")}
    menus = {"Units", "People", "Pairs", "Contacts"}
    permission = manager.permissionview_model
    for entry in builder.session.scalars(select(permission)).all():
        name = entry.view_menu.name
        if name in own or name in menus or name.startswith(("Group", "Other")):
            role.permissions.append(entry)
    builder.session.commit()
