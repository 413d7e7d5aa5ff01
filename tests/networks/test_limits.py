"""How often we may ask: X's headers, and the spreading of what is left of them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.networks.x import XNetwork
from bot.networks.x.limits import RateLimits, asked_for, endpoint_of, free_again
from bot.ports.outcomes import Paused
from bot.sandbox.faults import Answer
from bot.sandbox.x_server import Limit, XServer, XWorld
from tests.networks.wire import Clock

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASK = "GET /2/tweets/search/recent"


def headers(
    limit: int, remaining: int, reset: datetime = NOW + timedelta(minutes=15), name: str = "x-rate-limit"
) -> dict[str, str]:
    parts = {"limit": limit, "remaining": remaining, "reset": int(reset.timestamp())}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


async def test_what_is_left_is_read_from_every_answer(network: XNetwork, server: XServer) -> None:
    await network.mentions(None)
    left = network.limits.left("GET /2/users/:id/mentions")
    assert left and (left.limit, left.remaining) == (300, 299)


def test_while_half_is_left_everybody_may_ask() -> None:
    limits = RateLimits()
    limits.note(ASK, headers(450, 225))
    assert all(limits.turn(ASK, "bags", NOW) for _ in range(10))


def test_then_the_rest_is_spread_fairly_over_the_time_to_the_reset() -> None:
    limits = RateLimits()
    assert limits.turn(ASK, "bags", NOW) and limits.turn(ASK, "delays", NOW)
    limits.note(ASK, headers(450, 100))  # 900 s for 100 questions of two sources: one every 18 s
    for later, may in ((1, False), (17, False), (18, True), (19, False)):
        for source in ("bags", "delays"):
            assert limits.turn(ASK, source, NOW + timedelta(seconds=later)) is may
    assert limits.turn(ASK, "bags", NOW + timedelta(minutes=15))


def test_a_new_source_gets_its_first_turn() -> None:
    limits = RateLimits()
    limits.note(ASK, headers(450, 1))
    assert limits.turn(ASK, "bags", NOW)
    assert not limits.turn(ASK, "bags", NOW + timedelta(seconds=29))
    assert limits.turn(ASK, "bags", NOW + timedelta(seconds=30))


def test_when_nothing_is_left_x_is_asked_so_that_it_says_so() -> None:
    limits = RateLimits()
    limits.note(ASK, headers(450, 0))
    assert all(limits.turn(ASK, "bags", NOW) for _ in range(3))


@pytest.mark.parametrize("odd", [{}, {"x-rate-limit-limit": "300"}, headers(300, 1) | {"x-rate-limit-reset": "soon"}])
def test_headers_that_make_no_sense_are_passed_over(odd: dict[str, str]) -> None:
    limits = RateLimits()
    limits.note(ASK, odd)
    assert limits.left(ASK) is None
    assert free_again(odd) is None


def test_the_longest_allowance_that_is_used_up_decides() -> None:
    tomorrow = NOW + timedelta(days=1)
    both = headers(100, 0) | headers(10_000, 0, tomorrow, "x-app-limit-24hour")
    assert free_again(both) == tomorrow
    assert free_again(headers(100, 0) | headers(10_000, 1, tomorrow, "x-app-limit-24hour")) == NOW + timedelta(
        minutes=15
    )


def test_an_endpoint_is_named_as_x_documents_it() -> None:
    assert endpoint_of("GET", "/2/users/12/mentions") == "GET /2/users/:id/mentions"
    assert endpoint_of("DELETE", "/2/tweets/34") == "DELETE /2/tweets/:id"
    assert endpoint_of("POST", "/2/tweets") == "POST /2/tweets"


async def test_a_look_out_of_turn_asks_nothing(network: XNetwork, server: XServer, world: XWorld) -> None:
    route = "GET /2/users/:id/mentions"
    server.allowance.limits[route] = Limit(user=3, app=None)
    world.post("ada", "@acmeair hello")
    for _ in range(10):
        await network.mentions(None)
    assert server.count(route) == 2
    left = network.limits.left(route)
    assert left and left.remaining == 1


@pytest.mark.parametrize(("given", "waits"), [("3", 3), ("0", 0), ("", None), ("soon", None), ("9" * 30, None)])
def test_a_plain_wish_to_wait_is_heard(given: str, waits: int | None) -> None:
    until = NOW + timedelta(seconds=waits) if waits is not None else None
    assert asked_for({"Retry-After": given}, NOW) == until


async def test_a_refusal_that_only_names_a_pause_is_tried_after_it(
    network: XNetwork, server: XServer, clock: Clock
) -> None:
    await network.start()
    answer = Answer(429, {"title": "Too Many Requests", "status": 429}, {"Retry-After": "3"})
    server.faults.add("POST /2/tweets", answer=answer)
    with pytest.raises(Paused) as paused:
        await network.publish("Hello", "7")
    assert paused.value.until and timedelta(seconds=2) < paused.value.until - clock.now() <= timedelta(seconds=3)
