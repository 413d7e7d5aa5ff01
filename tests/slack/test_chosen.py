"""The message whose menu somebody opens is known, also where Slack shows it a moment before we hear that it stands."""

from tests.slack.room import Room


async def test_a_message_of_ours_may_be_known_only_in_a_moment(room: Room, monkeypatch):
    _, card = await room.case()
    at, ours, early = room.store.at, room.store.ours, [1, 2]

    async def not_yet(channel, ts):
        return None if early else await at(channel, ts)

    async def stands(channel, ts):
        return False if early and early.pop() else await ours(channel, ts)

    monkeypatch.setattr(room.store, "at", not_yet)
    monkeypatch.setattr(room.store, "ours", stands)
    monkeypatch.setattr("bot.slack.chosen.BETWEEN_LOOKS", 0.001)
    await room.anna.shortcut("Reply with this", card)
    await room.anna.sees_ephemeral("There is nothing in this message to reply with")
    assert early == []
