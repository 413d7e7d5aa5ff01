"""Two stages that the tests of a file share: on one the bot has patience, on the other it loses it at once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.faults.stage import Stage, staged
from tests.faults.troubles import HASTE

PATIENT = 5.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def patient(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with staged(tmp_path_factory.mktemp("patient"), PATIENT) as stage:
        yield stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hasty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with staged(tmp_path_factory.mktemp("hasty"), HASTE) as stage:
        yield stage
