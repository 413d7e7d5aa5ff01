"""The desk in figures for Prometheus, read from the database when they are asked for."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest

from bot.ports.assistant import Standing
from bot.ports.clock import Clock
from bot.ports.queries import Overview

Count = Callable[[datetime], Awaitable[Overview]]


class Look(Protocol):
    @property
    def network(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def problem(self) -> str: ...


class Slack(Protocol):
    @property
    def connected(self) -> bool: ...
    @property
    def since(self) -> datetime | None: ...


class Metrics:
    content_type = CONTENT_TYPE_LATEST

    def __init__(
        self,
        count: Count,
        looks: Callable[[], Sequence[Look]],
        slack: Slack,
        clock: Clock,
        budget: float | None = None,
        assistant: Callable[[], Standing | None] = lambda: None,
    ) -> None:
        self._count = count
        self._slack = slack
        self._looks = looks
        self._assistant = assistant
        self._clock = clock
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._open = self._gauge("cases_open", "Open cases (1,000 stands for 1,000 or more)")
        self._unowned = self._gauge("cases_unowned", "Open cases that nobody has claimed")
        self._late = self._gauge("cases_late", "Open cases whose answer is late")
        self._unsure = self._gauge("deliveries_unsure", "Sends of which nobody knows yet whether they arrived")
        self._unsure_age = self._gauge("deliveries_unsure_oldest_seconds", "For how long the oldest of them is unsure")
        self._mention = self._gauge("last_mention_timestamp_seconds", "When the newest mention was taken in")
        self._connected = self._gauge("slack_connected", "1 while Slack can reach the bot, else 0")
        self._since = self._gauge("slack_socket_timestamp_seconds", "When the socket of now was opened; 0 without one")
        self._spend = self._gauge("spend_dollars", "What X has billed in this calendar month (UTC), in US dollars")
        if budget is not None:
            self._gauge("budget_dollars", "What X may bill in a calendar month").set(budget)
        self._helps = self._gauge("assistant_helps", "1 while a model answers, 0 without one or while it fails")
        self._helping = self._gauge("assistant_dollars", "What the model has cost today (UTC), in US dollars")
        self._waiting = Gauge(
            "mentiondesk_lane_waiting", "Deliveries that wait in a lane", ["lane"], registry=self._registry
        )
        self._oldest = Gauge(
            "mentiondesk_lane_oldest_seconds", "Age of a lane's oldest delivery", ["lane"], registry=self._registry
        )
        self._looked = Gauge(
            "mentiondesk_look_timestamp_seconds", "Last successful look", ["source"], registry=self._registry
        )
        self._failing = Gauge(
            "mentiondesk_look_failing",
            "1 while looks at a source fail, else 0",
            ["source"],
            registry=self._registry,
        )

    async def text(self) -> bytes:
        now = self._clock.now()
        overview = await self._count(now)
        self._open.set(overview.open)
        self._unowned.set(overview.unowned)
        self._late.set(overview.late)
        self._unsure.set(overview.unsure)
        since = overview.unsure_since
        self._unsure_age.set(max(0.0, (now - since).total_seconds()) if since else 0)
        self._connected.set(self._slack.connected)
        self._since.set(self._slack.since.timestamp() if self._slack.since else 0)
        self._spend.set(overview.spent)
        standing = self._assistant()
        self._helps.set(bool(standing and not standing.problem))
        self._helping.set(standing.spent_today if standing else 0)
        if overview.last_mention_at:
            self._mention.set(overview.last_mention_at.timestamp())
        for look in self._looks():
            self._failing.labels(look.network).set(bool(look.problem))
            if look.at:
                self._looked.labels(look.network).set(look.at.timestamp())
        self._waiting.clear()
        self._oldest.clear()
        for lane in overview.lanes:
            self._waiting.labels(lane.lane).set(lane.waiting)
            if lane.oldest:
                self._oldest.labels(lane.lane).set(max(0.0, (now - lane.oldest).total_seconds()))
        return generate_latest(self._registry)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(f"mentiondesk_{name}", what, registry=self._registry)
