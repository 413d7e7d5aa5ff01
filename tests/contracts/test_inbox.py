"""What every store promises about what was heard and is not done yet: kept once, as it came, until it is dropped."""

from bot.storage import Storage
from tests.cases.samples import NOON


async def test_an_act_is_kept_once_as_it_came_until_it_is_done(store: Storage) -> None:
    claim, say = {"user": {"id": "U0NEW"}, "text": "half \ud83d and \0"}, {"event": {"user": "U0NEW"}}
    async with store.change() as change:
        assert await change.keep_act("trigger:1", claim, NOON)
        assert not await change.keep_act("trigger:1", say, NOON)
        assert await change.keep_act("said:1", say, NOON)
    assert [key for key, _ in await store.acts()] == ["trigger:1", "said:1"]
    assert (await store.acts())[0][1]["user"] == {"id": "U0NEW"}
    async with store.change() as change:
        await change.drop_act("trigger:1")
        await change.drop_act("trigger:2")
    assert await store.acts() == [("said:1", say)]
