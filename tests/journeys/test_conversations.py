"""Who is heard and where: several customers, quotes, reposts, our own posts, answers by hand, long quarrels."""

import pytest

from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


async def test_two_customers_in_one_conversation_have_a_case_each_and_name_each_other(town):
    post, first = await town.complaint("@acmeair where is my suitcase")
    _, second = await town.complaint("@acmeair mine is gone as well", town.omar, reply_to=post)
    await town.shows(first, "Also in this conversation: #2")
    await town.shows(second, "Also in this conversation: #1")
    assert "In answer to\n@vera: @acmeair where is my suitcase" in town.text(second)
    town.x.post(town.vera, "@acmeair see, I am not alone", reply_to=post)
    await town.in_thread(first, "see, I am not alone")
    assert len(town.slack.messages("C0MENTIONS")) == 2
    assert len(town.slack.thread("C0MENTIONS", second.ts)) == 1


async def test_a_quote_becomes_a_case_that_can_be_answered_and_a_repost_does_not(town):
    ours = town.x.post("acmeair", "We fly to Oslo again.")
    quote, card = await town.complaint("acme air did, without my suitcase", quote=ours)
    assert "We fly to Oslo again." in town.text(card) and "X lets us answer" in town.text(card)
    town.x.repost(town.omar, quote)
    town.x.repost(town.omar, ours)
    assert await town.reply(town.person("U0ANN"), card, "We will find it.") is None
    await town.posted(quote, "We will find it.")
    await town.complaint("@acmeair one more", town.omar)  # whatever came before has been read by now
    cards = [town.text(message) for message in town.slack.messages("C0MENTIONS")]
    assert len(cards) == 2 and not [text for text in cards if "RT @" in text]


async def test_our_own_posts_and_the_echo_of_our_replies_are_no_cases(town):
    post, card = await town.complaint("@acmeair where is my suitcase")
    assert await town.reply(town.person("U0ANN"), card, "It is in Oslo, @vera.") is None
    await town.posted(post)
    town.x.post("acmeair", "@acmeair is the name, acme air the spirit.")
    await town.complaint("@acmeair one more", town.omar)
    assert len(town.slack.messages("C0MENTIONS")) == 2
    assert len(town.slack.thread("C0MENTIONS", card.ts)) == 2


async def test_an_answer_given_by_hand_on_x_is_shown_and_stops_the_clock(town):
    post, card = await town.complaint("@acmeair where is my suitcase")
    assert "Reply due" in town.text(card)
    answer = town.x.post("acmeair", "It is in Oslo & safe.", reply_to=post)
    shown = await town.in_thread(card, "It is in Oslo & safe.")
    assert "Answered by hand on X" in town.text(shown) and answer.url in str(shown.blocks)
    await town.shows(card, "Waiting for the customer")
    assert "Reply due" not in town.text(card)
    town.x.post(town.vera, "@acmeair thank you, when will it come?", reply_to=answer)
    await town.in_thread(card, "thank you, when will it come?")
    await town.shows(card, "Reply due")


async def test_what_a_customer_adds_raises_the_clock_only_once_and_stays_in_one_thread(town):
    post, card = await town.complaint("@acmeair where is my suitcase")
    due = next(line for line in town.text(card).splitlines() if "UTC" in line and "·" not in line)
    for words in ("hello?", "anybody?", "it is blue"):
        post = town.x.post(town.vera, f"@acmeair {words}", reply_to=post)
        await town.in_thread(card, words)
    await town.shows(card, "3 more posts in the thread")
    assert due in town.text(card) and len(town.slack.messages("C0MENTIONS")) == 1
    assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
    await town.posted(post)  # under the newest one


async def test_two_conversations_of_one_customer_are_two_cases(town):
    await town.complaint("@acmeair where is my suitcase")
    await town.complaint("@acmeair and where is my refund")
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_a_picture_that_slack_cannot_fetch_does_not_hide_the_case(town):
    town.slack.unfetchable.add(f"{town.x_server.url}/media/")
    _, card = await town.complaint("@acmeair look at my suitcase", media=["a broken wheel"])
    assert not [block for block in card.blocks if block["type"] == "image"]
    await town.person("U0ANN").click(card, "Claim")
    await town.shows(card, "In work")
    town.slack.unfetchable.add(f"{town.x_server.url}/avatars/")
    _, other = await town.complaint("@acmeair look at my meal", town.omar, media=["a grey lump"])
    assert "Omar Haddad" in town.text(other)
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_pictures_are_shown_with_their_descriptions(town):
    _, card = await town.complaint("@acmeair look at my suitcase", media=["a broken wheel", ""])
    shown = [block["alt_text"] for block in card.blocks if block["type"] == "image"]
    assert shown == ["a broken wheel", "Photo from the post"]


@pytest.mark.parametrize(
    ("pattern", "ending"), [("^{initials}", "^AA"), ("– {first_name}", "– Ann"), ("/{name}", "/Ann Arden")]
)
async def test_replies_are_signed(tmp_path, pattern, ending):
    async with Town(tmp_path, signature=pattern) as town:
        ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
        assert await town.reply(ann, card, "It is in Oslo.") is None
        assert (await town.posted(post)).written == f"It is in Oslo. {ending}"
        await town.in_thread(card, f"It is in Oslo. {ending}")
