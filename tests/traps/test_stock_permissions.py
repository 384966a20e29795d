"""Permissions, menu and life of a plugin in stock Flask-AppBuilder: what goes wrong."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from flask_appbuilder import ModelView
from flask_appbuilder.menu import Menu
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import event
from sqlalchemy.engine import Engine

from .stock import Stock, all_statements, errors, small, statements
from .stock_models import StockOrg

RIGHTS = (
    "select p.name, v.name from ab_permission_view pv join ab_permission p on p.id = "
    "pv.permission_id join ab_view_menu v on v.id = pv.view_menu_id"
)
GRANTS = (
    "select r.name, p.name, v.name from ab_permission_view_role pr join ab_role r on r.id = "
    "pr.role_id join ab_permission_view pv on pv.id = pr.permission_view_id join ab_permission p "
    "on p.id = pv.permission_id join ab_view_menu v on v.id = pv.view_menu_id"
)


def view(name: str, **attributes: Any) -> type[ModelView]:
    """A view class of that name over the organisations."""
    return type(name, (ModelView,), {"datamodel": SQLAInterface(StockOrg)} | attributes)


def views(count: int) -> list[type[ModelView]]:
    """So many views, as plugins would bring."""
    return [view(f"Plugin{n}View") for n in range(count)]


def grant(stock: Stock, role: str, right: str, menu: str) -> None:
    """Give a right to a role of the institution's own."""
    with stock.app.app_context():
        manager = stock.builder.sm
        manager.add_permission_role(
            manager.add_role(role), manager.find_permission_view_menu(right, menu)
        )


def test_stock_first_start_sends_statements_for_every_single_permission(folder: Path) -> None:
    with all_statements() as few:
        small(folder, views(2))
    (folder / "stock.db").unlink()
    with all_statements() as many:
        small(folder, views(6))
    permissions_more = 4 * 7
    assert len(many) - len(few) > 5 * permissions_more


def test_stock_every_restart_asks_for_each_permission_again(folder: Path) -> None:
    small(folder, views(6))
    with all_statements() as again:
        small(folder, views(6))
    with all_statements() as more:
        small(folder, views(12))
    with all_statements() as twelve:
        small(folder, views(12))
    assert len(again) > 6 * 7
    assert len(twelve) > len(again) + 6 * 5
    assert len(more) > len(twelve)


def test_stock_two_processes_starting_at_once_log_errors(folder: Path, caplog: Any) -> None:
    small(folder)

    def other_process_was_quicker(*given: Any) -> None:
        if given[2].startswith("INSERT INTO ab_view_menu") and "Plugin0View" in given[3]:
            with sqlite3.connect(folder / "stock.db") as other:
                other.execute("insert into ab_view_menu (name) values ('Plugin0View')")
            other.close()

    event.listen(Engine, "before_cursor_execute", other_process_was_quicker)
    try:
        small(folder, views(1))
    finally:
        event.remove(Engine, "before_cursor_execute", other_process_was_quicker)
    assert any("UNIQUE constraint failed" in message for message in errors(caplog))


def test_stock_keeps_the_rows_of_a_plugin_that_is_gone(folder: Path) -> None:
    small(folder, views(1))
    without = small(folder)
    assert ("can_edit", "Plugin0View") in without.names(RIGHTS)
    assert ("Admin", "can_edit", "Plugin0View") in without.names(GRANTS)


def test_stock_cleanup_with_a_plugin_absent_loses_the_grants_of_own_roles(folder: Path) -> None:
    grant(small(folder, views(1)), "Liaison", "can_edit", "Plugin0View")
    without = small(folder)
    with without.app.app_context():
        without.builder.security_cleanup()
    back = small(folder, views(1)).names(GRANTS)
    assert ("Admin", "can_edit", "Plugin0View") in back
    assert ("Liaison", "can_edit", "Plugin0View") not in back


def test_stock_narrowing_the_permissions_of_a_view_leaves_the_old_grants(folder: Path) -> None:
    grant(small(folder, [view("PaperV")]), "Liaison", "can_delete", "PaperV")
    narrowed = small(folder, [view("PaperV", base_permissions=["can_list"])])
    with narrowed.app.app_context():
        narrowed.builder.security_cleanup()
    assert ("Liaison", "can_delete", "PaperV") in narrowed.names(GRANTS)


def test_stock_renaming_a_view_class_loses_the_grants_silently(folder: Path, caplog: Any) -> None:
    grant(small(folder, [view("OldNameView")]), "Liaison", "can_edit", "OldNameView")
    caplog.clear()
    grants = small(folder, [view("NewNameView")]).names(GRANTS)
    assert not [g for g in grants if g[0] == "Liaison" and g[2] == "NewNameView"]
    assert not errors(caplog)


def test_stock_role_patterns_match_the_beginning_of_longer_names(folder: Path) -> None:
    stock = small(folder, FAB_ROLES={"Reader": [["PairView", "can_list"]]})
    with stock.app.app_context():
        manager = stock.builder.sm
        reader = manager.find_role("Reader")
        assert manager._has_access_builtin_roles(reader, "can_list", "PairViewOfTheBoss")
        assert manager._has_access_builtin_roles(reader, "can_list_everything", "PairView")


def test_stock_role_patterns_become_rows_that_name_nothing(folder: Path) -> None:
    stock = small(folder, FAB_ROLES={"Reader": [[".*", "can_list"]]})
    assert ("can_list", ".*") in stock.names(RIGHTS)


def test_stock_a_view_cannot_be_added_once_requests_are_served(stock: Stock) -> None:
    stock.client("u1")
    with pytest.raises(AssertionError, match="setup method"):
        stock.add([view("LateView")])


def test_stock_menu_condition_is_ignored_by_the_navigation_bar(folder: Path) -> None:
    stock = Stock(folder)
    with stock.app.app_context():
        stock.builder.add_view(view("OffView"), "Switched off", menu_cond=lambda: False)
        manager = stock.builder.sm
        mail = "boss@stock.example"
        manager.add_user("boss", "B", "S", mail, manager.find_role("Admin"), "stock-password-1")
    boss = stock.client("boss")
    assert "Switched off" in boss.get("/").text
    assert "Switched off" not in boss.get("/api/v1/menu/").text


def test_stock_menu_names_double_with_every_category() -> None:
    def names(categories: int) -> int:
        menu = Menu()
        for number in range(categories):
            for entry in range(5):
                menu.add_link(f"Entry {number}.{entry}", category=f"Category {number}")
        return len(menu.get_flat_name_list())

    assert names(5) == 372
    assert names(10) == 12_276
    assert names(11) > 2 * names(10)


def test_stock_page_asks_for_each_menu_entry_by_a_statement_of_its_own(stock: Stock) -> None:
    client = stock.client("u1")
    with statements(stock) as sent:
        client.get("/")
    assert sum(s.upper().startswith("SELECT EXISTS") for s in sent) > 10


def test_stock_shows_the_same_columns_to_every_role(stock: Stock) -> None:
    headings = [
        set(re.findall(r"_oc_PartView=(\w+)", stock.client(name).get("/partview/list/").text))
        for name in ("u1", "admin")
    ]
    assert headings[0] == headings[1] == {"name"}


def test_stock_two_plugins_with_one_class_name_stop_the_start(folder: Path) -> None:
    with pytest.raises(ValueError, match="already registered"):
        small(folder, [view("PairView"), view("PairView", route_base="/other")])


def test_stock_two_plugins_with_one_permission_name_share_their_rights(folder: Path) -> None:
    shared = {"class_permission_name": "Pairs"}
    stock = small(folder, [view("OneView", **shared), view("TwoView", **shared)])
    assert stock.view("OneView").class_permission_name == "Pairs"
    assert stock.view("TwoView").class_permission_name == "Pairs"
    assert len([r for r in stock.names(RIGHTS) if r == ("can_edit", "Pairs")]) == 1


def test_stock_two_plugins_with_one_menu_name_share_its_permission(folder: Path) -> None:
    stock = small(folder)
    with stock.app.app_context():
        stock.builder.add_view(view("OneView"), "Reports", category="First")
        stock.builder.add_view(view("TwoView"), "Reports", category="Second")
    assert [r for r in stock.names(RIGHTS) if r[1] == "Reports"] == [("menu_access", "Reports")]
