"""Where the demonstration must not be played: in production, and in a database that holds anything."""

from __future__ import annotations

from sqlalchemy import Engine, inspect

from core.settings import Settings

FEWEST, MOST = 150, 6000


class DemoError(Exception):
    """The demonstration cannot be made; the text says how to mend it."""


def refusal(settings: Settings, engine: Engine) -> str:
    """Why no demonstration is made here, as a sentence; '' when nothing stands against it."""
    if settings.production:
        return (
            "This is a production installation (TONGXIN_ENV=production, or TONGXIN_HOST beyond "
            "loopback). Invented people have no place in it. Unset both, and choose another data "
            "folder: TONGXIN_DATA_DIR=instance/demo"
        )
    if inspect(engine).get_table_names():
        where, folder = engine.url.render_as_string(hide_password=True), settings.data_dir
        return (
            f"The database {where} holds tables already; the demonstration goes into an empty one "
            f"only. To serve what is there: TONGXIN_DATA_DIR={folder} run.py serve. To make it anew, "
            f"delete the folder {folder} (PostgreSQL: also make an empty database), or choose "
            "another one with TONGXIN_DATA_DIR or TONGXIN_DATABASE_URL."
        )
    if (settings.data_dir / "audit_head.json").exists():
        return (
            f"The folder {settings.data_dir} belongs to another database: it keeps the head of "
            "that one's audit trail. Choose an empty folder: TONGXIN_DATA_DIR=instance/demo"
        )
    return ""
