"""Where the data stands: loaded masters that are kept, and a fresh copy of one for each run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text
from typing_extensions import override

OUT = Path(__file__).parent / "out"
MAIN = "postgresql+psycopg://postgres@127.0.0.1:5432/"
PREFIX = "tongxin_bench_"
Fill = Callable[[Engine], None]


class Store:
    """Databases of one kind, by name; a name is a word of lower-case letters, digits and _."""

    kind: str

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database of this name."""
        raise NotImplementedError

    def has(self, name: str) -> bool:
        """Whether the database of this name stands."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """Names of all databases of this kind."""
        raise NotImplementedError

    def drop(self, name: str) -> None:
        """Remove it; silent when it is not there."""
        raise NotImplementedError

    def create(self, name: str) -> None:
        """An empty database."""
        raise NotImplementedError

    def copy(self, master: str, name: str) -> str:
        """A fresh copy of a master under a new name; the URL of the copy."""
        raise NotImplementedError

    def analyze(self, name: str) -> None:
        """Let the planner count the rows."""
        raise NotImplementedError

    def master(self, name: str, fill: Fill) -> bool:
        """Make and fill the master unless it stands; True when it was made now."""
        if self.has(name):
            return False
        self.drop(name + "_new")
        self.create(name + "_new")
        engine = create_engine(self.url(name + "_new"))
        try:
            fill(engine)
        finally:
            engine.dispose()
        self.rename(name + "_new", name)
        return True

    def rename(self, old: str, new: str) -> None:
        """Give a finished database its name: a half-filled one is never taken for a master."""
        raise NotImplementedError


class SqliteStore(Store):
    """Files in ``bench/out/data``."""

    kind = "sqlite"

    def __init__(self, folder: Path = OUT / "data") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        """The file of this name."""
        return self.folder / f"{name}.sqlite"

    @override
    def url(self, name: str) -> str:
        return f"sqlite:///{self.path(name)}"

    @override
    def has(self, name: str) -> bool:
        return self.path(name).exists()

    @override
    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.sqlite"))

    @override
    def drop(self, name: str) -> None:
        for tail in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.path(name)}{tail}").unlink(missing_ok=True)

    @override
    def create(self, name: str) -> None:
        self.drop(name)

    @override
    def rename(self, old: str, new: str) -> None:
        self.path(old).rename(self.path(new))

    @override
    def copy(self, master: str, name: str) -> str:
        self.drop(name)
        shutil.copyfile(self.path(master), self.path(name))
        return self.url(name)

    @override
    def analyze(self, name: str) -> None:
        engine = create_engine(self.url(name))
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        engine.dispose()


class PostgresStore(Store):
    """Databases ``tongxin_bench_*`` on one server; automatic ANALYZE is kept away from them."""

    kind = "postgresql"

    def __init__(self, main: str = MAIN) -> None:
        self.main = make_url(main)

    @override
    def url(self, name: str) -> str:
        target = self.main.set(database=self._database(name))
        return target.render_as_string(hide_password=False)

    @override
    def has(self, name: str) -> bool:
        return name in self.names()

    @override
    def names(self) -> list[str]:
        engine = create_engine(self.main.set(database="postgres"))
        with engine.connect() as connection:
            found = connection.scalars(text("SELECT datname FROM pg_database ORDER BY 1")).all()
        engine.dispose()
        return [name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX)]

    @override
    def drop(self, name: str) -> None:
        self._admin(f"DROP DATABASE IF EXISTS {self._database(name)} WITH (FORCE)")

    @override
    def create(self, name: str) -> None:
        self.drop(name)
        self._admin(f"CREATE DATABASE {self._database(name)} TEMPLATE template0 ENCODING 'UTF8'")

    @override
    def rename(self, old: str, new: str) -> None:
        self.no_autovacuum(old)
        self._admin(f"ALTER DATABASE {self._database(old)} RENAME TO {self._database(new)}")

    @override
    def copy(self, master: str, name: str) -> str:
        self.drop(name)
        self._admin(f"CREATE DATABASE {self._database(name)} TEMPLATE {self._database(master)}")
        return self.url(name)

    @override
    def analyze(self, name: str) -> None:
        self._admin("VACUUM (ANALYZE)", name)

    def no_autovacuum(self, name: str) -> None:
        """Without it the server analyses the tables by itself within a minute."""
        engine = create_engine(self.url(name))
        with engine.begin() as connection:
            tables = connection.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ).all()
            for table in tables:
                connection.execute(text(f'ALTER TABLE "{table}" SET (autovacuum_enabled=false)'))
        engine.dispose()

    def _admin(self, statement: str, name: str | None = None) -> None:
        target = self.url(name) if name else self.main.set(database="postgres")
        engine = create_engine(target, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    @staticmethod
    def _database(name: str) -> str:
        return PREFIX + name


def store(kind: str) -> Store:
    """The store of this kind: sqlite or postgresql."""
    return SqliteStore() if kind == "sqlite" else PostgresStore()
