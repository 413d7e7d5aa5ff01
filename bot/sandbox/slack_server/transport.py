"""What both wires to the app have in common: one delivery, one ack within three seconds."""

from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.slack_server.gateway import Kind
from bot.sandbox.slack_server.model import Json

ACK_SECONDS = 3.0
"""Documented: the app has 3 seconds to acknowledge."""


class NotAcked(Exception):
    """The delivery was not acknowledged; `reason` is Slack's word for why. `final`: the app wants no repetition."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass(frozen=True)
class Retry:
    """The number of this repetition (0: the first delivery), and why the one before failed."""

    attempt: int = 0
    reason: str = ""


class Transport(Protocol):
    @property
    def connected(self) -> bool: ...

    async def send(self, kind: Kind, payload: Json, retry: Retry) -> Json:
        """Deliver and return the body of the ack. Raises NotAcked."""
        ...
