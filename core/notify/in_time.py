"""A limit for the whole of a conversation with a server, however slowly it speaks."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

EACH = 10.0
"""Seconds to wait for one answer."""
WHOLE = 30.0
"""Seconds for everything that belongs to one letter; shorter than a sender holds its parcel."""


@contextlib.contextmanager
def in_time(wire: Callable[[], socket.socket | None], seconds: float = WHOLE) -> Iterator[None]:
    """Cut the connection that *wire* gives when the block takes longer than *seconds*."""
    timer = threading.Timer(seconds, _cut, [wire])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(wire: Callable[[], socket.socket | None]) -> None:
    open_now = wire()
    if open_now is not None:
        with contextlib.suppress(OSError):
            # Not the method of the object: one with TLS would forget its state under its reader.
            socket.socket.shutdown(open_now, socket.SHUT_RDWR)
