"""What can be done with a reply that is decided: undo, approval, another try, a word on one that nobody knows of."""

from bot.cases import refusals
from bot.cases.lifecycle import Step
from bot.desk.reply import approve, check_again, is_there, post_again, send_back, try_again, undo
from bot.slack import modals
from bot.slack.asked import Asked
from bot.slack.context import Json
from bot.slack.ids import Input


async def undo_clicked(asked: Asked) -> None:
    await undo(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def approve_clicked(asked: Asked) -> None:
    await approve(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def try_again_clicked(asked: Asked) -> None:
    await try_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def is_there_clicked(asked: Asked) -> None:
    await is_there(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def post_again_clicked(asked: Asked) -> None:
    await post_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def check_again_clicked(asked: Asked) -> None:
    await check_again(asked.office.desk, asked.target.case, asked.target.reply or 0, asked.actor, asked.key)


async def send_back_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        shown = case.reply(asked.target.reply or 0)
        if shown is None:
            raise refusals.NotNow(f"Case #{case.number} has no such reply.")
        return modals.send_back(case, shown)

    await asked.open(Step.SEND_BACK, draw)


async def send_back_submitted(asked: Asked) -> None:
    target, reason = asked.target, asked.value(Input.REASON) or ""
    await send_back(asked.office.desk, target.case, target.reply or 0, reason, asked.actor, asked.key)
