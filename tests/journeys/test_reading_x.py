"""What the bot finds on X, and what it makes of an X that is late, out of order or out of credits."""

import pytest

from tests.journeys.town import Town

MENTIONS, SEARCH, PUBLISH = "GET /2/users/:id/mentions", "GET /2/tweets/search/recent", "POST /2/tweets"


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


async def test_a_search_term_finds_a_post_that_names_nobody(town):
    post, card = await town.complaint("Lost my suitcase on acme air again")
    text = town.text(card)
    assert "search: acme air" in text and "X does not let us answer this through its API" in text
    assert "Low · not addressed to us" in text or "High · says “Lost”" in text
    assert post.url in str(card.blocks) and "Open on X" in text


async def test_a_post_found_in_two_ways_is_one_case(town):
    await town.complaint("@acmeair acme air lost my suitcase")
    await town.complaint("acme air lost mine too", town.omar)
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_a_post_that_x_indexes_late_is_found(town):
    town.x.post(town.vera, "@acmeair where is my suitcase", indexed_after=1.0)
    await town.complaint("@acmeair a later one", town.omar)  # read first
    await town.card("where is my suitcase")
    assert len(town.slack.messages("C0MENTIONS")) == 2


@pytest.mark.parametrize("trouble", ["503", "429_no_header", "401", "malformed_json", "cut_before"])
async def test_an_outage_of_x_is_shown_and_its_gap_healed(town, trouble):
    ann = town.person("U0ANN")
    await town.complaint("@acmeair before")
    out = town.x_server.faults.add("GET *", trouble, times=None)
    posts = [town.x.post(town.omar, f"@acmeair during {number}") for number in range(3)]
    await town.until(lambda: out.struck > 2, "the looks to fail")
    await ann.command("/desk")
    assert ":warning:" in town.text(await ann.sees_ephemeral("Acme Air"))
    town.x_server.faults.remove(out)
    for number, _ in enumerate(posts):
        await town.card(f"during {number}")
    assert len(town.slack.messages("C0MENTIONS")) == 4
    await ann.command("/desk")
    assert ":warning:" not in town.text(town.slack.ephemerals(ann.id)[-1])


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("402", "Our X account is out of credits (402). Add credits in X's developer console."),
        ("401", "X does not accept our keys (401)."),
        ("429_no_header", "X asks us to wait: we have called it too often (429)."),
        ("429_usage_capped", "Our X account has used up its monthly allowance."),
    ],
)
async def test_a_reply_that_x_will_not_take_now_says_so_and_goes_later(town, trouble, sentence):
    post, card = await town.complaint("@acmeair where is my suitcase")
    refused = town.x_server.faults.add(PUBLISH, trouble, times=None)
    assert await town.reply(town.person("U0ANN"), card, "It is in Oslo.") is None
    waiting = await town.in_thread(card, "It is in Oslo.")
    await town.shows(waiting, sentence)
    assert "Not on X yet" in town.text(waiting) and "tried again by itself" in town.text(waiting)
    town.x_server.faults.remove(refused)
    await town.posted(post, "It is in Oslo.")
    await town.shows(waiting, "Posted on X")
    assert sentence not in town.text(waiting) and len(town.answers(post)) == 1


async def test_a_reply_held_back_by_x_can_be_taken_back(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    town.x_server.faults.add(PUBLISH, "402", times=None)
    assert await town.reply(ann, card, "It is in Oslo.") is None
    waiting = await town.in_thread(card, "It is in Oslo.")
    await town.shows(waiting, "out of credits")
    await ann.click(waiting, "Undo")
    await town.shows(waiting, "Taken back")
    assert town.answers(post) == []


async def test_an_account_that_runs_out_of_credits_reads_on_when_it_has_some(town):
    await town.complaint("@acmeair before")
    town.x.spend.credits = 0
    town.x.post(town.omar, "@acmeair during")
    await town.until(lambda: town.x_server.count(MENTIONS, 402), "X to refuse")
    await town.person("U0ANN").command("/desk")
    await town.person("U0ANN").sees_ephemeral("out of credits")
    town.x.spend.credits = None
    await town.card("during")
