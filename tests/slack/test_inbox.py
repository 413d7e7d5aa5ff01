"""What was acknowledged and not done yet when we ended is done at the next start."""

from datetime import UTC, datetime
from pathlib import Path

from bot.slack import inbox
from tests.migrated import empty_database
from tests.slack.room import DESK, furnished, living, settings


async def test_what_somebody_new_did_outlives_our_end(tmp_path: Path):
    world = furnished()
    (tmp_path / "desk.db").write_bytes(await empty_database())
    async with living(tmp_path, "socket", settings(), world) as room:
        (bag, card), (hat, other) = await room.case("My bag is lost"), await room.case("My hat is gone", by="omar")
        world.add_user("U0NEW", "new", "Nina Ew")
        world.join("U0NEW", DESK)
        nina = room.person("U0NEW")
        room.server.faults.hold("GET users.info", times=9)
        await nina.click(card, "Claim")
        await nina.say(DESK, "@Mentiondesk claim", other.ts)
        await room.server.settled()
        assert len(await room.store.acts()) == 2
        await room.slack.stop(0)
    async with living(tmp_path, "socket", settings(), world) as room:
        for case in (bag, hat):
            await room.becomes(case, owner="U0NEW")

        async def done() -> bool:
            return not await room.store.acts()

        await room.eventually(done)


async def test_what_somebody_did_whom_slack_never_describes_keeps_nothing_else_waiting(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSE", 0.01)
    world = furnished()
    (tmp_path / "desk.db").write_bytes(await empty_database())
    async with living(tmp_path, "socket", settings(), world) as room:
        async with room.store.change() as change:
            await change.keep_act("gone", {"event": {"user": "U0GONE", "type": "message"}}, datetime.now(UTC))
        await room.slack.stop(0)
    async with living(tmp_path, "socket", settings(), world) as room:

        async def dropped() -> bool:
            return not await room.store.acts()

        await room.eventually(dropped)
