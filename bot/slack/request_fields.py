"""What else the window of **Escalate** asks: whether it is a problem at all, and whether a team is at it already."""

from collections.abc import Sequence

from slack_sdk.models.blocks import StaticSelectElement

from bot.cases.gathering import Request
from bot.cases.wishes import Kind
from bot.slack.blocks import Block, input, option
from bot.slack.context import Office
from bot.slack.ids import Input

KINDS = {
    Kind.PROBLEM: "Problem: the team should help this customer",
    Kind.IDEA: "Idea: the team should know what customers want",
    Kind.PRAISE: "Praise: the team should hear it",
}


async def of_case(office: Office, case_id: int, kind: Kind = Kind.PROBLEM) -> list[Block]:
    mine = await office.case(case_id)
    teams = {handoff.team for handoff in mine.handoffs if handoff.running}
    return built([each for each in await office.queries.requests() if each.team not in teams], kind)


def built(requests: Sequence[Request], kind: Kind = Kind.PROBLEM) -> list[Block]:
    kinds = [option(label, value) for value, label in KINDS.items()]
    chosen = next(each for each in kinds if each["value"] == kind)
    menu = StaticSelectElement(action_id=Input.WISH, options=kinds, initial_option=chosen)
    return [input("Kind", menu), *([_running(requests)] if requests else [])]


def _running(requests: Sequence[Request]) -> Block:
    offered = [option(_label(each), str(each.handoff)) for each in requests]
    menu = StaticSelectElement(action_id=Input.REQUEST, options=offered, placeholder="A new request")
    hint = "The case then waits for the same answer, and is told it with all the others."
    return input("Add to a request that runs already", menu, hint=hint, optional=True)


def _label(request: Request) -> str:
    cases = f"{request.cases:,} case{'s' * (request.cases != 1)}"
    reason = " ".join(request.reason.split())
    short = reason if len(reason) <= 32 else f"{reason[:31]}…"
    return f"{request.team} #{request.number}: {short} ({cases})"
