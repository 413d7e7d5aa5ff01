"""Who can be asked right now: the people behind the ids that the desk file names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An employee as Slack describes them; `timezone` is an IANA name.

    `away` says in a few words why they cannot be asked now ("is away until Monday", "has paused notifications until
    14:00"); it is empty for those who can.
    """

    id: str
    name: str
    timezone: str = "UTC"
    away: str = ""


class Roster(Protocol):
    async def colleagues(self, ids: Sequence[str]) -> tuple[Colleague, ...]:
        """The people behind these ids of people and user groups, in their order, each once.

        Guests, bots and whose account is deactivated are left out; whom Slack does not describe in time is given by
        id alone, as present. Never raises and takes two seconds at most; call it before a change, never inside.
        """
        ...


class AllThere:
    """A roster for where nobody knows better: everybody is given by id alone, as present."""

    async def colleagues(self, ids: Sequence[str]) -> tuple[Colleague, ...]:
        return tuple(Colleague(id=who, name="") for who in dict.fromkeys(ids))
