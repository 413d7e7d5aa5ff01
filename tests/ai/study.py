"""A room for the assistant: a stand-in model server, a store, a clock that stands still, and settings to change."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.ai.assistant import ModelAssistant
from bot.ai.assistant.asking import Server
from bot.cases.drafts import Draft, Request, Source
from bot.cases.settings import Assistant
from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import KEY, MODEL
from tests.cases import samples
from tests.desk_room import Room, desk_room


@dataclass
class Study:
    server: ModelServer
    room: Room
    assistant: ModelAssistant
    before: list[ModelAssistant] = field(default_factory=list)

    def sets(self, **changes: Any) -> None:
        """Begin anew with these settings of the assistant."""
        given = replace(self.room.settings, assistant=Assistant(**changes))
        self.instead(helper(self.server, self.room, given))

    def instead(self, assistant: ModelAssistant) -> None:
        self.before.append(self.assistant)
        self.assistant = assistant

    async def drafted(self, *sources: Source, request: Request | None = None, **about: Any) -> list[Draft]:
        case = samples.case(id=await self.case_id(), **about)
        return [draft async for draft in self.assistant.drafts(case, request or Request(), sources)]

    async def case_id(self) -> int:
        """Consultations belong to a stored case."""
        found = await self.room.store.numbered(1)
        return found or (await self.room.opened()).id


def helper(server: ModelServer, room: Room, settings: Any, **changes: Any) -> ModelAssistant:
    given = {"key": KEY, "model": MODEL, "base_url": server.url, "seconds": 3.0, **changes}
    return ModelAssistant(Server(**given), room.store, room.store, settings, room.clock)


@asynccontextmanager
async def study(folder: Path) -> AsyncIterator[Study]:
    server = ModelServer()
    await server.start()
    async with desk_room(folder) as room:
        there = Study(server, room, helper(server, room, room.settings))
        try:
            yield there
        finally:
            for each in (*there.before, there.assistant):
                await each.stop()
            await server.stop()
