"""One incident, many customers: answered at once, each in a thread of its own, in wordings that take turns."""

from itertools import pairwise

import pytest

from tests.journeys.town import Town

COUNT = 24
FIRST = "Hi {first_name}, the app is down for everybody; we are on it."
SECOND = "Sorry {first_name}! Please check in at the counter meanwhile, nobody has to pay for that."


@pytest.mark.timeout(90)
async def test_many_who_say_the_same_are_answered_from_one_window(tmp_path):
    limits = "[sla]\nfirst_reply_minutes = 30"
    async with Town(tmp_path, pace=20, storm=8, more=limits) as town:
        ann = town.person("U0ANN")
        posts = [
            town.x.post(town.x.add_user(f"flyer{n}", name=f"Flyer{chr(65 + n)} Jones"), f"@acmeair {words(n)}")
            for n in range(COUNT)
        ]
        other = town.x.post(town.vera, "@acmeair can I bring a cello on board as hand luggage?")
        message = await town.card("Storm:", 30)
        await town.until(lambda: f"{COUNT} new cases say nearly the same" in now(town, message), "the offer", 30)

        await ann.click(message, "Reply to all of these…")
        window = await ann.sees_modal("customers say nearly the same")
        errors = await ann.submit(window, {"Reply": FIRST, "Reply in other words": FIRST})
        assert "Both wordings say nearly the same" in str(errors)
        assert not await ann.submit(ann.modal(), {"Reply": FIRST, "Reply in other words": SECOND})
        await town.in_thread(message, f"your replies to {COUNT} customers are on their way", 30)

        await town.until(lambda: all(len(town.answers(post)) == 1 for post in posts), "all answers", 40, every=0.1)
        assert town.answers(other) == []
        said = sorted((town.answers(post)[0] for post in posts), key=lambda answer: int(answer.id))
        assert "Hi FlyerA," in town.answers(posts[0])[0].written or "Sorry FlyerA!" in town.answers(posts[0])[0].written
        kinds = ["the app is down" in answer.written for answer in said]
        assert all(one != next for one, next in pairwise(kinds))
        await town.until(lambda: receipts(town) == COUNT, "a receipt in each thread", 40, every=0.1)


def words(number: int) -> str:
    return f"your app logs me out when I check in for my flight to Oslo {'please help' if number % 2 else ''}"


def now(town: Town, message) -> str:
    return town.slack.text_of(town.slack.message(message.channel, message.ts))


def receipts(town: Town) -> int:
    threads = (town.slack.thread(card.channel, card.ts)[1:] for card in town.slack.messages("C0MENTIONS"))
    return sum("Posted on X" in town.slack.text_of(each) for thread in threads for each in thread)
