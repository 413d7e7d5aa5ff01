"""Claim a case, or let it go."""

from bot.cases import lifecycle, outbox
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.keep import keep


async def claim(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.CLAIM)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        claimed, happened = lifecycle.claim(case, by.id, now)
        return await keep(change, case, claimed, now, desk.settings, happened)


async def release(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.RELEASE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        released, happened = lifecycle.release(case, by.id, now)
        if case.owner != by.id:
            await change.deliver(outbox.notice(case, f"<@{case.owner}>, <@{by.id}> released this case.", now))
        await change.deliver(outbox.still_settled(case, f"<@{by.id}> released this case.", now))
        return await keep(change, case, released, now, desk.settings, happened)
