"""What every store promises about the bot's own troubles, and about the messages that belong to no case."""

from dataclasses import replace
from datetime import timedelta

from bot.cases import outbox
from bot.cases.health import Problem, Trouble
from bot.cases.outbox import State, Subject, Thing
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.outbox import EDITS, POSTS, claim, deliver, settle, stands

X = Problem(part="X", words="X cannot be reached.", since=NOON, so="Mentions come late.")
TROUBLE = Trouble(channel="C0MENTIONS", told_at=NOON, problems=(X,))


async def kept(store: Storage, trouble: Trouble = TROUBLE) -> Trouble:
    async with store.change() as change:
        return await change.keep_trouble(trouble)


async def newest(store: Storage) -> Trouble | None:
    async with store.change() as change:
        return await change.trouble()


async def test_a_trouble_comes_back_as_it_was_kept(store: Storage) -> None:
    assert await newest(store) is None
    trouble = await kept(store)
    assert trouble.id and trouble == replace(TROUBLE, id=trouble.id)
    assert await newest(store) == await store.trouble(trouble.id) == trouble


async def test_a_trouble_that_is_over_is_saved_in_its_place_and_a_later_one_is_the_newest(store: Storage) -> None:
    over = await kept(store, replace(await kept(store), ended_at=NOON + timedelta(minutes=5)))
    assert await newest(store) == over
    later = await kept(store)
    assert later.id > over.id and await newest(store) == later


async def test_its_message_is_sent_drawn_afresh_and_belongs_to_no_case(store: Storage) -> None:
    trouble = await kept(store)
    about = Subject(Thing.TROUBLE, trouble.id)
    await deliver(store, outbox.trouble("T0ACME", trouble, NOON), outbox.trouble_turn("T0ACME", trouble, "Over.", NOON))
    message = await claim(store, POSTS)
    assert message and (message.subject, message.case) == (about, 0)
    assert await claim(store, POSTS) is None  # its thread does not stand yet
    await settle(store, message, State.SENT)
    await stands(store, about)
    turn = await claim(store, POSTS)
    assert turn and (turn.words, turn.root) == ("Over.", about)
    await deliver(store, outbox.trouble_redraw("T0ACME", trouble, NOON))
    assert await claim(store, EDITS)
    assert await store.at("C0MENTIONS", "1.1") is None


async def test_since_when_a_send_is_unsure_is_counted(store: Storage) -> None:
    trouble = await kept(store)
    await deliver(store, outbox.trouble("T0ACME", trouble, NOON))
    assert (await store.overview(NOON)).unsure_since is None
    await settle(store, await claim(store, POSTS), State.UNSURE, due_at=NOON)
    overview = await store.overview(NOON)
    assert (overview.unsure, overview.unsure_since) == (1, NOON)
