"""Several cases that wait for one team's answer: they share its card, and hear together what it says."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case that waits for a request; `told`: its customer has been answered since the team has."""

    case: int
    number: int
    handle: str
    activity: int
    open: bool = True
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that runs, for those who may add a case to it; `cases` counts those that wait for it."""

    handoff: int
    team: str
    number: int
    reason: str
    cases: int


def untold(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Those whose customers still have to hear it."""
    return [each for each in waiting if each.open and not each.told]
