"""Mentions, the own timeline and lookups: what is in them, in which order, and what they refuse."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.x_server import User, XWorld
from tests.sandbox.x.asking import Asker, Clock


@pytest.fixture
def mentions(acme: User) -> str:
    return f"/2/users/{acme.id}/mentions"


@pytest.fixture
def timeline(acme: User) -> str:
    return f"/2/users/{acme.id}/tweets"


def ids(answer: Any) -> list[str]:
    return [post["id"] for post in answer.body.get("data", [])]


async def test_an_empty_timeline_has_no_data_and_a_count_of_zero(company: Asker, mentions: str) -> None:
    assert (await company.get(mentions)).body == {"meta": {"result_count": 0}}


async def test_mentions_come_newest_first_with_default_fields_only(
    company: Asker, world: XWorld, mentions: str
) -> None:
    first, second = world.post("ada", "@acmeair one"), world.post("bob", "two for @ACMEAIR")
    world.post("bob", "nobody is named")
    answer = await company.get(mentions)
    assert ids(answer) == [second.id, first.id]
    assert set(answer.body["data"][0]) == {"id", "text", "edit_history_tweet_ids"}
    assert answer.body["meta"] == {"result_count": 2, "newest_id": second.id, "oldest_id": first.id}


async def test_implicit_mentions_and_reposts_are_mentions_too(company: Asker, world: XWorld, mentions: str) -> None:
    own = world.post("acmeair", "We fly")
    reply = world.post("ada", "Late again", reply_to=own)
    repost = world.repost("bob", own)
    assert ids(await company.get(mentions)) == [repost.id, reply.id]


async def test_pages_follow_one_another_without_gap_or_overlap(company: Asker, world: XWorld, mentions: str) -> None:
    posts = [world.post("ada", f"@acmeair {n}") for n in range(25)]
    seen: list[str] = []
    token: dict[str, str] = {}
    while True:
        answer = await company.get(mentions, max_results=10, since_id=posts[2].id, **token)
        seen += ids(answer)
        if "next_token" not in answer.body["meta"]:
            break
        token = {"pagination_token": answer.body["meta"]["next_token"]}
        world.post("bob", f"@acmeair meanwhile {len(seen)}")
    assert seen == [post.id for post in reversed(posts[3:])]


async def test_only_the_newest_800_mentions_can_be_reached(company: Asker, world: XWorld, mentions: str) -> None:
    posts = [world.post("ada", f"@acmeair {n}") for n in range(810)]
    answer = await company.get(mentions, until_id=posts[15].id)
    assert ids(answer) == [post.id for post in reversed(posts[10:15])]


async def test_windows_are_cut_by_id_and_by_time(company: Asker, world: XWorld, clock: Clock, mentions: str) -> None:
    posts = []
    for n in range(6):
        posts.append(world.post("ada", f"@acmeair {n}"))
        clock.forward(minutes=1)
    by_id = await company.get(mentions, since_id=posts[1].id, until_id=posts[4].id)
    assert ids(by_id) == [posts[3].id, posts[2].id]
    by_time = await company.get(mentions, start_time="2026-11-20T12:02:00Z", end_time="2026-11-20T12:04:00Z")
    assert ids(by_time) == [posts[3].id, posts[2].id]


async def test_a_post_that_x_indexes_late_appears_below_the_newest_id(
    company: Asker, world: XWorld, clock: Clock, mentions: str
) -> None:
    late = world.post("ada", "@acmeair late", indexed_after=30)
    newer = world.post("bob", "@acmeair newer")
    assert ids(await company.get(mentions)) == [newer.id]
    clock.forward(seconds=30)
    assert ids(await company.get(mentions, since_id=newer.id)) == []
    assert ids(await company.get(mentions)) == [newer.id, late.id]


async def test_what_is_deleted_protected_or_suspended_is_not_shown(
    company: Asker, world: XWorld, mentions: str
) -> None:
    gone = world.post("ada", "@acmeair gone")
    world.delete(gone)
    world.post("bob", "@acmeair private")
    world.change_user("bob", protected=True)
    assert ids(await company.get(mentions)) == []
    world.change_user("bob", protected=False)
    assert len(ids(await company.get(mentions))) == 1
    world.change_user("bob", suspended=True)
    assert ids(await company.get(mentions)) == []


async def test_the_own_timeline_can_leave_out_replies_and_reposts(company: Asker, world: XWorld, timeline: str) -> None:
    hers = world.post("ada", "@acmeair help")
    own, reply = world.post("acmeair", "We fly"), world.post("acmeair", "How?", reply_to=hers)
    repost = world.repost("acmeair", hers)
    assert ids(await company.get(timeline)) == [repost.id, reply.id, own.id]
    assert ids(await company.get(timeline, exclude="replies,retweets")) == [own.id]


async def test_a_new_post_takes_as_long_to_appear_as_the_world_says(
    company: Asker, world: XWorld, clock: Clock, timeline: str
) -> None:
    world.indexing_seconds = 5
    made = await company.publish("Hello")
    assert ids(await company.get(timeline)) == []
    assert (await company.get(f"/2/tweets/{made.body['data']['id']}")).body["data"]["text"] == "Hello"
    clock.forward(seconds=5)
    assert len(ids(await company.get(timeline))) == 1


async def test_fields_and_expansions_bring_authors_parents_and_pictures(
    company: Asker, world: XWorld, acme: User, mentions: str
) -> None:
    own = world.post("acmeair", "We fly")
    post = world.post("ada", "@acmeair look", reply_to=own, media=["A torn bag"])
    answer = await company.get(
        mentions,
        expansions="author_id,referenced_tweets.id,referenced_tweets.id.author_id,attachments.media_keys,"
        "in_reply_to_user_id,entities.mentions.username",
        tweet_fields="conversation_id,created_at,display_text_range,lang,public_metrics",
        user_fields="public_metrics,profile_image_url",
        media_fields="url,alt_text",
    )
    [shown] = answer.body["data"]
    assert shown["referenced_tweets"] == [{"type": "replied_to", "id": own.id}]
    assert shown["conversation_id"] == own.id
    includes = answer.body["includes"]
    assert [each["id"] for each in includes["tweets"]] == [own.id]
    assert {each["username"]: each["public_metrics"]["followers_count"] for each in includes["users"]} == {
        "ada": 1200,
        "acmeair": 0,
    }
    [media] = includes["media"]
    assert media["media_key"] == shown["attachments"]["media_keys"][0] == post.attachments[0].key
    assert media["alt_text"] == "A torn bag"
    for picture in (media["url"], includes["users"][0]["profile_image_url"]):
        async with company.session.get(picture) as served:
            assert served.content_type == "image/png"
            assert (await served.read()).startswith(b"\x89PNG")


async def test_a_parent_that_is_gone_is_an_error_beside_the_data(company: Asker, world: XWorld, mentions: str) -> None:
    parent = world.post("bob", "hm")
    world.post("ada", "@acmeair see above", reply_to=parent)
    world.delete(parent)
    answer = await company.get(mentions, expansions="referenced_tweets.id")
    assert answer.status == 200
    assert len(answer.body["data"]) == 1
    assert answer.body["errors"][0]["resource_id"] == parent.id


async def test_a_lookup_tells_found_from_gone_from_hidden(company: Asker, world: XWorld) -> None:
    here, gone, private = world.post("ada", "a"), world.post("ada", "b"), world.post("bob", "c")
    world.delete(gone)
    world.change_user("bob", protected=True)
    answer = await company.get("/2/tweets", ids=f"{here.id},{gone.id},{private.id}")
    assert ids(answer) == [here.id]
    kinds = [error["type"].rsplit("/", 1)[1] for error in answer.body["errors"]]
    assert kinds == ["resource-not-found", "not-authorized-for-resource"]
    single = await company.get(f"/2/tweets/{gone.id}")
    assert single.status == 200
    assert "data" not in single.body


async def test_users_are_found_by_id_and_by_name(company: Asker, world: XWorld) -> None:
    ada = world.user("ada")
    by_name = await company.get("/2/users/by/username/ADA", user_fields="description,verified")
    assert by_name.body["data"] == {
        "id": ada.id,
        "name": "Ada",
        "username": "ada",
        "description": "Flies a lot",
        "verified": False,
    }
    assert (await company.get(f"/2/users/{ada.id}")).body["data"]["username"] == "ada"
    several = await company.get("/2/users/by", usernames="ada,nobody")
    assert [user["username"] for user in several.body["data"]] == ["ada"]
    assert several.body["errors"][0]["value"] == "nobody"
    assert len((await company.get("/2/users", ids=f"{ada.id},{world.user('bob').id}")).body["data"]) == 2


@pytest.mark.parametrize(
    "params",
    [
        {"max_results": 4},
        {"max_results": 101},
        {"max_results": "many"},
        {"since_id": "abc"},
        {"start_time": "yesterday"},
        {"start_time": "2026-02-30T00:00:00Z"},
        {"pagination_token": "not a token"},
        {"tweet.fields": "mood"},
        {"expansions": "referenced_posts"},
        {"post.fields": "text"},
        {"query": "not here"},
    ],
)
async def test_parameters_out_of_range_or_unknown_are_refused(
    company: Asker, mentions: str, params: dict[str, Any]
) -> None:
    answer = await company.get(mentions, **params)
    assert answer.status == 400
    assert answer.body["title"] == "Invalid Request"
    assert list(params) == list(answer.body["errors"][0]["parameters"])


async def test_unknown_addresses_are_not_found(company: Asker) -> None:
    assert (await company.get("/2/users/1/followers")).status == 404
    assert (await company("PUT", "/2/tweets")).status == 405


async def test_an_edited_post_appears_once_with_its_history(
    company: Asker, world: XWorld, mentions: str, clock: Clock
) -> None:
    old = world.post("ada", "@acmeair hlep")
    clock.at += timedelta(minutes=1)
    new = world.edit(old, "@acmeair help")
    [shown] = (await company.get(mentions)).body["data"]
    assert (shown["id"], shown["edit_history_tweet_ids"]) == (new.id, [old.id, new.id])
