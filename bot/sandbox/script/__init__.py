"""A scripted day at Acme Air: who writes what on X, and the player that plays it."""

from bot.sandbox.script.customers import CUSTOMERS, Customer
from bot.sandbox.script.day import DAY, Line
from bot.sandbox.script.player import Player

__all__ = ["CUSTOMERS", "DAY", "Customer", "Line", "Player"]
