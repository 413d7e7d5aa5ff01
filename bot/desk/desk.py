"""What every verb at the desk works with: the store, the settings and the clock."""

from dataclasses import dataclass

from bot.cases import permissions
from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    store: Store
    settings: Settings
    clock: Clock

    def check(self, actor: Actor, step: Step) -> None:
        """Raise `NotAllowed` unless `actor` may take `step`."""
        permissions.check(actor, step, self.settings.permissions)
