"""Keep a case that has changed, with all that follows: its history, its clocks and its card."""

from datetime import datetime

from bot.cases import lifecycle, outbox, presence, sla
from bot.cases.case import Case, Reply, ReplyState
from bot.cases.events import Event
from bot.cases.settings import Settings
from bot.ports.claims import watch_claim
from bot.ports.following import HANDOFF as HANDOFF
from bot.ports.following import follow
from bot.ports.network import Published
from bot.ports.store import Change, Timer
from bot.ports.summarising import summarise_anew

JOINED = "joined"
AT_RISK, LATE, RESOLUTION, SILENCE, WAKE = "at_risk", "late", "resolution", "silence", "wake"
RULES, WAITING = "rules", "waiting"
SHARE = "share"
APPROVAL = "approval"


def timers_of(case: Case, now: datetime) -> list[Timer]:
    """Those that a case sets by being as it is."""
    clocks = {
        AT_RISK: case.at_risk,
        LATE: case.due,
        RESOLUTION: sla.next_mark(case, now),
        SILENCE: case.resolves_at,
        WAKE: case.snoozed_until,
        SHARE: case.sharing.until if case.sharing else None,
    }
    return [Timer(case=case.id, kind=kind, due=due) for kind, due in clocks.items() if due]


async def keep(
    change: Change,
    before: Case,
    after: Case,
    now: datetime,
    settings: Settings,
    *happened: Event,
    patient: bool = False,
    quiet: bool = False,
) -> Case:
    """Save `after`, record what happened, move the clocks that differ from `before`, and have the card drawn afresh.

    `patient`: nobody waits for the card, though a person did it. `quiet`: a machine has only said what it thinks of it.
    """
    after = sla.kept(before, after, now, settings)
    await change.save(after)
    await change.record(after, *happened)
    after = await follow(change, after, now, happened)
    await watch_claim(change, before, after, now, settings)
    was, timers = timers_of(before, now), timers_of(after, now)
    await change.set_timers([timer for timer in timers if timer not in was])
    for kind in {timer.kind for timer in was} - {timer.kind for timer in timers}:
        await change.set_timer(after, kind, None)
    if after.open and not before.open:
        await change.look_again(after, presence.next_look(True, now) or now)
    hurried = not patient and any(event.by for event in happened)
    await change.deliver(outbox.redraw(after, now, hurried=hurried, quiet=quiet))
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
    """Save a case and the reply that answers it, for everybody who looks at either, and for the next case like it."""
    await change.save_reply(sent)
    asked = next((post.mention.text for post in before.posts if post.mention.id == sent.answers), "")
    await change.learn_answer(before, sent.id, asked, sent.text, now)
    await change.deliver(outbox.reply_redraw(before, sent, now))
    await change.deliver(*(outbox.handoff_redraw(before, h, now) for h in before.handoffs if h.listening))
    await summarise_anew(change, before, now)
    return await keep(change, before, after.with_reply(sent), now, settings, *happened)
