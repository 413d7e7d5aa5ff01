"""Stock tweepy, pointed at the sandbox by its one choke point, works over it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import tweepy
from aiohttp import ClientSession
from oauthlib.oauth1 import Client as OAuth1
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.sandbox.x_server import User, XServer, XWorld

ERRORS = {400: tweepy.BadRequest, 401: tweepy.Unauthorized, 403: tweepy.Forbidden, 429: tweepy.TooManyRequests}


class SandboxClient(AsyncClient):  # type: ignore[misc]
    base_url: str

    async def request(
        self, method: str, route: str, params: Any = None, json: Any = None, user_auth: bool = False
    ) -> Any:
        url = URL(self.base_url + route).with_query(sorted((params or {}).items()))
        if user_auth:
            signer = OAuth1(self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret)
            signed, headers, _ = signer.sign(str(url), method, headers={})
            base, mark, query = signed.partition("?")
            url = URL(base + mark + query.replace(":", "%3A"), encoded=True)
        else:
            headers = {"Authorization": f"Bearer {self.bearer_token}"}
        async with self.session.request(method, url, json=json, headers=headers) as response:
            body = await response.json(content_type=None)
        if response.status in ERRORS:
            raise ERRORS[response.status](response, response_json=body)
        return response


@pytest.fixture
async def client(server: XServer, session: ClientSession) -> AsyncIterator[SandboxClient]:
    known = server.credentials("acmeair")
    client = SandboxClient(
        known.bearer_token, known.consumer_key, known.consumer_secret, known.access_token, known.access_token_secret
    )
    client.base_url, client.session = server.url, session
    yield client


async def test_the_account_knows_itself(client: SandboxClient, acme: User) -> None:
    me = await client.get_me(user_auth=True, user_fields=["public_metrics"])
    assert (str(me.data.id), me.data.username) == (acme.id, "acmeair")
    assert client._get_oauth_1_authenticating_user_id(client.access_token) == acme.id


async def test_mentions_come_with_authors_media_and_parents(client: SandboxClient, world: XWorld, acme: User) -> None:
    own = world.post("acmeair", "We fly")
    post = world.post("ada", "@acmeair <look>", reply_to=own, media=["A torn bag"])
    answer = await client.get_users_mentions(
        acme.id,
        user_auth=True,
        max_results=100,
        start_time=datetime(2026, 11, 20, 11, tzinfo=UTC),
        tweet_fields=["created_at", "conversation_id", "note_tweet", "display_text_range"],
        user_fields=["public_metrics"],
        media_fields=["url", "alt_text"],
        expansions=["author_id", "attachments.media_keys", "referenced_tweets.id"],
    )
    [tweet] = answer.data
    assert (str(tweet.id), tweet.text) == (post.id, post.delivered.text)
    assert tweet.text.startswith("@acmeair &lt;look&gt; https://t.co/")
    assert tweet.created_at == world.clock()
    assert tweet.referenced_tweets[0].type == "replied_to"
    assert answer.includes["users"][0].public_metrics["followers_count"] == 1200
    assert answer.includes["media"][0].alt_text == "A torn bag"
    assert answer.includes["tweets"][0].text == "We fly"
    assert answer.meta["newest_id"] == post.id


async def test_search_and_timeline_and_lookup(client: SandboxClient, world: XWorld, acme: User) -> None:
    posts = [world.post("acmeair", f"acme air {n}") for n in range(3)]
    found = await client.search_recent_tweets('"acme air" -is:retweet', since_id=posts[0].id, max_results=10)
    assert [str(tweet.id) for tweet in found.data] == [posts[2].id, posts[1].id]
    own = await client.get_users_tweets(acme.id, exclude=["retweets"], user_auth=True)
    assert len(own.data) == 3
    both = await client.get_tweets([posts[0].id, 1])
    assert len(both.data) == len(both.errors) == 1
    assert (await client.get_user(username="ada")).data.name == "Ada"
    assert [user.username for user in (await client.get_users(usernames=["ada", "bob"])).data] == ["ada", "bob"]


async def test_a_reply_is_created_once_and_deleted(client: SandboxClient, world: XWorld) -> None:
    asked = world.post("ada", "@acmeair help")
    made = await client.create_tweet(text="Coming", in_reply_to_tweet_id=asked.id)
    assert world.replies_to(asked)[0].id == made.data["id"]
    with pytest.raises(tweepy.Forbidden, match="duplicate content"):
        await client.create_tweet(text="Coming", in_reply_to_tweet_id=asked.id)
    with pytest.raises(tweepy.BadRequest, match="too long"):
        await client.create_tweet(text="x" * 281)
    assert (await client.delete_tweet(made.data["id"])).data["deleted"]
    assert world.replies_to(asked) == []
