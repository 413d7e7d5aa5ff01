"""What goes wrong on the way from Slack to the app: doubled, late and lost deliveries, lost acks."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

MishapKind = Literal["duplicate", "late", "lose", "lose_ack"]


@dataclass
class Mishap:
    """`on`: an event type (message), a payload type (block_actions), a command (/reply) or a shell pattern."""

    kind: MishapKind
    on: str
    left: int | None
    seconds: float
    struck: int = 0


class Mishaps:
    def __init__(self) -> None:
        self.active: list[Mishap] = []

    def add(self, kind: MishapKind, on: str = "*", times: int | None = 1, *, seconds: float = 1.0) -> Mishap:
        """Switch a mishap on for the next `times` deliveries (None: until `clear`).

        duplicate: the same delivery twice. late: after `seconds`. lose: it never arrives; a person sees the
        warning sign. lose_ack: it arrives and is acknowledged, but Slack does not notice: an event comes again,
        a person sees the warning sign.
        """
        mishap = Mishap(kind, on, times, seconds)
        self.active.append(mishap)
        return mishap

    def clear(self) -> None:
        self.active.clear()

    def strike(self, kind: MishapKind, name: str) -> Mishap | None:
        for mishap in self.active:
            if mishap.kind == kind and fnmatchcase(name, mishap.on):
                mishap.struck += 1
                if mishap.left is not None:
                    mishap.left -= 1
                    if mishap.left <= 0:
                        self.active.remove(mishap)
                return mishap
        return None
