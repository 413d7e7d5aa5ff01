"""Keep a case that has changed, with all that follows: its history, its clocks and its card."""

from datetime import datetime

from bot.cases import lifecycle, outbox, presence, sla
from bot.cases.case import Case, Reply, ReplyState
from bot.cases.events import Event
from bot.cases.settings import Settings
from bot.ports.following import HANDOFF as HANDOFF
from bot.ports.following import follow
from bot.ports.network import Published
from bot.ports.store import Change

AT_RISK, LATE, WAKE = "at_risk", "late", "wake"


async def keep(
    change: Change,
    before: Case,
    after: Case,
    now: datetime,
    settings: Settings,
    *happened: Event,
    patient: bool = False,
) -> Case:
    """Save `after`, record what happened, move the clocks that differ from `before`, and have the card drawn afresh.

    `patient`: nobody waits for the card, though a person did it.
    """
    after = sla.tended(after, now, settings)
    await change.save(after)
    await change.record(after, *happened)
    after = await follow(change, after, now, happened)
    for kind, was, due in (
        (AT_RISK, before.at_risk, after.at_risk),
        (LATE, before.due, after.due),
        (WAKE, before.snoozed_until, after.snoozed_until),
    ):
        if was != due:
            await change.set_timer(after, kind, due)
    if after.open and not before.open:
        await change.look_again(after, presence.next_look(True, now) or now)
    await change.deliver(outbox.redraw(after, now, hurried=not patient and any(event.by for event in happened)))
    return after


async def keep_posted(
    change: Change, case: Case, reply: Reply, published: Published, now: datetime, settings: Settings
) -> None:
    """The reply stands on the network: receipt, card and clock follow. Done twice, it changes nothing."""
    if reply.state is not ReplyState.POSTED:
        after, sent, happened = lifecycle.posted(case, reply, published.id, published.url, published.at)
        await keep_answered(change, case, after, sent, now, settings, happened)
    elif reply.posted_id is None:  # a person had seen it before we did
        linked = lifecycle.linked(reply, published.id, published.url, published.at)
        await change.save_reply(linked)
        await change.deliver(outbox.reply_redraw(case, linked, now))


async def keep_answered(
    change: Change, before: Case, after: Case, sent: Reply, now: datetime, settings: Settings, *happened: Event
) -> Case:
    """Save a case and the reply that answers it, for everybody who looks at either."""
    await change.save_reply(sent)
    await change.deliver(outbox.reply_redraw(before, sent, now))
    await change.deliver(*(outbox.handoff_redraw(before, h, now) for h in before.handoffs if h.listening))
    return await keep(change, before, after.with_reply(sent), now, settings, *happened)
