"""Messages over the wire: posted once, drawn afresh, found by their key, and never lost to their looks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.cases import outbox, views
from bot.cases.case import Case, ReplyState
from bot.cases.outbox import Delivery
from bot.ports.outcomes import Gone, Paused, Rejected, Unreachable, Unsure
from bot.sandbox.faults import Answer
from bot.sandbox.slack_server import Pace, SlackServer, SlackWorld, pings_of, text_of
from bot.slack import surface
from bot.slack.blocks import InvalidBlocks
from bot.slack.ids import METADATA
from bot.slack.people import Directory
from bot.slack.surface import SlackSurface
from tests.cases.samples import NOON, author, case, post, reply

DESK = "C0MENTIONS"
CARD = views.card(case(), NOON)


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class There:
    world: SlackWorld
    server: SlackServer
    client: AsyncWebClient
    surface: SlackSurface


@pytest.fixture
async def there() -> AsyncIterator[There]:
    world = SlackWorld()
    world.add_user("U0ANN", "ann", "Ann Meyer")
    world.add_channel(DESK, "mentions", ["U0ANN"])
    world.add_channel("C0OTHER", "other", ["U0ANN"], bot=False)
    world.add_channel("C0OLD", "old", ["U0ANN"], archived=True)
    server = SlackServer(world, Pace.off())
    await server.start()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(world.app.bot_token, base_url=server.api_url, session=session)
        people = Directory(client, "T0ACME", ())
        yield There(world, server, client, SlackSurface(client, SystemClock(), people))
        server.faults.clear()
    await server.stop()


def pictured() -> Case:
    return case(posts=(post(author=author(avatar="https://pics.example/broken.png")),))


def delivery(key: str = "key-1") -> Delivery:
    return replace(outbox.card(case(), NOON), key=key)


def recently() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=1)


# posting


async def test_a_card_is_posted_with_its_key_and_without_unfurling(there: There):
    ts = await there.surface.post(CARD, DESK, None, "key-1")
    [message] = there.world.messages(DESK)
    assert message.ts == ts
    assert "@acmeair where is my bag?" in text_of(message)
    assert message.metadata == {"event_type": METADATA, "event_payload": {"delivery": "key-1"}}
    [call] = there.server.calls_of("chat.postMessage")
    assert not call.args["unfurl_links"]
    assert not call.args["unfurl_media"]


async def test_a_reply_stands_in_the_thread_with_its_authors_name(there: There):
    root = await there.surface.post(CARD, DESK, None, "key-1")
    ts = await there.surface.post(views.reply(case(), reply()), DESK, root, "key-2")
    message = there.world.message(DESK, ts)
    assert message.thread_ts == root
    assert "Ann Meyer" in text_of(message)
    assert pings_of(message) == set()


async def test_a_picture_that_slack_cannot_fetch_costs_only_the_pictures(there: There):
    there.world.unfetchable.add("https://pics.example/broken.png")
    await there.surface.post(views.card(pictured(), NOON), DESK, None, "key-1")
    [message] = there.world.messages(DESK)
    assert [block["type"] for block in message.blocks][-1] == "actions"
    assert "broken.png" not in str(message.blocks)
    assert len(there.server.calls_of("chat.postMessage")) == 2


async def test_blocks_that_slack_refuses_altogether_cost_only_the_blocks(there: There):
    refusal = Answer(200, {"ok": False, "error": "invalid_blocks"})
    there.server.faults.add("POST chat.postMessage", times=2, answer=refusal)
    await there.surface.post(views.card(pictured(), NOON), DESK, None, "key-1")
    [message] = there.world.messages(DESK)
    assert message.blocks == []
    assert text_of(message) == "#12 Vera (@vera): @acmeair where is my bag?"
    assert message.metadata is not None


async def test_a_card_that_outgrew_slack_is_still_posted(there: There, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise InvalidBlocks("51 blocks")

    monkeypatch.setattr(surface.cards, "render", broken)
    await there.surface.post(CARD, DESK, None, "key-1")
    assert [message.text for message in there.world.messages(DESK)] == ["#12 Vera (@vera): @acmeair where is my bag?"]


async def test_a_name_that_cannot_be_looked_up_holds_nothing_up(there: There, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(surface, "NAMES_SECONDS", 0.05)
    there.server.faults.hold("GET users.info")
    await there.surface.post(views.reply(case(), reply()), DESK, None, "key-1")
    assert "<@U0ANN>" in str(there.world.messages(DESK)[0].blocks)


# what may go wrong


@pytest.mark.parametrize(
    ("channel", "outcome", "advice"),
    [
        ("C0OTHER", Unreachable, "Invite me there"),
        ("C0NONE", Unreachable, "Check the desk file"),
        ("C0OLD", Unreachable, "is archived"),
    ],
)
async def test_a_channel_that_takes_no_message_is_said_with_what_to_do(there: There, channel, outcome, advice):
    with pytest.raises(outcome, match=advice):
        await there.surface.post(CARD, channel, None, "key-1")


async def test_a_wrong_token_is_a_pause_that_names_it(there: There):
    wrong = AsyncWebClient("xoxb-wrong", base_url=there.server.api_url, session=there.client.session)
    with pytest.raises(Paused, match="SLACK_BOT_TOKEN"):
        await SlackSurface(wrong, SystemClock(), Directory(wrong, "T0ACME", ())).post(CARD, DESK, None, "key-1")


async def test_a_thread_whose_card_was_deleted_is_gone(there: There):
    with pytest.raises(Rejected):
        await there.surface.post(CARD, DESK, "1.000001", "key-1")


# drawing afresh and deleting


async def test_an_edit_draws_the_message_afresh_and_keeps_its_key(there: There):
    ts = await there.surface.post(views.reply(case(), reply()), DESK, None, "key-1")
    posted = reply(state=ReplyState.POSTED, url="https://x.com/acmeair/status/5", posted_at=NOON)
    await there.surface.edit(views.reply(case(), posted), DESK, ts)
    [message] = there.world.messages(DESK)
    assert "Posted on X" in text_of(message)
    assert await there.surface.find(delivery(), None, recently()) == ts


async def test_an_edit_whose_picture_is_broken_goes_without_it(there: There):
    ts = await there.surface.post(CARD, DESK, None, "key-1")
    there.world.unfetchable.add("https://pics.example/broken.png")
    await there.surface.edit(views.card(pictured(), NOON), DESK, ts)
    assert "broken.png" not in str(there.world.message(DESK, ts).blocks)


async def test_an_edit_of_what_was_deleted_says_so(there: There):
    with pytest.raises(Gone):
        await there.surface.edit(CARD, DESK, "1.000001")


async def test_erasing_twice_does_no_harm(there: There):
    ts = await there.surface.post(CARD, DESK, None, "key-1")
    await there.surface.erase(DESK, ts)
    await there.surface.erase(DESK, ts)
    assert there.world.messages(DESK) == []


# looking


async def test_a_message_is_found_by_its_key_in_the_channel_and_in_a_thread(there: There):
    root = await there.surface.post(CARD, DESK, None, "key-1")
    ts = await there.surface.post(views.reply(case(), reply()), DESK, root, "key-2")
    assert await there.surface.find(delivery("key-1"), None, recently()) == root
    assert await there.surface.find(delivery("key-2"), root, recently()) == ts
    assert await there.surface.find(delivery("key-3"), root, recently()) is None
    assert await there.surface.find(delivery("key-3"), None, recently()) is None


async def test_a_message_is_found_though_our_clock_was_an_hour_ahead(there: There):
    ts = await there.surface.post(CARD, DESK, None, "key-1")
    ahead = recently() + timedelta(hours=1)
    assert await there.surface.find(delivery("key-1"), None, ahead) == ts


async def test_the_look_goes_through_all_pages(there: There, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(surface, "PAGE", 2)
    root = await there.surface.post(CARD, DESK, None, "root")
    for number in range(7):
        await there.surface.post(CARD, DESK, None, f"card-{number}")
        await there.surface.post(CARD, DESK, root, f"note-{number}")
    assert await there.surface.find(delivery("card-0"), None, recently()) is not None
    assert await there.surface.find(delivery("note-6"), root, recently()) is not None
    assert await there.surface.find(delivery("none"), root, recently()) is None


async def test_a_look_that_fails_is_no_proof_of_absence(there: There):
    there.server.faults.add("GET conversations.history", "ratelimited")
    with pytest.raises(Paused):
        await there.surface.find(delivery(), None, recently())
    there.server.faults.add("GET conversations.history", "internal_error")
    with pytest.raises(Unsure):
        await there.surface.find(delivery(), None, recently())
