"""The ground that every test stands on: a real PostgreSQL, and no network beyond this machine."""

import socket

import aiohttp
import psycopg
import pytest

from tests.conftest import OutsideThisMachine


@pytest.mark.parametrize("attempt", [1, 2])
def test_every_test_gets_an_empty_database(postgres_url: str, attempt: int) -> None:
    with psycopg.connect(postgres_url) as database:
        assert database.execute("SELECT to_regclass('case_of_another_test')").fetchone() == (None,)
        database.execute("CREATE TABLE case_of_another_test (id int)")


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as knock, pytest.raises(BaseException, match="this machine only") as refused:
        knock.connect(("192.0.2.1", 443))
    assert refused.type.__name__ == OutsideThisMachine.__name__


async def test_no_test_asks_for_the_address_of_another_machine() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(BaseException, match="this machine only"):
            await session.get("http://example.invalid/")
