"""The whole way of one complaint: from the post on X to the answer on X, and what comes after."""

from bot.sandbox.slack_server import Message
from bot.sandbox.x_server import Post
from tests.journeys.town import Town

UNDO = 2.5  # seconds of the town, in which a reply is taken back


async def whole_way(town: Town) -> None:
    complaint, card = await town.complaint("@acmeair my suitcase never arrived in Oslo, this is a lost bag!")
    await town.person("U0ANN").click(card, "Claim")
    await town.shows(card, "@Ann Arden")
    await a_team_is_asked(town, card)
    await a_reply_is_taken_back(town, complaint, card)
    answer = await a_reply_is_posted(town, complaint, card)
    await the_customer_comes_back(town, answer, card)
    assert len(town.answers(complaint)) == 1
    assert len(town.slack.messages("C0MENTIONS")) == 1
    assert not [ack for ack in town.slack_server.acks if ack.error]


async def a_team_is_asked(town: Town, card: Message) -> None:
    """What either side writes is read by the other."""
    ann, bag = town.person("U0ANN"), town.person("U0BAG")
    await ann.command("/escalate", "#1 baggage PNR X7K9 missing since Monday", "C0GENERAL")
    asked = await bag.sees_message("C0BAGGAGE", "PNR X7K9 missing since Monday")
    await town.shows(card, "Waiting for team baggage")
    await bag.say("C0BAGGAGE", "It is in Bergen, on the next flight.", thread_ts=asked.ts)
    assert "Bo Agard" in town.text(await town.in_thread(card, "It is in Bergen, on the next flight."))
    await town.shows(card, "In work")
    await ann.say("C0MENTIONS", "Thank you, I will tell her.", thread_ts=card.ts)
    await town.in_thread(asked, "Thank you, I will tell her.")


async def a_reply_is_taken_back(town: Town, complaint: Post, card: Message) -> None:
    ann, text = town.person("U0ANN"), "Your bag is in Bergen and on the next flight to you."
    await ann.click(card, "Reply")
    await ann.type(await ann.sees_modal("280"), "Reply", text)
    assert await ann.submit(await ann.sees_modal("52 of 280")) is None
    waiting = await town.in_thread(card, text)
    await ann.click(waiting, "Undo")
    await town.shows(waiting, "Taken back before it reached X")
    assert town.answers(complaint) == []


async def a_reply_is_posted(town: Town, complaint: Post, card: Message) -> Post:
    """The receipt holds the text, who wrote it and the link; so does the card."""
    assert await town.reply(town.person("U0ANN"), card, "It reaches you in Oslo by 18:00.") is None
    receipt = await town.in_thread(card, "It reaches you in Oslo by 18:00.")
    answer = await town.posted(complaint, "It reaches you in Oslo by 18:00.")
    await town.shows(receipt, "Posted on X")
    assert "Ann Arden" in town.text(receipt) and answer.url in str(receipt.blocks)
    await town.until(lambda: answer.url in str(card.blocks), "the link on the card")
    return answer


async def the_customer_comes_back(town: Town, answer: Post, card: Message) -> None:
    town.x.post(town.vera, "@acmeair it is here, thank you so much!", reply_to=answer)
    await town.in_thread(card, "it is here, thank you so much!")
    await town.person("U0ANN").click(card, "Resolve")
    await town.shows(card, "#1 resolved")
    town.x.post(town.vera, "@acmeair but a wheel is broken…", reply_to=answer)
    await town.in_thread(card, "but a wheel is broken…")
    await town.until(lambda: "resolved" not in town.text(card), "the case to reopen")
