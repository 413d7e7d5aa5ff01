"""The names by which Slack hands clicks and submissions back to us, and what a button carries."""

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

VERSION = 1


class Button(StrEnum):
    """Action ids of buttons; those named like a `Step` take that step."""

    REPLY = "reply"
    CLAIM = "claim"
    RELEASE = "release"
    STILL = "still"  # on the question to an owner
    ASSIGN = "assign"
    ESCALATE = "escalate"
    ASK_SUGGESTED = "ask_suggested"  # on a card, beside what the assistant suggests
    RESOLVE = "resolve"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    DISMISS = "dismiss"
    MUTE = "mute"
    CHANGE = "change"
    UNDO = "undo"
    APPROVE = "approve"
    REWORD = "reword"
    SEND_BACK = "send_back"
    TRY_AGAIN = "try_again"
    IS_THERE = "is_there"
    POST_AGAIN = "post_again"
    CHECK_AGAIN = "check_again"
    TAKE = "take"
    DECLINE = "decline"
    HISTORY = "history"
    SUMMARY = "summary"
    CHECK = "check"
    ANSWER = "answer"
    NEED_MORE = "need_more"
    USE = "use"
    FIXED = "fixed"
    TELL_ALL = "tell_all"
    CONVERSATION = "conversation"  # the whole of it, from a team's card
    FORGET = "forget"
    REPORT = "report"
    OPEN_ON_X = "open_on_x"
    MORE = "more"
    SEEN = "seen"  # on the message of a topic
    RANKING = "ranking"  # there too
    SHOW_NEXT = "show_next"  # on the message of a storm
    REPLY_TO_ALL = "reply_to_all"  # there too
    SNOOZE_SOON = "snooze_soon"  # in the window of a snooze, like the next three
    SNOOZE_MORNING = "snooze_morning"
    SNOOZE_MONDAY = "snooze_monday"
    SNOOZE_CUSTOMER = "snooze_customer"
    SEND = "send"  # on the private preview of a reply written in a thread
    EARLIER = "earlier"  # in the window of a history
    SUGGEST = "suggest"  # in the window of a reply, as are the next four
    SHORTER = "shorter"
    WARMER = "warmer"
    TRANSLATE = "translate"
    USE_DRAFT = "use_draft"
    READ_BACK = "read_back"  # there too: what the answer says, in the desk's language
    EDIT = "edit"  # the same preview, to go on in the modal


class Modal(StrEnum):
    """Callback ids of modals."""

    REPLY = "reply_modal"
    ASSIGN = "assign_modal"
    ESCALATE = "escalate_modal"
    SNOOZE = "snooze_modal"
    CHANGE = "change_modal"
    SEND_BACK = "send_back_modal"
    REWORD = "reword_modal"
    CHOOSE = "choose_modal"
    DECLINE = "decline_modal"
    ANSWER = "answer_modal"
    NEED_MORE = "need_more_modal"
    PICK = "pick_modal"
    MORE = "more_modal"
    WAVE = "wave_modal"
    HISTORY = "history_modal"
    FORGET = "forget_modal"
    LOADING = "loading_modal"


class Input(StrEnum):
    """Block ids of inputs, also used as the action ids of their elements."""

    REPLY = "reply_text"
    ASSIGNEE = "assignee"
    TEAM = "team"
    REASON = "reason"
    NOTE = "note"
    ANSWER_CHOSEN = "answer_chosen"
    REWORDED = "reworded_text"
    URGENT = "urgent"
    UNTIL = "until"
    ANSWER = "answer_text"
    AUDIENCE = "audience"
    WHERE = "where"
    QUESTION = "question"
    REQUEST = "request"
    WISH = "wish"
    CASE = "case"
    OTHER_WORDS = "other_words"
    PRIORITY = "priority"
    KIND = "kind"
    TOPIC = "topic"
    ASK_FOR = "ask_for"


class Shortcut(StrEnum):
    REPLY_WITH_THIS = "reply_with_this"
    ESCALATE = "escalate_message"


METADATA = "mentiondesk_delivery"  # event type of the metadata on every message we post


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a button or a modal is about. `text`, `seen`, `sure`, `turn`, `hint` travel with previews and reply modals.

    `until` is when a snooze ends, 0 where the customer ends it.
    """

    case: int
    reply: int | None = None
    handoff: int | None = None
    step: str | None = None
    seen: int | None = None
    text: str | None = None
    storm: int | None = None
    sure: bool | None = None
    until: int | None = None
    topic: int | None = None
    turn: int | None = None
    hint: str | None = None

    def write(self) -> str:
        said = {name: value for name in _names() if (value := getattr(self, name)) is not None}
        return _JSON.encode({"v": VERSION, **said})

    @classmethod
    def read(cls, written: str) -> "Target":
        """Raises ValueError for what is not ours or of another version."""
        said = json.loads(written)
        if not isinstance(said, dict) or said.pop("v", None) != VERSION:
            raise ValueError("not a target of this version")
        return cls(**said)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Target))
