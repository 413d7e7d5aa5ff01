"""The way from the workspace to the app, whatever wire it takes."""

from typing import Literal, Protocol

from bot.sandbox.slack_server.model import AppDidNotAnswer, Json

Kind = Literal["events_api", "interactive", "slash_commands"]


class Gateway(Protocol):
    def tell(self, payload: Json) -> None:
        """Send an event on its way; nobody waits for it."""
        ...

    async def ask(self, kind: Kind, payload: Json) -> Json:
        """Send what a person did, and return the body of the app's ack, which may be empty.

        Raises AppDidNotAnswer when no good ack came within three seconds.
        """
        ...


class Unplugged:
    """No app is connected: events vanish, and people see the warning sign."""

    def tell(self, payload: Json) -> None:
        return None

    async def ask(self, kind: Kind, payload: Json) -> Json:
        raise AppDidNotAnswer("dispatch_failed: no app is connected")
