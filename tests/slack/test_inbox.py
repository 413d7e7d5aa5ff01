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


async def test_whom_slack_never_describes_is_asked_once_more_and_keeps_nobody_waiting(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSE", 0.01)
    monkeypatch.setattr(inbox, "ASKS", 2)
    world = furnished()
    (tmp_path / "desk.db").write_bytes(await empty_database())
    world.add_user("U0NEW", "new", "Nina Ew")
    said = {"type": "message", "channel": DESK, "ts": "1.0", "user": "U0NEW", "text": "<@U0DESK> claim"}
    async with living(tmp_path, "socket", settings(), world) as room:
        world.join("U0NEW", DESK)
        room.server.faults.add("GET users.info", "cut_before", times=None)
        async with room.store.change() as change:
            await change.keep_act("odd", {"event": {"user": "U0ANNA"}}, datetime.now(UTC))
            await change.keep_act("new", {"event": said}, datetime.now(UTC))
        await inbox.resume(room.office, room.slack._bolt)
        await room.person("U0NEW").sees_ephemeral("Slack has not told me yet who you are. Please try once more")
        assert await room.store.acts() == []
