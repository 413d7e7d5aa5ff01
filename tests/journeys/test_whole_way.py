"""The whole way of one complaint, over both wires."""

import pytest

from tests.journeys.town import Town
from tests.journeys.whole_way import UNDO, whole_way


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_complaint_becomes_one_answer_and_comes_back_as_the_same_case(tmp_path, mode):
    async with Town(tmp_path, mode, undo=UNDO) as town:
        await whole_way(town)
