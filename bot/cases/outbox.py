"""What must reach the outside: each effect that outlives a click is a delivery, decided here and sent by the relay."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.cases.case import Case, Handoff, Note, Post, Priority, Reply
from bot.cases.health import Trouble
from bot.cases.storms import Storm


class Does(StrEnum):
    POST = "post"  # a new message in Slack
    EDIT = "edit"  # draw a message in Slack afresh
    ERASE = "erase"  # delete a message in Slack
    PUBLISH = "publish"  # a public reply on a network


class Thing(StrEnum):
    CARD = "card"
    POST = "post"
    REPLY = "reply"
    HANDOFF = "handoff"
    NOTE = "note"
    NOTICE = "notice"
    TROUBLE = "trouble"
    BUDGET = "budget"
    STORM = "storm"


class State(StrEnum):
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    CANCELLED = "cancelled"


class Urgency(IntEnum):
    """Within a lane the smaller number goes first."""

    PERSON = 0  # somebody waits for it: receipts, notes, the handoff just asked for
    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing a message shows, by its kind and our id; written `card:17`."""

    thing: Thing
    id: int

    def __str__(self) -> str:
        return f"{self.thing}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Subject":
        thing, _, number = text.partition(":")
        return cls(Thing(thing), int(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One effect on the outside.

    `root` is the message whose thread it goes into; the store holds the delivery back until that message stands.
    `case` is 0 where it belongs to none, since it is about the bot itself.
    `id`, `key` (random, carried in Slack's message metadata) and what follows them are set by the store.
    """

    workspace: str
    lane: str
    does: Does
    subject: Subject
    case: int
    due_at: datetime
    urgency: Urgency
    channel: str = ""
    root: Subject | None = None
    words: str = ""
    id: int = 0
    key: str = ""
    state: State = State.READY
    attempts: int = 0
    called_at: datetime | None = None
    ended_at: datetime | None = None
    looks: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message stands in Slack: the subject it shows, in the thread of `root` (None: in the channel itself)."""

    subject: Subject
    root: Subject | None
    channel: str
    ts: str
    thread_ts: str | None = None


def post_lane(workspace: str, channel: str) -> str:
    return f"{workspace}/post/{channel}"


def edit_lane(workspace: str) -> str:
    return f"{workspace}/edit"


def publish_lane(workspace: str, account: str) -> str:
    return f"{workspace}/publish/{account}"


def published_by(lane: str) -> str:
    """The account of such a lane."""
    return lane.split("/", 2)[2]


def card_of(case: Case) -> Subject:
    return Subject(Thing.CARD, case.id)


def handoff_card_of(handoff: Handoff) -> Subject:
    return Subject(Thing.HANDOFF, handoff.id)


def _urgency(priority: Priority) -> Urgency:
    return Urgency(int(priority))


def card(case: Case, now: datetime) -> Delivery:
    """The case's card, posted into its channel."""
    return _post(case, card_of(case), case.channel, None, now, _urgency(case.priority))


def redraw(case: Case, now: datetime, hurried: bool = False) -> Delivery:
    """The case's card, drawn afresh; the store folds redraws that wait into one. `hurried`: somebody waits for it."""
    urgency = Urgency.PERSON if hurried else _urgency(case.priority)
    return _edit(case, card_of(case), case.channel, None, now, urgency)


def follow_up(case: Case, post: Post, now: datetime) -> Delivery:
    return _post(case, Subject(Thing.POST, post.id), case.channel, card_of(case), now, _urgency(case.priority))


def reply_message(case: Case, reply: Reply, now: datetime, patient: bool = False) -> Delivery:
    """The one message in the thread that shows a public reply through all its states."""
    urgency = Urgency.LOW if patient else Urgency.PERSON
    return _post(case, Subject(Thing.REPLY, reply.id), case.channel, card_of(case), now, urgency)


def reply_redraw(case: Case, reply: Reply, now: datetime) -> Delivery:
    return _edit(case, Subject(Thing.REPLY, reply.id), case.channel, card_of(case), now, Urgency.PERSON)


def publish(case: Case, reply: Reply) -> Delivery:
    """The public reply itself, not before its time to undo has passed."""
    return Delivery(
        workspace=case.workspace,
        lane=publish_lane(case.workspace, case.account),
        does=Does.PUBLISH,
        subject=Subject(Thing.REPLY, reply.id),
        case=case.id,
        due_at=reply.send_at,
        urgency=Urgency.PERSON,
    )


def handoff_card(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    return _post(case, handoff_card_of(handoff), handoff.channel, None, now, Urgency.PERSON)


def handoff_redraw(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    return _edit(case, handoff_card_of(handoff), handoff.channel, None, now, Urgency.PERSON)


def mirrored(case: Case, note: Note, now: datetime, edit: bool = False) -> list[Delivery]:
    """The note in the case's other threads: a team's note in the case's own, the case's in that of each team asked."""
    subject = Subject(Thing.NOTE, note.id)
    make = _edit if edit else _post
    if note.handoff is not None:
        return [make(case, subject, case.channel, card_of(case), now, Urgency.PERSON)]
    return [
        make(case, subject, handoff.channel, handoff_card_of(handoff), now, Urgency.PERSON)
        for handoff in case.handoffs
        if handoff.running
    ]


def notice(case: Case, words: str, now: datetime, under: Handoff | None = None) -> Delivery:
    """A line of the bot's own in a thread: rare, since the card says almost everything."""
    root, channel = (handoff_card_of(under), under.channel) if under else (card_of(case), case.channel)
    return _post(case, Subject(Thing.NOTICE, case.id), channel, root, now, Urgency.PERSON, words)


def trouble(workspace: str, told: Trouble, now: datetime) -> Delivery:
    """The message in the desk's channel that says what is wrong with the bot itself."""
    return Delivery(
        workspace=workspace,
        lane=post_lane(workspace, told.channel),
        does=Does.POST,
        subject=Subject(Thing.TROUBLE, told.id),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=told.channel,
    )


def trouble_redraw(workspace: str, told: Trouble, now: datetime) -> Delivery:
    return replace(trouble(workspace, told, now), lane=edit_lane(workspace), does=Does.EDIT)


def trouble_turn(workspace: str, told: Trouble, words: str, now: datetime) -> Delivery:
    """A line under that message, when trouble ends or comes back: an edit alone nobody hears of."""
    return replace(trouble(workspace, told, now), root=Subject(Thing.TROUBLE, told.id), words=words)


def budget_warning(workspace: str, channel: str, number: int, words: str, now: datetime) -> Delivery:
    """A message in the desk's channel; `number` names the month and the level."""
    return Delivery(
        workspace=workspace,
        lane=post_lane(workspace, channel),
        does=Does.POST,
        subject=Subject(Thing.BUDGET, number),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=channel,
        words=words,
    )


def storm(told: Storm, now: datetime) -> Delivery:
    """The message in a storm's channel that stands for the cards held back."""
    return Delivery(
        workspace=told.workspace,
        lane=told.lane,
        does=Does.POST,
        subject=Subject(Thing.STORM, told.id),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=told.channel,
    )


def storm_redraw(told: Storm, at: datetime) -> Delivery:
    return replace(storm(told, at), lane=edit_lane(told.workspace), does=Does.EDIT, urgency=Urgency.HIGH)


def _post(
    case: Case,
    subject: Subject,
    channel: str,
    root: Subject | None,
    now: datetime,
    urgency: Urgency,
    words: str = "",
) -> Delivery:
    return Delivery(
        workspace=case.workspace,
        lane=post_lane(case.workspace, channel),
        does=Does.POST,
        subject=subject,
        case=case.id,
        due_at=now,
        urgency=urgency,
        channel=channel,
        root=root,
        words=words,
    )


def _edit(
    case: Case, subject: Subject, channel: str, root: Subject | None, now: datetime, urgency: Urgency
) -> Delivery:
    return Delivery(
        workspace=case.workspace,
        lane=edit_lane(case.workspace),
        does=Does.EDIT,
        subject=subject,
        case=case.id,
        due_at=now,
        urgency=urgency,
        channel=channel,
        root=root,
    )
