"""The same on PostgreSQL: the whole way, and a start in the middle of it."""

from tests.journeys.town import Town
from tests.journeys.whole_way import UNDO, whole_way


async def test_a_complaint_goes_the_whole_way_on_postgresql(tmp_path, postgres_url):
    async with Town(tmp_path, undo=UNDO, database=postgres_url, retries=(0.3, 1, 3)) as town:
        await whole_way(town)


async def test_a_reply_in_its_time_to_undo_outlives_the_bot_on_postgresql(tmp_path, postgres_url):
    async with Town(tmp_path, undo=UNDO, database=postgres_url, retries=(0.3, 1, 3)) as town:
        post, card = await town.complaint("@acmeair where is my suitcase")
        assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
        await town.stop_bot()
        await town.start_bot()
        await town.posted(post)
        await town.shows(await town.in_thread(card, "It is in Oslo."), "Posted on X")
        assert len(town.answers(post)) == 1
