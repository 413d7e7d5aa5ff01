"""Tell the desk when the bot itself is in trouble, and when all is well again."""

from collections.abc import Sequence
from datetime import timedelta

from bot.cases import outbox
from bot.cases.health import LASTS, Problem, Trouble, lasting, news
from bot.desk.desk import Desk


async def tell(desk: Desk, workspace: str, problems: Sequence[Problem], lasts: timedelta = LASTS) -> bool:
    """Say what has changed, in one message that is drawn afresh; whether the desk is told of something now."""
    now, channel = desk.clock.now(), desk.settings.desk.channel
    wrong = lasting(problems, now, lasts)
    async with desk.store.change(person=False) as change:
        told = await change.trouble()
        for trouble in news(told, wrong, channel, now):
            kept = await change.keep_trouble(trouble)
            if not trouble.id:
                await change.deliver(outbox.trouble(workspace, kept, now))
                continue
            await change.deliver(outbox.trouble_redraw(workspace, kept, now))
            if words := _turn(told, kept):
                await change.deliver(outbox.trouble_turn(workspace, kept, words, now))
    return bool(wrong)


def _turn(before: Trouble | None, after: Trouble) -> str:
    """Nobody hears of an edit, so the end of a trouble, and its coming back, are said in its thread too."""
    if not after.problems or before is None or bool(before.ended_at) == bool(after.ended_at):
        return ""
    return "All is well again." if after.ended_at else "It is back."
