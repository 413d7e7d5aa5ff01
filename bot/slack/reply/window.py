"""The window in which a public answer is written: opened, filled, and submitted."""

from dataclasses import replace

from bot.cases import permissions, refusals
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.reply import reply
from bot.slack import modals, naming, picker, proposals, words, writers
from bot.slack.asked import Asked
from bot.slack.chosen import chosen
from bot.slack.context import Answer, Json, Office
from bot.slack.draft import Draft, weigh
from bot.slack.ids import Input, Modal, Target
from bot.slack.suggestions import Aid, aid

HELP = (
    "`/reply #12 text` opens the answer to case #12 with that text, for you to check and send; "
    "`/reply` lets you pick a case."
)
WRITERS = 3
LONGEST = 3000
"""Documented limit of what a field of a modal holds."""


async def reply_clicked(asked: Asked) -> None:
    await open_for(asked, asked.target.case, "")


async def reply_commanded(asked: Asked) -> None:
    if asked.text.casefold() == "help":
        await asked.acknowledge()
        return await asked.say(Answer(text=HELP))
    named, rest = naming.case(asked.text)
    await picker.lead(asked, Step.REPLY, named, rest)


async def reply_with_this(asked: Asked) -> None:
    """The shortcut: what a colleague wrote becomes the answer, to be checked and sent."""
    await asked.acknowledge()
    message = await chosen(asked)
    if not message.text.strip():
        raise refusals.NotNow("There is nothing in this message to reply with. Use it on what a colleague wrote.")
    await open_for(asked, message.case, message.text)


async def use_clicked(asked: Asked) -> None:
    """What a team proposes becomes the answer: in the window that is open, or in a new one."""
    office, target = asked.office, asked.target
    if asked.view.get("callback_id") != Modal.REPLY:
        return await _open(asked, target.case, "", target.handoff)
    await asked.acknowledge()
    under = Target.read(asked.view["private_metadata"])
    case = await office.case(target.case)
    text = proposals.text_of(case, target.handoff)
    shown, used = await aid(office, case, asked.actor.id, under), target.handoff
    view = drawn(
        office, case, asked.actor, text, seen=under.seen or 0, sure=under.sure, filled=text, used=used, shown=shown
    )
    await office.draw(asked.view["id"], view)


async def open_for(asked: Asked, case_id: int, written: str) -> None:
    await _open(asked, case_id, written)


async def recounted(asked: Asked) -> Json:
    """The window for what stands in its field by now."""
    target = asked.target
    asked.office.writers.types(asked.window, asked.office.now())
    case = await asked.office.case(target.case)
    written = asked.action.get("value") or asked.value(Input.REPLY) or ""
    seen, used = target.seen or 0, target.handoff
    shown = await aid(asked.office, case, asked.actor.id, target)
    return drawn(asked.office, case, asked.actor, written, seen=seen, sure=target.sure, used=used, shown=shown)


async def _open(asked: Asked, case_id: int, written: str, used: int | None = None) -> None:
    async def draw() -> Json:
        case = await asked.office.case(case_id)
        return await lead(asked, case, proposals.text_of(case, used) if used else written, used)

    await asked.open(Step.REPLY, draw)


async def lead(asked: Asked, case: Case, written: str, used: int | None = None) -> Json:
    """The window with `written`, or with the draft that this person left. Raises `refusals.NotAnswerable`."""
    office = asked.office
    if case.answers_to is None:
        if written:
            async with office.desk.store.change() as change:
                await change.keep_draft(case.id, asked.actor.id, written, office.now())
        raise refusals.NotAnswerable(case.number, case.latest.url, case.latest.gone)
    text = proposals.readable(written or await office.queries.draft(case.id, asked.actor.id))[:LONGEST]
    office.writers.begin(asked.window, case.id, asked.actor.id, office.now())
    shown = await aid(office, case, asked.actor.id)
    return drawn(office, case, asked.actor, text, seen=case.activity, filled=text, used=used, shown=shown)


async def reply_submitted(asked: Asked) -> None:
    office, target, by = asked.office, asked.target, asked.actor
    written = asked.value(Input.REPLY) or ""
    try:
        await reply(office.desk, target.case, written, by, target.seen, asked.key, sure=bool(target.sure))
    except (refusals.ThreadChanged, refusals.SaysTheSame) as stop:
        case = await office.case(target.case)
        seen, sure = told(stop, target)
        shown, used = await aid(office, case, by.id, target), target.handoff
        view = drawn(office, case, by, written, seen=seen, sure=sure, warning=str(stop), used=used, shown=shown)
        await asked.update(view)
    else:
        office.writers.end(asked.window)


async def reply_closed(asked: Asked) -> None:
    asked.office.writers.end(asked.window)


def told(stop: refusals.ThreadChanged | refusals.SaysTheSame, target: Target) -> tuple[int, bool | None]:
    """What the author knows once they have read why their reply was stopped: pressing once more sends it."""
    if isinstance(stop, refusals.ThreadChanged):
        return stop.activity, target.sure
    return target.seen or 0, True


def drawn(
    office: Office,
    case: Case,
    by: Actor,
    written: str,
    *,
    seen: int,
    sure: bool | None = None,
    filled: str | None = None,
    warning: str = "",
    used: int | None = None,
    shown: Aid | None = None,
) -> Json:
    if shown and not shown.reading:
        shown = replace(shown, reading=office.readings.get((case.id, written.strip()), ""))
    return modals.reply(
        case,
        counted(office, case, written, by),
        seen=seen,
        sure=sure,
        filled=filled,
        warning=warning,
        approval=permissions.needs_approval(by, office.settings.permissions),
        undo_seconds=office.settings.desk.undo_seconds,
        proposals=proposals.offered(case, used, office.people.shown),
        used=used,
        shown=shown,
        writing=writing(office, case, by),
    )


def writing(office: Office, case: Case, by: Actor) -> list[str]:
    """Who else has the answer to this case open, for its window and for the preview in its thread."""
    now = office.now()
    others = office.writers.others(case.id, by.id, now)[:WRITERS]
    return [writers.words(each, words.named(each.user, office.people.shown), now) for each in others]


def counted(office: Office, case: Case, written: str, by: Actor) -> Draft:
    """The text as it will be published, with its count, for window and preview alike."""
    return weigh(written, case.network, office.settings.desk.signature, by.name)
