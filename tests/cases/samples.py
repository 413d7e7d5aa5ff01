"""Sample cases for tests: plain values with sensible defaults."""

from datetime import UTC, datetime
from typing import Any

from bot.cases.case import Author, Case, Handoff, HandoffState, Mention, Post, Priority, Reply, ReplyState, Status
from bot.cases.questions import Question
from bot.cases.settings import Desk, Settings, Team, X

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday


def settings(**changes: Any) -> Settings:
    given: dict[str, Any] = {
        "desk": Desk(channel="C0MENTIONS", name="Acme Air", still_on_it_minutes=0),
        "x": X(handle="acmeair", seconds_between_posts=0),
        "teams": (Team(name="baggage", channel="C0BAGGAGE", members=("U0BAG",), keywords=("luggage", "lost bag")),),
    }
    return Settings(**{**given, **changes})


def question(text: str, **changes: Any) -> Question:
    given: dict[str, Any] = {"channel": "D0ANN", "ts": "2.0", "thread": "1.0", "by": "U0ANN", "team": None, "at": NOON}
    return Question(text=text, **{**given, **changes})


def author(**changes: Any) -> Author:
    given: dict[str, Any] = {"id": "900", "handle": "vera", "name": "Vera", "url": "https://x.com/vera"}
    return Author(**{**given, **changes})


def mention(**changes: Any) -> Mention:
    given: dict[str, Any] = {
        "network": "x",
        "account": "x:acmeair",
        "id": "1001",
        "conversation": "1001",
        "author": author(),
        "text": "@acmeair where is my bag?",
        "url": "https://x.com/vera/status/1001",
        "created_at": NOON,
        "why": "mentions @acmeair",
        "answerable": True,
        "price": 0.01,
    }
    return Mention(**{**given, **changes})


def post(number: int = 1, seen_at: datetime = NOON, **changes: Any) -> Post:
    return Post(id=number, mention=mention(**changes), seen_at=seen_at)


def reply(**changes: Any) -> Reply:
    given: dict[str, Any] = {
        "id": 5,
        "by": "U0ANN",
        "text": "We are on it.",
        "answers": "1001",
        "state": ReplyState.WAITING,
        "decided_at": NOON,
        "send_at": NOON,
    }
    return Reply(**{**given, **changes})


def handoff(**changes: Any) -> Handoff:
    given: dict[str, Any] = {
        "id": 3,
        "team": "baggage",
        "channel": "C0BAGGAGE",
        "by": "U0ANN",
        "reason": "PNR X7K9 missing",
        "state": HandoffState.OPEN,
        "asked_at": NOON,
    }
    return Handoff(**{**given, **changes})


def case(**changes: Any) -> Case:
    given: dict[str, Any] = {
        "id": 12,
        "number": 12,
        "workspace": "T0ACME",
        "account": "x:acmeair",
        "network": "x",
        "conversation": "1001",
        "author": author(),
        "channel": "C0MENTIONS",
        "status": Status.NEW,
        "opened_at": NOON,
        "why": "mentions @acmeair",
        "priority": Priority.NORMAL,
        "posts": (post(),),
    }
    return Case(**{**given, **changes})
