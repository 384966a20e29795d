"""Every option of the program: its type, its default, one sentence."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
WEAK = {
    "secret",
    "changeme",
    "change-me",
    "password",
    "dev",
    "development",
    "test",
    "thisismyscretkey",
}


class SettingsError(Exception):
    """The environment asks for something that cannot be; the text says how to mend it."""


OFFICIAL_FONTS = ("仿宋_GB2312", "黑体", "方正小标宋简体")
"""What GB/T 9704 asks for: fonts of text, headings and title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All options. Made once by ``from_environment`` and handed to ``create_app``."""

    database_url: str
    """Where the data is: a SQLAlchemy URL for SQLite or PostgreSQL (TONGXIN_DATABASE_URL)."""
    host: str = "127.0.0.1"
    """Address to listen on (TONGXIN_HOST)."""
    port: int = 8080
    """Port to listen on (TONGXIN_PORT)."""
    secret_key: str = field(repr=False)
    """Signs cookies and keys the audit chain (TONGXIN_SECRET_KEY); at least 32 characters."""
    data_dir: Path
    """Files, generated secrets and the embedded database (TONGXIN_DATA_DIR, default ``instance/``)."""
    locale: str = "zh_CN"
    """Language shown to those who chose none (TONGXIN_LOCALE): zh_CN or en."""
    clock: dt.date | None = None
    """A fixed date for tests and demonstrations (TONGXIN_CLOCK, YYYY-MM-DD)."""
    production: bool = False
    """Refuses what only a trial may do (TONGXIN_ENV=production, or listening beyond loopback)."""
    tls: bool = False
    """The site is reached by https only: cookies become Secure, HSTS is sent (TONGXIN_TLS=1)."""
    proxies: int = 0
    """Number of reverse proxies in front whose forwarded address and scheme count (TONGXIN_PROXIES)."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names the site answers to; empty: all, which doctor reports (TONGXIN_TRUSTED_HOSTS)."""
    chapter_dirs: tuple[Path, ...] = ()
    """Further folders with chapters (TONGXIN_CHAPTERS_DIR, separated like PATH)."""
    chapters: tuple[str, ...] = ()
    """Order of chapters everywhere; chapters not named follow by number (config.CHAPTERS)."""
    time_zone: str = "Asia/Shanghai"
    """The zone whose civil dates count."""
    public_url: str = ""
    """Address of the site in mails, without a path (TONGXIN_PUBLIC_URL); empty: mails carry no links."""
    smtp_host: str = ""
    """Mail server; empty: no mail leaves (TONGXIN_SMTP_HOST)."""
    smtp_port: int = 587
    """Its port, by default 587, with ``tls`` 465, with ``none`` 25 (TONGXIN_SMTP_PORT)."""
    smtp_tls: str = "starttls"
    """``starttls``, ``tls`` from the first byte, or ``none`` (TONGXIN_SMTP_TLS)."""
    smtp_user: str = ""
    """Name to sign in with at the mail server; empty: without (TONGXIN_SMTP_USER)."""
    smtp_password: str = field(default="", repr=False)
    """Its password (TONGXIN_SMTP_PASSWORD)."""
    smtp_from: str = ""
    """Sender of all mails, needed with a mail server (TONGXIN_SMTP_FROM)."""
    wecom_url: str = field(default="", repr=False)
    """Webhook of a WeCom group robot with its secret key (TONGXIN_WECOM_URL)."""
    dingtalk_url: str = field(default="", repr=False)
    """Webhook of a DingTalk group robot with its secret token (TONGXIN_DINGTALK_URL)."""
    dingtalk_secret: str = field(default="", repr=False)
    """Secret that signs messages to the DingTalk robot (TONGXIN_DINGTALK_SECRET)."""
    group_roles: tuple[str, ...] = ("UF", "UFH")
    """Roles whose messages the groups' digests count (TONGXIN_GROUP_ROLES)."""
    group_hours: tuple[int, ...] = (9,)
    """Full hours of working days at which a digest goes into the groups (TONGXIN_GROUP_HOURS)."""

    document_fonts: tuple[str, ...] = OFFICIAL_FONTS
    """Fonts of printed documents: text, headings, title (TONGXIN_DOCUMENT_FONTS, with semicolons)."""
    chapter_options: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What chapters read of the environment, secrets among it: ``TONGXIN_CHAPTER_<CHAPTER>_<NAME>``."""
    broker_url: str = field(default="", repr=False)
    """Broker of the workers, redis:// or amqp://; empty: jobs run inside serve (TONGXIN_BROKER_URL)."""
    broker_queue: str = "tongxin"
    """Name of the queue, and prefix of keys, on the broker (TONGXIN_BROKER_QUEUE)."""
    job_heartbeat: int = 10
    """Seconds between a running job's signs of life; three missed ones mean death (TONGXIN_JOB_HEARTBEAT)."""
    metrics_token: str = field(default="", repr=False)
    """Bearer token that /metrics asks for; empty: trial starts on loopback only (TONGXIN_METRICS_TOKEN)."""

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded database."""
        return self.database_url.startswith("sqlite")


def _secret(env: Mapping[str, str], data_dir: Path, production: bool) -> str:
    given = env.get("TONGXIN_SECRET_KEY", "")
    make = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(48))"'
    if given:
        if len(given) < 32 or given.lower() in WEAK or len(set(given)) < 8:
            raise SettingsError(
                f"TONGXIN_SECRET_KEY is weak ({len(given)} characters; 32 varied ones are needed). {make}"
            )
        return given
    if production:
        raise SettingsError(f"TONGXIN_SECRET_KEY is not set, and production needs one. {make}")
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        # Written aside and linked: of several processes starting at once exactly one secret stands.
        aside = data_dir / f".secret_key.{os.getpid()}"
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    text = path.read_text("utf-8").strip()
    if len(text) < 32:
        raise SettingsError(
            f"{path} holds no usable secret. Delete the file; the next start makes one."
        )
    return text


def _port(text: str, name: str = "TONGXIN_PORT") -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SettingsError(f"{name} is {text[:20]!r}. Give a number from 1 to 65535.")
    return int(text)


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > 5:
        raise SettingsError(f"TONGXIN_PROXIES is {text!r}. Give a number from 0 to 5.")
    return int(text)


def _clock(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingsError(f"TONGXIN_CLOCK is {text!r}. Write a date as 2027-08-31.") from None


def _locale(text: str) -> str:
    if text not in ("zh_CN", "en"):
        raise SettingsError(f"TONGXIN_LOCALE is {text!r}. Choose zh_CN or en.")
    return text


def _broker(url: str, database_url: str) -> str:
    if not url:
        return ""
    if not url.startswith(("redis://", "rediss://", "amqp://", "amqps://")):
        raise SettingsError(
            f"TONGXIN_BROKER_URL is of no known kind ({url.partition('://')[0][:12]!r} …). "
            "Give redis://host:6379/0 or amqp://user:password@host:5672//."
        )
    if database_url.startswith("sqlite"):
        raise SettingsError(
            "TONGXIN_BROKER_URL is set, but the database is SQLite, which one process at a time "
            "writes to. Move to PostgreSQL (TONGXIN_DATABASE_URL), or leave the broker unset."
        )
    return url


def _queue(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9._-]{1,60}", text):
        raise SettingsError(
            f"TONGXIN_BROKER_QUEUE is {text!r}. Use 1 to 60 of a-z, 0-9, dot, dash and underscore."
        )
    return text


def _heartbeat(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 300:
        raise SettingsError(f"TONGXIN_JOB_HEARTBEAT is {text!r}. Give seconds from 1 to 300.")
    return int(text)


def _token(text: str) -> str:
    if text and (len(text) < 24 or len(set(text)) < 8):
        raise SettingsError(
            f"TONGXIN_METRICS_TOKEN is weak ({len(text)} characters; 24 varied ones are needed). "
            'Make one: python -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    return text


def _outgoing_url(name: str, text: str) -> str:
    """An address requests are sent to: https, or loopback. Its value is not shown: it is a secret."""
    try:
        parts = urlsplit(text)
        host, _port_given = parts.hostname, parts.port
    except ValueError:
        host = None
    if text and (host is None or parts.scheme not in ("https", "http") or parts.username):
        raise SettingsError(f"{name} is no web address. Give it as https://host/path.")
    if text and parts.scheme == "http" and host not in LOOPBACK:
        raise SettingsError(f"{name} is not encrypted. Give an address that begins with https://.")
    return text


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (
        parts.scheme not in ("https", "http") or not parts.netloc or parts.path.strip("/")
    ):
        raise SettingsError(
            f"TONGXIN_PUBLIC_URL is {text[:80]!r}. Give the site's address without a path, "
            "as https://tongxin.example.edu."
        )
    return text.rstrip("/")


def _hours(text: str) -> tuple[int, ...]:
    words = text.replace(",", " ").split()
    if not words or any(not w.isdecimal() or int(w) > 23 for w in words):
        raise SettingsError(
            f"TONGXIN_GROUP_HOURS is {text[:40]!r}. Give full hours from 0 to 23, as 9,15."
        )
    return tuple(sorted({int(w) for w in words}))


SMTP_PORTS = {"starttls": "587", "tls": "465", "none": "25"}


def _mail(env: Mapping[str, str]) -> dict[str, Any]:
    """Settings of the mail server; all or none."""
    host = env.get("TONGXIN_SMTP_HOST", "").strip()
    if not host:
        return {}
    tls = env.get("TONGXIN_SMTP_TLS", "none" if host in LOOPBACK else "starttls")
    if tls not in SMTP_PORTS:
        raise SettingsError(f"TONGXIN_SMTP_TLS is {tls[:20]!r}. Choose starttls, tls or none.")
    password = env.get("TONGXIN_SMTP_PASSWORD", "")
    if password and tls == "none" and host not in LOOPBACK:
        raise SettingsError(
            "TONGXIN_SMTP_TLS is none, so that the password would travel in the open. "
            "Choose starttls or tls."
        )
    sender = env.get("TONGXIN_SMTP_FROM", "").strip()
    if "@" not in sender:
        raise SettingsError(
            "TONGXIN_SMTP_FROM is no address. Give the sender of all mails, as tongxin@example.edu."
        )
    return {
        "smtp_host": host,
        "smtp_port": _port(env.get("TONGXIN_SMTP_PORT", SMTP_PORTS[tls]), "TONGXIN_SMTP_PORT"),
        "smtp_tls": tls,
        "smtp_user": env.get("TONGXIN_SMTP_USER", ""),
        "smtp_password": password,
        "smtp_from": sender,
    }


def _groups(env: Mapping[str, str]) -> dict[str, Any]:
    """Settings of the group robots."""
    roles = env.get("TONGXIN_GROUP_ROLES", "UF,UFH").replace(",", " ").split()
    return {
        "wecom_url": _outgoing_url("TONGXIN_WECOM_URL", env.get("TONGXIN_WECOM_URL", "")),
        "dingtalk_url": _outgoing_url("TONGXIN_DINGTALK_URL", env.get("TONGXIN_DINGTALK_URL", "")),
        "dingtalk_secret": env.get("TONGXIN_DINGTALK_SECRET", ""),
        "group_roles": tuple(roles),
        "group_hours": _hours(env.get("TONGXIN_GROUP_HOURS", "9")),
    }


def _fonts(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.replace("；", ";").split(";") if name.strip())
    if not names:
        return OFFICIAL_FONTS
    if len(names) != 3:
        raise SettingsError(
            f"TONGXIN_DOCUMENT_FONTS names {len(names)} fonts. Give three, of text, headings and "
            "title, with semicolons: 仿宋;黑体;方正小标宋简体"
        )
    return names


def _chapter_options(env: Mapping[str, str]) -> dict[str, str]:
    start = "TONGXIN_CHAPTER_"
    return {n.removeprefix(start).lower(): v for n, v in env.items() if n.startswith(start)}


def from_environment(
    env: Mapping[str, str], *, root: Path, chapters: tuple[str, ...] = ()
) -> Settings:
    """Read the settings from *env*; relative paths start at *root*.

    Raises SettingsError with a sentence that says how to mend the value.
    """
    host = env.get("TONGXIN_HOST", "127.0.0.1")
    production = env.get("TONGXIN_ENV", "") == "production" or host not in LOOPBACK
    data_dir = root / env.get("TONGXIN_DATA_DIR", "instance")
    url = env.get("TONGXIN_DATABASE_URL") or f"sqlite:///{data_dir / 'tongxin.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.partition("://")[2]
    if not url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise SettingsError(
            f"TONGXIN_DATABASE_URL is of no known kind ({url.partition('://')[0][:12]!r} …). "
            "Give sqlite:///path/to/file.db or postgresql://user@host/database."
        )
    folders = env.get("TONGXIN_CHAPTERS_DIR", "")
    hosts = tuple(h for h in env.get("TONGXIN_TRUSTED_HOSTS", "").replace(",", " ").split() if h)
    return Settings(
        database_url=url,
        host=host,
        port=_port(env.get("TONGXIN_PORT", "8080")),
        secret_key=_secret(env, data_dir, production),
        data_dir=data_dir,
        locale=_locale(env.get("TONGXIN_LOCALE", "zh_CN")),
        clock=_clock(env.get("TONGXIN_CLOCK", "")),
        production=production,
        tls=env.get("TONGXIN_TLS", "") in ("1", "true", "yes"),
        proxies=_proxies(env.get("TONGXIN_PROXIES", "0")),
        trusted_hosts=hosts,
        chapter_dirs=tuple(root / p for p in folders.split(os.pathsep) if p),
        chapters=chapters,
        chapter_options=_chapter_options(env),
        broker_url=_broker(env.get("TONGXIN_BROKER_URL", ""), url),
        broker_queue=_queue(env.get("TONGXIN_BROKER_QUEUE", "tongxin")),
        job_heartbeat=_heartbeat(env.get("TONGXIN_JOB_HEARTBEAT", "10")),
        metrics_token=_token(env.get("TONGXIN_METRICS_TOKEN", "")),
        document_fonts=_fonts(env.get("TONGXIN_DOCUMENT_FONTS", "")),
        public_url=_public_url(env.get("TONGXIN_PUBLIC_URL", "")),
        **_mail(env),
        **_groups(env),
    )
