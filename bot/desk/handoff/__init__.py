"""Work on a handoff: a team takes it, asks back, answers or declines, and notes travel between the threads."""

from bot.desk.handoff.notes import Written, erase, rewrite, write
from bot.desk.handoff.reach import lost
from bot.desk.handoff.team import answer, ask_back, decline, take

__all__ = ["Written", "answer", "ask_back", "decline", "erase", "lost", "rewrite", "take", "write"]
