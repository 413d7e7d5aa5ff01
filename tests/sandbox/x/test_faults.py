"""Faults and holds strike where they are told to, as often as they are told to."""

import asyncio
from collections import Counter

import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout

from bot.sandbox.faults import Answer
from bot.sandbox.x_server import XServer, XWorld
from tests.sandbox.x.asking import Asker

POST = "POST /2/tweets"


@pytest.mark.parametrize(("kind", "posted"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_hides_whether_the_post_exists(
    company: Asker, world: XWorld, kind: str, posted: int
) -> None:
    company.server.faults.add(POST, kind)
    with pytest.raises(ClientConnectionError):
        await company.publish("Hello")
    assert len(world.posts) == posted
    assert (await company.publish("Hello again")).status == 201
    assert [call.status for call in company.server.calls] == [444, 201]


@pytest.mark.parametrize(("kind", "posted"), [("timeout_before", 0), ("timeout_after", 1)])
async def test_a_time_out_never_answers(company: Asker, world: XWorld, kind: str, posted: int) -> None:
    company.server.faults.add(POST, kind)
    async with ClientSession(timeout=ClientTimeout(total=0.2)) as impatient:
        company.session = impatient
        with pytest.raises(TimeoutError):
            await company.publish("Hello")
    assert len(world.posts) == posted


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("401", 401),
        ("402", 402),
        ("402_newer", 402),
        ("403_not_summoned", 403),
        ("403_not_author", 403),
        ("403_duplicate", 403),
        ("403_deleted", 403),
        ("403_app_suspended", 403),
        ("429", 429),
        ("429_no_header", 429),
        ("429_usage_capped", 429),
        ("500", 500),
    ],
)
async def test_every_refusal_of_x_can_be_had(company: Asker, world: XWorld, kind: str, status: int) -> None:
    company.server.faults.add(POST, kind)
    answer = await company.publish("Hello")
    assert (answer.status, answer.body["status"]) == (status, status)
    assert ("x-rate-limit-reset" in answer.headers) == (kind == "429")
    assert world.posts == {}


async def test_an_error_may_come_after_the_effect(company: Asker, world: XWorld) -> None:
    company.server.faults.add(POST, "500", where="after")
    assert (await company.publish("Hello")).status == 500
    assert len(world.posts) == 1


async def test_an_overloaded_x_answers_in_html(company: Asker, session: ClientSession) -> None:
    company.server.faults.add("GET *", "503")
    async with session.get(company.server.url + "/2/users/me") as answer:
        assert (answer.status, answer.content_type) == (503, "text/html")


async def test_malformed_json_comes_with_the_effect_done(company: Asker, world: XWorld) -> None:
    company.server.faults.add(POST, "malformed_json")
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        await company.publish("Hello")
    assert len(world.posts) == 1


async def test_slow_and_late_answers_arrive_whole(company: Asker) -> None:
    loop = asyncio.get_running_loop()
    for kind in ("slow", "delay"):
        company.server.faults.add(POST, kind, seconds=0.2)
        start = loop.time()
        assert (await company.publish(kind)).body["data"]["text"] == kind
        assert loop.time() - start >= 0.19


async def test_an_answer_can_be_made_up(company: Asker) -> None:
    company.judge = None
    company.server.faults.add(POST, answer=Answer(418, {"status": 418}, {"x-tea": "green"}))
    answer = await company.publish("Hello")
    assert (answer.status, answer.headers["x-tea"]) == (418, "green")
    with pytest.raises(ValueError, match="unknown fault"):
        company.server.faults.add(POST, "nonsense")


async def test_faults_strike_as_often_as_told_and_on_their_route_only(company: Asker, world: XWorld) -> None:
    twice = company.server.faults.add(POST, "500", times=2)
    often = company.server.faults.add("GET /2/users/*", "429", times=None)
    assert (await company.get("/2/tweets", ids="1")).status == 200
    assert [(await company.publish(f"{n}")).status for n in range(3)] == [500, 500, 201]
    assert [(await company.get("/2/users/me")).status for _ in range(3)] == [429] * 3
    company.server.faults.remove(often)
    assert (await company.get("/2/users/me")).status == 200
    assert (twice.struck, often.struck) == (2, 3)


async def test_a_probable_fault_strikes_sometimes(company: Asker) -> None:
    company.server.faults.add("GET /2/users/me", "500", times=None, probability=0.5)
    statuses = Counter([(await company.get("/2/users/me")).status for _ in range(40)])
    assert statuses[200] > 8
    assert statuses[500] > 8


@pytest.mark.parametrize(("where", "posted"), [("before", 0), ("after", 1)])
async def test_a_held_request_waits_for_its_release(company: Asker, world: XWorld, where: str, posted: int) -> None:
    hold = company.server.faults.hold(POST, where)  # type: ignore[arg-type]
    publishing = asyncio.create_task(company.publish("Hello"))
    await hold.reached()
    assert (len(world.posts), publishing.done()) == (posted, False)
    hold.release()
    assert (await publishing).status == 201


async def test_a_hold_can_wait_for_one_request_by_what_it_says(company: Asker, world: XWorld) -> None:
    hold = company.server.faults.hold(POST, containing="and farewell")
    assert (await company.publish("Hello")).status == 201
    publishing = asyncio.create_task(company.publish("Hello and farewell"))
    await hold.reached()
    assert len(world.posts) == 1
    hold.release()
    assert (await publishing).status == 201


async def test_a_held_request_takes_effect_after_its_caller_gave_up(company: Asker, world: XWorld) -> None:
    hold = company.server.faults.hold(POST)
    publishing = asyncio.create_task(company.publish("Hello"))
    await hold.reached()
    publishing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await publishing
    hold.release()
    async with asyncio.timeout(30):
        while not world.posts:
            await asyncio.sleep(0.01)


async def test_a_stopped_server_refuses_and_comes_back_on_the_same_port(company: Asker, server: XServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    server.faults.add(POST, "timeout_before")
    waiting = asyncio.create_task(company.publish("Hello"))
    while server.faults.active:
        await asyncio.sleep(0.01)
    await server.stop()
    with pytest.raises(ClientConnectionError):
        await waiting
    with pytest.raises(ClientConnectionError):
        await company.get("/2/users/me")
    await server.start(port=port)
    assert (await company.get("/2/users/me")).status == 200


async def test_the_log_counts_calls_from_outside(company: Asker, server: XServer) -> None:
    await company.publish("Hello")
    await company.publish("Hello")
    await company.get("/2/users/1/mentions", max_results=50)
    assert [call[1:4] for call in server.calls] == [
        ("POST", "/2/tweets", 201),
        ("POST", "/2/tweets", 403),
        ("GET", "/2/users/1/mentions", 200),
    ]
    assert (server.count(POST), server.count(POST, 201)) == (2, 1)
    assert server.calls[-1].route == "GET /2/users/:id/mentions"
    assert server.calls[-1].query == {"max_results": "50"}
    assert server.calls[0].body == '{"text": "Hello"}'
