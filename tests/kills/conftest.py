"""All kills that were asked for happen at the same time, in towns of their own; then each test looks at its point."""

import asyncio
from functools import reduce
from typing import Any

import psycopg
import pytest

from tests.kills.aftermath import Aftermath, aftermath
from tests.kills.points import Point, together
from tests.kills.random_kills import random_kills
from tests.kills.town import Fate
from tests.migrated import empty_database

RANDOM_KILLS = 6
SEED = 20
TOWNS = 2


@pytest.fixture(scope="session")
def after_kills(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Aftermath]:
    """By the beginning of the tests' names; only what the chosen tests ask about."""
    on_sqlite, on_postgres = _points(request, "test_on_sqlite"), _points(request, "test_on_postgres")
    kills = together(sorted(on_sqlite, key=lambda point: point.fate is Fate.AFTER))  # to settle these takes least

    async def sqlite(number: int) -> Aftermath:
        return await aftermath(tmp_path_factory.mktemp(f"sqlite{number}"), kills[number::TOWNS])

    async def postgres() -> Aftermath:
        address = _database(request.getfixturevalue("postgres_server")) if on_postgres else ""
        return await aftermath(tmp_path_factory.mktemp("postgres"), together(on_postgres), address)

    async def at_random() -> Aftermath:
        asked = _asked(request, "test_at_random")
        return await random_kills(tmp_path_factory.mktemp("random"), RANDOM_KILLS, SEED) if asked else Aftermath()

    async def kill() -> dict[str, Aftermath]:
        await empty_database()  # alembic makes one at a time
        there, chance, *here = await asyncio.gather(postgres(), at_random(), *map(sqlite, range(TOWNS)))
        return {"sqlite": reduce(Aftermath.and_of, here), "postgres": there, "random": chance}

    return asyncio.run(kill())


def _points(request: pytest.FixtureRequest, test: str) -> list[Point]:
    """What the chosen tests look at."""
    return [item.callspec.params["point"] for item in _asked(request, test)]


def _asked(request: pytest.FixtureRequest, test: str) -> list[Any]:
    return [
        item
        for item in request.session.items
        if getattr(item, "originalname", "").startswith(test) and "after_kills" in item.fixturenames
    ]


def _database(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("CREATE DATABASE desk_kills")
    return server.replace("/postgres?", "/desk_kills?")
