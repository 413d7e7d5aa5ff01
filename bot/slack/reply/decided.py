"""What can be done with a reply that is decided: undo, another try, a word on one that nobody knows of."""

from bot.desk.reply import check_again, is_there, post_again, try_again, undo
from bot.slack.asked import Asked


async def undo_clicked(asked: Asked) -> None:
    await undo(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def try_again_clicked(asked: Asked) -> None:
    await try_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def is_there_clicked(asked: Asked) -> None:
    await is_there(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def post_again_clicked(asked: Asked) -> None:
    await post_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def check_again_clicked(asked: Asked) -> None:
    await check_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)
