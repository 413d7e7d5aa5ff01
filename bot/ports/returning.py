"""Give back to the desk what a team cannot read any more: its channel is closed to us."""

from datetime import datetime

from bot.cases import lifecycle, outbox
from bot.cases.case import Case, Handoff
from bot.cases.events import Event
from bot.cases.settings import Settings
from bot.ports.keep import keep
from bot.ports.store import Change, Store


async def give_back(store: Store, settings: Settings, channel: str, why: str, now: datetime) -> None:
    """Every request that runs in the channel returns to its owner; done twice, it changes nothing.

    `why` is a sentence that says what is wrong with the channel, and how to mend it.
    """
    async with store.change(person=False) as change:
        for case_id in await change.asked_in(channel):
            case = await change.case(case_id)
            await _give_back(change, settings, case, channel, why, now)


async def _give_back(change: Change, settings: Settings, case: Case, channel: str, why: str, now: datetime) -> None:
    after, happened = case, list[Event]()
    for handoff in (each for each in case.handoffs if each.running and each.channel == channel):
        returned, event = lifecycle.give_back(handoff, why, now)
        await change.save_handoff(returned)
        await change.deliver(
            outbox.handoff_redraw(case, returned, now), outbox.notice(case, _words(case, returned, settings, why), now)
        )
        after = after.with_handoff(returned)
        happened.append(event)
    if happened:
        await keep(change, case, lifecycle.back_unless_asked(after), now, settings, *happened)


def _words(case: Case, handoff: Handoff, settings: Settings, why: str) -> str:
    told = dict.fromkeys(who for who in (case.owner or handoff.by, *settings.permissions.lead) if who)
    names = " ".join(f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>" for who in told)
    return (
        f"{names} Team {handoff.team} cannot be reached, so this is back with the desk. {why} "
        "Nothing that was written is lost."
    ).strip()
