"""A card that somebody deleted in Slack is posted anew, and what belongs under it goes there."""

from dataclasses import replace
from datetime import datetime

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import Delivery, Place, State, Subject, Thing, Urgency
from bot.ports.store import Change

HEADS = (Thing.CARD, Thing.HANDOFF)
"""The messages that threads hang below."""


async def redrawn(change: Change, delivery: Delivery, gone: Place, now: datetime) -> None:
    """Its card could not be drawn afresh: of an open case it is posted anew, as it looks now."""
    case = await change.case(delivery.case)
    if case.open:
        await _post(change, case, gone, now)
        await change.hang(gone.subject, outbox.post_lane(case.workspace, gone.channel))
    await change.settle(delivery, State.FAILED, now, problem="Somebody deleted it.")


async def below(change: Change, delivery: Delivery, gone: Place | None, now: datetime) -> None:
    """Its thread is gone, or on its way (`gone` None): it waits for the card; where none will stand it is cancelled."""
    root = delivery.root
    assert root is not None
    if gone:
        await _post(change, await change.case(delivery.case), gone, now)
    if await change.comes(root):
        await change.settle(delivery, State.READY, now, due_at=delivery.due_at)
        await change.hang(root, delivery.lane)
    else:
        await change.settle(delivery, State.CANCELLED, now, problem=f"The thread of {root} does not stand.")


async def _post(change: Change, case: Case, gone: Place, now: datetime) -> None:
    """Once, however many find out at the same time; somebody looks at it, so nothing comes before it."""
    head = _head(case, gone.subject, now)
    if head and await change.fallen(gone):
        await change.deliver(replace(head, urgency=Urgency.PERSON))


def _head(case: Case, gone: Subject, now: datetime) -> Delivery | None:
    if gone.thing is Thing.CARD:
        return outbox.card(case, now)
    handoff = case.handoff(gone.id)
    return outbox.handoff_card(case, handoff, now) if handoff else None
