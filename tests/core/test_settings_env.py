"""Settings from the environment: each wrong value is a sentence that says how to mend it."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from core.app import clock_of
from core.settings import SettingsError, from_environment

STRONG = "Kx7-pQ2_vN9mT4wZ8rY1sB6dF3gH5jL0"


def test_the_defaults_are_a_trial_on_this_machine(tmp_path: Path) -> None:
    made = from_environment({}, root=tmp_path)
    assert made.database_url == f"sqlite:///{tmp_path / 'instance' / 'tongxin.db'}"
    assert (made.host, made.port, made.locale) == ("127.0.0.1", 8080, "zh_CN")
    assert not made.production and made.is_sqlite and made.clock is None


def test_a_secret_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first = from_environment({}, root=tmp_path).secret_key
    file = tmp_path / "instance" / "secret_key"
    assert len(first) >= 48
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert from_environment({}, root=tmp_path).secret_key == first
    assert first not in repr(from_environment({}, root=tmp_path))
    assert [p.name for p in file.parent.iterdir()] == ["secret_key"]


def test_a_broken_secret_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text("short")
    with pytest.raises(SettingsError, match="Delete the file"):
        from_environment({}, root=tmp_path)


@pytest.mark.parametrize("secret", ["secret", "changeme", "x" * 64, "abcabcabc" * 10, "short-Kx7"])
@pytest.mark.parametrize("production", ["production", ""])
def test_a_weak_secret_stops_the_program(tmp_path: Path, secret: str, production: str) -> None:
    env = {"TONGXIN_SECRET_KEY": secret, "TONGXIN_ENV": production}
    with pytest.raises(SettingsError, match="is weak.*Make one: python"):
        from_environment(env, root=tmp_path)


@pytest.mark.parametrize("env", [{"TONGXIN_ENV": "production"}, {"TONGXIN_HOST": "0.0.0.0"}])
def test_production_makes_no_secret_of_its_own(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="not set, and production needs one"):
        from_environment(env, root=tmp_path)
    assert list(tmp_path.iterdir()) == []
    made = from_environment(env | {"TONGXIN_SECRET_KEY": STRONG}, root=tmp_path)
    assert made.production and made.secret_key == STRONG


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8080.5", "", "²"])
def test_a_port_is_a_number_in_its_bounds(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingsError, match="TONGXIN_PORT is .*from 1 to 65535"):
        from_environment({"TONGXIN_PORT": port}, root=tmp_path)


@pytest.mark.parametrize("locale", ["zh", "de", "EN"])
def test_an_unknown_language_is_refused(tmp_path: Path, locale: str) -> None:
    with pytest.raises(SettingsError, match="Choose zh_CN or en"):
        from_environment({"TONGXIN_LOCALE": locale}, root=tmp_path)


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "31.08.2027"])
def test_a_clock_is_a_date(tmp_path: Path, day: str) -> None:
    with pytest.raises(SettingsError, match="Write a date as"):
        from_environment({"TONGXIN_CLOCK": day}, root=tmp_path)


def test_a_fixed_clock_stands_on_its_day_and_is_aware(tmp_path: Path) -> None:
    made = from_environment({"TONGXIN_CLOCK": "2027-08-31"}, root=tmp_path)
    now = clock_of(made)()
    assert now.tzinfo is dt.UTC
    china = dt.timezone(dt.timedelta(hours=8))
    assert now.astimezone(china).date() == dt.date(2027, 8, 31)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:////x/y.db", "sqlite:////x/y.db"),
    ],
)
def test_usual_addresses_of_databases_are_taken(tmp_path: Path, given: str, used: str) -> None:
    assert from_environment({"TONGXIN_DATABASE_URL": given}, root=tmp_path).database_url == used


@pytest.mark.parametrize("url", ["mysql://h/d", "oracle://h", "file.db"])
def test_another_database_is_refused_without_showing_the_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="Give sqlite") as told:
        from_environment({"TONGXIN_DATABASE_URL": f"{url}?password=geheim"}, root=tmp_path)
    assert "geheim" not in str(told.value)
