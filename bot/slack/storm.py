"""Ask for more of what a storm holds back, from its message."""

from slack_bolt.app.async_app import AsyncApp

from bot.desk.storm import show_next
from bot.slack.asked import Asked
from bot.slack.context import Office
from bot.slack.ids import Button


def register(app: AsyncApp, office: Office) -> None:
    office.steps[Button.SHOW_NEXT] = show_next_clicked


async def show_next_clicked(asked: Asked) -> None:
    await show_next(asked.office.desk, asked.target.storm or 0, asked.actor, asked.key)
