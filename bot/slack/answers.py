"""The one place where handlers run: a refusal becomes a sentence for the one who asked, a bug becomes a number."""

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bot.cases.refusals import Refusal, Stranger
from bot.ports.faults import Fault
from bot.ports.store import Repeated
from bot.slack import inbox, modals
from bot.slack.asked import Asked
from bot.slack.context import Answer, Handler, Json, Office
from bot.slack.ids import Input

log = structlog.get_logger()

Listener = Callable[..., Awaitable[None]]

_FIELDS: dict[str, str] = {
    "Reply": Input.REPLY,
    "Assignee": Input.ASSIGNEE,
    "Team": Input.TEAM,
    "Reason": Input.REASON,
    "Until": Input.UNTIL,
    "Answer": Input.ANSWER,
    "Question": Input.QUESTION,
}
_COMPOSED = ("/reply", "/escalate", "/assign")
UNKEPT = "I could not keep this."
_CODE = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_MARK = re.compile(r"(?<!\w)([*_~`])(\S(?:.*?\S)?)\1(?!\w)")


def answers(office: Office, handler: Handler) -> Listener:
    """A listener for Bolt. It never raises: what is raised just after an ack makes Bolt lose that ack."""

    async def listener(ack: Callable[..., Awaitable[Any]], body: Json) -> None:
        office.chores.adopt()
        asked = Asked(office, body, ack)
        try:
            await _run(handler, asked)
            await asked.acknowledge()
        except Exception as bug:
            report(bug, "slack.answer_failed")

    return listener


async def _run(handler: Handler, asked: Asked) -> None:
    await _told(asked, _heard(handler, asked))


async def _told(asked: Asked, work: Awaitable[None]) -> None:
    try:
        await work
    except Repeated:
        log.info("slack.repeated", user=asked.actor.id)
    except Refusal as no:
        await refuse(asked, str(no), no.field)
    except Fault as fault:
        log.error("slack.unkept", problem=str(fault))
        await refuse(asked, unkept(fault))
    except Exception as bug:
        await refuse(asked, apology(report(bug, "slack.bug")))


async def _heard(handler: Handler, asked: Asked) -> None:
    """What somebody does whom Slack has not described yet is kept as it came, and done once it has.

    Only what they typed into a window stays there until they are known.
    """
    try:
        await handler(asked)
    except Stranger:
        if asked.submission:
            raise
        await inbox.keep(asked.office, asked.key, asked.body)
        await asked.acknowledge()
        await inbox.finish(asked.office, asked.key, _told(asked, _introduced(handler, asked)))


async def _introduced(handler: Handler, asked: Asked) -> None:
    await asked.office.people.meet(asked.actor.id)
    await inbox.insist(lambda: handler(asked))


async def refuse(asked: Asked, sentence: str, field: str = "") -> None:
    """Say no: beside the field of the window that waits for our answer, else privately."""
    if not asked.submission or asked.acked:
        await asked.acknowledge()
        await asked.say(Answer(text=sentence + _given_back(asked)))
        return
    inputs = [block["block_id"] for block in asked.view.get("blocks", ()) if block["type"] == "input"]
    if not inputs:
        await asked.update(modals.message("Mentiondesk", sentence))
        return
    wanted = _FIELDS.get(field, inputs[0])
    beside = wanted if wanted in inputs else inputs[0]
    await asked.acknowledge(response_action="errors", errors={beside: plain(sentence, asked.office)})


def _given_back(asked: Asked) -> str:
    """What somebody composed after a command, to be copied: Slack's own field has forgotten it."""
    if asked.body.get("command") not in _COMPOSED or not asked.text:
        return ""
    lines = f"{asked.body['command']} {asked.text}".splitlines()
    return "\n".join(["\nYou wrote:", *(f">{line}" for line in lines)])


def report(bug: BaseException, event: str) -> str:
    """Log a bug under a number that the person reads too."""
    number = secrets.token_hex(3).upper()
    log.error(event, number=number, exc_info=bug)
    return number


def unkept(fault: Fault) -> str:
    return f"{UNKEPT} {fault} Please try once more in a moment."


def apology(number: str) -> str:
    return (
        f"Something went wrong on my side; it is noted as number {number}. "
        "Try it once more, and if it happens again, give that number to the people who run me."
    )


def plain(sentence: str, office: Office) -> str:
    """A sentence in mrkdwn as plain text: modals show errors without any markup."""

    def name(code: re.Match[str]) -> str:
        target, label = code[1], code[2]
        if target.startswith("@"):
            return office.people.name(target[1:])
        if target.startswith("!subteam^"):
            return label or "a user group"
        return f"{label} ({target})" if label and "://" in target else label or target

    text = _MARK.sub(r"\2", _CODE.sub(name, sentence))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
