"""Requests per second on the list, with two workers of gunicorn and a few open connections."""

from __future__ import annotations

import multiprocessing as mp
import os
import re
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import BinaryIO

from bench.stores import OUT
from bench.subject import AGENT, Browser
from bench.subjects import subject

WORKERS, CONNECTIONS, SECONDS = 2, 4, 5.0


@dataclass(frozen=True, slots=True)
class Load:
    """What a server answered in the time."""

    subject: str
    requests: int
    seconds: float
    bad: int

    @property
    def per_second(self) -> float:
        """Good answers per second."""
        return (self.requests - self.bad) / self.seconds


def measure_load(name: str, url: str, size: str) -> Load:
    """Serve the program, load it from another process for some seconds, end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with_app = {"BENCH_SUBJECT": name, "BENCH_URL": url, "BENCH_SIZE": size}
    command = [sys.executable, "-m", "gunicorn", "-w", str(WORKERS), "-k", "gthread",
               "--threads", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error",
               "bench.wsgi:application"]  # fmt: skip
    said = open(OUT / f"gunicorn-{name}.log", "wb")
    server = subprocess.Popen(command, env={**os.environ, **with_app}, stderr=said)
    said.close()
    context = mp.get_context("spawn")
    near, far = context.Pipe()
    loader = context.Process(target=_load, args=(far, name, url, size, port))
    loader.start()
    far.close()
    try:
        if not near.poll(90):
            raise RuntimeError(f"{name}: no answer from the server within 90 seconds.")
        good, answer = near.recv()
        if not good:
            raise RuntimeError(f"{name}: the load failed: {answer}")
        requests, bad, seconds = answer
        return Load(name, requests, seconds, bad)
    except EOFError:
        raise RuntimeError(f"{name}: the load process ended early.") from None
    finally:
        loader.terminate()
        server.terminate()
        server.wait(20)


def _load(pipe: Connection, name: str, url: str, size: str, port: int) -> None:
    """Sign in, wait for the server, then ask on each connection as fast as it answers."""
    try:
        program = subject(name, url, size)
        browser = Browser(program.app)
        program.sign_in(browser)
        least = len(browser.get(program.list_path).get_data()) * 9 // 10
        lines = (f"GET {program.list_path} HTTP/1.1", f"Host: 127.0.0.1:{port}",
                 f"User-Agent: {AGENT}", f"Cookie: {browser.cookie_header()}",
                 "Connection: keep-alive", "", "")  # fmt: skip
        request = "\r\n".join(lines).encode()
        _wait(port)
        for _ in range(6):
            _ask_until(port, request, time.perf_counter(), least)
        pipe.send((True, _storm(port, request, least)))
    except Exception as error:  # told to the other side
        pipe.send((False, repr(error)))
    os._exit(0)


def _wait(port: int) -> None:
    until = time.perf_counter() + 60
    while time.perf_counter() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")


def _storm(port: int, request: bytes, least: int) -> tuple[int, int, float]:
    counts: list[tuple[int, int]] = []
    began = time.perf_counter()

    def one() -> None:
        counts.append(_ask_until(port, request, began + SECONDS, least))

    threads = [threading.Thread(target=one) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    return sum(c[0] for c in counts), sum(c[1] for c in counts), seconds


def _ask_until(port: int, request: bytes, until: float, least: int) -> tuple[int, int]:
    """Ask at least once, then until the moment given; (answers, those not 200 or too short)."""
    done = bad = 0
    with socket.create_connection(("127.0.0.1", port), 30) as link:
        reader = link.makefile("rb")
        while True:
            link.sendall(request)
            good, size, stays = _answer(reader)
            done, bad = done + 1, bad + (not good or size < least)
            if time.perf_counter() >= until:
                return done, bad
            if not stays:
                link.close()
                link = socket.create_connection(("127.0.0.1", port), 30)
                reader = link.makefile("rb")


def _answer(reader: BinaryIO) -> tuple[bool, int, bool]:
    """Read one answer: is it 200, how many bytes of body, does the connection stay open."""
    body = 0
    line = reader.readline()
    head = b""
    while (part := reader.readline()) not in (b"\r\n", b""):
        head += part
    length = re.search(rb"(?i)^content-length:\s*(\d+)", head, re.M)
    if length:
        body = len(reader.read(int(length[1])))
    elif re.search(rb"(?i)^transfer-encoding:\s*chunked", head, re.M):
        while size := int(reader.readline(), 16):
            body += len(reader.read(size + 2)) - 2
        reader.readline()
    stays = re.search(rb"(?i)^connection:\s*close", head, re.M) is None and bool(line)
    return b" 200 " in line, body, stays
