"""An assistant whose model is the stand-in server, over the real wire, with a real store behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cases import counting
from tests.ai.study import Study, study


@pytest.fixture(scope="session", autouse=True)
def counting_is_loaded() -> None:
    counting.prepare()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Study]:
    async with study(tmp_path) as there:
        yield there
