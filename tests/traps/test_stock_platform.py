"""Tables, translations, templates, stamps and hooks around stock Flask-AppBuilder."""

from pathlib import Path
from typing import Any

import pluggy
import pytest
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from flask import Flask
from flask_appbuilder import Model, ModelView, expose, has_access
from flask_appbuilder.models.mixins import AuditMixin
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.security.sqla.models import User
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from .stock import Stock, build, small
from .stock_models import StockOrg


def boss(stock: Stock) -> Any:
    """A signed-in administrator of an application without rows."""
    with stock.app.app_context():
        manager = stock.builder.sm
        role = manager.find_role("Admin")
        manager.add_user("boss", "B", "S", "boss@stock.example", role, "stock-password-1")
    return stock.client("boss")


def test_stock_percent_sign_in_a_menu_label_breaks_every_page(folder: Path) -> None:
    stock = Stock(folder)

    class LabelView(ModelView):
        datamodel = SQLAInterface(StockOrg)

    with stock.app.app_context():
        stock.builder.add_view(LabelView, "Dose", label="at most 100% of the dose")
    assert boss(stock).get("/").status_code == 500


def test_stock_empty_description_is_translated_into_the_catalogue_header(folder: Path) -> None:
    stock = build(folder, LANGUAGES={n: {"flag": n, "name": n} for n in ("en", "zh")})
    info = stock.client("u1").get("/api/v1/stock_item/_info?_l_=zh").json
    assert "Project-Id-Version" in info["add_columns"][0]["description"]


def test_stock_start_creates_the_tables_of_every_plugin(folder: Path) -> None:
    table = Table("stock_of_a_plugin", Model.metadata, Column("id", Integer, primary_key=True))
    try:
        stock = small(folder)
        with stock.app.app_context():
            assert "stock_of_a_plugin" in inspect(stock.db.engine).get_table_names()
    finally:
        Model.metadata.remove(table)


def test_stock_create_all_of_the_database_object_makes_no_table_of_the_library() -> None:
    app = Flask("tables")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db = SQLAlchemy(app)
    with app.app_context():
        db.create_all()
        assert inspect(db.engine).get_table_names() == []
    assert "ab_user" in Model.metadata.tables


class StampedBase(DeclarativeBase):
    """A metadata that holds a copy of the library's user table."""

    metadata = MetaData()


User.__table__.to_metadata(StampedBase.metadata)


class StockStamped(AuditMixin, StampedBase):
    """A row with the library's stamps."""

    __tablename__ = "stock_stamped"
    created_by = None
    changed_by = None
    id: Mapped[int] = mapped_column(primary_key=True)


def test_stock_stamps_refuse_a_row_that_a_job_stores() -> None:
    engine = create_engine("sqlite://")
    StampedBase.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(StockStamped())
        with pytest.raises(IntegrityError, match="created_by_fk"):
            session.commit()


def test_stock_stamps_are_local_time_without_a_zone() -> None:
    stamp = StockStamped.__table__.c.created_on.default.arg(None)
    assert stamp.tzinfo is None


def test_stock_template_of_a_plugin_is_not_found_through_its_view(folder: Path) -> None:
    templates = folder / "plugin" / "templates"
    templates.mkdir(parents=True)
    (templates / "pairs.html").write_text("pairs")

    class PluginView(ModelView):
        datamodel = SQLAInterface(StockOrg)
        template_folder = "templates"

        @expose("/pairs")
        @has_access
        def pairs(self) -> Any:
            return self.render_template("pairs.html")

    stock = Stock(folder).add([PluginView])
    assert stock.view("PluginView").blueprint.root_path.endswith("flask_appbuilder")
    assert boss(stock).get("/pluginview/pairs").status_code == 500


class Questions:
    """A hook specification of one question."""

    @pluggy.HookspecMarker("stock")
    def order(self) -> str:
        """The name of the plugin."""
        raise NotImplementedError


def test_stock_hooks_ask_the_last_plugin_first() -> None:
    manager = pluggy.PluginManager("stock")
    manager.add_hookspecs(Questions)
    answer = pluggy.HookimplMarker("stock")
    for name in "abc":
        plugin = type(name, (), {"order": answer(lambda self, n=name: n)})
        manager.register(plugin())
    assert manager.hook.order() == ["c", "b", "a"]


REVISION = '"""A revision."""\nrevision = "{0}"\ndown_revision = None\nbranch_labels = ("{1}",)\n'
REVISION += "depends_on = None\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n"
ENVIRONMENT = """from alembic import context
from sqlalchemy import create_engine
with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as c:
    context.configure(connection=c)
    with context.begin_transaction():
        context.run_migrations()
    c.commit()
"""


def migrations(folder: Path, *plugins: str) -> Config:
    """Alembic over the version folders of the named plugins."""
    config = Config()
    config.set_main_option("script_location", str(folder / "scripts"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", ":".join(str(folder / p) for p in plugins))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{folder / 'm.db'}")
    return config


def test_stock_missing_version_folder_of_one_plugin_stops_all_migrations(folder: Path) -> None:
    (folder / "scripts").mkdir()
    (folder / "scripts" / "env.py").write_text(ENVIRONMENT)
    for number, plugin in enumerate(("one", "two")):
        (folder / plugin).mkdir()
        (folder / plugin / "first.py").write_text(REVISION.format(f"r{number}", plugin))
    command.upgrade(migrations(folder, "one", "two"), "heads")
    with pytest.raises(CommandError, match="Can't locate revision"):
        command.upgrade(migrations(folder, "one"), "heads")
