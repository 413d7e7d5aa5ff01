"""A running escalation as plain values: its policy as it was at the start, where it stands, and whom it has asked."""

from dataclasses import dataclass
from datetime import datetime

from bot.cases.settings import PolicyStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A step that came due at `at`, and whom it asks: people, user groups, or the team that takes over.

    Nobody is asked where `passed` says why. `told` is false where a later step was due already, so that only that one
    was said.
    """

    notify: str
    at: datetime
    who: tuple[str, ...] = ()
    passed: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """`at` is the step that asked last, -1 before the first; `left`: how often it may still begin again.

    `round` are those whom the step of `at` has asked one after the other; `next_at` is None where nobody is left to
    ask. `ended` says how it came to its end: somebody answered (`by`), or the request is no longer open.
    """

    steps: tuple[PolicyStep, ...]
    urgent: bool = False
    at: int = -1
    left: int = 0
    round: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    next_at: datetime | None = None
    paused_at: datetime | None = None
    ended: str = ""
    by: str | None = None

    @property
    def running(self) -> bool:
        return not self.ended

    @property
    def step(self) -> PolicyStep | None:
        return self.steps[self.at] if 0 <= self.at < len(self.steps) else None

    @property
    def asked(self) -> tuple[Turn, ...]:
        """The turns in which somebody was really asked."""
        return tuple(turn for turn in self.turns if turn.told and not turn.passed)
