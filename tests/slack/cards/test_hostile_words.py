"""Whatever a customer writes shows as written, and pings nobody."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases import views
from bot.cases.case import Media, Snippet, Status
from tests.cases.samples import NOON, author, case, post
from tests.slack.looks import HOSTILE, POSTED, card, drawn, everything, mrkdwn, pings, words


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "directions", "lines", "long", "empty", "broken"])
def test_hostile_words_in_every_place_ping_nobody_and_are_accepted(text: str):
    written = author(name=text, handle="_bob_", avatar="https://pics.example/a.png")
    parent = Snippet(id="9", handle="bob", text=text, url="https://x.com/bob/status/9")
    said = post(
        text=text,
        author=written,
        parent=parent,
        quoted=parent,
        media=(Media(kind="photo", url="https://p.example", alt=text),),
    )
    shown = case(
        author=written,
        posts=(said,),
        why="mentions @acmeair",
        priority_reason=text[:500],
        replies=(replace(POSTED, text=text),),
    )
    for message in everything(shown):
        rendered = drawn(message)
        if isinstance(message, views.AnswerView):
            assert pings(rendered) == ["U0ANN"]  # who asked the team, and nobody whom the answer names
        elif not isinstance(message, views.HandoffView | views.NoticeView):
            assert pings(rendered) == []


def test_words_that_look_like_markup_show_as_written():
    shown = card(posts=(post(text=HOSTILE[0]),))
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert "".join(each["text"] for each in quote) == HOSTILE[0]


def test_families_of_emoji_stay_together():
    shown = card(posts=(post(text="👩‍👩‍👧‍👦" * 2_000),))
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert set(quote[0]["text"].removesuffix("…").split("👩‍👩‍👧‍👦")) == {""}


def test_a_name_with_markup_stands_in_plain_text():
    byline = card(posts=(post(author=author(name="*Bob* :smile:")),)).blocks[1]["elements"]
    assert byline[0] == {"type": "plain_text", "text": "*Bob* :smile:", "emoji": False}
    assert byline[1]["text"] == "<https://x.com/vera|profile>"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e"])
def test_who_has_no_name_is_called_by_the_handle(name: str):
    assert "*<https://x.com/vera|@vera>*" in words(card(posts=(post(author=author(name=name)),)).blocks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.one_of(st.sampled_from("<>!@|&;^*_~`#: \n"), st.characters()), max_size=200))
def test_nothing_a_customer_writes_becomes_a_command_in_markup(text: str):
    written = author(name=text, avatar=None)
    shown = case(author=written, posts=(post(text=text, author=written),), resolution=text, team=text)
    for status in (Status.NEW, Status.RESOLVED):
        rendered = drawn(views.card(replace(shown, status=status), NOON))
        for markup in (*mrkdwn(rendered.blocks), rendered.text):
            assert "<!" not in markup.replace("<!date^", "")
            assert "<@" not in markup
            assert "<#" not in markup
