"""The whole way of one complaint, in both modes: from the post on X to the answer on X, and what comes after."""

import pytest

from bot.sandbox.slack_server import Message
from tests.journeys.town import Town


async def escalated(town: Town, card: Message) -> Message:
    """Ann asks the baggage team, whose card this returns."""
    await town.person("U0ANN").command("/escalate", "#1 baggage PNR X7K9 missing since Monday", "C0GENERAL")
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "PNR X7K9 missing since Monday")
    await town.shows(card, "baggage")
    return asked


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_complaint_becomes_one_answer_and_comes_back_as_the_same_case(tmp_path, mode):
    async with Town(tmp_path, mode, undo=1.5) as town:
        ann, bag = town.person("U0ANN"), town.person("U0BAG")
        complaint = town.x.post(town.vera, "@acmeair my suitcase never arrived in Oslo, this is a lost bag!")
        card = await town.card("my suitcase never arrived in Oslo")

        await ann.click(card, "Claim")
        await town.shows(card, "Ann Arden")

        asked = await escalated(town, card)
        await bag.say("C0BAGGAGE", "It is in Bergen, on the next flight.", thread_ts=asked.ts)
        note = await town.in_thread(card, "It is in Bergen, on the next flight.")
        assert "Bo Agard" in town.slack.text_of(note)
        await ann.say("C0MENTIONS", "Thank you, I will tell her.", thread_ts=card.ts)
        await town.in_thread(asked, "Thank you, I will tell her.")

        await ann.click(card, "Reply")
        modal = await ann.sees_modal("280")
        await ann.type(modal, "Reply", "Your bag is in Bergen and on the next flight to you.")
        await ann.sees_modal("52 of 280")
        assert not await ann.submit(ann.modal(), {"Reply": "Your bag is in Bergen and on the next flight to you."})
        waiting = await town.in_thread(card, "on the next flight to you")
        await ann.click(waiting, "Undo")
        await town.shows(waiting, "aken back")
        assert town.answers(complaint) == []

        await ann.click(card, "Reply")
        modal = await ann.sees_modal("280")
        assert not await ann.submit(modal, {"Reply": "Your bag is in Bergen. It reaches you by 18:00."})
        receipt = await town.in_thread(card, "It reaches you by 18:00.")
        await town.until(lambda: town.answers(complaint), "the answer on X")
        await town.shows(receipt, "osted")
        [answer] = town.answers(complaint)
        assert "It reaches you by 18:00." in answer.delivered.text
        assert answer.id in str(town.slack.message(receipt.channel, receipt.ts).blocks)
        await town.until(
            lambda: answer.id in str(town.slack.message(card.channel, card.ts).blocks), "a link on the card"
        )

        town.x.post(town.vera, "@acmeair it is here, thank you so much!", reply_to=answer)
        await town.in_thread(card, "it is here, thank you so much!")

        await ann.click(card, "Resolve")
        await town.shows(card, "esolved")
        town.x.post(town.vera, "@acmeair but a wheel is broken…", reply_to=answer)
        await town.in_thread(card, "but a wheel is broken…")
        await town.until(
            lambda: "Resolved" not in town.slack.text_of(town.slack.message(card.channel, card.ts)),
            "the case to reopen",
        )

        assert len(town.answers(complaint)) == 1
        assert len([m for m in town.slack.messages("C0MENTIONS") if "suitcase" in town.slack.text_of(m)]) == 1
        assert not [entry for entry in town.slack_server.acks if entry.error]
