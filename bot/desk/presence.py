"""Have the posts of a case looked at on their network now, because somebody asks whether they still stand."""

from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk


async def check(desk: Desk, case_id: int, by: Actor, key: str = "") -> None:
    """What was deleted, protected or changed there follows here by itself."""
    desk.check(by, Step.CHECK)
    async with desk.store.change(key) as change:
        await change.look_again(await change.case(case_id), desk.clock.now())
