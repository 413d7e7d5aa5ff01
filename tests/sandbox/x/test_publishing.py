"""What X lets an account publish, answer and delete, and in which words it refuses."""

from typing import Any

import pytest

from bot.sandbox.x_server import XWorld
from tests.sandbox.x.asking import Asker, Clock


async def test_a_reply_to_a_summons_is_published_with_names_and_links(company: Asker, world: XWorld) -> None:
    asked = world.post("ada", "@acmeair where is my bag?")
    answer = await company.publish("Here & now: https://example.com/bag", reply_to=asked.id)
    assert answer.status == 201
    [reply] = world.replies_to(asked)
    assert answer.body["data"] == {
        "id": reply.id,
        "text": reply.delivered.text,
        "edit_history_tweet_ids": [reply.id],
    }
    assert reply.delivered.text.startswith("@ada Here &amp; now: https://t.co/")
    assert reply.conversation_id == asked.id


async def test_a_quote_of_the_company_may_be_answered(company: Asker, world: XWorld) -> None:
    quote = world.post("ada", "Liars", quote=world.post("acmeair", "We fly"))
    assert (await company.publish("We do", reply_to=quote.id)).status == 201


async def test_an_implicit_mention_may_not_be_answered(company: Asker, world: XWorld) -> None:
    follow = world.post("ada", "Still nothing", reply_to=world.post("acmeair", "We fly"))
    answer = await company.publish("Sorry", reply_to=follow.id)
    assert answer.status == 403
    assert "you have not been mentioned or otherwise engaged" in answer.body["detail"]


async def test_a_stranger_may_not_be_answered_but_the_own_post_may(company: Asker, world: XWorld) -> None:
    assert (await company.publish("Hi", reply_to=world.post("ada", "Acme Air is late").id)).status == 403
    assert (await company.publish("2/2", reply_to=world.post("acmeair", "1/2").id)).status == 201


@pytest.mark.parametrize("how", ["deleted", "never", "protected", "suspended"])
async def test_what_is_not_visible_cannot_be_answered(company: Asker, world: XWorld, how: str) -> None:
    asked = world.post("ada", "@acmeair help")
    if how == "deleted":
        world.delete(asked)
    elif how != "never":
        world.change_user("ada", **{how: True})
    answer = await company.publish("Hi", reply_to="1" if how == "never" else asked.id)
    assert answer.status == 403
    assert answer.body["detail"] == ("You attempted to reply to a Tweet that is deleted or not visible to you.")


async def test_the_same_words_twice_are_a_duplicate_but_not_to_another_person(company: Asker, world: XWorld) -> None:
    first, second = world.post("ada", "@acmeair help"), world.post("bob", "@acmeair help me")
    assert (await company.publish("Please write us", reply_to=first.id)).status == 201
    again = await company.publish("please  write us", reply_to=first.id)
    assert again.status == 403
    assert again.body == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    }
    assert (await company.publish("Please write us", reply_to=second.id)).status == 201


async def test_deleted_words_and_words_of_yesterday_may_be_said_again(
    company: Asker, world: XWorld, clock: Clock
) -> None:
    made = await company.publish("We fly")
    assert (await company("DELETE", f"/2/tweets/{made.body['data']['id']}")).body == {"data": {"deleted": True}}
    assert (await company.publish("We fly")).status == 201
    clock.forward(hours=25)
    assert (await company.publish("We fly")).status == 201


@pytest.mark.parametrize(("text", "status"), [("x" * 280, 201), ("x" * 281, 400), ("字" * 141, 400)])
async def test_the_weighted_length_decides_and_added_names_do_not_count(
    company: Asker, world: XWorld, text: str, status: int
) -> None:
    asked = world.post("ada", "@acmeair help")
    assert (await company.publish(text, reply_to=asked.id)).status == status


async def test_a_premium_account_has_25_000_characters(company: Asker, world: XWorld) -> None:
    world.change_user("acmeair", premium=True)
    assert (await company.publish("word " * 100)).status == 201
    assert world.posts_of("acmeair")[0].note is not None
    assert (await company.publish("x" * 25_001)).status == 400


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"text": ""},
        {"text": "  \n"},
        {"text": 5},
        {"text": "a\ufeffb"},
        {"text": "hi", "mood": "good"},
        {"text": "hi", "reply": {"in_reply_to_status_id": "1"}},
        {"text": "hi", "reply": {}},
        {"text": "hi", "reply": {"in_reply_to_tweet_id": 5}},
        {"text": "hi", "reply": {"in_reply_to_tweet_id": "five"}},
        {"text": "hi", "reply": "1"},
        {"text": "hi", "reply_settings": "friends"},
        {"text": "hi", "media": {"media_ids": ["1"]}},
    ],
)
async def test_a_body_outside_the_schema_is_refused(company: Asker, world: XWorld, body: Any) -> None:
    answer = await company("POST", "/2/tweets", json=body)
    assert answer.status == 400
    assert answer.body["type"].endswith("/invalid-request")
    assert world.posts == {}


@pytest.mark.parametrize("body", [{"quote_tweet_id": "1"}, {"text": "$ACME or $BUMP"}])
async def test_what_the_plan_does_not_allow_is_forbidden(company: Asker, body: dict[str, Any]) -> None:
    assert (await company("POST", "/2/tweets", json={"text": "hi", **body})).status == 403


async def test_names_can_be_left_out_of_a_reply(company: Asker, world: XWorld) -> None:
    asked = world.post("ada", "@acmeair @bob help")
    await company(
        "POST",
        "/2/tweets",
        json={
            "text": "Hi",
            "reply": {"in_reply_to_tweet_id": asked.id, "exclude_reply_user_ids": [world.user("bob").id]},
        },
    )
    assert world.replies_to(asked)[0].delivered.text == "@ada Hi"


async def test_only_own_posts_can_be_deleted(company: Asker, world: XWorld) -> None:
    hers = world.post("ada", "hello")
    assert (await company("DELETE", f"/2/tweets/{hers.id}")).status == 403
    assert hers.id in world.posts
