"""`@Mentiondesk reply text` in a thread: a private preview with the count, and what its buttons do."""

from bot.cases import refusals
from bot.cases.case import Actor, Case
from bot.desk.reply import keep_draft, reply
from bot.slack import lists
from bot.slack.asked import Asked
from bot.slack.context import Answer, Office, Spoken
from bot.slack.reply.window import counted, open_for, told


async def reply_said(spoken: Spoken) -> Answer | None:
    office = spoken.office
    case = await keep_draft(office.desk, spoken.case, spoken.rest, spoken.actor, spoken.key)
    return _preview(office, case, spoken.rest, case.activity, spoken.actor)


async def send_clicked(asked: Asked) -> None:
    office, target, by = asked.office, asked.target, asked.actor
    written = target.text or ""
    try:
        await reply(office.desk, target.case, written, by, target.seen, asked.key, sure=bool(target.sure))
    except (refusals.ThreadChanged, refusals.SaysTheSame) as stop:
        await asked.acknowledge()
        case = await office.case(target.case)
        seen, sure = told(stop, target)
        await asked.replace(_preview(office, case, written, seen, by, sure, str(stop)))
        return
    await asked.acknowledge()
    await asked.replace(None)


async def edit_clicked(asked: Asked) -> None:
    await open_for(asked, asked.target.case, asked.target.text or "")
    await asked.replace(None)


def _preview(
    office: Office, case: Case, written: str, seen: int, by: Actor, sure: bool | None = None, warning: str = ""
) -> Answer:
    text, blocks = lists.preview(case, counted(office, case, written, by), written, seen, sure)
    if warning:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": f":warning: {warning}"}}, *blocks]
    return Answer(text=text, blocks=blocks)
