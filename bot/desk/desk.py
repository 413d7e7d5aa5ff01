"""What every verb at the desk works with: the store, the settings, the clock, and who is there."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from bot.cases import permissions
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.roster import AllThere, Roster
from bot.ports.store import Change, Store


@dataclass(frozen=True, slots=True)
class Desk:
    store: Store
    settings: Settings
    clock: Clock
    roster: Roster = field(default_factory=AllThere)
    helped: bool = False
    """Whether an assistant runs errands for the desk."""

    def check(self, actor: Actor, step: Step) -> None:
        """Raise `NotAllowed` unless `actor` may take `step`."""
        permissions.check(actor, step, self.settings.permissions)

    def may(self, actor: Actor, step: Step) -> bool:
        return permissions.may(actor, step, self.settings.permissions)


Ring = Callable[[Desk, Change, Case, int], Awaitable[None]]
"""What a timer of an open case does when it is due; the number is the one behind its kind (`handoff:7`), or 0."""


def pinged(people: Iterable[str]) -> str:
    """People and user groups as Slack names them, so that they are told."""
    return " ".join(f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>" for who in people)


def leads(settings: Settings) -> tuple[str, ...]:
    """Who answers for what nobody does."""
    return settings.leads
