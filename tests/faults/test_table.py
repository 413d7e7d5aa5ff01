"""Every call under everything that can go wrong with it: what the table says is what happens."""

import asyncio

import pytest
from structlog.testing import capture_logs

from tests.faults.acts import ACTS, Act
from tests.faults.rows import Call, Row
from tests.faults.stage import Stage
from tests.faults.table import ON_DESK, cells
from tests.faults.troubles import Trouble

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEFECTS = {
    "delivery_broke",
    "look_broke",
    "slack.bug",
    "slack.chore_failed",
    "slack.event_failed",
    "slack.answer_failed",
}


@pytest.mark.parametrize(
    ("call", "row", "name"), [pytest.param(*cell, id=f"{cell[0].name} - {cell[2]}") for cell in cells()]
)
async def test_what_the_table_says_is_what_happens(stage: Stage, call: Call, row: Row, name: str) -> None:
    trouble = call.trouble(name)
    act = ACTS[call.what](stage)
    await stage.goes_on()
    await act.prepare()
    with capture_logs() as logs:
        try:
            struck = await stage.strike(call.side, call.route, trouble, call.times)
            await act.do()
            if struck and call.keeps:
                assert struck.struck == (trouble.times or 1)
            assert row.shows.format(says=trouble.says) in act.shows()
            if not row.told or row.told.startswith(ON_DESK.partition(":")[0]):
                await _is_told(act, row, trouble)
        finally:
            await stage.heal()
        await act.after()
    assert not {str(each["event"]) for each in logs} & DEFECTS, logs
    await stage.until(lambda: act.there() >= row.there)
    assert act.there() == row.there
    assert row.after is None or act.elapsed == pytest.approx(row.after, abs=1.01)
    if row.told and not row.told.startswith(ON_DESK.partition(":")[0]):
        await _is_told(act, row, trouble)


async def _is_told(act: Act, row: Row, trouble: Trouble) -> None:
    words = row.told.partition(": ")[2].format(says=trouble.says)
    async with asyncio.timeout(30):
        while words not in await act.told():
            await asyncio.sleep(0.01)
    if not words:
        assert await act.told() == ""
