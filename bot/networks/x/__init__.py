"""X, read and written through tweepy: the only room that knows tweepy."""

from bot.networks.x.network import Me, XNetwork

__all__ = ["Me", "XNetwork"]
