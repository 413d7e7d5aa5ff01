"""Ideas and praise: what a team does with what is collected for it."""

from bot.cases import refusals, wishes
from bot.cases import text as texts
from bot.cases.wishes import Tally
from bot.desk.handoff import month_of, seen
from bot.slack.asked import Asked
from bot.slack.blocks import Json, context, modal, section
from bot.slack.cards.topic import NAMES
from bot.slack.ids import Modal

SHOWN = 20


async def seen_clicked(asked: Asked) -> None:
    await seen(asked.office.desk, asked.target.topic or 0, asked.actor, asked.key)


async def ranking_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        office = asked.office
        month = month_of(office.desk, office.now())
        tally = await office.queries.tally(asked.target.topic or 0, month)
        if tally is None:
            raise refusals.NotNow("This topic is not collected any more.")
        counts = await office.queries.wishes(tally.topic.team, tally.topic.kind, month)
        return ranking(tally, wishes.ranked(counts))

    await asked.open(None, draw)


def ranking(tally: Tally, ranked: list[tuple[str, int]]) -> Json:
    """The topics of a team, the most wanted first."""
    lines = [f"*{place}.* {texts.escape(name)}: *{count:,}*" for place, (name, count) in enumerate(ranked[:SHOWN], 1)]
    about = f"{NAMES[tally.topic.kind]} for team {texts.escape(tally.topic.team)} since {tally.month:%B} began"
    return modal(Modal.LOADING, "What ranks highest", [context(about), section("\n".join(lines) or "Nothing yet.")])
