"""The message that says what is wrong with the bot itself, and when all is well again."""

from bot.cases.health import Problem
from bot.cases.views import TroubleView
from bot.slack import words
from bot.slack.blocks import Block, context, section

SHOWN = 20
NEWER = ":information_source: There is a newer message about this below."


def text(view: TroubleView) -> str:
    trouble = view.trouble
    if not trouble.problems:
        return NEWER
    if trouble.ended_at:
        return f":white_check_mark: All is well again since {words.when(trouble.ended_at)}."
    return "\n".join(_line(each) for each in trouble.problems[:SHOWN])


def blocks(view: TroubleView) -> list[Block]:
    trouble = view.trouble
    if not trouble.problems:
        return [context(NEWER)]
    if not trouble.ended_at:
        return [section(_line(each)) for each in trouble.problems[:SHOWN]]
    return [section(text(view)), *(context(_over(each)) for each in trouble.problems[:SHOWN])]


def _line(problem: Problem) -> str:
    so = f" {problem.so}" if problem.so else ""
    return words.calm(f":warning: *{problem.part}* since {words.when(problem.since)}: {problem.words}{so}")


def _over(problem: Problem) -> str:
    return words.calm(f"{problem.part} since {words.when(problem.since)}: {problem.words}")
