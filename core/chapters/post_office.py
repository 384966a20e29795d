"""What a pass of the post knows of settings, accounts and languages; made once per program."""

from __future__ import annotations

from random import SystemRandom
from zoneinfo import ZoneInfo

from core.access.address_book import AddressBook
from core.chapters.chapters import Chapters
from core.chapters.domains import domains
from core.notify.channels import Channel, Channels
from core.notify.mail import Mailer
from core.notify.models import DINGTALK, WECOM
from core.notify.robots import Robot
from core.settings import Settings
from core.texts.speak import Speaker


def post_office(settings: Settings, chapters: Chapters) -> Channels:
    """Accounts, languages and the channels that are set up."""
    core_first = domains(chapters)
    return Channels(
        book=AddressBook(),
        say=Speaker(core_first[::-1]).say,  # the core's words count where both know a text
        locale=settings.locale,
        zone=ZoneInfo(settings.time_zone),
        chance=SystemRandom().random,
        site_url=settings.public_url,
        outward=outward(settings),
        group_roles=frozenset(settings.group_roles),
        group_hours=settings.group_hours,
        runs=chapters.enabled,
    )


def outward(settings: Settings) -> tuple[Channel, ...]:
    """The channels that lead out of the house, as far as the settings name a server."""
    found: list[Channel] = []
    if settings.smtp_host:
        found.append(
            Mailer(
                host=settings.smtp_host,
                port=settings.smtp_port,
                sender=settings.smtp_from,
                tls=settings.smtp_tls,
                user=settings.smtp_user,
                password=settings.smtp_password,
            )
        )
    if settings.wecom_url:
        found.append(Robot(name=WECOM, url=settings.wecom_url))
    if settings.dingtalk_url:
        secret = settings.dingtalk_secret
        found.append(Robot(name=DINGTALK, url=settings.dingtalk_url, secret=secret))
    return tuple(found)
