"""The bot in a Slack workspace, over Socket Mode unless a test asks for both wires."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cases import counting
from bot.cases.settings import Settings
from tests.migrated import empty_database
from tests.patience import ACK_SECONDS
from tests.slack.room import Room, living, settings


@pytest.fixture
def mode(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "socket")


@pytest.fixture
def desk_file(request: pytest.FixtureRequest) -> Settings:
    """What `@pytest.mark.parametrize("desk_file", [...], indirect=True)` names, else a plain desk."""
    return getattr(request, "param", None) or settings()


@pytest.fixture(scope="session")
def counts() -> None:
    """X's counting, loaded."""
    counting.prepare()


@pytest.fixture
def ack_seconds() -> float:
    return ACK_SECONDS


@pytest.fixture
async def room(tmp_path: Path, mode: str, desk_file: Settings, counts: None, ack_seconds: float) -> AsyncIterator[Room]:
    (tmp_path / "desk.db").write_bytes(await empty_database())
    async with living(tmp_path, mode, desk_file, ack_seconds=ack_seconds) as there:
        yield there
