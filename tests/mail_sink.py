"""A real SMTP server for tests: it takes mails, or refuses them as it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

TAKEN = "250 OK"


@dataclass
class Sink:
    """What arrived, and what is answered. ``on_rcpt`` and ``on_data`` give an answer for an address."""

    mails: list[EmailMessage] = field(default_factory=list)
    on_rcpt: Callable[[str], str] = field(default=lambda _address: TAKEN)
    on_data: Callable[[str], str] = field(default=lambda _address: TAKEN)
    delay: float = 0.0
    connections: int = 0
    signed_in: list[tuple[str, str]] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return answers

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self.on_rcpt(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        if self.delay:
            await asyncio.sleep(self.delay)
        answer = self.on_data(envelope.rcpt_tos[0])
        if answer.startswith("2"):
            made = message_from_bytes(envelope.content, policy=default)
            assert isinstance(made, EmailMessage)
            self.mails.append(made)
        return answer

    def signs_in(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> Any:
        """Takes «post» with the password «a: b@c»."""
        pair = (data.login.decode(), data.password.decode())
        self.signed_in.append(pair)
        return AuthResult(success=pair == ("post", "a: b@c"), handled=False)

    @property
    def ids(self) -> list[str]:
        """Message-IDs in the order of arrival."""
        return [str(m["Message-ID"]) for m in self.mails]

    def text(self, number: int = -1) -> str:
        """The plain text of a mail."""
        part = self.mails[number].get_body(("plain",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@contextmanager
def smtp_sink(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, auth: bool = False
) -> Iterator[Sink]:
    """A sink on a free port of this machine."""
    sink = Sink()
    controller = Controller(
        sink,
        hostname="127.0.0.1",
        port=0,
        ssl_context=tls,
        tls_context=starttls,
        require_starttls=starttls is not None,
        authenticator=sink.signs_in if auth else None,
        auth_required=auth,
        auth_require_tls=False,
    )
    # Port 0: the controller would try to connect to port 0 itself, so it is started by hand.
    controller.port = free_port()
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
