"""What a case is made of: the mention, the person who wrote it, replies, notes and handoffs."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.cases.assignment import Sharing
from bot.cases.handoff import Handoff as Handoff
from bot.cases.handoff import HandoffState as HandoffState
from bot.cases.judgement import Judgement
from bot.cases.ranks import Priority as Priority
from bot.cases.translation import Translation


class Status(StrEnum):
    NEW = "new"
    CLAIMED = "claimed"
    WAITING = "waiting"
    RESOLVED = "resolved"


class WaitingFor(StrEnum):
    CUSTOMER = "customer"
    TEAM = "team"
    SNOOZE = "snooze"


class ReplyState(StrEnum):
    APPROVAL = "approval"  # waits for an approver
    WAITING = "waiting"  # decided; can be undone, or waits for its turn on the network
    UNSURE = "unsure"  # the network did not say whether it was published
    POSTED = "posted"
    FAILED = "failed"
    UNDONE = "undone"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody on a network."""

    id: str
    handle: str
    name: str
    url: str
    followers: int | None = None
    avatar: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    kind: str  # photo, video, animated_gif
    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Another post that gives a mention its meaning: the one it answers, or the one it quotes."""

    id: str
    handle: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One public post as a network delivers it.

    `text` is plain: unescaped, links written out, long posts whole. `why` says in a few words how it was found.
    `answerable` tells whether the network accepts an answer to it through its API, at about `price` US dollars.
    `gone` says why nobody may see it any more ("deleted", "protected", "forgotten"): its words are erased here too.
    `translation` is ours, made for the words as they stand.
    """

    network: str
    account: str
    id: str
    conversation: str
    author: Author
    text: str
    url: str
    created_at: datetime
    why: str
    language: str | None = None
    media: tuple[Media, ...] = ()
    parent: Snippet | None = None
    quoted: Snippet | None = None
    reply_to: str | None = None
    answerable: bool = False
    price: float = 0.0
    by_us: bool = False
    repost: bool = False
    gone: str = ""
    translation: Translation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A mention that belongs to a case; `id` is ours, `mention.id` the network's."""

    id: int
    mention: Mention
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One public answer. `by` is None where somebody answered by hand on the network.

    `asked`: looking could not tell whether it was published, so people are asked; it counts while it is unsure.
    `share`: the percentage that comes from a machine's draft; None where none was offered.
    """

    id: int
    by: str | None
    text: str
    answers: str
    state: ReplyState
    decided_at: datetime
    send_at: datetime
    posted_id: str | None = None
    posted_at: datetime | None = None
    url: str | None = None
    problem: str = ""
    approved_by: str | None = None
    asked: bool = False
    share: int | None = None
    translation: Translation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote inside, in the case's thread (`handoff` None) or in a team's thread."""

    id: int
    case: int
    handoff: int | None
    by: str
    text: str
    channel: str
    ts: str
    written_at: datetime
    edited_at: datetime | None = None
    deleted: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One customer in one public conversation.

    `activity` counts what was said in it (posts, notes, replies); a reply written on an older count has not seen
    everything. `others` are the numbers of other customers' cases in the same conversation. `due` and `at_risk` are
    of the next answer, `resolve_due` and `resolve_at_risk` of the whole case; the latter two rest since `rested_at`.
    """

    id: int
    number: int
    workspace: str
    account: str
    network: str
    conversation: str
    author: Author
    channel: str
    status: Status
    opened_at: datetime
    why: str
    priority: Priority = Priority.NORMAL
    priority_reason: str = ""
    team: str | None = None
    tier: str | None = None
    waiting_for: WaitingFor | None = None
    snoozed_until: datetime | None = None
    owner: str | None = None
    sharing: Sharing | None = None
    due: datetime | None = None
    at_risk: datetime | None = None
    resolve_due: datetime | None = None
    resolve_at_risk: datetime | None = None
    rested_at: datetime | None = None
    resolves_at: datetime | None = None
    first_reply_at: datetime | None = None
    resolved_at: datetime | None = None
    resolution: str = ""
    activity: int = 0
    judgement: Judgement | None = None
    posts: tuple[Post, ...] = ()
    replies: tuple[Reply, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def open(self) -> bool:
        return self.status is not Status.RESOLVED

    @property
    def answers_to(self) -> Mention | None:
        """The newest post that the network lets us answer; None where there is none."""
        return next((post.mention for post in reversed(self.posts) if post.mention.answerable), None)

    @property
    def latest(self) -> Mention:
        return self.posts[-1].mention

    def reply(self, reply_id: int) -> Reply | None:
        return next((reply for reply in self.replies if reply.id == reply_id), None)

    def handoff(self, handoff_id: int) -> Handoff | None:
        return next((handoff for handoff in self.handoffs if handoff.id == handoff_id), None)

    def with_reply(self, changed: Reply) -> "Case":
        return replace(self, replies=tuple(changed if reply.id == changed.id else reply for reply in self.replies))

    def with_handoff(self, changed: Handoff) -> "Case":
        handoffs = tuple(changed if handoff.id == changed.id else handoff for handoff in self.handoffs)
        return replace(self, handoffs=handoffs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The employee who acts: Slack id, name for the signature, and the user groups they are in.

    Until they are `known` nobody can tell whether they are a guest.
    """

    id: str
    name: str = ""
    groups: frozenset[str] = frozenset()
    guest: bool = False
    outside: bool = False
    known: bool = True
