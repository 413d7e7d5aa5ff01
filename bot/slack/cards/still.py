"""The question to the owner of a case that does not move."""

from bot.cases.views import StillView
from bot.slack import words
from bot.slack.blocks import Block, context, section
from bot.slack.ids import Target
from bot.slack.steps import row


def text(view: StillView) -> str:
    return words.calm(view.words)


def blocks(view: StillView) -> list[Block]:
    if not view.steps:
        return [context(text(view))]
    return [section(f":hourglass_flowing_sand: {text(view)}"), *row(view.steps, Target(case=view.case.id))]
