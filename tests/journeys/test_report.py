"""The desk's week is told once, with a model and without, and a restart tells nothing twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.sla.calendar import DAYS
from bot.sandbox.model_server import ModelServer
from tests.journeys.town import Town


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def tomorrow(settings):
    """The report comes at midnight, as the desk's clock shows it."""
    day = DAYS[(datetime.now(UTC) + timedelta(days=1)).weekday()]
    return replace(settings, desk=replace(settings.desk, weekly_report=f"{day} 00:00"))


@pytest.mark.parametrize("helped", [True, False])
async def test_the_week_is_told_once(tmp_path, helped):
    clock = Clock()
    async with Town(tmp_path, clock=clock, hurry=tomorrow, model=ModelServer() if helped else None) as town:
        _, card = await town.complaint("@acmeair where is my lost bag?")
        await town.reply(town.person("U0ANN"), card, "We look for it.")
        await town.shows(card, "We answered")
        await town.stop_bot()
        clock.ahead = timedelta(days=1)
        await town.start_bot()
        told = await town.card("Answered in time")
        said = "1 cases came in after 0 in the week" if helped else "1 case came in, 1 more than the week before."
        assert said in town.text(told) and "4711" not in town.text(told)
        await town.stop_bot()
        await town.start_bot()
        await town.complaint("@acmeair hello again", by=town.omar)
        assert sum("Answered in time" in town.text(each) for each in town.slack.messages("C0MENTIONS")) == 1
