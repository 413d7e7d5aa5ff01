"""With a model and without: cards come at once, judgements by and by, and answers by a person's click."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import CHAT
from tests.journeys.town import Town


def prepared(town: Town) -> int:
    with closing(sqlite3.connect(town.folder / "desk.db")) as database:
        return database.execute("SELECT count(*) FROM offers").fetchone()[0]


def answered(town: Town) -> int:
    with closing(sqlite3.connect(town.folder / "desk.db")) as database:
        return database.execute("SELECT count(*) FROM questions WHERE answered_at IS NOT NULL").fetchone()[0]


async def test_the_card_does_not_wait_and_what_is_urgent_has_drafts_ready(tmp_path):
    async with Town(tmp_path, model=ModelServer()) as town:
        ann = town.person("U0ANN")
        hold = town.model.faults.hold(CHAT)
        post, card = await town.complaint("@acmeair my child is alone at gate 4, her suitcase never came out")
        await hold.reached()
        assert "by gpt-6-luna" not in town.text(card)
        hold.release()
        await town.shows(card, "Complaint about lost bag")
        await town.shows(card, "Urgent")
        await town.until(lambda: prepared(town), "the drafts")
        await ann.click(card, "Reply")
        window = await ann.sees_modal("read before you send")
        assert town.answers(post) == []
        await ann.click(window, "Use")
        used = await ann.sees_modal("Shorter")
        assert await ann.submit(used) is None
        answer = await town.posted(post, "booking code")
        assert answer.delivered.text.count("Vera") == 1
        await ann.command("/desk", "", "C0GENERAL")
        await ann.sees_ephemeral("last helped", "C0GENERAL")


async def test_while_the_model_fails_the_desk_works_and_says_so(tmp_path):
    async with Town(tmp_path, model=ModelServer()) as town:
        ann = town.person("U0ANN")
        town.model.faults.add("POST *", "quota", times=None)
        post, card = await town.complaint("@acmeair where is my stroller?")
        await town.until(lambda: town.bot._standing().problem, "the trouble")
        await town.reply(ann, card, "We look for it.")
        await town.posted(post, "We look for it.")
        await ann.command("/desk", "", "C0GENERAL")
        await ann.sees_ephemeral("quota is used up", "C0GENERAL")


async def test_without_a_key_rules_judge_and_offer_what_the_desk_answered_before(tmp_path):
    async with Town(tmp_path) as town:
        ann = town.person("U0ANN")
        post, card = await town.complaint("@acmeair ¿dónde está mi equipaje? Nadie contesta en Oslo")
        assert all(words in town.text(card) for words in ("Complaint about lost bag", "Spanish", "by rules"))
        await town.reply(ann, card, "Hola Vera, lo buscamos.")
        await town.posted(post, "lo buscamos")
        other, later = await town.complaint("@acmeair nadie contesta, mi equipaje se quedó en Oslo", by=town.omar)
        await ann.click(later, "Reply")
        await ann.click(await ann.sees_modal("Suggest"), "Suggest")
        window = await ann.sees_modal("said before")
        assert f"from {town.number(card)}" in town.text(window) and "Warmer" not in town.text(window)
        await ann.click(window, "Use")
        assert await ann.submit(await ann.sees_modal("23 of 280")) is None
        answer = await town.posted(other, "lo buscamos")
        assert "Hola Omar" in answer.delivered.text
        await ann.command("/desk", "", "C0GENERAL")
        await ann.sees_ephemeral("judged by rules alone", "C0GENERAL")


async def test_what_a_person_changes_counts_for_the_next_case_like_it_also_after_a_restart(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.storage.changes.memory.STUDY", timedelta())
    async with Town(tmp_path) as town:
        ann = town.person("U0ANN")
        _, card = await town.complaint("@acmeair our pushchair did not come out in Oslo")
        await ann.click(card, "More…")
        await ann.click(await ann.sees_modal("Case #1"), "Change…")
        said = {"Priority": "Urgent", "Team": "baggage", "What it is": "Complaint", "Topic": "pushchair"}
        await ann.submit(await ann.sees_modal("Change #1"), said)
        await town.shows(card, "Complaint about pushchair")
        await town.until(lambda: len(town.bot._rules._experience), "what was said to be learnt")
        _, like = await town.complaint("@acmeair hello, our pushchair never came out, Oslo", by=town.omar)
        assert all(words in town.text(like) for words in ("Complaint about pushchair", "Urgent", "like #1", "baggage"))
        await town.stop_bot()
        await town.start_bot()
        await town.until(lambda: len(town.bot._rules._experience), "what was said to be read again")


async def test_a_question_in_a_direct_message_is_answered_by_the_model_and_without_one(tmp_path):
    async with Town(tmp_path, model=ModelServer()) as town:
        ann = town.person("U0ANN")
        _, card = await town.complaint("@acmeair where is my stroller?")
        await ann.say(ann.dm(), "what is open?")
        found = await ann.sees_message(ann.dm(), "There are 1 open cases, first #1.")
        assert "where is my stroller?" in town.text(found) and "by gpt-6-luna" in town.text(found)
        await ann.click(found, "Claim")
        await town.shows(card, "Ann Arden")
        town.model.faults.add("POST *", "quota", times=None)
        await ann.say(ann.dm(), "what is late?")
        assert "quota is used up" in town.text(await ann.sees_message(ann.dm(), "Late cases"))


async def test_a_question_outlives_a_restart_and_the_next_one_in_its_thread_leans_on_it(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.app.bot.ANSWERING", 0.1)
    async with Town(tmp_path, model=ModelServer()) as town:
        ann = town.person("U0ANN")
        post, card = await town.complaint("@acmeair where is my lost bag?")
        await town.reply(ann, card, "We look for it.")
        await town.posted(post, "We look for it.")
        await town.in_thread(card, "Posted on X")
        silent = town.model.faults.add("POST *", "timeout_before", times=None)
        asked = await ann.say(ann.dm(), "how did we answer lost bags?")
        await town.until(lambda: town.slack.statuses, "it to be looked up")
        await town.stop_bot()
        town.model.faults.remove(silent)
        await town.start_bot()
        assert "We look for it." in town.text(await town.in_thread(asked, "Earlier answers"))
        await town.until(lambda: answered(town), "the answer to be kept")  # nobody asks on within milliseconds
        await ann.say(asked.channel, "and last week?", asked.ts)
        await town.in_thread(asked, "I found no earlier answer to that.")
        assert len(town.slack.thread(asked.channel, asked.ts)) == 4
