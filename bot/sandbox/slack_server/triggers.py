"""Short-lived permits that come with what a person did: trigger ids and response URLs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.sandbox.slack_server.model import SlackError

TRIGGER_LIFE = timedelta(seconds=3)
"""Documented: 3 seconds, single use."""
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5
"""Documented: up to 5 times within 30 minutes."""


@dataclass
class Trigger:
    user: str
    issued: datetime
    used: bool = False


class Triggers:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str) -> str:
        number = next(self._numbers)
        trigger_id = f"{1_000_000_000_000 + number}.{700_000_000_000 + number}.{number:032x}"
        self._issued[trigger_id] = Trigger(user, self._clock())
        return trigger_id

    def redeem(self, trigger_id: str) -> str:
        """The person who acted."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.issued > TRIGGER_LIFE:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user


@dataclass
class ResponseGrant:
    """What a response URL may answer to; `message_ts` names the message that was acted on."""

    channel: str
    user: str
    issued: datetime
    message_ts: str | None = None
    ephemeral: bool = False
    uses: int = 0


class ResponseGrants:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._issued: dict[str, ResponseGrant] = {}

    def issue(self, channel: str, user: str, message_ts: str | None = None, ephemeral: bool = False) -> str:
        number = next(self._numbers)
        token = f"{2_000_000_000_000 + number}/{number:024x}"
        self._issued[token] = ResponseGrant(channel, user, self._clock(), message_ts, ephemeral)
        return token

    def use(self, token: str) -> ResponseGrant:
        grant = self._issued.get(token)
        if grant is None:
            raise SlackError("invalid_url")
        if self._clock() - grant.issued > RESPONSE_LIFE:
            raise SlackError("expired_url")
        if grant.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        grant.uses += 1
        return grant
