"""Chase a team that does not answer: the next step of its escalation is taken when its time comes."""

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.cases import escalation, outbox
from bot.cases.case import Case, Handoff, HandoffState
from bot.cases.chain import Escalation, Turn
from bot.cases.escalation import Crew, Office
from bot.cases.events import (
    CaseEscalated,
    EscalationAsked,
    EscalationCalled,
    EscalationMissed,
    EscalationPassed,
    Event,
)
from bot.cases.settings import Notify, Team
from bot.desk.asking import ask_team, steps_of
from bot.desk.desk import Desk, Ring
from bot.desk.summons import Summons
from bot.ports.keep import HANDOFF, SHARE, keep
from bot.ports.store import Change


async def crew(desk: Desk, now: datetime, limit: int) -> Crew:
    """Whom the escalations that are due may ask one after the other, and who may get a case that is shared."""
    names: dict[tuple[str, ...], None] = {}
    async with desk.store.change(person=False) as change:
        for timer in await change.coming_timers(now, limit):
            kind, _, number = timer.kind.partition(":")
            if kind == HANDOFF:
                case = await change.case(timer.case)
                names |= dict.fromkeys(_in_turn(_running(desk, case.handoff(int(number)))))
            elif kind == SHARE and (sharing := (await change.case(timer.case)).sharing):
                names[sharing.pool.members] = None
    people = await asyncio.gather(*(desk.roster.colleagues(ids) for ids in names))
    return dict(zip(names, people, strict=True))


def _in_turn(running: Escalation | None) -> list[tuple[str, ...]]:
    return [step.to for step in running.steps if step.notify == Notify.NEXT] if running else []


def with_crew(crew: Crew) -> Ring:
    async def unanswered(desk: Desk, change: Change, case: Case, handoff_id: int) -> None:
        """The timer of a team that was asked."""
        handoff = case.handoff(handoff_id)
        if handoff is None or handoff.state is not HandoffState.OPEN:
            return
        now = desk.clock.now()
        running = _running(desk, handoff)
        if running is None or not running.running or running.paused_at:
            return
        if any(ids not in crew for ids in _in_turn(running)):  # it came due after we had looked who is there
            await change.set_timer(case, f"{HANDOFF}:{handoff.id}", now)
        else:
            gone_on, turns = escalation.go_on(running, now, crew, Office.of(desk.settings, handoff.team))
            await _take(desk, change, case, replace(handoff, escalation=gone_on, due=gone_on.next_at), turns)

    return unanswered


def _running(desk: Desk, handoff: Handoff | None) -> Escalation | None:
    """The handoff's escalation; a request of a version that kept none is chased as the desk file says today."""
    if handoff is None or handoff.escalation:
        return handoff.escalation if handoff else None
    team = desk.settings.team(handoff.team)
    return escalation.start(team, desk.settings, False, handoff.asked_at) if team else None


async def _take(desk: Desk, change: Change, case: Case, handoff: Handoff, turns: tuple[Turn, ...]) -> None:
    now = desk.clock.now()
    said = next((turn for turn in reversed(turns) if turn.told and not turn.passed), None)
    other = _other_team(desk, case, said)
    if said and said.notify == Notify.TEAM:
        assert handoff.escalation is not None
        if other:
            handoff = replace(handoff, escalation=escalation.stop(handoff.escalation, f"team {other.name} is asked"))
        else:  # gone from the desk file, or asked before: the lead takes over
            said = replace(said, notify=Notify.LEAD, who=desk.settings.leads)
    await change.save_handoff(handoff)
    await change.set_timer(case, f"{HANDOFF}:{handoff.id}", handoff.due)
    after = case.with_handoff(handoff)
    await change.record(after, *(event for turn in turns if (event := _event(desk, handoff, turn, said, now))))
    await change.deliver(outbox.handoff_redraw(after, handoff, now))
    if said:
        away = [turn.passed for turn in turns if turn.passed]
        await change.deliver(*Summons(desk.settings, after, handoff, now).deliveries(said, away))
    if other:
        await _hand_on(desk, change, after, handoff, other)


def _other_team(desk: Desk, case: Case, said: Turn | None) -> Team | None:
    """The team that takes over, unless it had the case before."""
    other = desk.settings.team(said.who[0]) if said and said.notify == Notify.TEAM else None
    return None if other is None or any(asked.team == other.name for asked in case.handoffs) else other


async def _hand_on(desk: Desk, change: Change, case: Case, handoff: Handoff, other: Team) -> None:
    urgent = bool(handoff.escalation and handoff.escalation.urgent)
    asked = await ask_team(desk, change, case, other, handoff.reason, handoff.by, urgent=urgent, rule=handoff.rule)
    now, steps = desk.clock.now(), steps_of(asked.handoffs[-1])
    happened = CaseEscalated(
        at=now, team=other.name, reason=handoff.reason, urgent=urgent, rule=handoff.rule, steps=steps
    )
    await keep(change, case, asked, now, desk.settings, happened)


def _event(desk: Desk, handoff: Handoff, turn: Turn, said: Turn | None, now: datetime) -> Event | None:
    """What the history keeps of a turn; that another team was asked is an event of its own."""
    if turn.passed:
        return EscalationPassed(at=now, team=handoff.team, why=turn.passed)
    if not turn.told:
        return EscalationMissed(at=now, team=handoff.team, notify=turn.notify, due=turn.at)
    assert said is not None
    if said.notify == Notify.TEAM:
        return None
    if said.notify == Notify.CHANNEL or not said.who:
        channel = said.who[0] if said.who else desk.settings.desk.channel
        return EscalationCalled(at=now, team=handoff.team, channel=channel)
    return EscalationAsked(at=now, team=handoff.team, who=said.who)
