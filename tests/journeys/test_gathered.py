"""One fix, many customers: their cases wait for one answer, and all of them are told from one window."""

import pytest

from tests.journeys.town import Town

COUNT = 4
FIRST = "Hi {first_name}, your bag has turned up and flies to you tonight."
SECOND = "Good news, {first_name}! What you lost was found in Oslo and is being sent home."


@pytest.mark.timeout(90)
async def test_the_fix_that_tells_everyone_who_waits_for_it(tmp_path):
    async with Town(tmp_path) as town:
        ann, bag = town.person("U0ANN"), town.person("U0BAG")
        posts, cards = [], []
        for number in range(COUNT):
            flyer = town.x.add_user(f"flyer{number}", name=f"Flyer{chr(65 + number)} Jones")
            post, card = await town.complaint(f"@acmeair number {number} waits for a bag", flyer)
            posts, cards = [*posts, post], [*cards, card]
        await ann.command("/escalate", "#1 baggage Belt 4 is stuck")
        request = await bag.sees_message("C0BAGGAGE", "Belt 4 is stuck")
        for card in cards[1:]:
            await ann.click(card, "Escalate")
            window = await ann.sees_modal("Add to a request that runs already")
            given = {"Team": "baggage", "Reason": "the same belt"}
            await ann.choose(window, "Add to a request that runs already", _first_option(window))
            assert await ann.submit(ann.modal() or window, given) is None
        await town.shows(request, f"{COUNT} cases wait for this")

        await town.stop_bot()
        await town.start_bot()
        await bag.click(request, "Fixed")
        for card in cards:
            await town.in_thread(card, "team baggage has answered")
        await town.shows(request, "0 told")
        await ann.click(await town.in_thread(cards[2], "It is fixed."), "Tell everyone who waits for this")
        window = await ann.sees_modal(f"{COUNT} customers wait for this")
        errors = await ann.submit(window, {"Reply": FIRST, "Reply in other words": FIRST})
        assert "Both wordings say nearly the same" in str(errors)
        assert not await ann.submit(ann.modal() or window, {"Reply": FIRST, "Reply in other words": SECOND})

        for post in posts:
            await town.posted(post)
        said = [town.answers(post)[0].written for post in posts]
        assert len(set(said)) == COUNT and all(f"Flyer{chr(65 + n)}" in said[n] for n in range(COUNT))
        await town.shows(request, f"{COUNT} told")
        for card in cards:
            await town.shows(card, "Waiting for the customer")
        with pytest.raises(LookupError):
            await bag.click(request, "Tell everyone who waits for this")


def _first_option(window) -> str:
    fields = {block["label"]["text"]: block["element"] for block in window.blocks if block["type"] == "input"}
    return fields["Add to a request that runs already"]["options"][0]["text"]["text"]
