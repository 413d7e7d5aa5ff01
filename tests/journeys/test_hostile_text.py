"""Whatever customers and colleagues write pings nobody by the bot's hand, and shows as it was written, everywhere."""

import pytest

from bot.sandbox.slack_server import Message, View, pings_of
from tests.journeys.town import Town

TURNS = str.maketrans("", "", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FAMILY = "👨‍👩‍👧‍👦"
HOSTILE = {
    "calls": "<!channel> <!here|x> <@U0ANN> <@U0ANN|ann> <#C0GENERAL> <!subteam^S0BAGGAGE> @channel @Ann Arden",
    "markup": "*bold* _slanted_ ~gone~ `code` ```block``` :fire: > quote <https://example.com|click> • 1. a|b",
    "codes": "&lt;!channel&gt; &amp;amp; &#64;here <b>&nbsp;</b> %3C \\n {{x}} ${y}",
    "directions": "\u202eevil\u202c \u2067שלום \u2066left\u2069 \u200fright \u061c \u202dstays open",
    "letters": f"{FAMILY} \u200d\u200d é e\u0301 Z̷̢̛a̸l̵g̶o̴ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪🇫🇷 👍🏽 \ufe0f x\u200by ﷽",
}  # fmt: skip


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, more='[permissions]\nneeds_approval = ["U0BEN"]\napprove = ["U0LEAD"]') as town:
        yield town


def pings(shown: Message | View) -> set[str]:
    return pings_of(shown if isinstance(shown, Message) else Message("", "", "", blocks=shown.blocks))


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_post_shows_as_written_and_pings_nobody(town, kind):
    text, ann = HOSTILE[kind], town.person("U0ANN")
    post = town.x.post(town.vera, f"@acmeair first {text}", media=[text])
    card = await town.card("first")
    assert text in town.text(card) and pings(card) == set()
    assert any(text.strip() in block.get("alt_text", "") for block in card.blocks)

    await ann.command("/cases")
    listed = await ann.sees_ephemeral("first")
    assert text[:60] in town.text(listed) and pings(listed) == set()
    await ann.open_home()
    home = await ann.sees_home("first")
    assert text[:60] in town.text(home) and pings(home) == set()

    town.x.post(town.vera, f"@acmeair second {text}", reply_to=post)
    more = await town.in_thread(card, "second")
    assert text in town.text(more) and pings(more) == set()
    await ann.click(card, "Reply")
    window = await ann.sees_modal("280")
    assert text in town.text(window) and pings(window) == set()

    await ann.command("/escalate", "#1 baggage Please look")
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "Please look")
    assert town.text(asked).count(text) >= 2 and pings(asked) == {"S0BAGGAGE"}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_names_bios_and_quoted_posts_show_as_written_and_ping_nobody(town, kind):
    text = HOSTILE[kind]
    eve = town.x.add_user("eve_1", name=text, description=text)
    quoted = town.x.post(eve, f"quoted {text}")
    town.x.post(eve, "@acmeair look at this", quote=quoted)
    card = await town.card("look at this")
    name = text.translate(TURNS) if kind == "directions" else text  # a name turns nothing that stands beside it
    assert town.text(card).startswith("#1") and name in town.text(card)
    assert f"quoted {text}" in town.text(card) and pings(card) == set()
    town.x.post(town.omar, "@acmeair what she says", reply_to=quoted)
    other = await town.card("what she says")
    assert f"quoted {text}" in town.text(other) and pings(other) == set()


@pytest.mark.parametrize("letters", ["word ", "x", FAMILY, "&lt;", "\u202e", "行", "*a*\n"])
async def test_a_post_of_25_000_characters_is_cut_between_letters_and_leads_on_to_x(town, letters):
    loud = town.x.add_user("loud", name="Loud", premium=True)
    text = "@acmeair hear me " + letters * (24_980 // len(letters))
    post = town.x.post(loud, text)
    card = await town.card("hear me")
    said = next(block for block in card.blocks if block["type"] == "rich_text")
    assert "read on X" in town.text(card) and post.url in str(said)
    shown = "".join(str(said["elements"][0]["elements"][0]["text"]).partition("hear me ")[2].split()).rstrip("…\u202c")
    once = letters.strip()
    assert len(shown) > 1_000 and (once * len(shown)).startswith(shown)
    assert once != FAMILY or len(shown) % len(FAMILY) == 0
    assert not [call for call in town.slack_server.calls if call.error]


NOTE = "@channel @Ben Brook @baggage-team please, and *now* <!everyone> &lt;b&gt;"


async def test_a_note_is_mirrored_without_calling_anybody_again(town):
    town.slack.add_user("U0EVE", "eve", "*Eve* <!channel>")
    town.slack.join("U0EVE", "C0MENTIONS")
    _, card = await town.complaint("@acmeair where is my suitcase")
    await town.person("U0ANN").command("/escalate", "#1 baggage @channel @Ben Brook please look")
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "please look")
    assert pings(asked) == {"S0BAGGAGE", "U0BEN"}  # people may be named in a request, but never a whole channel
    note = await town.person("U0EVE").say("C0MENTIONS", NOTE, thread_ts=card.ts)
    mirrored = await town.in_thread(asked, "please, and now")
    assert "@Ben Brook" in town.text(mirrored) and "*Eve* <!channel>" in town.text(mirrored)
    assert "&lt;b&gt;" in town.text(mirrored) and pings(mirrored) == set()
    await town.person("U0EVE").edit(note, f"{NOTE} again")
    await town.shows(mirrored, "again")
    assert pings(mirrored) == set()
    await town.person("U0BAG").say("C0BAGGAGE", NOTE, thread_ts=asked.ts)
    back = await town.in_thread(card, "please, and now")
    assert pings(back) == set()


@pytest.mark.parametrize(
    "text", ["5 > 3 & 2 < 3, *really* _so_ `x`", f"Sorry {FAMILY} 🙏 e\u0301 \u200fשלום", "a|b ~c~ :-)"]
)
async def test_a_reply_reaches_x_as_it_was_typed(town, text):
    post, card = await town.complaint("@acmeair where is my suitcase")
    assert await town.reply(town.person("U0ANN"), card, text) is None
    answer = await town.posted(post)
    assert answer.written == text
    receipt = await town.in_thread(card, text)
    await town.shows(receipt, "Posted on X")
    assert text in town.text(receipt) and pings(receipt) == set()
    await town.shows(card, "We answered")
    assert text in town.text(card)


async def test_a_reply_written_in_the_thread_reaches_x_as_it_was_typed(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    text = "It's <here> & there: https://example.com/a?b=1&c=2 🙏"
    await ann.say("C0MENTIONS", f"@Mentiondesk reply {text}", card.ts)
    preview = await ann.sees_ephemeral("Will be posted", "C0MENTIONS")
    assert text in town.text(preview)
    await ann.click(preview, "Send")
    assert (await town.posted(post)).written == text


async def test_a_reply_that_names_a_colleague_is_refused_and_kept(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.say("C0MENTIONS", "@Mentiondesk reply Ask @Ben Brook in #general", card.ts)
    preview = await ann.sees_ephemeral("names a colleague or a channel", "C0MENTIONS")
    with pytest.raises(LookupError):
        await ann.click(preview, "Send")
    assert town.answers(post) == []
