"""X, read and written through tweepy: the only room that knows tweepy."""

from bot.networks.x.network import Known, Me, XNetwork

__all__ = ["Known", "Me", "XNetwork"]
