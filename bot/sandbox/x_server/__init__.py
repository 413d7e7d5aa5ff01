"""An X on your own machine, as strict as the real one, over the real wire."""

from bot.sandbox.x_server.auth import App, Credentials
from bot.sandbox.x_server.limits import LIMITS, Limit
from bot.sandbox.x_server.model import Change, Photo, Post, User, snowflake
from bot.sandbox.x_server.server import Call, XServer
from bot.sandbox.x_server.spend import PRICES, Spend
from bot.sandbox.x_server.world import XWorld

__all__ = [
    "LIMITS",
    "PRICES",
    "App",
    "Call",
    "Change",
    "Credentials",
    "Limit",
    "Photo",
    "Post",
    "Spend",
    "User",
    "XServer",
    "XWorld",
    "snowflake",
]
