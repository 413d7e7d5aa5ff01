"""A public reply's course: decided or taken back, and whatever becomes of it on the network."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Mention, Reply, ReplyState, Status, WaitingFor
from bot.cases.events import (
    AnsweredByHand,
    CaseClaimed,
    Event,
    ReplyCheckedAgain,
    ReplyConfirmed,
    ReplyDecided,
    ReplyFailed,
    ReplyPosted,
    ReplyPutToPeople,
    ReplyRepeated,
    ReplyUndone,
    ReplyUnsure,
)
from bot.cases.lifecycle.course import owned


def decide_reply(case: Case, reply: Reply, now: datetime) -> tuple[Case, list[Event]]:
    """A reply is decided; who answers first has the case."""
    happened: list[Event] = [ReplyDecided(at=now, by=reply.by, reply=reply.id, text=reply.text)]
    if case.owner is None and case.open and reply.by:
        case = owned(case, reply.by)
        happened.append(CaseClaimed(at=now, by=reply.by))
    return case, happened


def undo(reply: Reply, by: str, now: datetime) -> tuple[Reply, ReplyUndone]:
    if reply.state in (ReplyState.UNDONE, ReplyState.SENT_BACK):
        raise refusals.NotNow("This reply was taken back already.")
    if reply.state not in (ReplyState.WAITING, ReplyState.APPROVAL):
        raise refusals.TooLateToUndo()
    return replace(reply, state=ReplyState.UNDONE, problem=""), ReplyUndone(at=now, by=by, reply=reply.id)


def try_again(case: Case, reply: Reply, now: datetime) -> Reply:
    """Under the same post, or under one that can still be answered."""
    if reply.state is not ReplyState.FAILED:
        raise refusals.NotNow("This reply did not fail, so there is nothing to try again.")
    if case.answers_to is None:
        raise refusals.NotAnswerable(case.number, case.latest.url, case.latest.gone)
    still = any(post.mention.id == reply.answers and post.mention.answerable for post in case.posts)
    answers = reply.answers if still else case.answers_to.id
    return replace(reply, state=ReplyState.WAITING, answers=answers, send_at=now, problem="")


def posted(case: Case, reply: Reply, post_id: str, url: str, at: datetime) -> tuple[Case, Reply, ReplyPosted]:
    """The reply stands on the network: the clock stops, and the case waits for the customer."""
    sent = replace(reply, state=ReplyState.POSTED, posted_id=post_id, url=url, posted_at=at, problem="")
    return _answered(case, at, reply), sent, ReplyPosted(at=at, by=reply.by, reply=reply.id, post=post_id, url=url)


def answered_by_hand(case: Case, mention: Mention) -> tuple[Case, AnsweredByHand]:
    """Somebody answered on the network itself: it counts as the answer and stops the clock."""
    answered = replace(_answered(case, mention.created_at, None), activity=case.activity + 1)
    return answered, AnsweredByHand(at=mention.created_at, post=mention.id, url=mention.url)


def failed(reply: Reply, problem: str, now: datetime) -> tuple[Reply, ReplyFailed]:
    broken = replace(reply, state=ReplyState.FAILED, problem=problem)
    return broken, ReplyFailed(at=now, by=reply.by, reply=reply.id, problem=problem)


def unsure(reply: Reply, problem: str, now: datetime) -> tuple[Reply, ReplyUnsure]:
    open_end = replace(reply, state=ReplyState.UNSURE, problem=problem, asked=False)
    return open_end, ReplyUnsure(at=now, by=reply.by, reply=reply.id, problem=problem)


def held(reply: Reply, problem: str) -> Reply:
    """It could not leave yet; `problem` says why."""
    return replace(reply, problem=problem)


def waits_again(reply: Reply) -> Reply:
    """It surely was not published: it takes its turn once more."""
    return replace(reply, state=ReplyState.WAITING, problem="")


def put_to_people(reply: Reply, problem: str, now: datetime) -> tuple[Reply, ReplyPutToPeople]:
    """Looking cannot tell whether it was published, so nothing happens until a person says."""
    asked = replace(reply, state=ReplyState.UNSURE, problem=problem, asked=True)
    return asked, ReplyPutToPeople(at=now, by=reply.by, reply=reply.id, problem=problem)


def is_there(case: Case, reply: Reply, at: datetime, by: str, now: datetime) -> tuple[Case, Reply, ReplyConfirmed]:
    """A person saw it on the network, where it stands since about `at`; its link follows when we see it too."""
    _waits_for_people(reply)
    sent = replace(reply, state=ReplyState.POSTED, posted_at=at, problem="")
    return _answered(case, at, reply), sent, ReplyConfirmed(at=now, by=by, reply=reply.id)


def post_again(reply: Reply, by: str, now: datetime) -> tuple[Reply, ReplyRepeated]:
    """A person saw that it is not there."""
    _waits_for_people(reply)
    again = replace(waits_again(reply), send_at=now)
    return again, ReplyRepeated(at=now, by=by, reply=reply.id)


def check_again(reply: Reply, by: str, now: datetime) -> tuple[Reply, ReplyCheckedAgain]:
    _waits_for_people(reply)
    return replace(reply, asked=False), ReplyCheckedAgain(at=now, by=by, reply=reply.id)


def linked(reply: Reply, post_id: str, url: str, at: datetime) -> Reply:
    """What a person saw before we did is seen by us too."""
    return replace(reply, posted_id=post_id, url=url, posted_at=at)


def _answered(case: Case, at: datetime, reply: Reply | None) -> Case:
    """Posts that came after the reply was decided are not answered by it, so their clock runs on."""
    first = case.first_reply_at or at
    asked_since = reply is not None and any(post.seen_at > reply.decided_at for post in case.posts)
    if asked_since or case.status is Status.RESOLVED:
        return replace(case, first_reply_at=first)
    waiting_for = case.waiting_for if case.waiting_for is WaitingFor.TEAM else WaitingFor.CUSTOMER
    return replace(
        case,
        first_reply_at=first,
        status=Status.WAITING,
        waiting_for=waiting_for,
        due=None,
        at_risk=None,
        snoozed_until=None,
        resolves_at=None,
    )


def _waits_for_people(reply: Reply) -> None:
    if reply.state is not ReplyState.UNSURE:
        raise refusals.NotNow("This is settled already; the reply's message in the thread shows how.")
    if not reply.asked:
        raise refusals.NotNow("I am still looking for this reply. Where I cannot find out, I ask here.")
