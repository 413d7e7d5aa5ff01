"""What messages show: a case, and what can be done with it now, as plain values that a surface draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cases import storms
from bot.cases.case import Case, Handoff, HandoffState, Note, Post, Reply, ReplyState
from bot.cases.gathering import Waiting, untold
from bot.cases.health import Trouble
from bot.cases.idleness import held
from bot.cases.lifecycle import LEGAL, Step
from bot.cases.presence import FORGOTTEN
from bot.cases.report import Report
from bot.cases.sla import Clock, clock_of, resolution_of
from bot.cases.suggestion import Suggestion, suggested
from bot.cases.summary import LONG
from bot.cases.topics import enough, of_cases
from bot.cases.wishes import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """`steps` are the buttons that the state allows, the most wanted first; `clock` is how the answer stands.

    `suggestion` is what a machine would have a person do.
    """

    case: Case
    steps: tuple[Step, ...]
    clock: Clock
    resolution: Clock = Clock.NONE
    suggestion: Suggestion | None = None

    @property
    def worst(self) -> Clock:
        return next((each for each in (Clock.LATE, Clock.AT_RISK) if each in (self.clock, self.resolution)), self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A further post of the customer, in the case's thread."""

    case: Case
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """`approvers` are asked to read it, while it waits for one."""

    case: Case
    reply: Reply
    steps: tuple[Step, ...]
    approvers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffView:
    """A case as the team that was asked sees it; `mention` are those who are named on it.

    `waiting` are the cases that wait for the same, this one among them.
    """

    case: Case
    handoff: Handoff
    steps: tuple[Step, ...]
    mention: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What a team answered, in the case's thread."""

    case: Case
    handoff: Handoff
    steps: tuple[Step, ...]
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """Somebody's note, mirrored into another thread; `team` where it came from a team's thread."""

    case: Case
    note: Note
    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A line of the bot's own; what is about no case stands in the channel itself."""

    case: Case | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillView:
    """The question to the owner of a case that does not move, or, without steps, what came of it."""

    case: Case
    words: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StormView:
    """The one message that stands for all cards held back; `topics` with the number of cases that speak of each.

    `by` names the machine that saw them; it is empty where they were counted by their words.
    """

    report: storms.Report
    topics: tuple[tuple[str, int], ...]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """What customers wish for or praise, in the channel of the team that it concerns."""

    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The week of a desk, by its name."""

    report: Report
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleView:
    """What is wrong with the bot itself."""

    trouble: Trouble


Message = (
    CardView
    | PostView
    | ReplyView
    | HandoffView
    | AnswerView
    | NoteView
    | NoticeView
    | StillView
    | StormView
    | TopicView
    | ReportView
    | TroubleView
)

_CARD_ORDER = (
    Step.REPLY,
    Step.CLAIM,
    Step.RELEASE,
    Step.ASSIGN,
    Step.ESCALATE,
    Step.RESOLVE,
    Step.REOPEN,
    Step.SNOOZE,
    Step.DISMISS,
    Step.HISTORY,
    Step.CHECK,
    Step.CHANGE,
    Step.MUTE,
    Step.SUMMARY,
)
_HANDOFF_ORDER = (Step.TAKE, Step.ANSWER, Step.FIXED, Step.DECLINE, Step.NEED_MORE)


def card(case: Case, now: datetime) -> CardView:
    return CardView(
        case=case,
        steps=steps_of(case),
        clock=clock_of(case, now),
        resolution=resolution_of(case, now),
        suggestion=suggested(case),
    )


def steps_of(case: Case) -> tuple[Step, ...]:
    """What the state allows; a case that X does not let us answer offers no Reply (the surface shows Open on X)."""
    hidden = {Step.CLAIM if case.owner else Step.RELEASE}
    if case.answers_to is None:
        hidden.add(Step.REPLY)
    if case.activity < LONG:
        hidden.add(Step.SUMMARY)
    if case.resolution == FORGOTTEN:
        hidden |= {Step.REOPEN, Step.CHECK, Step.SUMMARY}
    return tuple(step for step in _CARD_ORDER if case.status in LEGAL[step] and step not in hidden)


def reply(case: Case, shown: Reply, approvers: tuple[str, ...] = ()) -> ReplyView:
    steps = {
        ReplyState.WAITING: (Step.UNDO,),
        ReplyState.APPROVAL: (Step.APPROVE, Step.REWORD, Step.SEND_BACK, Step.UNDO),
        ReplyState.FAILED: (Step.TRY_AGAIN,) if case.answers_to else (),
        ReplyState.UNSURE: (Step.IS_THERE, Step.POST_AGAIN, Step.CHECK_AGAIN) if shown.asked else (),
    }.get(shown.state, ())
    asked = approvers if shown.state is ReplyState.APPROVAL else ()
    return ReplyView(case=case, reply=shown, steps=steps, approvers=asked)


def handoff(case: Case, shown: Handoff, mention: tuple[str, ...] = (), waiting: Sequence[Waiting] = ()) -> HandoffView:
    others = any(each.open and each.case != case.id for each in waiting)
    steps: tuple[Step, ...] = ()
    if shown.running and (case.open or others):
        hidden = {Step.TAKE} if shown.taken_by else set()
        hidden |= {Step.NEED_MORE} if shown.state is HandoffState.ASKING else set()
        hidden |= set() if others else {Step.FIXED}
        steps = tuple(step for step in _HANDOFF_ORDER if step not in hidden)
    elif _to_tell(shown, waiting):
        steps = (Step.TELL_ALL,)
    return HandoffView(case=case, handoff=shown, steps=steps, mention=mention, waiting=tuple(waiting))


def answer(case: Case, shown: Handoff, waiting: Sequence[Waiting] = ()) -> AnswerView:
    usable = shown.public and case.answers_to is not None
    steps = (*((Step.USE,) if usable else ()), *((Step.TELL_ALL,) if _to_tell(shown, waiting) else ()))
    return AnswerView(case=case, handoff=shown, steps=steps, waiting=tuple(waiting))


def _to_tell(shown: Handoff, waiting: Sequence[Waiting]) -> bool:
    return shown.state is HandoffState.ANSWERED and len(waiting) > 1 and bool(untold(waiting))


def note(case: Case, shown: Note) -> NoteView:
    from_team = case.handoff(shown.handoff) if shown.handoff is not None else None
    return NoteView(case=case, note=shown, team=from_team.team if from_team else None)


def still(case: Case, words: str, asking: bool) -> StillView:
    return StillView(case=case, words=words, steps=(Step.STILL, Step.RELEASE) if asking and held(case) else ())


def storm(report: storms.Report, keywords: Iterable[str]) -> StormView:
    by = report.judge if enough(report.judged) else ""
    return StormView(report=report, topics=tuple(of_cases(report.judged, report.texts, keywords)), by=by)
