"""A set-up in order, in which nobody works yet."""

import pytest

from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        yield town
