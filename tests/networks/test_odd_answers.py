"""Whatever X leaves out or sends instead, a post that has an id becomes a mention."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x.read import Us, mentions_in
from bot.networks.x.snowflake import first_id

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
US = Us("1", "acmeair", "x:acmeair")


def read(post: dict[str, Any], **includes: Any) -> Any:
    [mention] = mentions_in({"data": [post], "includes": includes}, US, NOW)
    return mention


def test_a_bare_id_is_enough() -> None:
    mention = read({"id": str(first_id(NOW))})
    assert (mention.text, mention.created_at, mention.author.handle) == ("", NOW, "")
    assert mention.conversation == mention.id


def test_an_unknown_author_goes_by_his_id() -> None:
    mention = read({"id": "7", "author_id": "42", "text": "Hello"})
    assert (mention.author.id, mention.author.handle, mention.author.name) == ("42", "42", "42")
    assert mention.author.url == "https://x.com/i/user/42"
    assert mention.url == "https://x.com/i/status/7"


def test_a_time_that_cannot_be_read_is_taken_from_the_id_or_the_clock() -> None:
    assert read({"id": str(first_id(NOW)), "created_at": "yesterday"}).created_at == NOW
    assert read({"id": "7"}).created_at == NOW
    assert read({"id": "7", "created_at": "2026-11-20T11:00:00"}).created_at == datetime(2026, 11, 20, 11, tzinfo=UTC)


def test_what_no_database_keeps_is_left_out() -> None:
    mention = read({"id": "7", "text": "a\0b\ud83dc", "author_id": "4"}, users=[{"id": "4", "name": "\0Ada"}])
    assert (mention.text, mention.author.name) == ("abc", "Ada")


@pytest.mark.parametrize("language", ["und", "zxx", "qme", "", None, 5.0])
def test_no_language_is_none(language: object) -> None:
    assert read({"id": "7", "lang": language}).language is None


def test_a_quote_of_ours_is_known_by_its_link_where_the_post_is_missing() -> None:
    link = {"url": "https://t.co/a", "expanded_url": "https://x.com/AcmeAir/status/5", "start": 4, "end": 18}
    post = {
        "id": "7",
        "text": "Ha! https://t.co/a",
        "entities": {"urls": [link]},
        "referenced_tweets": [{"type": "quoted", "id": "5"}],
    }
    mention = read(post)
    assert (mention.answerable, mention.text, mention.quoted) == (True, "Ha!", None)
    assert mention.why == "quotes @acmeair"


def test_a_name_counts_where_x_does_not_say_its_place() -> None:
    post = {"id": "7", "text": "@AcmeAir", "entities": {"mentions": [{"username": "AcmeAir"}]}}
    assert read(post | {"display_text_range": [9, 20]}).answerable
    assert read(post).why == "mentions @acmeair"


@pytest.mark.parametrize(
    ("text", "named"),
    [("Hey @AcmeAir!", True), ("me@acmeair.com", False), ("x.com/@acmeair", False), ("@acmeairlines", False)],
)
def test_the_words_tell_whom_they_name_where_x_marks_no_names(text: str, named: bool) -> None:
    assert read({"id": "7", "text": text}).answerable is named
    assert not read({"id": "7", "text": text, "entities": {"urls": []}}).answerable


def test_a_name_that_x_put_before_a_reply_is_no_word_of_its_author() -> None:
    assert not read({"id": "7", "text": "@acmeair thanks", "display_text_range": [9, 15]}).answerable


def test_posts_are_read_under_their_newer_names_too() -> None:
    quoting = {"id": "7", "text": "cut …", "note_post": {"text": "Ha!"}}
    quoting["referenced_posts"] = [{"type": "quoted", "id": "5"}, {"type": "replied_to", "id": "6"}]
    mention = read(quoting, posts=[{"id": "5", "author_id": US.id, "text": "ours"}])
    assert (mention.answerable, mention.text, mention.reply_to) == (True, "Ha!", "6")
    assert mention.quoted and mention.quoted.text == "ours"


def test_a_video_shows_its_preview() -> None:
    media = [
        {"media_key": "3_1", "type": "video", "preview_image_url": "https://pbs.example/1.jpg"},
        {"media_key": "3_2"},
    ]
    mention = read({"id": "7", "attachments": {"media_keys": ["3_1", "3_2", "3_3"]}}, media=media)
    assert [(each.kind, each.url) for each in mention.media] == [("video", "https://pbs.example/1.jpg")]


def test_a_link_in_the_middle_stays_and_one_that_x_added_goes() -> None:
    own = {"url": "https://t.co/a", "expanded_url": "https://acme.com/?a=1&b=2"}
    added = {"url": "https://t.co/b", "expanded_url": "https://x.com/ada/status/7/photo/1", "media_key": "3_1"}
    post = {"id": "7", "text": "see https://t.co/a &amp; https://t.co/b", "entities": {"urls": [own, added]}}
    assert read(post).text == "see https://acme.com/?a=1&b=2 &"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "text",
    "author_id",
    "attachments",
    "conversation_id",
    "created_at",
    "display_text_range",
    "entities",
    "in_reply_to_user_id",
    "lang",
    "note_post",
    "note_tweet",
    "referenced_posts",
    "referenced_tweets",
]


@given(st.dictionaries(st.sampled_from(FIELDS), json_values), json_values, json_values)
def test_no_oddity_loses_a_post(post: dict[str, Any], includes: Any, sibling: Any) -> None:
    body = json.loads(json.dumps({"data": [sibling, {**post, "id": "7"}], "includes": includes}))
    assert mentions_in(body, US, NOW)[-1].id == "7"


odd_entities = st.lists(st.dictionaries(st.sampled_from(["url", "start"]), json_values), max_size=3)


@given(st.dictionaries(st.sampled_from(["urls", "mentions"]), odd_entities))
def test_no_odd_entity_loses_a_post(entities: Any) -> None:
    assert read({"id": "7", "text": "Hello", "entities": entities}).text == "Hello"
