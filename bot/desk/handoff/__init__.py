"""Work on a handoff: a team takes it, asks back, answers or declines, and notes travel between the threads."""

from bot.desk.handoff.collect import collect, month_of, seen
from bot.desk.handoff.gather import followed, join
from bot.desk.handoff.notes import Written, erase, rewrite, write
from bot.desk.handoff.reach import lost
from bot.desk.handoff.team import answer, ask_back, decline, fixed, take

__all__ = [
    "Written",
    "answer",
    "ask_back",
    "collect",
    "decline",
    "erase",
    "fixed",
    "followed",
    "join",
    "lost",
    "month_of",
    "rewrite",
    "seen",
    "take",
    "write",
]
