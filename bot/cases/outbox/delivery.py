"""What a delivery is: what it does, about which message, in which lane, and how far it got."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


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
    ANSWER = "answer"
    TOPIC = "topic"
    NOTE = "note"
    NOTICE = "notice"
    CALL = "call"  # a notice in a channel itself, about a handoff
    STILL = "still"  # the question to the owner of a case that does not move
    TROUBLE = "trouble"
    BUDGET = "budget"
    LATENESS = "lateness"
    STORM = "storm"
    WAVE = "wave"
    REPORT = "report"


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
    `quiet`: a drawing afresh that is no reason to let go a card that a storm holds back.
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
    quiet: bool = False
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
