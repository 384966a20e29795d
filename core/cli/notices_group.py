"""``run.py notices``: one pass of the post, and a mail to try the settings with."""

from __future__ import annotations

import secrets
import sys

import click

from core.chapters.post_office import post_office
from core.cli.store import Store
from core.notify import letters
from core.notify.deliver import deliver
from core.notify.letters import Envelope, Letter, Line
from core.notify.models import DINGTALK, MAIL, WECOM
from core.notify.outcome import REASON_TEXTS, Result
from core.notify.wishes import address_complaint


@click.group()
def notices() -> None:
    """Messages on their way out: inbox, mail, groups."""


@notices.command()
@click.pass_obj
def send(store: Store) -> None:
    """Share out what waits, and send what is due: by hand what the job does each half minute.

    Exit status 1 when a channel could not be used.
    """
    done = deliver(store.factory, post_office(store.settings, store.chapters), now=store.clock())
    click.echo(
        f"{done.messages} messages shared out, {done.nobody} reached nobody; {done.sent} parcels "
        f"sent, {done.later} to be tried again, {done.dead} given up, {done.cancelled} cancelled."
    )
    for channel, reason in done.down.items():
        click.echo(f"{channel}: {REASON_TEXTS.get(reason, reason)}", err=True)
    if done.down:
        sys.exit(1)


@notices.command("test")
@click.argument("channel", type=click.Choice([MAIL, WECOM, DINGTALK]))
@click.argument("address", required=False, default="")
@click.pass_obj
def test_(store: Store, channel: str, address: str) -> None:
    """Send a trial message: mail to ADDRESS, or into the group. Exit status 1 when it is not taken."""
    office = post_office(store.settings, store.chapters)
    way = office.channel(channel)
    if way is None:
        raise click.ClickException(
            f"{channel} is not set up. docs/notices.md names the variables of the environment."
        )
    if channel == MAIL and (not address or address_complaint(address)):
        raise click.UsageError("Name the address that the mail goes to, as name@example.edu.cn.")
    locale, text = store.settings.locale, office.say(store.settings.locale, letters.TRIAL)
    token, now = f"trial-{secrets.token_hex(8)}", store.clock()
    letter = Letter(token, now, text, f"{office.say(locale, 'Tongxin')} · {text}")
    if channel == MAIL:
        line = Line(subject=text, body="", link="", at=now)
        letter = letters.mail(office.desk, locale, Envelope(token, now, address), [line])
    with way.opened() as give:
        sent = give(letter)
    if sent.result is not Result.SENT:
        raise click.ClickException(f"{REASON_TEXTS.get(sent.reason, sent.reason)} {sent.detail}")
    click.echo("It was taken.")
