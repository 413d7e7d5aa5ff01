"""What is outside, as the environment sets it up: the clock, Slack's room and X."""

from datetime import UTC, datetime, timedelta

from bot.cases.settings import Settings
from bot.config import Environment
from bot.networks.x import XNetwork
from bot.ports.bill import Books
from bot.ports.clock import Clock
from bot.relay.patience import Patience
from bot.slack.app import SlackRoom

CALL = Patience().call


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def slack_room(environment: Environment, settings: Settings, call: timedelta) -> SlackRoom:
    return SlackRoom(
        settings,
        bot_token=environment.slack_bot_token.get_secret_value(),
        app_token=environment.slack_app_token.get_secret_value() or None,
        signing_secret=environment.slack_signing_secret.get_secret_value() or None,
        api_url=environment.slack_api_url,
        call_seconds=call.total_seconds(),
    )


def x_network(
    environment: Environment, handle: str, clock: Clock, call: timedelta = CALL, books: Books | None = None
) -> XNetwork:
    return XNetwork(
        base_url=environment.x_api_url,
        consumer_key=environment.x_consumer_key.get_secret_value(),
        consumer_secret=environment.x_consumer_secret.get_secret_value(),
        access_token=environment.x_access_token.get_secret_value(),
        access_token_secret=environment.x_access_token_secret.get_secret_value(),
        bearer=environment.x_bearer_token.get_secret_value() or None,
        handle=handle,
        clock=clock,
        timeout=call.total_seconds(),
        books=books,
    )
