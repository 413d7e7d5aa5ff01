"""What every test may ask for: PostgreSQL, the reference files, a browser; and no network beyond this machine."""

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog

from tests.postgres import postgres

_numbers = count(1)
_LONGEST = (
    "tests/kills/test_killed.py",
    "tests/kills",
    "tests/journeys/test_storm.py",
    "tests/benchmarks",
    "tests/sandbox/page",
    "tests/journeys",
    "tests/test_command_line.py",
)
"""Kills first: they happen all together for whichever worker runs the first test about one, so one should run all."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers share the tests, what takes long begins first, so that none has much to do in the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    return next((place for place, path in enumerate(_LONGEST) if item.nodeid.startswith(path)), len(_LONGEST))


class OutsideThisMachine(BaseException):
    """A test tried to reach a host elsewhere. Not an `Exception`, so that no code under test can swallow it."""


def _stays_here(address: Any) -> bool:
    if not isinstance(address, tuple):  # a unix socket
        return True
    host = address[0]
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(address: Any) -> None:
        if not _stays_here(address):
            raise OutsideThisMachine(f"Tests reach this machine only, not {address!r}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        guard(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (None, "", "0.0.0.0", "::"):
            guard((host,))
        return getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """As the bot itself logs them: to draw all local variables takes longer than Slack waits."""
    *others, _ = structlog.get_config()["processors"]
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*others, console])


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder with X's OpenAPI file, Slack's manifest schema, the conformance suite and sample data."""
    folder = os.environ.get("MENTIONDESK_REFERENCE")
    if not folder:
        pytest.skip("MENTIONDESK_REFERENCE is not set: it names the folder with the platforms' own files")
    return Path(folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("CI"):
        pytest.fail("CI must have Chromium: `make browser` installs it")
    pytest.skip("Chromium is not installed: `make browser` as root installs it")


@pytest.fixture(scope="session")
def postgres_machine() -> Iterator[Any]:
    """A PostgreSQL server of our own, started once and gone afterwards."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server(postgres_machine: Any) -> str:
    """Its address."""
    return str(postgres_machine.get_uri())


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a fresh, empty database."""
    name = f"desk_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
