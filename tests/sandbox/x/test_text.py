"""Text goes out as X delivers it: escaped, wrapped, with offsets into what was delivered."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from bot.sandbox.x_server import Photo, XWorld
from bot.sandbox.x_server.text import weighted_length


def spans(delivered: Any, kind: str) -> list[str]:
    return [delivered.text[each["start"] : each["end"]] for each in delivered.entities.get(kind, [])]


def test_text_is_html_escaped_and_offsets_count_in_the_escaped_text(world: XWorld) -> None:
    post = world.post("ada", "bags < boots & @acmeair is late #fail 👍 @bob")
    assert post.delivered.text == "bags &lt; boots &amp; @acmeair is late #fail 👍 @bob"
    assert spans(post.delivered, "mentions") == ["@acmeair", "@bob"]
    assert spans(post.delivered, "hashtags") == ["#fail"]
    assert unescape(post.delivered.text) == post.written


def test_links_become_tco_links_that_name_their_target(world: XWorld) -> None:
    post = world.post("ada", "see https://example.com/a?b=1&c=2 and acme.example.com, me@example.com")
    first, second = post.delivered.entities["urls"]
    assert first["expanded_url"] == "https://example.com/a?b=1&c=2"
    assert second["expanded_url"] == "http://acme.example.com"
    assert spans(post.delivered, "urls") == [first["url"], second["url"]]
    assert len(first["url"]) == 23
    assert first["url"].startswith("https://t.co/")


def test_what_looks_like_a_mention_inside_a_link_or_an_address_is_none(world: XWorld) -> None:
    post = world.post("ada", "https://example.com/@acmeair/x joe@acmeair and @nobodyhere")
    assert "mentions" not in post.delivered.entities
    assert post.summoned == post.mentioned == frozenset()


def test_a_reply_gets_the_names_of_those_it_answers_before_its_display_range(world: XWorld) -> None:
    first = world.post("ada", "@acmeair where is my bag, @bob saw it")
    reply = world.post("acmeair", "We look into it & call", reply_to=first)
    assert reply.delivered.text == "@ada @bob We look into it &amp; call"
    start, end = reply.delivered.display_range
    assert reply.delivered.text[start:end] == "We look into it &amp; call"
    assert reply.mentioned == {world.user("ada").id, world.user("bob").id}
    assert reply.summoned == frozenset()


def test_a_name_that_the_author_wrote_is_not_put_before_the_reply_again(world: XWorld) -> None:
    first = world.post("acmeair", "We fly")
    reply = world.post("ada", "No you do not, @AcmeAir", reply_to=first)
    assert reply.delivered.text == "No you do not, @AcmeAir"
    assert reply.delivered.display_range == (0, len(reply.written))
    assert reply.summoned == {world.user("acmeair").id}


def test_a_long_post_is_cut_and_whole_in_its_note(world: XWorld) -> None:
    words = "all of my seven bags are gone " * 20 + "@acmeair https://example.com/proof"
    post = world.post("ada", words)
    assert post.note is not None
    assert weighted_length(post.delivered.text) <= 280
    assert words.startswith(post.delivered.text)
    assert spans(post.note, "mentions") == ["@acmeair"]
    assert world.user("acmeair").id in post.summoned


@pytest.mark.parametrize("text", ["x" * 280, "字" * 140, "👨‍👩‍👧" * 140, "https://example.com/" + "x" * 300])
def test_what_x_counts_as_280_is_not_long(world: XWorld, text: str) -> None:
    assert world.post("ada", text).note is None


@pytest.mark.parametrize("text", ["x" * 281, "字" * 141, "a.co " * 12])
def test_what_x_counts_as_more_is_long(world: XWorld, text: str) -> None:
    assert world.post("ada", text).note is not None


def test_pictures_and_quotes_hang_a_link_behind_the_display_range(world: XWorld) -> None:
    quoted = world.post("acmeair", "Now to Rome")
    post = world.post("ada", "Look", quote=quoted, media=[Photo("A torn bag"), "Another"])
    assert post.delivered.text[slice(*post.delivered.display_range)] == "Look"
    targets = [url["expanded_url"] for url in post.delivered.entities["urls"]]
    assert targets == [f"https://x.com/ada/status/{post.id}/photo/1", quoted.url]
    assert [each.photo.alt_text for each in post.attachments] == ["A torn bag", "Another"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("My bag is lost", "en"), ("Wo ist mein Koffer", "de"), ("荷物はどこですか", "ja"), ("👍", "und")],
)
def test_the_language_is_guessed(world: XWorld, text: str, language: str) -> None:
    assert world.post("ada", text).lang == language


def test_a_post_from_the_past_has_an_id_of_its_time(world: XWorld) -> None:
    now = world.post("ada", "now")
    past = [world.post("bob", f"then {n}", created_at=world.clock() - timedelta(days=1)) for n in range(3)]
    assert [int(post.id) for post in past] == sorted({int(post.id) for post in past})
    assert all(int(post.id) < int(now.id) for post in past)
