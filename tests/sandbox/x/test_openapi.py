"""Every kind of answer is valid by X's own OpenAPI file, and the judge would notice one that is not."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from bot.sandbox.x_server import XWorld
from tests.sandbox.x.asking import Asker
from tests.sandbox.x.openapi import OpenApi

EVERYTHING: dict[str, Any] = {
    "tweet_fields": "attachments,author_id,conversation_id,created_at,display_text_range,entities,in_reply_to_user_id,"
    "lang,note_tweet,possibly_sensitive,public_metrics,referenced_tweets,reply_settings,source",
    "user_fields": "created_at,description,location,profile_image_url,protected,public_metrics,subscription_type,url,"
    "verified,verified_type",
    "media_fields": "alt_text,height,media_key,type,url,width",
    "expansions": "attachments.media_keys,author_id,entities.mentions.username,in_reply_to_user_id,"
    "referenced_tweets.id,referenced_tweets.id.author_id",
}
ONLY_USERS = {name: EVERYTHING[name] for name in ("tweet_fields", "user_fields")}


@pytest.fixture
def judged(company: Asker, reference: Path) -> Asker:
    assert company.judge
    return company


@pytest.fixture
def crowded(world: XWorld) -> XWorld:
    """A world with a post of every kind, all naming the company."""
    own = world.post("acmeair", "We fly & land <daily>")
    plain = world.post("ada", "@acmeair #late $ACME https://example.com/a?b=1&c=2", media=["A bag", "Another"])
    world.post("bob", "Me too", reply_to=plain)
    world.post("bob", "@acmeair look", quote=own)
    world.post("ada", "@acmeair " + "so long " * 60 + "https://example.com #long")
    world.repost("bob", own)
    world.edit(world.post("ada", "@acmeair hlep"), "@acmeair help")
    gone = world.post("bob", "hm")
    world.post("ada", "@acmeair see above", reply_to=gone)
    world.delete(gone)
    return world


async def test_lists_of_posts_are_valid(judged: Asker, crowded: XWorld) -> None:
    acme = crowded.user("acmeair").id
    for path in (f"/2/users/{acme}/mentions", f"/2/users/{acme}/tweets"):
        assert (await judged.get(path, max_results=100, **EVERYTHING)).status == 200
        assert (await judged.get(path, max_results=5)).status == 200
    found = await judged.get("/2/tweets/search/recent", query="acmeair OR fly", max_results=10, **EVERYTHING)
    assert found.body["data"]


async def test_lookups_of_posts_and_users_are_valid(judged: Asker, crowded: XWorld) -> None:
    crowded.change_user("bob", protected=True)
    ids = ",".join([*crowded.posts, "1"])
    several = await judged.get("/2/tweets", ids=ids, **EVERYTHING)
    assert several.body["errors"]
    for post_id in [*crowded.posts, "1"]:
        assert (await judged.get(f"/2/tweets/{post_id}", **EVERYTHING)).status == 200
    for path in ("/2/users/me", "/2/users/1", "/2/users/by/username/ada", "/2/users/by/username/nobody"):
        assert (await judged.get(path, **ONLY_USERS)).status == 200
    assert (await judged.get("/2/users/by", usernames="ada,nobody", **ONLY_USERS)).status == 200
    assert (await judged.get("/2/users", ids=f"{crowded.user('ada').id},1", **ONLY_USERS)).status == 200


async def test_answers_to_writing_and_usage_are_valid(judged: Asker, crowded: XWorld) -> None:
    asked = crowded.post("ada", "@acmeair help")
    made = await judged.publish("Hello & https://example.com", reply_to=asked.id, made_with_ai=False)
    assert made.status == 201
    assert (await judged.publish("Hello & https://example.com", reply_to=asked.id)).status == 403
    assert (await judged.publish("Hello", mood="good")).status == 400
    assert (await judged("DELETE", f"/2/tweets/{made.body['data']['id']}")).status == 200
    assert (await judged("DELETE", f"/2/tweets/{asked.id}")).status == 403
    assert (await judged.get("/2/usage/tweets", bearer=True, days=30)).status == 200


def test_the_judge_notices_what_is_wrong(reference: Path) -> None:
    judge = OpenApi(reference / "x-openapi.json")
    judge.check("GET", "/2/tweets/{id}", 200, {"data": {"id": "1", "note_tweet": {"text": "a"}}})
    for wrong in ({"id": 1}, {"mood": "good"}, {"note_tweet": {}}, {"display_text_range": [0]}):
        with pytest.raises(ValidationError):
            judge.check("GET", "/2/tweets/{id}", 200, {"data": wrong})
