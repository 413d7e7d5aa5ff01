"""Who of several people gets a case: those who are there take turns, or the one with the least to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.cases.settings import Share, Team

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many open cases somebody has, and how many of them are late."""

    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A team or a user group of which one person is to have a case; `key` is under what their turns are kept.

    `team` is empty for a user group. `named` is how a sentence speaks of them.
    """

    key: str
    named: str
    members: tuple[str, ...]
    share: Share = Share.ROUND_ROBIN
    team: str = ""

    @classmethod
    def of_team(cls, team: Team) -> "Pool":
        named = f"team {team.name}"
        return cls(key=named, named=named, members=team.members, share=team.assign, team=team.name)

    @classmethod
    def of_group(cls, group: str, handle: str) -> "Pool":
        return cls(key=group, named=f"@{handle.lstrip('@')}" if handle else "the user group", members=(group,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """A case is being given to one of a pool: at `until` at the latest it is decided who has it."""

    pool: Pool
    by: str
    until: datetime
    note: str = ""


def next_of(share: Share, there: Sequence[str], turns: Mapping[str, datetime], loads: Mapping[str, Load]) -> str:
    """Who of those who are there (at least one) is next; `turns` says when each had their last one.

    Whoever has waited longest comes first, so that nobody who was away catches up on more than one.
    """

    def rank(who: str) -> tuple[int, datetime]:
        busy = loads.get(who, Load()).open if share == Share.LEAST_LOADED else 0
        return busy, turns.get(who, _NEVER)

    return min(there, key=rank)


def nobody(pool: Pool, away: Iterable[tuple[str, str]], owner: str | None) -> str:
    """Why nobody of them gets the case, and who has it: one sentence. `away` are their names, and why each is."""
    absent = ", ".join(f"{name} {why}" for name, why in away)
    whose = f"the case stays with <@{owner}>" if owner else "nobody has the case yet"
    why = f"nobody of {pool.named} is there ({absent})" if absent else f"{pool.named} has no members who could have it"
    return f"{why[0].upper()}{why[1:]}, so {whose}."
