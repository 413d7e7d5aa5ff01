"""A disk that is full: everybody is told, nothing is lost, and all goes on as soon as there is room."""

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.app.health import Health
from bot.desk import reply
from bot.ports.faults import Fault
from tests.faults.acts.deliveries import ANNA
from tests.faults.stage import DESK, Stage, staged

LEASE = 31.0
TOLD = "does not take what is written"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage


@contextmanager
def no_room(stage: Stage) -> Iterator[None]:
    """No file of this process may grow beyond what the database's log has reached."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (stage.folder / "desk.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def problems(stage: Stage) -> dict[str, str]:
    health = Health(stage.store, stage.slack, lambda: (), stage.clock)
    return {problem.part: problem.words for problem in await health.problems()}


async def test_everybody_is_told_and_nothing_is_lost_or_doubled(stage: Stage):
    post, case, card = await stage.case("umbrella")
    _, _, other = await stage.case("violin")
    await reply.reply(stage.desk, case.id, "We have your umbrella.", ANNA)
    held = stage.x_server.faults.hold("POST /2/tweets", "after")
    sending = stage.in_background(stage.step())
    await held.reached()
    with no_room(stage):
        held.release()  # X has it, and the outcome cannot be written down
        with suppress(Fault):
            await sending
        await stage.complains("@acmeair my wallet")
        await stage.poll.look()
        assert TOLD in stage.poll.looks["mentions"].problem
        said = len(stage.world.ephemerals("U0ANNA"))
        await stage.anna.click(other, "Claim")
        await stage.slack_server.settled()
        await stage.office.chores.quiet()
        [told] = [stage.world.text_of(each) for each in stage.world.ephemerals("U0ANNA")[said:]]
        assert told.startswith("I could not keep this. The disk with ") and TOLD in told
        assert TOLD in (await problems(stage))["Database"]
        assert len(stage.answers(post)) == 1
    assert "Database" not in await problems(stage)
    await stage.looks()
    stage.clock.forward(LEASE)
    await stage.settler.look()
    await stage.goes_on()
    await stage.anna.click(other, "Claim")
    await stage.settled()
    texts = [stage.world.text_of(each) for each in stage.world.messages(DESK)]
    assert [sum(word in text for text in texts) for word in ("umbrella", "violin", "wallet")] == [1, 1, 1]
    assert "Anna Berg" in stage.world.text_of(stage.world.message(DESK, other.ts))
    assert len(stage.answers(post)) == 1
    thread = [stage.world.text_of(each) for each in stage.world.thread(DESK, card.ts)]
    assert sum("Posted on X" in text for text in thread) == 1
