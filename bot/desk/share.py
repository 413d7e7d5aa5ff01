"""Give a case to the one of a team or a user group whose turn it is, of those who are there.

Who is there only Slack knows, and it may be slow to say. So that a case is to be shared is kept first, and decided when
Slack has answered: by whoever asked for it, or by the clock should that not come about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cases import assignment, lifecycle, outbox
from bot.cases.assignment import Pool, Sharing
from bot.cases.case import Actor, Case
from bot.cases.escalation import Colleague, Crew
from bot.cases.events import CaseRouted, Event
from bot.cases.lifecycle import Step
from bot.cases.settings import Share
from bot.desk.assign import quoted, until_now
from bot.desk.desk import Desk, Ring, leads, pinged
from bot.ports.keep import SHARE, keep
from bot.ports.store import Change

DECIDED_WITHIN = timedelta(seconds=5)  # longer than the roster takes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case that was given to several people, in one sentence; `to` is who of them has it now."""

    case: Case
    to: str | None
    sentence: str


async def offer(desk: Desk, case_id: int, pool: Pool, by: Actor, key: str = "", note: str = "") -> Case:
    """From now on the case goes to one of the pool, whatever happens to us; `share` decides to whom."""
    desk.check(by, Step.ASSIGN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        lifecycle.require(case, Step.ASSIGN)
        sharing = Sharing(pool=pool, by=by.id, until=now + DECIDED_WITHIN, note=note)
        routed = replace(case, team=pool.team or case.team, sharing=sharing)
        return await keep(change, case, routed, now, desk.settings, CaseRouted(at=now, by=by.id, team=pool.named))


async def share(desk: Desk, case: Case) -> Outcome | None:
    """One of those who are there has the case then; None where it is decided already, or meant for others meanwhile."""
    if case.sharing is None:
        return None
    people = await desk.roster.colleagues(case.sharing.pool.members)
    async with desk.store.change() as change:
        now = await change.case(case.id)
        return await decide(desk, change, now, people) if now.sharing == case.sharing else None


async def decide(desk: Desk, change: Change, case: Case, people: Sequence[Colleague]) -> Outcome | None:
    """Where nobody is there the case stays where it was, and the lead is told."""
    now, sharing = desk.clock.now(), case.sharing
    if sharing is None:
        return None
    pool, by = sharing.pool, sharing.by
    after, told, happened = replace(case, sharing=None), "", list[Event]()
    there = [each.id for each in people if not each.away]
    to = None
    if pool.share == Share.ASK and people:
        after = lifecycle.unowned(case)
        sentence = f"{_capital(pool.named)} is asked who takes case #{case.number}."
        told = f"{pinged(pool.members)} <@{by}> gave this case to {pool.named}: whoever presses *Claim* has it."
        told += until_now(case, None, by) if case.owner not in pool.members else ""
    elif not there or pool.share == Share.ASK:
        sentence = assignment.nobody(pool, [(each.name, each.away) for each in people if each.away], case.owner)
        told = f"{pinged(leads(desk.settings))} {sentence}".strip()
    elif others := [who for who in there if who != case.owner]:
        to = await _next_of(change, pool, others, now)
        after, assigned = lifecycle.assign(case, to, by, now)
        happened.append(assigned)
        sentence = f"Case #{case.number} is now with <@{to}>, of {pool.named}."
        told = f"<@{to}>, <@{by}> gave this case to {pool.named}, and it is yours now."
        told += until_now(case, to, by)
    else:
        sentence = f"Case #{case.number} stays with <@{case.owner}>: nobody else of {pool.named} is there."
        sentence += quoted(sharing.note)
    if told:
        await change.deliver(outbox.notice(case, told + quoted(sharing.note), now))
    return Outcome(await keep(change, case, after, now, desk.settings, *happened), to, sentence)


def with_crew(crew: Crew) -> Ring:
    async def undecided(desk: Desk, change: Change, case: Case, _: int) -> None:
        """The timer of a case whose sharing nobody has seen through: we were killed, or Slack was slow."""
        if case.sharing is None:
            return
        if (people := crew.get(case.sharing.pool.members)) is None:  # it came due after we had looked who is there
            await change.set_timer(case, SHARE, desk.clock.now())
        else:
            await decide(desk, change, case, people)

    return undecided


async def _next_of(change: Change, pool: Pool, there: Sequence[str], now: datetime) -> str:
    loads = await change.loads(there, now) if pool.share == Share.LEAST_LOADED else {}
    to = assignment.next_of(pool.share, there, await change.turns(pool.key), loads)
    await change.take_turn(pool.key, to, now)
    return to


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
