"""The sandbox's web page: X on the left, Slack on the right, and one's own hands in both."""

from bot.sandbox.page.portraits import Look
from bot.sandbox.page.server import Page, PortInUse, Script
from bot.sandbox.page.x_desk import picture

__all__ = ["Look", "Page", "PortInUse", "Script", "picture"]
