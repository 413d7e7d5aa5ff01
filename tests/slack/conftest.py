"""The bot in a Slack workspace, over Socket Mode unless a test asks for both wires."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cases import counting
from bot.cases.settings import Settings
from tests.slack.room import Room, living, migrated, settings


@pytest.fixture
def mode(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "socket")


@pytest.fixture
def desk_file(request: pytest.FixtureRequest) -> Settings:
    """What `@pytest.mark.parametrize("desk_file", [...], indirect=True)` names, else a plain desk."""
    return getattr(request, "param", None) or settings()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, to be copied: migrating takes longer than most tests; and X's counting, loaded."""
    counting.prepare()
    return asyncio.run(migrated(tmp_path_factory.mktemp("slack")))


@pytest.fixture
async def room(tmp_path: Path, mode: str, desk_file: Settings, empty_database: Path) -> AsyncIterator[Room]:
    shutil.copy(empty_database, tmp_path / "desk.db")
    async with living(tmp_path, mode, desk_file) as there:
        yield there
