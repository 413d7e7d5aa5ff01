"""Recent search finds what its language says, in the last seven days, and refuses what X refuses."""

from datetime import timedelta

import pytest

from bot.sandbox.x_server import XWorld, snowflake
from tests.sandbox.x.asking import Asker, Clock

SEARCH = "/2/tweets/search/recent"


@pytest.fixture
def posts(world: XWorld) -> dict[str, str]:
    """Names of posts by their id."""
    bag = world.post("ada", "Acme Air lost my bag. #fail")
    reply = world.post("acmeair", "We are sorry", reply_to=bag)
    named = {
        "bag": bag,
        "reply": reply,
        "praise": world.post("bob", "air travel with acme is great"),
        "direct": world.post("bob", "@acmeair ACME AIR rocks", media=["A plane"]),
        "link": world.post("ada", "Wo ist Acme Air? https://example.com"),
        "repost": world.repost("bob", bag),
    }
    return {post.id: name for name, post in named.items()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("acme", {"bag", "praise", "direct", "link"}),
        ('"acme air"', {"bag", "direct", "link"}),
        ('"acme air" -lost', {"direct", "link"}),
        ("lost OR great", {"bag", "praise"}),
        ("acme (lost OR rocks) -is:retweet", {"bag", "direct"}),
        ("@acmeair", {"direct"}),
        ("to:ada", {"reply"}),
        ("from:bob", {"praise", "direct", "repost"}),
        ("from:bob -is:retweet", {"praise", "direct"}),
        ("#FAIL", {"bag"}),
        ("acme has:media", {"direct"}),
        ("acme has:links lang:de", {"link"}),
        ("acme -has:links -@acmeair -(lost)", {"praise"}),
        ("unheard", set()),
        ("from:nobody", set()),
    ],
)
async def test_queries_find_what_they_say(company: Asker, posts: dict[str, str], query: str, found: set[str]) -> None:
    answer = await company.get(SEARCH, query=query, max_results=100)
    assert answer.status == 200, answer.body
    assert {posts[post["id"]] for post in answer.body.get("data", [])} == found


async def test_each_post_is_found_once_newest_first_over_pages(company: Asker, world: XWorld) -> None:
    made = [world.post("ada", f"acme air {n}") for n in range(23)]
    first = await company.get(SEARCH, query="acme OR air", max_results=20)
    token = first.body["meta"]["next_token"]
    second = await company.get(SEARCH, query="acme OR air", max_results=20, next_token=token)
    found = [post["id"] for answer in (first, second) for post in answer.body["data"]]
    assert found == [post.id for post in reversed(made)]


@pytest.mark.parametrize(
    "query", ["-acme", "is:retweet", "lang:en", "acme OR -air", "(acme", "acme)", "OR", "mood:good", "x" * 513, "?!"]
)
async def test_a_query_that_x_cannot_take_is_refused(company: Asker, query: str) -> None:
    answer = await company.get(SEARCH, query=query)
    assert answer.status == 400
    assert "query" in answer.body["errors"][0]["parameters"]


async def test_nothing_is_found_or_asked_beyond_seven_days(company: Asker, world: XWorld, clock: Clock) -> None:
    world.post("ada", "acme long ago")
    clock.forward(days=7, minutes=1)
    new = world.post("ada", "acme now")
    answer = await company.get(SEARCH, query="acme")
    assert [post["id"] for post in answer.body["data"]] == [new.id]
    old = clock() - timedelta(days=7, minutes=1)
    assert (await company.get(SEARCH, query="acme", since_id=snowflake(old))).status == 400
    start = old.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (await company.get(SEARCH, query="acme", start_time=start)).status == 400


async def test_the_end_must_lie_ten_seconds_back(company: Asker, clock: Clock) -> None:
    soon = clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (await company.get(SEARCH, query="acme", end_time=soon)).status == 400


@pytest.mark.parametrize("size", [9, 101])
async def test_a_page_has_10_to_100_posts(company: Asker, size: int) -> None:
    assert (await company.get(SEARCH, query="acme", max_results=size)).status == 400


async def test_the_bearer_may_search(company: Asker, posts: dict[str, str]) -> None:
    assert (await company.get(SEARCH, query="acme", bearer=True)).body["meta"]["result_count"] == 4
