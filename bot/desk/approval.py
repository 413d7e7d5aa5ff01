"""Approve replies, reword them, send them back; and send back what nobody has read in time."""

from bot.cases import lifecycle, outbox, refusals, text
from bot.cases.case import Actor, Case, Reply
from bot.cases.lifecycle import Step
from bot.desk.answering import keep_reply, reply_of, with_share
from bot.desk.desk import Desk, pinged
from bot.ports.keep import APPROVAL, keep
from bot.ports.store import Change
from bot.ports.translating import translate_later


async def approve(
    desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "", reworded: str | None = None
) -> Case:
    """Let a reply go out. Others that wait in the case go back: a customer is given one answer.

    `reworded` is what the approver made of it, in Slack's encoding. Raises `refusals.TooLong` and the like for that.
    """
    desk.check(by, Step.APPROVE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        words = _reworded(reworded, case) if reworded is not None else None
        approved, happened = lifecycle.approve(reply_of(case, reply_id), by.id, now, words)
        if words is not None:
            approved = await with_share(change, case, approved)
        await change.deliver(outbox.publish(case, approved))
        after = await _settled(desk, change, case, approved)
        for other in lifecycle.waiting(after):
            back, sent_back = lifecycle.send_back(other, lifecycle.NOT_CHOSEN, by.id, now)
            after = await _gone_back(desk, change, after, back, f"<@{by.id}> approved another answer.")
            happened.append(sent_back)
        if desk.helped:
            await translate_later(change, after, desk.settings, now)
        return await keep(change, case, after, now, desk.settings, *happened)


async def send_back(desk: Desk, case_id: int, reply_id: int, reason: str, by: Actor, key: str = "") -> Case:
    """The author gets the text back as a draft, and the reason in the thread."""
    desk.check(by, Step.SEND_BACK)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        back, happened = lifecycle.send_back(reply_of(case, reply_id), reason, by.id, now)
        after = await _gone_back(desk, change, case, back, f"<@{by.id}> sent your reply back: {reason.strip()}")
        return await keep(change, case, after, now, desk.settings, happened)


async def expired(desk: Desk, change: Change, case: Case, reply_id: int) -> None:
    """The timer of a reply that waits for approval: its author has the text back, and the lead is told."""
    now = desk.clock.now()
    shown = case.reply(reply_id)
    if shown is None or shown not in lifecycle.waiting(case):
        return
    back, happened = lifecycle.expire(shown, now)
    lead = desk.settings.permissions.lead
    told = f" {pinged(lead)}, please see to it." if lead else ""
    words = f"nobody approved your reply in time, so it did not go out. *Reply* has your text.{told}"
    after = await _gone_back(desk, change, case, back, words)
    await keep(change, case, after, now, desk.settings, happened)


async def _gone_back(desk: Desk, change: Change, case: Case, back: Reply, words: str) -> Case:
    now = desk.clock.now()
    if back.by:
        await change.keep_draft(case.id, back.by, text.encoded(back.text), now)
        await change.deliver(outbox.notice(case, f"<@{back.by}>, {words}", now))
    return await _settled(desk, change, case, back)


async def _settled(desk: Desk, change: Change, case: Case, reply: Reply) -> Case:
    await change.set_timer(case, f"{APPROVAL}:{reply.id}", None)
    return await keep_reply(desk, change, case, reply)


def _reworded(written: str, case: Case) -> str:
    plain = text.plain(written).strip()
    if not plain:
        raise refusals.EmptyReply()
    text.check_length(plain, case.network)
    return plain
