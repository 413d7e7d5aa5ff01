"""The only place where rooms meet: builds the bot from its settings, starts it and stops it."""

from bot.app.bot import Bot, migrate

__all__ = ["Bot", "migrate"]
