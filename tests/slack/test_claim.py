"""Claiming and releasing, by button and by word."""

import asyncio

from tests.slack.room import Room, both_wires


@both_wires
async def test_a_click_on_claim_gives_the_case_to_whoever_clicked(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Claim")
    assert (await room.now(case)).owner == "U0ANNA"


async def test_the_card_offers_release_to_follow_and_then_claim_again(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Claim")
    await room.offers(card, "Release")
    await room.anna.click(card, "Release")
    await room.offers(card, "Claim")
    assert (await room.now(case)).owner is None


@both_wires
async def test_of_two_claims_at_once_one_is_refused_privately_with_the_owners_name(room: Room):
    case, card = await room.case()
    await asyncio.gather(room.anna.click(card, "Claim"), room.ben.click(card, "Claim"))
    owner = (await room.now(case)).owner
    late = room.anna if owner == "U0BEN" else room.ben
    said = await late.sees_ephemeral("already has case")
    assert f"<@{owner}>" in said.text
    assert room.acks("block_actions") == [None, None]


async def test_claiming_and_releasing_by_word_in_the_thread(room: Room):
    case, card = await room.case()
    await room.ben.say(card.channel, "@Mentiondesk claim", card.ts)
    await room.becomes(case, owner="U0BEN")
    await room.ben.say(card.channel, "@Mentiondesk: Release", card.ts)
    await room.becomes(case, owner=None)


async def test_a_refused_word_is_answered_privately_in_the_thread(room: Room):
    _, card = await room.case()
    await room.ben.say(card.channel, "@Mentiondesk release", card.ts)
    said = await room.ben.sees_ephemeral("Nobody has case #1")
    assert said.thread_ts == card.ts


async def test_a_button_of_an_older_version_is_answered_with_a_sentence(room: Room):
    _, card = await room.case()
    for block in card.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id") == "claim":
                element["value"] = "case-12"
    await room.anna.click(card, "Claim")
    await room.anna.sees_ephemeral("older version of me")


async def test_a_button_that_nobody_knows_any_more_is_answered_with_a_sentence(room: Room):
    _, card = await room.case()
    for block in card.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id") == "claim":
                element["action_id"] = "adopt"
    await room.anna.click(card, "Claim")
    await room.anna.sees_ephemeral("I do not know this any more")


async def test_the_same_click_delivered_twice_counts_once(room: Room):
    case, card = await room.case()
    room.server.mishaps.add("duplicate", "block_actions")
    await room.anna.click(card, "Claim")
    await room.settled()
    assert (await room.now(case)).owner == "U0ANNA"
    assert room.world.ephemerals("U0ANNA") == []
