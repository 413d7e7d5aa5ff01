"""Give a case to a colleague, or to the one of a team or a user group whose turn it is."""

from dataclasses import dataclass, replace

from bot.cases import assignment, lifecycle, outbox, refusals
from bot.cases.assignment import Pool
from bot.cases.case import Actor, Case
from bot.cases.events import CaseRouted, Event
from bot.cases.lifecycle import Step
from bot.cases.settings import Share
from bot.desk.desk import Desk, leads, pinged
from bot.ports.keep import keep
from bot.ports.roster import Colleague
from bot.ports.store import Change


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case that was given to several people, in one sentence; `to` is who of them has it now."""

    case: Case
    to: str | None
    sentence: str


async def assign(desk: Desk, case_id: int, to: str, by: Actor, key: str = "", note: str = "") -> Case:
    """The new owner is told in the thread, with the note, unless they took the case themselves."""
    desk.check(by, Step.ASSIGN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        assigned, happened = lifecycle.assign(case, to, by.id, now)
        words = f"<@{to}>, <@{by.id}> gave you this case." if to != by.id else f"<@{to}> took this case."
        if to != by.id or note.strip():
            await change.deliver(outbox.notice(case, words + _quoted(note), now))
        return await keep(change, case, assigned, now, desk.settings, happened)


async def assign_to(desk: Desk, case_id: int, pool: Pool, by: Actor, key: str = "", note: str = "") -> Outcome:
    """One of those who are there has the case then; where nobody is, it stays where it was, and the lead is told."""
    desk.check(by, Step.ASSIGN)
    people = await desk.roster.colleagues(pool.members)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        lifecycle.require(case, Step.ASSIGN)
        routed = replace(case, team=pool.team or case.team)
        to = None if pool.share == Share.ASK else await _whose_turn(desk, change, case, pool, people)
        happened: list[Event] = [CaseRouted(at=now, by=by.id, team=pool.named)]
        after = routed
        if pool.share == Share.ASK and people:
            after = lifecycle.unowned(routed)
            sentence = f"{_capital(pool.named)} is asked who takes case #{case.number}."
            told = f"{pinged(pool.members)} <@{by.id}> gave this case to {pool.named}: whoever presses *Claim* has it."
        elif to:
            after, assigned = lifecycle.assign(routed, to, by.id, now)
            happened.append(assigned)
            sentence = f"Case #{case.number} is now with <@{to}>, of {pool.named}."
            told = f"<@{to}>, <@{by.id}> gave this case to {pool.named}, and it is yours now."
        else:
            sentence = assignment.nobody(pool, [(each.name, each.away) for each in people if each.away], case.owner)
            told = f"{pinged(leads(desk.settings))} {sentence}".strip()
        await change.deliver(outbox.notice(case, told + _quoted(note), now))
        kept = await keep(change, case, after, now, desk.settings, *happened)
        return Outcome(kept, to, sentence)


async def _whose_turn(desk: Desk, change: Change, case: Case, pool: Pool, people: tuple[Colleague, ...]) -> str | None:
    """Raises `NotNow` where only the owner of now is there."""
    there = [each.id for each in people if not each.away]
    others = [who for who in there if who != case.owner]
    if there and not others:
        raise refusals.NotNow(
            f"Case #{case.number} is already with <@{case.owner}>, and nobody else of {pool.named} is there."
        )
    now = desk.clock.now()
    loads = await change.loads(others, now) if pool.share == Share.LEAST_LOADED else {}
    to = assignment.next_of(pool.share, others, await change.turns(pool.key), loads)
    if to:
        await change.take_turn(pool.key, to, now)
    return to


async def take_back(desk: Desk, case_id: int, to: str, owner: str | None, by: Actor) -> Case:
    """Undo an assignment to somebody who turned out not to work here; `owner` had the case before."""
    now = desk.clock.now()
    async with desk.store.change() as change:
        case = await change.case(case_id)
        if case.owner != to:
            return case
        freed, released = lifecycle.release(case, by.id, now)
        if owner is None:
            return await keep(change, case, freed, now, desk.settings, released)
        restored, assigned = lifecycle.assign(freed, owner, by.id, now)
        return await keep(change, case, restored, now, desk.settings, released, assigned)


def _quoted(note: str) -> str:
    """The note below a line of the bot's, as a quotation."""
    return "".join(f"\n>{line}" for line in note.strip().splitlines())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
