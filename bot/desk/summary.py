"""Say what happened to a case in a few sentences, to one person who asks."""

from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.cases.refusals import UnknownCase
from bot.cases.summary import Summary
from bot.desk.desk import Desk
from bot.ports.assistant import Assistant
from bot.ports.queries import Queries


async def summary(desk: Desk, queries: Queries, assistant: Assistant, case_id: int, by: Actor) -> tuple[Case, Summary]:
    """Raises `NoHelp`."""
    desk.check(by, Step.SUMMARY)
    case = await queries.case(case_id)
    if case is None:
        raise UnknownCase("like this any more")
    return case, await assistant.summary(case, await queries.notes_of(case_id), by.id)
