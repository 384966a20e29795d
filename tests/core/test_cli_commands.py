"""The program from outside: help, init, check, duties, and sentences where something is missing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from core.cli.commands import cli
from core.cli.store import Store
from core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    (),
    ("serve",),
    ("worker",),
    ("init",),
    ("check",),
    ("doctor",),
    ("chapters",),
    ("chapters", "list"),
    ("chapters", "enable"),
    ("chapters", "disable"),
    ("chapters", "set"),
    ("chapters", "rule"),
    ("duties",),
    ("duties", "evaluate"),
    ("notices",),
    ("notices", "send"),
    ("notices", "test"),
    ("duties", "explain"),
    ("duties", "preview"),
)


def environment(url: str, folder: Path) -> dict[str, str]:
    """The environment of a fresh installation in *folder*."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGXIN_")}
    return kept | {
        "TONGXIN_DATABASE_URL": url.replace("+psycopg", ""),
        "TONGXIN_DATA_DIR": str(folder),
        "TONGXIN_CLOCK": "2026-11-24",
        "TONGXIN_LOCALE": "en",
    }


def run(url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``python run.py …`` to its end."""
    return subprocess.run(
        [sys.executable, "run.py", *words],
        cwd=ROOT,
        env=environment(url, folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    def unread() -> Settings:
        raise AssertionError("help needs no settings")

    done = CliRunner().invoke(cli, [*words, "--help"], prog_name="run.py", obj=Store(unread))
    assert done.exit_code == 0 and done.output.startswith("Usage: run.py")
    assert len(done.output.splitlines()) > 4


def test_a_wrong_word_is_told(tmp_path: Path) -> None:
    for words in (("fly",), ("duties", "evaluate", "--as-of", "soon"), ("chapters", "enable")):
        done = run(f"sqlite:///{tmp_path}/a.db", tmp_path, *words)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_the_program_itself_answers_help(tmp_path: Path) -> None:
    done = run("postgresql://nobody@127.0.0.1:1/none", tmp_path, "--help")
    assert done.returncode == 0 and "duties" in done.stdout and done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("init",), ("check", "--audit"), ("doctor",)])
def test_an_unreachable_database_is_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run("postgresql://nobody:geheim@127.0.0.1:1/none", tmp_path, *words)
    assert done.returncode == 2
    assert "The database cannot be reached" in done.stderr
    assert "Check TONGXIN_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr and "geheim" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TONGXIN_PORT", "x"),
        ("TONGXIN_LOCALE", "de"),
        ("TONGXIN_CLOCK", "x"),
        ("TONGXIN_SECRET_KEY", "changeme"),
        ("TONGXIN_DATABASE_URL", "mysql://h/d"),
        ("TONGXIN_ENV", "production"),
    ],
)
def test_a_wrong_setting_is_a_sentence(name: str, value: str, tmp_path: Path) -> None:
    env = environment(f"sqlite:///{tmp_path}/a.db", tmp_path) | {name: value}
    done = subprocess.run(
        [sys.executable, "run.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "TONGXIN_" in done.stderr and "Traceback" not in done.stderr


def test_init_makes_the_administrator_and_may_run_again(empty_url: str, tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "password"
    file.write_text("seven green lanterns\n")
    admin = ("--admin-username", "admin1", "--admin-password-file", str(file))
    first = run(empty_url, data, "init", *admin)
    assert first.returncode == 0 and "Administrator admin1 made." in first.stdout
    again = run(empty_url, data, "init", *admin)
    assert again.returncode == 0 and "no administrator was made" in again.stdout
    assert "Tables of" not in again.stdout and again.stderr == ""
    assert rows(empty_url, "SELECT count(*) FROM ab_user") == 1
    audit = run(empty_url, data, "check", "--audit")
    assert audit.returncode == 0 and "The trail is whole" in audit.stdout


def rows(url: str, question: str) -> int:
    """One number from the database."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = int(connection.execute(text(question)).scalar_one())
    engine.dispose()
    return found


def test_init_refuses_a_weak_password_and_half_of_the_options(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/a.db", tmp_path / "password"
    file.write_text("short\n")
    half = run(url, tmp_path, "init", "--admin-username", "admin1")
    assert half.returncode == 2 and "together" in half.stderr
    weak = run(url, tmp_path, "init", "--admin-username", "a1", "--admin-password-file", str(file))
    assert weak.returncode == 1 and "at least 10 characters" in weak.stderr
    assert rows(url, "SELECT count(*) FROM ab_user") == 0


def test_four_processes_prepare_an_empty_database_at_once(empty_url: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    starts = [
        subprocess.Popen(
            [sys.executable, "run.py", "init"],
            cwd=ROOT,
            env=environment(empty_url, data),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ends = [(*p.communicate(timeout=180), p.returncode) for p in starts]
    assert [code for _, _, code in ends] == [0] * 4, ends
    assert [err for _, err, _ in ends] == [""] * 4
    assert sum("Tables of core" in out for out, _, _ in ends) == 1
    assert rows(empty_url, "SELECT count(*) FROM directory_academic_year") == 3
    assert rows(empty_url, "SELECT count(*) FROM ab_role WHERE name = 'UF'") == 1
    assert run(empty_url, data, "check", "--audit").returncode == 0


def test_chapters_are_listed_and_switched(empty_url: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(empty_url, data, "init")
    assert run(empty_url, data, "chapters", "enable", "befriending").returncode == 0
    listed = run(empty_url, data, "chapters", "list").stdout
    assert [w for w in listed.splitlines() if w.startswith("befriending") and "enabled" in w]
    assert run(empty_url, data, "chapters", "disable", "befriending").returncode == 0
    assert "disabled" in run(empty_url, data, "chapters", "list").stdout
    unknown = run(empty_url, data, "chapters", "enable", "nothing")
    assert unknown.returncode == 1 and "nothing" in unknown.stderr
    builtin = run(empty_url, data, "chapters", "disable", "directory")
    assert builtin.returncode == 1 and "Traceback" not in builtin.stderr


def test_duties_are_printed_with_their_evidence(database_url: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run(database_url, data, "duties", "evaluate", "--as-of", "2027-08-31", "--json")
    assert done.returncode == 0, done.stderr
    items = json.loads(done.stdout)
    pairs = [i for i in items if i["rule"] == "befriending.R07.1"]
    assert {(i["subject"]["id"], i["state"]) for i in pairs} == {(1, "met"), (2, "met")}
    assert done.stderr == ""
    again = run(database_url, data, "duties", "evaluate", "--as-of", "2027-08-31", "--json")
    assert json.loads(again.stdout) == items


def test_check_names_the_broken_link(database_url: str, tmp_path: Path) -> None:
    engine = create_engine(database_url)
    drop = {
        "sqlite": "DROP TRIGGER core_audit_no_update",
        "postgresql": "ALTER TABLE core_audit DISABLE TRIGGER ALL",
    }
    with engine.begin() as connection:
        connection.execute(text(drop[engine.dialect.name]))
        connection.execute(text("UPDATE core_audit SET body = '{}' WHERE seq = 4"))
    engine.dispose()
    done = run(database_url, tmp_path / "data", "check", "--audit")
    assert done.returncode == 1 and "Entry 4 was changed." in done.stdout
    told = run(database_url, tmp_path / "data", "check", "--audit", "--json")
    assert told.returncode == 1 and json.loads(told.stdout)["broken"] == 4


def test_a_taken_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = environment(f"sqlite:///{tmp_path}/a.db", tmp_path)
        env["TONGXIN_PORT"] = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "run.py", "serve"], cwd=ROOT, env=env, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert "cannot be used" in done.stderr and "TONGXIN_PORT" in done.stderr


def test_serve_prepares_and_answers(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(f"sqlite:///{tmp_path}/a.db", tmp_path) | {"TONGXIN_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "run.py", "serve", "--workers", "2"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert json.loads(fetch(f"http://127.0.0.1:{port}/healthz"))["status"] == "ok"
        assert "Welcome to Tongxin" in fetch(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        assert server.wait(timeout=30) in (0, -15)


def fetch(url: str) -> str:
    """The body of a page, as soon as the server is up."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")


def test_init_does_not_call_itself_ready_while_a_chapter_waits(tmp_path: Path) -> None:
    chapter = tmp_path / "chapters" / "halls"
    (chapter / "migrations").mkdir(parents=True)
    (chapter / "chapter.toml").write_text(
        'format = 1\nname = "halls"\ntitle = "Halls"\nversion = "1"\ncore = ">=0.1,<1"\n'
        '[record.hall]\nlabel = "Hall"\nplural = "Halls"\n'
        '[record.hall.field.name]\nkind = "text"\nlabel = "Name of the hall"\n'
    )
    (chapter / "migrations" / "0001_first.py").write_text(
        'revision = "0001"\ndown_revision = None\n\n\ndef upgrade():\n    raise RuntimeError("no")\n'
    )
    folder = tmp_path / "data"
    env = environment(f"sqlite:///{folder}/tongxin.db", folder)
    env["TONGXIN_CHAPTERS_DIR"] = str(tmp_path / "chapters")
    done = subprocess.run(
        [sys.executable, "run.py", "init"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "Ready." not in done.stdout
    assert "Migrations of halls failed" in done.stdout and "halls" in done.stderr
