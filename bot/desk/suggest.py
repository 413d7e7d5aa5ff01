"""Have drafts of an answer offered to somebody; nothing here publishes anything."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from bot.cases.case import Actor
from bot.cases.drafts import Draft, Request
from bot.cases.lifecycle import Step
from bot.cases.refusals import NotAnswerable, UnknownCase
from bot.desk.desk import Desk
from bot.ports.assistant import Assistant
from bot.ports.memory import Offered
from bot.ports.queries import Queries

SOURCES = 4


async def suggest(
    desk: Desk, queries: Queries, assistant: Assistant, case_id: int, request: Request, by: Actor
) -> AsyncGenerator[tuple[Draft, ...], None]:
    """All drafts so far, each time that one is whole; what was offered is kept. Raises `NoHelp`."""
    desk.check(by, Step.REPLY)
    case = await queries.case(case_id)
    if case is None:
        raise UnknownCase("like this any more")
    if case.answers_to is None:
        raise NotAnswerable(case.number, case.latest.url, case.latest.gone)
    sources = await queries.answers(case.latest.text, SOURCES, but=case.id)
    drafts: tuple[Draft, ...] = ()
    try:
        async with aclosing(assistant.drafts(case, request, sources)) as coming:
            async for draft in coming:
                drafts = (*drafts, draft)
                yield drafts
    finally:
        if drafts:
            offered = Offered(drafts=drafts, by=by.id, at=desk.clock.now(), activity=len(case.posts))
            async with desk.store.change() as change:
                await change.offer(case, offered)
