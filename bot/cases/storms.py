"""Storms: where more cards wait for a channel than people can read, one message stands for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.waves import Said

HELD_AT_MOST = timedelta(minutes=15)
"""No card is held back for longer, whatever happens: a case has to be answered within 20 minutes by default."""
BEFORE = timedelta(minutes=10)
"""What came so shortly before a storm may be part of its wave."""
SHOWN_NEXT = 10
"""Cards that **Show next** lets go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """Too many cards for the channel of a lane. `held` counts the cards held back so far.

    `newest` is the last delivery among them: each is held back only once.
    """

    workspace: str
    lane: str
    channel: str
    since: datetime
    id: int = 0
    held: int = 0
    newest: int = 0
    over_at: datetime | None = None

    @property
    def over(self) -> bool:
        return self.over_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The cards that wait for a channel: `due` ones stand in line, `waiting` are these and those held back.

    Neither is counted much further than a storm needs to know.
    """

    storm: Storm | None
    due: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a storm's message tells: how many cards are held back, and those cases by urgency.

    `texts` are the beginnings of what they say, of a big crowd only the first 500; `worst` are the first of them.
    `judged` are the topics that a model, `judge`, sees in these cases, one each, empty where it saw none yet.
    `wave` are the new cases that say nearly the same, found among so many that were `compared`; 0: among all.
    """

    storm: Storm
    held: int
    in_line: int
    texts: Sequence[str]
    worst: Sequence[Case]
    wave: Sequence[Said] = ()
    compared: int = 0
    judged: Sequence[str] = ()
    judge: str = ""
