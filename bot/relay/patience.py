"""How long the relay waits before it tries or looks again; shorter for tests that cannot wait so long."""

from dataclasses import dataclass
from datetime import timedelta

from bot.cases.health import LASTS
from bot.cases.presence import SURE_AFTER
from bot.cases.storms import HELD_AT_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Absence counts only when seen twice, the last time at least `settled_after` the call ended."""

    retry: timedelta = timedelta(seconds=25)
    """The longest wait before a paused delivery is tried again: we promise 30 s, and the call takes its time too."""
    first_look: timedelta = timedelta(seconds=2)
    settled_after: timedelta = timedelta(seconds=15)
    look_again: timedelta = timedelta(seconds=10)
    """After a look that found nothing, or that itself failed; while looks keep failing, the waits grow …"""
    longest: timedelta = timedelta(minutes=5)
    """… up to this."""
    ask_after: timedelta = timedelta(minutes=5)
    """How long looks for a public reply may keep failing before people are asked."""
    held: timedelta = HELD_AT_MOST
    """How long a storm may hold a card back."""
    trouble: timedelta = LASTS
    """How long something is wrong with the bot itself before the desk is told."""
    sure_gone: timedelta = SURE_AFTER
    """A post that a look does not find is gone when a second look, so much later, does not find it either."""
    call: timedelta = timedelta(seconds=10)
    """How long one call to Slack or to a network may take."""
