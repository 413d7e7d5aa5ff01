"""How a reply comes to be one that nobody knows the end of, for tests that would not wait for five minutes."""

from bot.cases.case import Case
from bot.cases.outbox import publish
from tests.slack.room import Room


async def put_to_people(room: Room, case: Case, reply_id: int) -> None:
    """Looking for this unsure reply has come to nothing."""
    shown = (await room.now(case)).reply(reply_id)
    assert shown is not None
    publishing = publish(case, shown)
    async with room.store.change() as change:
        open_end = await change.open_end(publishing.subject, publishing.lane)
    assert open_end is not None
    await room.relay.replies.put_to_people(open_end, "It could not be looked for.")
