"""Say the same to many customers: kept as a whole, then an ordinary reply to each of them, also after a restart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.cases import outbox, refusals, text, waves
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.cases.outbox import Delivery
from bot.cases.storms import Storm
from bot.cases.waves import Answer, Said
from bot.desk.desk import Desk
from bot.desk.reply import reply
from bot.ports.faults import Fault
from bot.ports.store import Change, Repeated

log = structlog.get_logger()

BATCH = 20


async def reply_to_all(
    desk: Desk, example: Case, storm: int, found: Sequence[Said], wordings: Sequence[str], by: Actor, key: str = ""
) -> Answer:
    """Decide it for all that were `found` to resemble the example."""
    desk.check(by, Step.REPLY)
    for wording in wordings:
        text.check_length(text.plain(wording).strip(), example.network)
    waves.check(wordings)
    cases = tuple((each.case, each.activity) for each in found)
    begun = Answer(by=by, storm=storm, wordings=tuple(wordings), cases=cases, begun_at=desk.clock.now())
    async with desk.store.change(key) as change:
        return await change.keep_wave(begun)


async def go_on(desk: Desk) -> bool:
    """Answer some more customers of the oldest wave; False where none is under way.

    Each reply is a change of its own, so that one that cannot be decided stops no other; its key keeps it from being
    made twice where we die before the wave is saved.
    """
    async with desk.store.change(person=False) as change:
        begun = await change.wave()
    if begun is None:
        return False
    wave = begun
    for case_id, seen in begun.rest[:BATCH]:
        wave = await _answer(desk, wave, case_id, seen)
    async with desk.store.change(person=False) as change:
        kept = await change.wave()
        if kept is None or (kept.id, kept.worked) != (begun.id, begun.worked):
            return True  # another process was faster
        now, storm = desk.clock.now(), await change.storm(wave.storm)
        if not wave.rest:
            await change.deliver(await _over(change, wave, storm, now))
        await change.keep_wave(wave if wave.rest else replace(wave, over_at=now))
    return True


async def _over(change: Change, wave: Answer, storm: Storm | None, now: datetime) -> Delivery:
    """Its author hears what became of it: under the storm's message, or where customers wait for a team's answer."""
    if storm:
        return outbox.wave_over(storm, wave.id, waves.told(wave), now)
    first, _ = wave.cases[0]
    return outbox.notice(await change.case(first), waves.told(wave), now)


async def _answer(desk: Desk, wave: Answer, case_id: int, seen: int) -> Answer:
    async with desk.store.change(person=False) as change:
        case = await change.case(case_id)
    words = waves.next_text(wave, case.author)
    try:
        await reply(desk, case_id, words, wave.by, seen, f"wave:{wave.id}:{case_id}", sure=True, many=True)
    except Repeated:
        log.info("wave_goes_on", case=case.number)
    except refusals.Refusal as no:
        log.info("wave_left_out", case=case.number, why=type(no).__name__)
        return waves.left_out(wave, case.number)
    except Fault:  # the database is out of reach: later
        raise
    except Exception:  # the edge of the loop: a defect in one reply must not stop the others
        log.exception("wave_broke", case=case.number)
        return waves.left_out(wave, case.number)
    return waves.answered(wave)
