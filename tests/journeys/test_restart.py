"""The bot ends, in order or by SIGKILL, with work in every state; when it is back, nothing is lost or doubled."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.sandbox.faults import Faults
from tests.forked import Forked
from tests.journeys.town import Town

STARTS = 60  # seconds in which a process has connected, on a machine that is busy with other things
PUBLISH, TIMELINE = "POST /2/tweets", "GET /2/users/:id/tweets"


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


async def restart(town: Town) -> None:
    await town.stop_bot()
    await town.start_bot()


def faults_at(town: Town) -> Faults:
    return town.x_server.faults


async def test_what_happens_on_x_while_the_bot_is_down_is_found_after(town):
    post, card = await town.complaint("@acmeair where is my suitcase")
    await town.stop_bot()
    town.x.post(town.vera, "@acmeair nobody there?", reply_to=post)
    town.x.post(town.omar, "@acmeair my meal was cold")
    town.x.post("acmeair", "We are looking for it, Vera.", reply_to=post)
    await town.start_bot()
    await town.card("my meal was cold")
    await town.in_thread(card, "nobody there?")
    await town.in_thread(card, "We are looking for it, Vera.")
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_a_card_that_waits_is_posted_once_after(town):
    town.slack.remove_bot("C0MENTIONS", by="U0LEAD")
    town.x.post(town.vera, "@acmeair where is my suitcase")
    await town.until(lambda: town.slack_server.calls_of("chat.postMessage"), "the card to be tried")
    await town.stop_bot()
    town.slack.invite_bot("C0MENTIONS")
    await town.start_bot()
    await town.complaint("@acmeair my meal was cold", town.omar)
    await town.card("where is my suitcase")
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_a_reply_in_its_time_to_undo_goes_out_once_after(tmp_path):
    async with Town(tmp_path, undo=1) as town:
        post, card = await town.complaint("@acmeair where is my suitcase")
        assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
        await restart(town)
        await town.posted(post)
        await town.shows(await town.in_thread(card, "It is in Oslo."), "Posted on X")
        assert len(town.answers(post)) == 1


async def test_a_reply_can_still_be_taken_back_after(tmp_path):
    async with Town(tmp_path, undo=60) as town:
        post, card = await town.complaint("@acmeair where is my suitcase")
        assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
        await restart(town)
        waiting = await town.in_thread(card, "It is in Oslo.")
        await town.person("U0ANN").click(waiting, "Undo")
        await town.shows(waiting, "Taken back")
        assert town.answers(post) == []


@pytest.mark.parametrize("fate", ["cut_after", "cut_before"])
async def test_a_reply_of_which_nobody_knows_stands_once_after(town, fate):
    post, card = await town.complaint("@acmeair where is my suitcase")
    faults_at(town).add(PUBLISH, fate)
    blind = faults_at(town).add(TIMELINE, "503", times=None)
    assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
    shown = await town.in_thread(card, "It is in Oslo.")
    await town.shows(shown, "Checking whether this reached X")
    await town.stop_bot()
    faults_at(town).remove(blind)
    await town.start_bot()
    await town.shows(shown, "Posted on X")
    assert len(town.answers(post)) == 1 and len(town.slack.thread(card.channel, card.ts)) == 2


async def test_a_snooze_that_ends_meanwhile_ends_after(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Snooze")
    soon = int(datetime.now(UTC).timestamp()) + 1
    assert await ann.submit(await ann.sees_modal("Snooze #1"), {"Until": soon}) is None
    await town.stop_bot()
    await town.until(lambda: datetime.now(UTC).timestamp() > soon, "the snooze to end")
    await town.start_bot()
    await town.in_thread(card, "The snooze is over; nobody has this case yet")
    await town.until(lambda: "Snoozed" not in town.text(card), "the case to wake up")


async def test_a_request_that_nobody_answered_meanwhile_is_told_after(tmp_path):
    def soon(settings):
        return replace(settings, teams=tuple(replace(team, answer_within_minutes=0.01) for team in settings.teams))

    async with Town(tmp_path, hurry=soon) as town:
        _, card = await town.complaint("@acmeair where is my suitcase")
        await town.person("U0ANN").command("/escalate", "#1 baggage Is it in Oslo?")
        await restart(town)
        asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "Is it in Oslo?")
        for root in (card, asked):
            said = town.text(await town.in_thread(root, "has not answered in time"))
            assert said == "@Lea Dahl Team baggage was asked about case #1 and has not answered in time."


async def test_notes_edits_and_drafts_outlive_it(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.command("/escalate", "#1 baggage Is it in Oslo?")
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "Is it in Oslo?")
    note = await ann.say("C0MENTIONS", "A blue one", thread_ts=card.ts)
    mirrored = await town.in_thread(asked, "A blue one")
    assert "Reply" in await town.reply(ann, card, "a" * 281)
    await restart(town)
    await ann.edit(note, "A green one")
    await town.shows(mirrored, "A green one")
    await ann.click(card, "Reply")
    await ann.sees_modal("281 of 280")


@asynccontextmanager
async def process(town: Town) -> AsyncIterator[Forked]:
    """The unchanged bot as a process of its own, connected."""
    running = await Forked.begun(town.folder, town.environment(), town.folder / "bot.log")
    try:
        await town.until(lambda: town.slack_server.connected, "the bot to connect", STARTS)
        yield running
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


async def killed(town: Town, running: Forked) -> None:
    running.kill()
    await running.wait()
    await town.until(lambda: not town.slack_server.connected, "Slack to notice")


async def test_a_reply_acknowledged_just_before_a_kill_is_posted_once(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        async with process(town) as running:
            post, card = await town.complaint("@acmeair where is my suitcase")
            ann = town.person("U0ANN")
            await ann.click(card, "Reply")
            window = await ann.sees_modal("280")
            held = faults_at(town).hold(PUBLISH)  # should the bot be that quick, it dies in the middle of its call
            assert await ann.submit(window, {"Reply": "It is in Oslo."}) is None
            await killed(town, running)
        faults_at(town).holds.clear()
        await town.start_bot()
        shown = await town.in_thread(card, "It is in Oslo.")
        await town.shows(shown, "Posted on X")
        held.release()
        await town.until(lambda: len(town.answers(post)) >= 1, "the answer on X")
        assert len(town.answers(post)) == 1


async def test_a_reply_that_reached_x_just_before_a_kill_is_found_there_and_not_posted_again(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        async with process(town) as running:
            post, card = await town.complaint("@acmeair where is my suitcase")
            held = faults_at(town).hold(PUBLISH, "after")
            assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
            await held.reached()
            await killed(town, running)
        held.release()
        await town.start_bot()
        await town.shows(await town.in_thread(card, "It is in Oslo."), "Posted on X")
        assert len(town.answers(post)) == 1 and town.x_server.count(PUBLISH) == 1


async def test_sigterm_ends_it_in_order(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        async with process(town) as running:
            await town.complaint("@acmeair where is my suitcase")
        assert running.returncode == 0
        assert "Traceback" not in (town.folder / "bot.log").read_text()
