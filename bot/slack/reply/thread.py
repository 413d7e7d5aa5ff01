"""`@Mentiondesk reply text` in a thread: a private preview with the count, and what its buttons do."""

from bot.cases import refusals
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.reply import reply
from bot.slack import lists
from bot.slack.asked import Asked
from bot.slack.context import Answer, Office, Spoken
from bot.slack.reply.window import counted, open_for


async def reply_said(spoken: Spoken) -> Answer | None:
    """What was typed is kept as a draft before anything else, so that no refusal loses it."""
    office = spoken.office
    office.desk.check(spoken.actor, Step.REPLY)
    if not spoken.rest:
        raise refusals.EmptyReply()
    case = await office.case(spoken.case)
    async with office.desk.store.change(spoken.key) as change:
        await change.keep_draft(case.id, spoken.actor.id, spoken.rest, office.now())
    if case.answers_to is None:
        raise refusals.NotAnswerable(case.number, case.latest.url)
    return _preview(office, case, spoken.rest, case.activity, spoken.actor)


async def send_clicked(asked: Asked) -> None:
    office, target, by = asked.office, asked.target, asked.actor
    written = target.text or ""
    try:
        await reply(office.desk, target.case, written, by, seen=target.seen, key=asked.key)
    except refusals.ThreadChanged as changed:
        await asked.acknowledge()
        case = await office.case(target.case)
        await asked.replace(_preview(office, case, written, changed.activity, by, str(changed)))
        return
    await asked.acknowledge()
    await asked.replace(None)


async def edit_clicked(asked: Asked) -> None:
    await open_for(asked, asked.target.case, asked.target.text or "")
    await asked.replace(None)


def _preview(office: Office, case: Case, written: str, seen: int, by: Actor, warning: str = "") -> Answer:
    text, blocks = lists.preview(case, counted(office, case, written, by), written, seen)
    if warning:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": f":warning: {warning}"}}, *blocks]
    return Answer(text=text, blocks=blocks)
