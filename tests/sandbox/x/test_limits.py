"""Rate limits, prices and credits are counted as X counts them."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from bot.sandbox.x_server import Limit, Spend, XServer, XWorld
from tests.sandbox.x.asking import Asker, Clock


@dataclass
class Now:
    """Unix seconds that may run ahead of the real ones."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
async def limited(world: XWorld, session: ClientSession, now: Now) -> AsyncIterator[Asker]:
    limits = {"GET /2/users/me": Limit(user=2, app=None), "POST /2/tweets": Limit(user=100, app=None, app_day=1)}
    server = XServer(world, limits=limits, now=now)
    await server.start()
    yield Asker(server, session, server.credentials("acmeair"))
    await server.stop()


async def test_every_answer_says_what_is_left(company: Asker) -> None:
    for left in (74, 73):
        headers = (await company.get("/2/users/me")).headers
        assert headers["x-rate-limit-limit"] == "75"
        assert headers["x-rate-limit-remaining"] == str(left)
        assert 890 <= int(headers["x-rate-limit-reset"]) - time.time() <= 900
    refused = await company.publish("")
    assert (refused.status, refused.headers["x-rate-limit-remaining"]) == (400, "99")


async def test_a_spent_limit_refuses_until_its_window_ends(limited: Asker, now: Now) -> None:
    assert [(await limited.get("/2/users/me")).status for _ in range(3)] == [200, 200, 429]
    refused = await limited.get("/2/users/me")
    assert refused.body["title"] == "Too Many Requests"
    assert refused.headers["x-rate-limit-remaining"] == "0"
    now.ahead = float(refused.headers["x-rate-limit-reset"]) - time.time() + 1
    limited.oauth = {"timestamp": str(int(now()))}
    assert (await limited.get("/2/users/me")).status == 200


async def test_accounts_have_limits_of_their_own_but_share_the_days(limited: Asker) -> None:
    server = limited.server
    other = Asker(server, limited.session, server.credentials("ada"))
    for asker in (limited, other):
        assert [(await asker.get("/2/users/me")).status for _ in range(2)] == [200, 200]
    assert (await limited.publish("one")).status == 201
    refused = await other.publish("two")
    assert refused.status == 429
    assert refused.headers["x-app-limit-24hour-remaining"] == "0"


async def test_the_app_and_its_account_are_counted_apart(company: Asker, world: XWorld) -> None:
    post = world.post("ada", "hi")
    assert (await company.get(f"/2/tweets/{post.id}")).headers["x-rate-limit-limit"] == "900"
    assert (await company.get(f"/2/tweets/{post.id}", bearer=True)).headers["x-rate-limit-limit"] == "450"


async def test_reads_are_billed_once_a_day_and_cheaply_where_owned(company: Asker, world: XWorld, clock: Clock) -> None:
    acme = world.user("acmeair")
    for n in range(3):
        world.post("ada", f"@acmeair acme {n}")
    for _ in range(2):
        await company.get(f"/2/users/{acme.id}/mentions")
    assert world.spend.by_kind == {"owned_read": 0.003}
    await company.get("/2/tweets/search/recent", query="acme")
    assert world.spend.by_kind == {"owned_read": 0.003}
    clock.forward(days=1)
    await company.get("/2/tweets/search/recent", query="acme")
    await company.get("/2/users/by/username/ada")
    assert world.spend.by_kind == {"owned_read": 0.003, "post_read": 0.015, "user_read": 0.01}


async def test_somebody_elses_timeline_is_no_owned_read(company: Asker, world: XWorld) -> None:
    world.post("ada", "hello")
    await company.get(f"/2/users/{world.user('ada').id}/tweets")
    assert world.spend.by_kind == {"post_read": 0.005}


async def test_posts_are_billed_by_kind_and_refused_ones_are_free(company: Asker, world: XWorld) -> None:
    asked = world.post("ada", "@acmeair help")
    await company.publish("one")
    await company.publish("two https://example.com")
    await company.publish("three", reply_to=asked.id)
    await company.publish("three", reply_to=asked.id)
    made = await company.publish("four")
    await company("DELETE", f"/2/tweets/{made.body['data']['id']}")
    assert world.spend.by_kind == {
        "post_create": 0.03,
        "post_create_with_url": 0.2,
        "summoned_reply": 0.01,
        "post_delete": 0.01,
    }
    assert world.spend.total == 0.25


async def test_without_credits_nothing_goes(company: Asker, world: XWorld) -> None:
    world.spend = Spend(credits=0.02)
    assert (await company.publish("one")).status == 201
    assert (await company.publish("two")).status == 201
    refused = await company.publish("three")
    assert (refused.status, refused.body["title"]) == (402, "CreditsDepleted")
    assert (await company.get("/2/users/me")).status == 402
    world.spend.credits = 1.0
    assert (await company.publish("three")).status == 201


async def test_the_usage_can_be_read_by_the_app(company: Asker, world: XWorld) -> None:
    post = world.post("ada", "hi")
    await company.get(f"/2/tweets/{post.id}")
    answer = await company.get("/2/usage/tweets", bearer=True)
    assert answer.body["data"]["project_usage"] == "1"
    assert (await company.get("/2/usage/tweets")).status == 403
