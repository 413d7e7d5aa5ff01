"""A Slack workspace on your own machine, as strict as the real one, over the real wire."""

from bot.sandbox.slack_server.blocks import blocks_errors, view_errors
from bot.sandbox.slack_server.changes import Change
from bot.sandbox.slack_server.delivery import Ack
from bot.sandbox.slack_server.front_desk import Call
from bot.sandbox.slack_server.model import (
    App,
    AppDidNotAnswer,
    Channel,
    File,
    Message,
    NotPossible,
    SlackError,
    Team,
    User,
    UserGroup,
    View,
)
from bot.sandbox.slack_server.pace import Pace
from bot.sandbox.slack_server.people import Person
from bot.sandbox.slack_server.reading import pings_of, text_of
from bot.sandbox.slack_server.server import SlackServer
from bot.sandbox.slack_server.transport import NotAcked
from bot.sandbox.slack_server.world import SlackWorld

__all__ = [
    "Ack",
    "App",
    "AppDidNotAnswer",
    "Call",
    "Change",
    "Channel",
    "File",
    "Message",
    "NotAcked",
    "NotPossible",
    "Pace",
    "Person",
    "SlackError",
    "SlackServer",
    "SlackWorld",
    "Team",
    "User",
    "UserGroup",
    "View",
    "blocks_errors",
    "pings_of",
    "text_of",
    "view_errors",
]
