"""The modals: pure builders of views."""

from bot.slack.modals.answers import reply, send_back
from bot.slack.modals.choices import more, pick
from bot.slack.modals.parts import loading, message
from bot.slack.modals.steps import assign, escalate, snooze

__all__ = ["assign", "escalate", "loading", "message", "more", "pick", "reply", "send_back", "snooze"]
