"""A case's own course: claimed, released, assigned, put to sleep, resolved, and opened again."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Mention, ReplyState, Status, WaitingFor
from bot.cases.events import (
    CaseAssigned,
    CaseAwoke,
    CaseClaimed,
    CaseReleased,
    CaseReopened,
    CaseResolved,
    CaseSnoozed,
    CaseWaits,
    CustomerWrote,
    Event,
)
from bot.cases.lifecycle.steps import Step, require
from bot.cases.settings import Settings
from bot.cases.sla import clock_for

MUTED = "muted"
"""How a case was resolved that stays so when the customer writes again."""

_WAIT = "Wait for it, or take it back with *Undo*"


def claim(case: Case, by: str, now: datetime) -> tuple[Case, CaseClaimed]:
    require(case, Step.CLAIM)
    if case.owner == by:
        raise refusals.AlreadyYours(case.number)
    if case.owner is not None:
        raise refusals.AlreadyClaimed(case.number, case.owner)
    return owned(case, by), CaseClaimed(at=now, by=by)


def release(case: Case, by: str, now: datetime) -> tuple[Case, CaseReleased]:
    require(case, Step.RELEASE)
    if case.owner is None:
        raise refusals.NotNow(f"Nobody has case #{case.number}, so there is nothing to release.")
    return unowned(case), CaseReleased(at=now, by=by)


def unowned(case: Case) -> Case:
    """Back to everybody, as it is."""
    status = Status.NEW if case.status is Status.CLAIMED else case.status
    return replace(case, owner=None, sharing=None, status=status)


def assign(case: Case, to: str, by: str, now: datetime) -> tuple[Case, CaseAssigned]:
    require(case, Step.ASSIGN)
    if case.owner == to:
        raise refusals.NotNow(f"Case #{case.number} is already with <@{to}>.")
    return owned(case, to), CaseAssigned(at=now, by=by, to=to)


def resolve(case: Case, by: str | None, now: datetime, resolution: str = "") -> tuple[Case, CaseResolved]:
    """`resolution` is empty, or says why nobody answers any more."""
    require(case, Step.RESOLVE)
    if reply_under_way(case):
        asked = any(reply.state is ReplyState.UNSURE and reply.asked for reply in case.replies)
        first = "Its message in the thread asks you what became of it: say so" if asked else _WAIT
        raise refusals.NotNow(f"A reply to case #{case.number} is still on its way. {first}, then resolve.")
    done = replace(
        case,
        status=Status.RESOLVED,
        sharing=None,
        waiting_for=None,
        snoozed_until=None,
        due=None,
        at_risk=None,
        resolved_at=now,
        resolution=resolution,
    )
    return done, CaseResolved(at=now, by=by, resolution=resolution)


def reopen(case: Case, by: str | None, now: datetime, settings: Settings, why: str) -> tuple[Case, CaseReopened]:
    """Who never had an answer has waited all the time, so a person who reopens their case begins no new clock."""
    require(case, Step.REOPEN)
    again = back(replace(case, resolved_at=None, resolution=""))
    since = case.posts[0].mention.created_at if by and case.first_reply_at is None else now
    return clock_for(again, since, settings), CaseReopened(at=now, by=by, why=why)


def snooze(case: Case, until: datetime, by: str, now: datetime) -> tuple[Case, CaseSnoozed]:
    require(case, Step.SNOOZE)
    if until <= now:
        raise refusals.SnoozeInThePast()
    asleep = replace(case, status=Status.WAITING, waiting_for=WaitingFor.SNOOZE, snoozed_until=until)
    return asleep, CaseSnoozed(at=now, by=by, until=until)


def set_aside(case: Case, by: str, now: datetime) -> tuple[Case, CaseWaits]:
    """Until the customer writes: whoever waits for an answer meanwhile, their clock runs on."""
    require(case, Step.SNOOZE)
    aside = replace(case, status=Status.WAITING, waiting_for=WaitingFor.CUSTOMER, snoozed_until=None, resolves_at=None)
    return aside, CaseWaits(at=now, by=by)


def wake(case: Case, now: datetime) -> tuple[Case, CaseAwoke]:
    return back(replace(case, snoozed_until=None)), CaseAwoke(at=now)


def hear(case: Case, mention: Mention, now: datetime, settings: Settings) -> tuple[Case, list[Event]]:
    """The customer wrote again: a resolved case opens, a waiting one comes back, and the clock for an answer runs.

    A muted one only has a post more.
    """
    happened: list[Event] = [CustomerWrote(at=now, post=mention.id)]
    if case.status is Status.RESOLVED and case.resolution == MUTED:
        return case, happened
    if case.status is Status.RESOLVED:
        afresh = replace(case, resolve_due=None, resolve_at_risk=None, rested_at=None)
        case, reopened = reopen(afresh, None, now, settings, "The customer wrote again.")
        happened.append(reopened)
    elif case.waiting_for in (WaitingFor.CUSTOMER, WaitingFor.SNOOZE):
        case = back(replace(case, snoozed_until=None))
    if case.due is None:
        case = clock_for(case, now, settings)
    return case, happened


def owned(case: Case, by: str) -> Case:
    status = Status.CLAIMED if case.status is Status.NEW else case.status
    return replace(case, owner=by, sharing=None, status=status)


def back(case: Case) -> Case:
    return replace(case, status=Status.CLAIMED if case.owner else Status.NEW, waiting_for=None)


def reply_under_way(case: Case) -> bool:
    under_way = (ReplyState.WAITING, ReplyState.APPROVAL, ReplyState.UNSURE)
    return any(reply.state in under_way for reply in case.replies)
