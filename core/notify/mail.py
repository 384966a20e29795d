"""Mail by SMTP: one connection for the letters of a pass, each with a Message-ID of its own.

What the server took before a crash may be sent again; it then carries the same Message-ID.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from core.notify.in_time import EACH, WHOLE, in_time
from core.notify.letters import Letter
from core.notify.models import MAIL
from core.notify.outcome import DONE, Result, Sent

CLOSING = 421


@dataclass(frozen=True, kw_only=True)
class Mailer:
    """The mail server of the settings. ``tls``: starttls, tls or none; certificates are checked."""

    host: str
    port: int
    sender: str
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    trust: ssl.SSLContext | None = None
    each: float = EACH
    whole: float = WHOLE

    @property
    def name(self) -> str:
        """Of the channel."""
        return MAIL

    @property
    def group(self) -> bool:
        """Mail goes to one account at a time."""
        return False

    @contextmanager
    def opened(self) -> Iterator[_Line]:
        """A sender that connects when the first letter comes."""
        line = _Line(self)
        try:
            yield line
        finally:
            line.close()

    def message(self, letter: Letter) -> EmailMessage:
        """The letter as it goes over the wire: plain text, and the same as HTML."""
        name, address = parseaddr(self.sender)
        made = EmailMessage(policy=SMTP)
        made["From"] = Address(display_name=name or letter.sender, addr_spec=address)
        made["To"] = Address(addr_spec=letter.to)
        made["Subject"] = letter.title
        made["Date"] = format_datetime(letter.at)
        made["Message-ID"] = f"<{letter.token}@{address.rpartition('@')[2]}>"
        made["Auto-Submitted"] = "auto-generated"
        made.set_content(letter.text, cte="base64")
        made.add_alternative(letter.html, subtype="html", cte="base64")
        return made


class _Line:
    """A connection that is made when needed and made again when the server has ended it."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer
        self._smtp: smtplib.SMTP | None = None

    def __call__(self, letter: Letter) -> Sent:
        with in_time(lambda: self._smtp.sock if self._smtp else None, self._mailer.whole):
            try:
                smtp = self._connected()
            except (OSError, smtplib.SMTPException) as error:
                self.close()
                return _down(error)
            return self._send(smtp, letter)

    def _send(self, smtp: smtplib.SMTP, letter: Letter) -> Sent:
        message = self._mailer.message(letter)
        sender = parseaddr(self._mailer.sender)[1]
        try:
            smtp.sendmail(sender, [letter.to], _unsubscribed(letter) + message.as_bytes())
        except smtplib.SMTPRecipientsRefused as error:
            return _answered(*next(iter(error.recipients.values())))
        except smtplib.SMTPSenderRefused as error:
            return _sender_refused(error)
        except smtplib.SMTPResponseException as error:
            return _answered(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            reason = "too_slow" if _timed_out(error) else "broken"
            return Sent(Result.LATER, reason, _plain(str(error)))
        return DONE

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None and self._smtp.sock is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            self.close()
        mailer, trust = self._mailer, self._trust
        if mailer.tls == "tls":
            self._smtp = smtplib.SMTP_SSL(
                mailer.host, mailer.port, timeout=mailer.each, context=trust
            )
        else:
            self._smtp = smtplib.SMTP(mailer.host, mailer.port, timeout=mailer.each)
        if mailer.tls == "starttls":
            self._smtp.starttls(context=trust)
        if mailer.user:
            self._smtp.login(mailer.user, mailer.password)
        return self._smtp

    @property
    def _trust(self) -> ssl.SSLContext | None:
        """Whom to trust; the machine's own list unless the mailer has one."""
        if self._mailer.tls == "none":
            return None
        return self._mailer.trust or ssl.create_default_context()

    def close(self) -> None:
        """End the connection, as politely as the server allows."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None and smtp.sock is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException), in_time(lambda: smtp.sock, 2):
                smtp.quit()
            smtp.close()


def _unsubscribed(letter: Letter) -> bytes:
    """The header lines by which mail programs end such mails (RFC 8058). Written by hand: the library
    would encode a word that is longer than a line, and nobody could read the address."""
    if not letter.unsubscribe:
        return b""
    lines = (
        f"List-Unsubscribe: <{letter.unsubscribe}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _down(error: Exception) -> Sent:
    """Nobody can send now: the server is away, or does not let us in."""
    reason = "no_answer"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        reason = "sign_in"
    elif isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        reason = "tls"
    elif _timed_out(error):
        reason = "too_slow"
    elif isinstance(error, smtplib.SMTPResponseException):
        reason = "not_now"
    return Sent(Result.DOWN, reason, _plain(_words(error)))


def _timed_out(error: Exception) -> bool:
    """True for a time-out, also for one that the library tells as a broken connection."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _sender_refused(error: smtplib.SMTPSenderRefused) -> Sent:
    detail = _plain(_words(error))
    if error.smtp_code == CLOSING:
        return Sent(Result.DOWN, "not_now", detail)
    if error.smtp_code < 500:
        return Sent(Result.LATER, "not_now", detail)
    return Sent(Result.DOWN, "sender", detail)


def _answered(code: int, told: bytes | str) -> Sent:
    """What the server said about one recipient or one text: 4xx not now, 5xx never."""
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    detail = _plain(f"{code} {words}")
    if code < 500:
        return Sent(Result.LATER, "not_now", detail)
    return Sent(Result.DEAD, "refused", detail)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        words = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
        return f"{error.smtp_code} {words}"
    return str(error)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:300]
