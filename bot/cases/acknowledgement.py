"""What ends, pauses and resumes an escalation: somebody has it, it is closed, the case sleeps, the desk is asked."""

from collections.abc import Iterable
from datetime import datetime

from bot.cases import escalation
from bot.cases.case import Case, Handoff, HandoffState, WaitingFor
from bot.cases.chain import Escalation
from bot.cases.events import (
    AnsweredByHand,
    CaseClaimed,
    EscalationAcknowledged,
    EscalationPaused,
    EscalationResumed,
    EscalationStopped,
    Event,
    NoteWritten,
    ReplyDecided,
)


def follow(
    case: Case, handoff: Handoff, happened: Iterable[Event], now: datetime
) -> tuple[Escalation | None, Event | None]:
    """What becomes of the handoff's escalation now that `happened` has made the case what it is."""
    running = handoff.escalation
    if running is None or not running.running:
        return running, None
    if by := taken_by(handoff, running, happened):
        return escalation.acknowledge(running, by), EscalationAcknowledged(at=now, by=by, team=handoff.team)
    if why := _over(case, handoff, happened):
        return escalation.stop(running, why), EscalationStopped(at=now, team=handoff.team, why=why)
    asleep = case.waiting_for is WaitingFor.SNOOZE or handoff.state is HandoffState.ASKING
    if asleep and running.paused_at is None:
        return escalation.pause(running, now), EscalationPaused(at=now, team=handoff.team)
    if running.paused_at is not None and not asleep:
        return escalation.resume(running, now), EscalationResumed(at=now, team=handoff.team)
    return running, None


def taken_by(handoff: Handoff, running: Escalation, happened: Iterable[Event]) -> str | None:
    """Who has it now: whoever takes the request, claims the case, answers the customer, or writes to those who ask.

    Whoever asked for help acknowledges nothing by what they do meanwhile. In the case's own thread only the words of
    those who were asked by name count.
    """
    if handoff.state is HandoffState.TAKEN:
        return handoff.taken_by
    named = {who for turn in running.asked for who in turn.who}
    for event in happened:
        if event.by is None or event.by == handoff.by:
            continue
        if isinstance(event, CaseClaimed | ReplyDecided):
            return event.by
        if isinstance(event, NoteWritten) and (event.handoff == handoff.id or _in_case_thread(event, named)):
            return event.by
    return None


def _in_case_thread(note: NoteWritten, named: set[str]) -> bool:
    return note.handoff is None and note.by in named


def _over(case: Case, handoff: Handoff, happened: Iterable[Event]) -> str:
    if handoff.state not in (HandoffState.OPEN, HandoffState.ASKING):
        return handoff.state.value
    if not case.open:
        return "resolved"
    return "answered by hand" if any(isinstance(event, AnsweredByHand) for event in happened) else ""
