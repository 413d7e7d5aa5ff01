"""Two bots on one SQLite file, by mistake: the second refuses, and the first does not even notice."""

import asyncio

from tests.kills.town import KillTown


async def test_a_second_bot_on_one_file_refuses_with_a_sentence(tmp_path):
    async with KillTown(tmp_path) as town:
        second = await town.spawn(tmp_path / "second.log")
        async with asyncio.timeout(30):
            assert await second.wait() == 1
        last = (tmp_path / "second.log").read_text().splitlines()[-1]
        assert last == (
            f"Another Mentiondesk runs on {tmp_path / 'desk.db'} already; "
            "stop it first, or use PostgreSQL for several processes."
        )
        await town.complaint("@acmeair my bag is lost")
        assert town.doubles() == []
