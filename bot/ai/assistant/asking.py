"""Ask a model once and hold it to the form: what it may cost, how long it may take, and what is kept of it."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.ai.assistant.reading import Unreadable, read
from bot.ai.prompts import Prompt
from bot.ai.shapes import Shape, schema
from bot.cases.drafts import Cost
from bot.cases.settings import Settings
from bot.ports.assistant import NoHelp, Standing
from bot.ports.clock import Clock
from bot.ports.memory import Consultation
from bot.ports.queries import Queries
from bot.ports.store import Store

if TYPE_CHECKING:
    from bot.ai.assistant.client import Client, Heard

log = structlog.get_logger()

S = TypeVar("S", bound=Shape)
AT_ONCE = 4
"""Questions of one kind of asker at a time: people never stand behind the triage of a storm."""
PAUSE = timedelta(seconds=1)
SECONDS = 20.0
LETTERS_A_TOKEN = 3
"""About so many, where a server does not say what it counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the model is; the key shows nowhere."""

    key: str = field(repr=False)
    model: str
    base_url: str = ""
    seconds: float = SECONDS


class Asking:
    def __init__(self, server: Server, store: Store, queries: Queries, settings: Settings, clock: Clock) -> None:
        self._server = server
        self._store = store
        self._queries = queries
        self._settings = settings
        self._clock = clock
        self._client: Client | None = None
        self._loading = asyncio.Lock()
        self._gates = {True: asyncio.Semaphore(AT_ONCE), False: asyncio.Semaphore(AT_ONCE)}
        self._not_before: datetime | None = None
        self._day: date | None = None
        self._standing = Standing(name=server.model, on=True, daily_budget=settings.assistant.daily_budget)

    @property
    def standing(self) -> Standing:
        stale = self._day != self._clock.now().date()
        return replace(self._standing, spent_today=0.0) if stale else self._standing

    async def ask(self, verb: str, case: int, by: str | None, prompt: Prompt, shape: type[S]) -> S:
        """The whole answer; one that has not the form is sent back once. Raises `NoHelp`."""
        messages = prompt.messages(secrets.token_hex(8))
        answer = await self._whole(verb, case, by, messages, shape, prompt.quotes)
        try:
            return read(answer, shape)
        except Unreadable as wrong:
            repair = f"That has not the form that was asked for ({wrong}). Answer again with the JSON alone."
            messages += [{"role": "assistant", "content": answer[:2_000]}, {"role": "user", "content": repair}]
        answer = await self._whole(f"{verb}, repaired", case, by, messages, shape, prompt.quotes)
        try:
            return read(answer, shape)
        except Unreadable:
            raise self._failed(NoHelp("The model's answer could not be read.")) from None

    async def pieces(
        self,
        verb: str,
        case: int,
        by: str | None,
        messages: list[dict[str, str]],
        shape: type[Shape],
        quotes: tuple[int, ...] = (),
    ) -> AsyncGenerator[str, None]:
        """The answer's text as it comes; kept and paid for however it ends. Raises `NoHelp`."""
        await self._may_ask()
        client, heard, problem = await self._ready(), await self._heard(), "given up"
        asked = "\n\n".join(each["content"] for each in messages)
        async with self._gates[by is not None]:
            try:
                answer = client.ask(messages, shape.__name__.lower(), schema(shape), self._clock.now(), heard)
                async with aclosing(answer) as pieces:
                    async for piece in _in_time(pieces, self._server.seconds):
                        yield piece
                problem = "" if heard.ended in ("stop", None) and heard.text else f"ended by {heard.ended}"
            except TimeoutError:
                slow = NoHelp("The model did not answer in time.", self._clock.now() + timedelta(seconds=20))
                problem = str(slow)
                raise self._failed(slow) from None
            except NoHelp as none:
                problem = str(none)
                raise self._failed(none) from None
            finally:
                await asyncio.shield(self._keep(verb, case, by, asked, heard, problem, quotes))
        if not heard.text:
            raise self._failed(NoHelp("The model gave no answer."))
        self._standing = replace(self._standing, problem="", helped_at=self._clock.now())

    async def examine(self) -> list[str]:
        """The names of the models that the key may use. Raises `NoHelp`."""
        return await (await self._ready()).models(self._clock.now())

    async def look(self) -> None:
        """What today has cost, for those who ask how it stands."""
        self._day = self._clock.now().date()
        spent = (await self._queries.assistant_cost(self._day)).dollars
        self._standing = replace(self._standing, spent_today=spent)

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.stop()

    async def _whole(
        self,
        verb: str,
        case: int,
        by: str | None,
        messages: list[dict[str, str]],
        shape: type[S],
        quotes: tuple[int, ...],
    ) -> str:
        return "".join([piece async for piece in self.pieces(verb, case, by, messages, shape, quotes)])

    async def _may_ask(self) -> None:
        now = self._clock.now()
        if self._not_before and now < self._not_before:
            raise NoHelp(self._standing.problem, self._not_before)
        await self.look()
        budget = self._settings.assistant.daily_budget
        if self._standing.spent_today >= budget:
            tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
            raise self._failed(NoHelp(f"Today's budget of ${budget:g} for the assistant is used up.", tomorrow))

    async def _ready(self) -> "Client":
        """Loaded when it is first needed, beside everything else: openai takes a second to import."""
        async with self._loading:
            if self._client is None:
                make = await asyncio.to_thread(_load)
                self._client = make(self._server)
            return self._client

    async def _heard(self) -> "Heard":
        from bot.ai.assistant.client import Heard

        return Heard()

    def _failed(self, none: NoHelp) -> NoHelp:
        """While its server asks for a pause, nobody asks it; one unreadable answer is no reason for that."""
        if none.until:
            self._not_before = none.until
        if self._standing.problem != str(none):
            log.warning("assistant_no_help", problem=str(none), until=none.until and none.until.isoformat())
        self._standing = replace(self._standing, problem=str(none))
        return none

    async def _keep(
        self,
        verb: str,
        case: int,
        by: str | None,
        asked: str,
        heard: "Heard",
        problem: str,
        quotes: tuple[int, ...],
    ) -> None:
        cost = heard.cost or Cost(asked=len(asked) // LETTERS_A_TOKEN, answered=len(heard.text) // LETTERS_A_TOKEN)
        prices = self._settings.assistant
        dollars = (cost.asked * prices.input_price + cost.answered * prices.output_price) / 1_000_000
        consultation = Consultation(
            at=self._clock.now(),
            case=case,
            by=by,
            verb=verb,
            model=self._server.model,
            asked=asked,
            answered=heard.text,
            cost=replace(cost, dollars=dollars),
            problem=problem,
            quotes=quotes,
        )
        async with self._store.change(person=False) as change:
            await change.consulted(consultation)
        await self.look()


async def _in_time(pieces: AsyncIterator[str], seconds: float) -> AsyncIterator[str]:
    """Raises `TimeoutError`. Only the model's own time counts, and whoever takes the pieces is never interrupted."""
    left, loop = seconds, asyncio.get_running_loop()
    while True:
        began = loop.time()
        async with asyncio.timeout(left):
            piece = await anext(pieces, None)
        if piece is None:
            return
        left -= loop.time() - began
        yield piece


def _load():  # type: ignore[no-untyped-def]
    from bot.ai.assistant.client import Client

    return lambda server: Client(server.key, server.base_url, server.model, server.seconds)
