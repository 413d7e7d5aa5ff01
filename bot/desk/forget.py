"""Forget a customer: who they are and what they wrote is erased here and in Slack; that a case was there stays."""

from dataclasses import dataclass, replace

from bot.cases import lifecycle, outbox
from bot.cases.case import Actor, Case, HandoffState, Note
from bot.cases.events import CustomerForgotten
from bot.cases.lifecycle import Step
from bot.cases.presence import FORGOTTEN
from bot.cases.refusals import UnknownCustomer
from bot.desk.desk import Desk
from bot.ports.queries import Customer, Queries
from bot.ports.store import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was erased, or would be; `notes` were written by colleagues, and stand in Slack until they delete them."""

    handle: str
    cases: int = 0
    posts: int = 0
    replies: int = 0
    notes: int = 0

    def told(self) -> str:
        """In words: "2 cases, 3 posts, 1 answer and 0 notes"."""
        counts = ((self.cases, "case"), (self.posts, "post"), (self.replies, "answer"), (self.notes, "note"))
        *most, last = [f"{count} {noun}{'s' * (count != 1)}" for count, noun in counts]
        return f"{', '.join(most)} and {last}"


async def would_forget(queries: Queries, handle: str) -> Forgotten:
    """Raises `refusals.UnknownCustomer`."""
    found = Forgotten(handle=handle)
    for customer in await _called(queries, handle):
        for case_id in customer.cases:
            case = await queries.case(case_id)
            found = _with(found, case, await queries.notes_of(case_id)) if case else found
    return found


async def forget(desk: Desk, queries: Queries, handle: str, by: Actor | None) -> Forgotten:
    """`by` is None for who sits at the machine itself. Cut short, it is finished when it is done again.

    Raises `refusals.UnknownCustomer`, and `refusals.NotNow` while an answer to them is on its way.
    """
    if by is not None:
        desk.check(by, Step.FORGET)
    done = Forgotten(handle=handle)
    for customer in await _called(queries, handle):
        for case_id in customer.cases:
            notes = await queries.notes_of(case_id)
            async with desk.store.change() as change:
                case = await change.case(case_id)
                await _forget(desk, change, case, notes, by.id if by else None)
            done = _with(done, case, notes)
        async with desk.store.change() as change:
            await change.forget_author(customer.network, customer.id)
    return done


async def _called(queries: Queries, handle: str) -> list[Customer]:
    found = await queries.customers(handle)
    if not found:
        raise UnknownCustomer(handle)
    return found


async def _forget(desk: Desk, change: Change, case: Case, notes: list[Note], by: str | None) -> None:
    """Whatever shows the customer is drawn afresh, from what is left."""
    now = desk.clock.now()
    if case.open:
        case, resolved = lifecycle.resolve(case, by, now, FORGOTTEN)
        await change.save(case)
        await change.record(case, resolved)
    for handoff in case.handoffs:
        if handoff.running:
            await change.save_handoff(replace(handoff, state=HandoffState.CLOSED, due=None, escalation=None))
    await change.forget(case)
    await change.record(case, CustomerForgotten(at=now, by=by))
    await change.deliver(
        outbox.redraw(case, now),
        *(outbox.post_redraw(case, post, now) for post in case.posts[1:]),
        *(outbox.reply_redraw(case, reply, now) for reply in case.replies),
        *(outbox.handoff_redraw(case, handoff, now) for handoff in case.handoffs),
        *(delivery for note in notes for delivery in outbox.mirrored(case, note, now, edit=True)),
    )


def _with(so_far: Forgotten, case: Case, notes: list[Note]) -> Forgotten:
    return replace(
        so_far,
        cases=so_far.cases + 1,
        posts=so_far.posts + len(case.posts),
        replies=so_far.replies + len(case.replies),
        notes=so_far.notes + len([note for note in notes if not note.deleted]),
    )
