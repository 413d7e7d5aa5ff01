"""What every Slack feature works with: the desk, the reads, the people, and where features leave what they offer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cases import refusals
from bot.cases.case import Actor, Case
from bot.cases.settings import Settings
from bot.desk.desk import Desk
from bot.ports.assistant import Assistant
from bot.ports.enquiries import Enquiries
from bot.ports.outcomes import Paused, Unsure
from bot.ports.queries import Queries
from bot.slack.blocks import without_pictures
from bot.slack.chores import Chores
from bot.slack.errors import TROUBLES, outcome
from bot.slack.lists import Look
from bot.slack.people import Directory, problem_of
from bot.slack.writers import Writers

log = structlog.get_logger()

Json = dict[str, Any]
Handler = Callable[[Any], Awaitable[None]]
"""Takes an `Asked`, which stands above this file."""
Lead = Callable[[Any, Case, str], Awaitable[Json]]
"""Draws the window of a step, from an `Asked`, the case, and the words to fill it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in Slack: our workspace, our bot's user, and the organisation that we belong to, if any."""

    workspace: str
    bot: str
    bot_id: str = ""
    name: str = "Mentiondesk"
    url: str = ""
    enterprise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says to one person alone."""

    text: str
    blocks: Sequence[Json] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A verb that somebody said to the bot in a case's thread; `rest` is what came after it, in Slack's encoding."""

    office: "Office"
    case: int
    actor: Actor
    channel: str
    thread_ts: str
    rest: str
    key: str

    async def whisper(self, answer: Answer) -> None:
        """Tell whoever said it, in the thread and alone."""
        await self.office.whisper(self.channel, self.actor.id, answer, self.thread_ts)


async def unheard(event: Json, key: str) -> None:
    """A direct message, before a feature answers them."""


async def untold(event: Json, key: str) -> None:
    """What becomes of an event that was kept, before a feature takes it up."""


async def nothing(user: str, channel: str) -> None:
    """What is offered to somebody who opens their messages with us, before a feature offers anything."""


@dataclass(slots=True, kw_only=True)
class Office:
    """`steps`, `verbs`, `leads` and `orders` are where features leave what others reach only by name: what a button or
    **More…** does, what can be said in a thread, which modal follows once a case is picked, what `/desk` obeys,
    who answers a direct message, who takes up an event that was kept, and what is offered to whoever opens theirs."""

    desk: Desk
    queries: Queries
    people: Directory
    client: AsyncWebClient
    identity: Identity
    looks: Callable[[], Sequence[Look]]
    assistant: Assistant | None = None
    machine: Enquiries | None = None
    chores: Chores = field(default_factory=Chores)
    problems: dict[str, str] = field(default_factory=dict)
    writers: Writers = field(default_factory=Writers)
    steps: dict[str, Handler] = field(default_factory=dict)
    verbs: dict[str, "Verb"] = field(default_factory=dict)
    leads: dict[str, Lead] = field(default_factory=dict)
    orders: dict[str, Handler] = field(default_factory=dict)
    enquire: Callable[[Json, str], Awaitable[None]] = unheard
    again: Callable[[Json, str], Awaitable[None]] = untold
    prompt: Callable[[str, str], Awaitable[None]] = nothing
    readings: dict[tuple[int, str], str] = field(default_factory=dict)
    """What an answer to a case says in the desk's language, by its words: shown while just these stand in a field."""
    pauses: Sequence[float] = (1, 5, 25)
    """Seconds between the tries of a call that does no harm when it is made twice."""

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    def now(self) -> datetime:
        return self.desk.clock.now()

    def actor(self, user_id: str, name: str = "", team: str | None = None) -> Actor:
        """Who acts, as far as is known without asking Slack; somebody new is looked up meanwhile, for the next time."""
        person = self.people.cached(user_id)
        if self.people.wanted(user_id):
            self.chores.start(self.people.person(user_id), "slack.person")
        enterprise = person.enterprise if person else None
        ours = not team or team == self.identity.workspace
        related = enterprise is not None and enterprise == self.identity.enterprise
        return Actor(
            id=user_id,
            name=(person.name if person else "") or name,
            groups=self.people.groups_of(user_id),
            guest=person is not None and person.guest,
            outside=not (ours or related) or (person is not None and person.outside),
            known=person is not None,
        )

    async def case(self, case_id: int) -> Case:
        """Raises `refusals.UnknownCase`."""
        case = await self.queries.case(case_id)
        if case is None:
            raise refusals.UnknownCase("like this any more")
        return case

    async def draw(self, view_id: str, view: Json, hash: str | None = None) -> str | None:
        """Draw a window afresh, without pictures where Slack cannot fetch one; its new hash, if Slack tells it."""
        try:
            answer = await self.client.views_update(view_id=view_id, view=view, hash=hash)
        except SlackApiError as error:
            plain = bare(view)
            if plain == view or problem_of(error) in ("not_found", "hash_conflict"):
                raise
            log.warning("slack.window_refused", problem=problem_of(error))
            answer = await self.client.views_update(view_id=view_id, view=plain, hash=hash)
        return (answer.get("view") or {}).get("hash")

    async def whisper(self, channel: str, user: str, answer: Answer, thread_ts: str | None = None) -> None:
        """Say something to one person alone, in a channel of ours: twice rather than not at all."""

        async def say() -> None:
            await self.client.chat_postEphemeral(
                channel=channel, user=user, text=answer.text, blocks=answer.blocks or None, thread_ts=thread_ts
            )

        await self.insist(say, "slack.unsaid", user)

    async def insist(self, call: Callable[[], Awaitable[None]], event: str, user: str) -> None:
        """Make a call for somebody that does no harm when it is made twice; after trouble again, while others go on."""
        if not await self._made(call, event, user):
            self.chores.keep(self._again(call, event, user), event)

    async def _again(self, call: Callable[[], Awaitable[None]], event: str, user: str) -> None:
        for pause in self.pauses:
            await asyncio.sleep(pause)
            if await self._made(call, event, user):
                return

    async def _made(self, call: Callable[[], Awaitable[None]], event: str, user: str) -> bool:
        """Whether it is done with: made, or refused for good."""
        try:
            await call()
        except TROUBLES as error:
            log.warning(event, user=user, problem=problem_of(error))
            return not isinstance(outcome(error, self.now()), Paused | Unsure)
        return True


Verb = Callable[[Spoken], Awaitable[Answer | None]]


def bare(view: Json) -> Json:
    """The view without pictures."""
    return {**view, "blocks": without_pictures(view["blocks"])}
