"""Ask the assistant from the window of a reply, and put a draft into the field; sending stays the person's click."""

from contextlib import aclosing
from dataclasses import replace

import structlog

from bot.cases.case import Case
from bot.cases.drafts import Request, Wish
from bot.desk.suggest import suggest
from bot.ports.assistant import NoHelp
from bot.slack.asked import Asked
from bot.slack.context import Office
from bot.slack.errors import TROUBLES
from bot.slack.ids import Button, Input, Target
from bot.slack.people import problem_of
from bot.slack.reply.window import drawn
from bot.slack.suggestions import WISHES, Aid, aid

log = structlog.get_logger()

READINGS = 200
"""Answers whose translations are still at hand."""
LEAST = 30
"""Letters of an answer whose tone is worth a look."""


async def suggest_clicked(asked: Asked) -> None:
    await _ask(asked, WISHES[Button(asked.action["action_id"])], "")


async def wished(asked: Asked) -> None:
    """Free words, sent with Enter."""
    words = str(asked.action.get("value") or asked.value(Input.ASK_FOR) or "").strip()
    if words:
        await _ask(asked, Wish.OTHER, words)


async def use_clicked(asked: Asked) -> None:
    """The draft goes into the field, for its reader to change and to send."""
    office, text = asked.office, asked.target.text or ""
    await asked.acknowledge()
    under = Target.read(asked.view["private_metadata"])
    case = await office.case(under.case)
    shown = await aid(office, case, asked.actor.id, under)
    await _show(asked, case, under, replace(shown, turn=shown.turn + 1), text, filled=text)


async def rested(asked: Asked) -> None:
    """Nobody types any more: one look at the tone in each window, and one hint at most."""
    office, target = asked.office, asked.target
    written = str(asked.action.get("value") or "").strip()
    if office.assistant is None or target.hint is not None or len(written) < LEAST:
        return
    case = await office.case(target.case)
    shown = await aid(office, case, asked.actor.id, target)
    if any(written == draft.text for draft in shown.drafts):
        return
    try:
        hint = await office.assistant.tone(case, written, asked.actor.id)
    except NoHelp:
        return
    await _show(asked, case, target, replace(shown, hint=hint), written)


async def read_back(asked: Asked) -> None:
    """What stands in the field, in the desk's language: for whoever sends what they would not have written."""
    office, by = asked.office, asked.actor
    await asked.acknowledge()
    under, written = Target.read(asked.view["private_metadata"]), str(asked.value(Input.REPLY) or "")
    if office.assistant is None or not written.strip():
        return
    case = await office.case(under.case)
    shown = await aid(office, case, by.id, under)
    await _show(asked, case, under, replace(shown, reading="…"), written)
    try:
        said = await office.assistant.translate(case, written, office.settings.assistant.language, by.id)
        _remember(office, case, written, said)
    except NoHelp as none:
        shown = replace(shown, problem=str(none))
    await _show(asked, case, under, shown, written)


def _remember(office: Office, case: Case, written: str, said: str) -> None:
    while len(office.readings) >= READINGS:
        del office.readings[next(iter(office.readings))]
    office.readings[case.id, written.strip()] = said


async def _ask(asked: Asked, wish: Wish, instruction: str) -> None:
    office, by = asked.office, asked.actor
    await asked.acknowledge()
    if office.assistant is None:
        return
    under, written = Target.read(asked.view["private_metadata"]), str(asked.value(Input.REPLY) or "")
    case = await office.case(under.case)
    shown = replace(await aid(office, case, by.id, under), busy=True, drafts=())
    await _show(asked, case, under, shown, written)
    request = Request(wish=wish, written=written, instruction=instruction, by=by.id)
    try:
        coming = suggest(office.desk, office.queries, office.assistant, case.id, request, by)
        async with aclosing(coming) as pieces:
            async for drafts in pieces:
                shown = replace(shown, drafts=drafts)
                await _show(asked, case, under, shown, written)
        shown = replace(shown, busy=False)
    except NoHelp as none:
        shown = replace(shown, busy=False, drafts=(), problem=str(none))
    await _show(asked, case, under, shown, written)


async def _show(asked: Asked, case: Case, under: Target, shown: Aid, written: str, filled: str | None = None) -> None:
    view = drawn(
        asked.office,
        case,
        asked.actor,
        written,
        seen=under.seen or 0,
        sure=under.sure,
        filled=filled,
        used=under.handoff,
        shown=shown,
    )
    try:
        await asked.office.draw(asked.view["id"], view)
    except TROUBLES as error:  # closed or submitted meanwhile
        log.info("slack.drafts_unseen", problem=problem_of(error))
