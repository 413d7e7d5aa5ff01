"""A database made by copying is one that the bot can work on."""

from datetime import timedelta
from pathlib import Path

from benchmarks import seed
from bot.desk.reply import reply
from bot.ports.store import Pace
from bot.storage import open_store
from tests.desk_room import ANN, desk_room
from tests.fakes import FrozenClock, SilentAlarm

CHANNELS = ["C0MENTIONS", "C0SECOND"]


async def test_copies_of_a_case_are_whole_and_their_cards_wait_where_wanted(tmp_path: Path) -> None:
    async with desk_room(tmp_path) as room:
        case = await room.opened()
        await room.works()
        await reply(room.desk, case.id, "We look into it.", ANN)
        room.clock.forward(60)
        await room.works()
        later = room.clock.now() + timedelta(minutes=1)
    [database] = tmp_path.glob("*.db")
    seed.store(database, 150)
    seed.put_in_line(database, 3, CHANNELS)
    store = await open_store(f"sqlite:///{database}", SilentAlarm(), FrozenClock(), "T0ACME")
    copy, waiting = await store.case(100), await store.case(153)
    assert copy and len(copy.posts) == len(copy.replies) == 1 and copy.open
    assert waiting and waiting.number == 153 and waiting.owner is None
    assert len(await store.open(100)) == 1 + 1 + 3
    async with store.change() as change:
        claimed = [await change.claim(f"T0ACME/post/{each}", Pace(interval=1, burst=1), later) for each in CHANNELS]
    assert [each and (each.channel, each.case) for each in claimed] == [("C0MENTIONS", 152), ("C0SECOND", 153)]
    await store.stop()
