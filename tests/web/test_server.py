"""Health, readiness and metrics over HTTP."""

from datetime import UTC, datetime

import aiohttp
import pytest

from bot.ports.queries import Backlog, Overview
from bot.web.metrics import Metrics
from bot.web.server import Part, Report, WebServer
from tests.cases.samples import NOON
from tests.outside import HandClock

OVERVIEW = Overview(
    open=7,
    unowned=3,
    late=2,
    opened_today=9,
    answered_today=4,
    unsure=1,
    last_mention_at=NOON,
    spent=12.3,
    unsure_since=NOON,
    lanes=(Backlog(lane="T0/post/C0", waiting=5, oldest=NOON, problem=""),),
)


class Look:
    network = "X: mentions"
    at = datetime(2026, 11, 20, 11, 59, tzinfo=UTC)
    problem = ""


class Slack:
    connected = True
    since = NOON


@pytest.fixture
async def served():
    """Parts may be added to; what is asked for comes back as (status, text)."""
    parts = [Part(name="database", last_success=NOON)]
    clock = HandClock()
    clock.forward(30)

    async def health():
        return Report(parts=parts, facts={"unsure": {"count": 1, "since": None}})

    async def count(_):
        return OVERVIEW

    server = WebServer(0, health, Metrics(count, lambda: [Look()], Slack(), clock, 100.0))
    await server.start()

    async def get(path):
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{server.port}{path}") as response,
        ):
            return response.status, await response.text()

    yield parts, get
    await server.stop()


async def test_healthz_answers_while_the_process_lives(served):
    parts, get = served
    parts.append(Part(name="slack", last_success=None, problem="not connected"))
    assert (await get("/healthz"))[0] == 200


async def test_readyz_is_200_when_every_part_is_well_and_names_its_last_success(served):
    _, get = served
    status, body = await get("/readyz")
    assert status == 200
    assert '"database": {"ok": true, "last_success": "2026-11-20T12:00:00+00:00"' in body


async def test_readyz_tells_what_tells_silence_from_calm(served):
    _, get = served
    assert '"unsure": {"count": 1, "since": null}' in (await get("/readyz"))[1]


async def test_readyz_is_503_and_says_why_when_one_part_is_not(served):
    parts, get = served
    parts.append(Part(name="slack", last_success=None, problem="not connected"))
    status, body = await get("/readyz")
    assert status == 503
    assert "not connected" in body


async def test_metrics_tell_the_state_of_the_desk_and_its_lanes(served):
    _, get = served
    status, body = await get("/metrics")
    assert status == 200
    for line in (
        "mentiondesk_cases_open 7.0",
        "mentiondesk_cases_unowned 3.0",
        "mentiondesk_cases_late 2.0",
        "mentiondesk_deliveries_unsure 1.0",
        "mentiondesk_spend_dollars 12.3",
        "mentiondesk_budget_dollars 100.0",
        'mentiondesk_lane_waiting{lane="T0/post/C0"} 5.0',
        'mentiondesk_lane_oldest_seconds{lane="T0/post/C0"} 30.0',
        'mentiondesk_look_timestamp_seconds{source="X: mentions"}',
        'mentiondesk_look_failing{source="X: mentions"} 0.0',
        "mentiondesk_slack_connected 1.0",
        "mentiondesk_slack_socket_timestamp_seconds 1.795176e+09",
        "mentiondesk_deliveries_unsure_oldest_seconds 30.0",
    ):
        assert line in body


async def test_slack_is_not_served_over_http_unless_it_is_asked_for(served):
    _, get = served
    assert (await get("/slack/events"))[0] == 404
