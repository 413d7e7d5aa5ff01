"""The bot in one process: every room built from the configuration, started in order, stopped the other way round."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.ai.assistant import ModelAssistant
from bot.ai.backed import Backed
from bot.ai.rules import Rules
from bot.app.assistant import model_assistant
from bot.app.health import Health
from bot.app.outside import SystemClock, slack_room, x_network
from bot.app.pulse import Pulse
from bot.cases import counting
from bot.config import Config, Environment
from bot.desk import retention, watch, wave
from bot.desk.desk import Desk
from bot.desk.report import weekly
from bot.engine.local import LocalAlarm
from bot.intake.learn import learn
from bot.intake.poll import Poll
from bot.intake.presence import Presence
from bot.intake.purse import Purse
from bot.intake.sort import Sorter
from bot.intake.triage import Triage
from bot.networks.x import XNetwork
from bot.ports.alarm import ASSISTANT, HEALTH, LEARNING, PRESENCE, REPORT, RETENTION, SETTLE, TIMERS, WAVES
from bot.ports.assistant import Standing
from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.relay.clock import ClockWatch
from bot.relay.deliver import Relay
from bot.relay.patience import Patience
from bot.relay.settle import Settler
from bot.slack.app import SlackRoom
from bot.slack.roster import SlackRoster
from bot.slack.surface import SlackSurface
from bot.storage import Storage, open_store
from bot.web.metrics import Metrics
from bot.web.server import WebServer

log = structlog.get_logger()

DRAIN = 5.0  # seconds for deliveries in flight, and …
ANSWERING = 3.0  # … for what people have just asked; SIGTERM promises ten in all
LEASE = timedelta(seconds=31)  # after which a send that nobody has settled is surely over: looked for that often
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the looks at one source go, as people see it on `/desk`."""

    network: str
    at: datetime | None
    problem: str = ""
    begun_at: datetime | None = None


class Bot:
    """Start it once; `stop` may be called at any time, also half way through a start."""

    def __init__(self, config: Config, clock: Clock | None = None, patience: Patience | None = None) -> None:
        self._environment = config.environment
        self._settings = config.settings
        self._clock = clock or SystemClock()
        self._patience = patience or Patience()
        self._running = AsyncExitStack()
        self._poll: Poll | None = None
        self._web: WebServer | None = None
        self._slack: SlackRoom | None = None
        self._rules = Rules(config.settings)
        self._helper: ModelAssistant | None = None

    @property
    def port(self) -> int:
        """Where health, metrics and Slack's requests are answered."""
        assert self._web is not None
        return self._web.port

    async def start(self) -> None:
        """Raises `Fault` where the configuration cannot work."""
        alarm = LocalAlarm(self._clock)
        store = await open_store(self._environment.database_url.get_secret_value(), alarm, self._clock)
        self._running.push_async_callback(store.stop)
        await store.migrate()
        slack = self._slack = slack_room(self._environment, self._settings, self._patience.call)
        self._helper = model_assistant(self._environment, self._settings, store, store, self._clock)
        pause = timedelta(seconds=self._settings.x.poll_seconds)
        health = Health(store, slack, self._looks, self._clock, self._patience.trouble, pause, self._standing)
        await self._serve_web(store, slack, health)
        self._running.push_async_callback(slack.stop, ANSWERING)
        await slack.start()
        store.workspace = slack.identity.workspace
        network = x_network(self._environment, self._settings.x.handle, self._clock, self._patience.call, store)
        self._running.push_async_callback(network.stop)
        await self._work(store, slack, network, alarm, health)
        counting_ready = asyncio.create_task(asyncio.to_thread(counting.prepare), name="load X's counting")
        self._running.push_async_callback(asyncio.wait, [counting_ready])
        log.info("ready", desk=self._settings.desk.name, port=self.port, account=network.account)

    async def stop(self) -> None:
        """Finish what is in flight, within ten seconds."""
        await self._running.aclose()

    async def _serve_web(self, store: Storage, slack: SlackRoom, health: Health) -> None:
        budget = self._settings.x.monthly_budget
        metrics = Metrics(store.overview, self._looks, slack, self._clock, budget, self._standing)
        by_http = None if self._environment.socket_mode else slack.http
        self._web = WebServer(self._environment.port, health.report, metrics, by_http)
        self._running.push_async_callback(self._web.stop)
        try:
            await self._web.start()
        except OSError as taken:
            why = os.strerror(taken.errno or 0)
            raise Fault(f"Port {self._environment.port} cannot be used ({why}); set PORT to a free one.") from taken

    async def _work(
        self, store: Storage, slack: SlackRoom, network: XNetwork, alarm: LocalAlarm, health: Health
    ) -> None:
        """Begin to send, to watch the clocks, to answer Slack and to look at X, in this order."""
        settings, clock = self._settings, self._clock
        surface = SlackSurface(slack.client, clock, slack.people, self._patience.call.total_seconds())
        networks = {network.account: network}
        relay = Relay(store, store, surface, networks, settings, clock, self._patience)
        settler = Settler(store, store, surface, relay, clock, self._patience)
        roster = SlackRoster(slack.client, slack.people, settings, clock)
        desk = Desk(store, settings, clock, roster, helped=self._helper is not None)
        purse = Purse(store, store, settings, clock, slack.identity.workspace)
        presence = Presence(network, store, store, settings, clock, purse, self._patience.sure_gone)
        pulse = Pulse(health, desk, store.workspace, self._patience.trouble)
        helper = self._helper
        triage = Triage(store, store, helper, settings, clock) if helper else None
        if helper:
            await helper.look()
            self._running.push_async_callback(helper.stop)

        async def work(name: str) -> datetime | None:
            if name == TIMERS:
                await watch.catch_up(desk)
                return await store.next_timer()
            if name == SETTLE:
                while await settler.look():
                    pass
                return min(await store.next_look() or NEVER, clock.now() + LEASE)
            if name == WAVES:
                while not relay.stopping and await wave.go_on(desk):
                    pass
                return None
            if name == HEALTH:
                return await pulse.beat()
            if name == PRESENCE:
                return await presence.look()
            if name == REPORT:
                return await weekly(desk, store, helper, slack.identity.workspace)
            if name == RETENTION:
                return await retention.erase(desk)
            if name == ASSISTANT:
                return await triage.work() if triage else None
            if name == LEARNING:
                await learn(store, self._rules)
                return None
            return await relay.work(name)

        async def rest() -> None:
            relay.stopping = True
            self._rules.stop()
            if triage:
                triage.stopping = True
            await alarm.stop(DRAIN)

        async with store.alone() as sole:
            await settler.take_over(sole)
        watched = ClockWatch(store, store, alarm, clock, timedelta(seconds=settings.desk.undo_seconds))
        await watched.put_right()  # it may have been set while nobody watched
        await relay.begin()
        alarm.ring(SETTLE, clock.now() + LEASE)
        self._running.push_async_callback(rest)
        alarm.start(work)
        rules = self._rules
        await slack.serve(desk, store, self._looks, Backed(helper, rules) if helper else rules, helper)
        sorter = Sorter(store, settings, clock, slack.identity.workspace, judge=rules, helped=helper is not None)
        x, retry = settings.x, self._patience.retry
        self._poll = Poll(network, sorter, store, clock, x.poll_seconds, x.track, retry, purse)
        for loop in (self._poll.run(), watched.run()):
            self._running.push_async_callback(_end, asyncio.create_task(loop))
        for name in (HEALTH, PRESENCE, RETENTION, LEARNING, REPORT):
            alarm.ring(name)

    def _standing(self) -> Standing | None:
        return self._helper.standing if self._helper else None

    def _looks(self) -> Sequence[Look]:
        if self._poll is None:
            return ()
        return [
            Look(network=f"X: {look.source}", at=look.succeeded_at, problem=look.problem, begun_at=look.begun_at)
            for look in self._poll.looks.values()
        ]


async def migrate(environment: Environment) -> None:
    """Bring the database to the newest schema. Raises `Fault`."""
    clock = SystemClock()
    store = await open_store(environment.database_url.get_secret_value(), LocalAlarm(clock), clock)
    try:
        await store.migrate()
    finally:
        await store.stop()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
