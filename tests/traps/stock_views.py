"""Views and APIs of the stock application, written as the library's manual shows them."""

from typing import Any

from flask import g, redirect
from flask_appbuilder import ModelRestApi, ModelView
from flask_appbuilder.actions import action
from flask_appbuilder.models.sqla.filters import FilterEqualFunction
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.views import MasterDetailView

from .stock_models import (
    StockClock,
    StockItem,
    StockKey,
    StockOrg,
    StockPaper,
    StockPart,
    StockSupplier,
)


def own_org() -> int | None:
    """The organisation of the signed-in user: u1 belongs to 1, u2 to 2, others to none."""
    name = getattr(g.user, "username", "")
    return int(name[1:]) if name[1:].isdigit() else None


OWN = [["org_id", FilterEqualFunction, own_org]]


class OrgView(ModelView):
    """Only the own organisation is listed here."""

    datamodel = SQLAInterface(StockOrg)
    list_columns = ["name"]
    base_filters = [["id", FilterEqualFunction, own_org]]


class ItemView(ModelView):
    """Items of the own organisation, with an action that changes rows."""

    datamodel = SQLAInterface(StockItem)
    base_filters = OWN
    list_columns = ["name", "weight", "supplier"]
    add_columns = ["name", "note", "weight", "seen_at", "active", "level", "org", "supplier"]
    edit_columns = add_columns
    search_columns = ["name", "supplier"]

    @action("close", "Close", "Close the items?", "fa-lock")
    def close(self, items: Any) -> Any:
        """Mark one item or several as closed."""
        for item in items if isinstance(items, list) else [items]:
            item.note = "closed"
        self.datamodel.session.commit()
        return redirect("/")


class SupplierView(ModelView):
    """Suppliers of the own organisation with their items below."""

    datamodel = SQLAInterface(StockSupplier)
    base_filters = OWN
    list_columns = ["name"]
    show_columns = ["name"]
    add_columns = ["name", "org"]
    edit_columns = ["name"]
    related_views = [ItemView]


class PartView(ModelView):
    """Parts have no organisation of their own: their supplier's page is their guard."""

    datamodel = SQLAInterface(StockPart)
    list_columns = ["name"]
    search_columns = ["name"]


class SupplierMaster(MasterDetailView):
    """Suppliers at the left, the parts of the chosen one at the right."""

    datamodel = SQLAInterface(StockSupplier)
    base_filters = OWN
    list_columns = ["name"]
    search_columns = ["name"]
    related_views = [PartView]


class PaperFileView(ModelView):
    """Items with their uploaded document."""

    datamodel = SQLAInterface(StockItem)
    base_filters = OWN
    list_columns = ["name", "document"]
    add_columns = ["name", "active", "document", "level", "org"]
    edit_columns = add_columns
    search_columns = ["name"]


class VetoView(ModelView):
    """A view that refuses each change and commits something of its own afterwards."""

    datamodel = SQLAInterface(StockItem)
    list_columns = ["name"]
    edit_columns = ["name"]
    search_columns = ["name"]

    def pre_update(self, item: Any) -> None:
        """Refuse every change."""
        raise ValueError("refused by a rule")

    def post_edit_redirect(self) -> Any:
        """What an audit hook does: it commits its own row."""
        self.datamodel.session.commit()
        return redirect("/")


class ClockView(ModelView):
    """A model with a time of day."""

    datamodel = SQLAInterface(StockClock)


class KeyView(ModelView):
    """A model with a UUID."""

    datamodel = SQLAInterface(StockKey)


class PaperView(ModelView):
    """A model with JSON; its search form is kept away from the column."""

    datamodel = SQLAInterface(StockPaper)
    add_columns = ["data"]
    edit_columns = ["data"]


class ItemApi(ModelRestApi):
    """Items by REST, for programs and for signed-in browsers."""

    resource_name = "stock_item"
    datamodel = SQLAInterface(StockItem)
    base_filters = OWN
    allow_browser_login = True
    add_columns = ["name", "active", "org", "supplier"]
    edit_columns = ["name"]
    list_columns = ["id", "name"]
    show_columns = ["id", "name"]
    order_columns = ["name"]


VIEWS = (
    OrgView,
    SupplierView,
    ItemView,
    PartView,
    SupplierMaster,
    PaperFileView,
    VetoView,
    ClockView,
    KeyView,
    PaperView,
)
APIS = (ItemApi,)
