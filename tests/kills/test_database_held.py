"""Another program holds the SQLite file: people are told, everything else waits, and nothing is lost."""

import asyncio
import sqlite3
from contextlib import closing

from tests.kills.points import CREATES, POSTS
from tests.kills.scene import Scene
from tests.kills.town import KillTown

HELD_FOR = 6.0  # seconds; nothing here depends on how many, as long as Slack …
SLACK_REPEATS = (0.0, 6.0, 60.0)  # … still repeats its events: at once, and (in truth) after one and five minutes


async def test_nothing_is_lost_while_another_program_holds_the_database(tmp_path):
    async with KillTown(tmp_path, retries=SLACK_REPEATS) as town:
        known, fresh = Scene(town, "001"), Scene(town, "002")
        await known.opens()
        await known.escalates()
        await known.asked()
        holds = [
            town.x_server.faults.hold(CREATES),
            town.slack_server.faults.hold(POSTS, containing=known.words("more")),
        ]
        await known.replies_with(known.words("reply"))
        known.adds(known.words("more"))
        for hold in holds:
            await hold.reached()
        with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for hold in holds:
                hold.release()  # the outcome comes when it cannot be written down
            fresh.complain()
            await known.team_notes(known.words("note"))
            await known.person.click(await known.card(), "Release")
            await known.person.sees_ephemeral("I could not keep this. Another program holds the database")
            await asyncio.sleep(HELD_FOR)
            assert len(town.x.posts_of(town.acme)) == 1
            other.execute("ROLLBACK")
        await fresh.card()
        await town.slack_server.settled()
        await town.settles()
        assert known.wrongs() + fresh.wrongs() == []
        assert town.doubles() == []
        await fresh.claims()
        await town.shows(await fresh.card(), "Ann Arden")


async def test_the_bot_ends_in_time_though_its_database_is_held(tmp_path):
    async with KillTown(tmp_path) as town:
        scene = Scene(town, "001")
        with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            scene.complain()
            await asyncio.sleep(2)
            assert await town.end() == 0, town.said()[-3000:]
        await town.rises()
        await scene.card()
        await town.settles()
        assert scene.wrongs() == []
