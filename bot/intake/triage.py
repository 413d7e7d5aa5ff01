"""Ask the assistant about cases, beside everything else: a case never waits for it, and loses nothing without it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.cases import lifecycle, sla, waves
from bot.cases.case import Case, Priority
from bot.cases.drafts import Request
from bot.cases.settings import Settings
from bot.intake.summarise import Summarise
from bot.intake.translate import Translate
from bot.ports.assistant import Assistant, NoHelp
from bot.ports.clock import Clock
from bot.ports.keep import keep
from bot.ports.memory import DRAFTS, SUMMARY, TRANSLATIONS, Errand, Offered
from bot.ports.queries import Queries
from bot.ports.store import Store

log = structlog.get_logger()

AT_ONCE = 4
TRIES = 5
WORTH = timedelta(hours=3)
"""A judgement that comes later than that after the case helps nobody."""
EXAMPLES, SOURCES = 5, 4
LIKELY, READ = timedelta(hours=2), 300
"""Of a wave, the cases opened lately are compared, so many at most."""


class Triage:
    """Runs the errands that are due; what no help comes for is put off, and given up at last."""

    def __init__(self, store: Store, queries: Queries, assistant: Assistant, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._queries = queries
        self._assistant = assistant
        self._settings = settings
        self._clock = clock
        self._translate = Translate(store, queries, assistant, settings, clock)
        self._summarise = Summarise(store, queries, assistant, clock)
        self.stopping = False

    async def work(self) -> datetime | None:
        """When to come back, or None where nothing waits."""
        while not self.stopping:
            async with self._store.change(person=False) as change:
                taken = await change.take_errands(self._clock.now(), AT_ONCE)
            if not taken:
                return await self._queries.next_errand()
            await asyncio.gather(*(self._run(errand) for errand in taken))
        return None

    async def _run(self, errand: Errand) -> None:
        case, now = await self._queries.case(errand.case), self._clock.now()
        kind = errand.kind.partition(":")[0]
        if case is None or not (_worth(case, now) or kind in (TRANSLATIONS, SUMMARY)):
            return await self._end(errand)
        others = {DRAFTS: self._prepare, TRANSLATIONS: self._translate.run, SUMMARY: self._summarise.run}
        work = others.get(kind, self._judge)
        try:
            await work(errand, case)
        except NoHelp as none:
            again = none.until if errand.attempts < TRIES else None
            await self._end(errand, again)
        except Exception:  # the edge of the loop: one case that breaks it must not stop the others
            log.exception("errand_broke", case=case.number, kind=errand.kind)
            await self._end(errand)

    async def _judge(self, errand: Errand, case: Case) -> None:
        examples = await self._queries.corrections(case.latest.text, EXAMPLES)
        judgement = await self._assistant.triage(case, examples)
        wave = await self._older_of_the_same(case)
        async with self._store.change(person=False) as change:
            before, now = await change.case(case.id), self._clock.now()
            if before.latest.id != case.latest.id:  # the customer wrote meanwhile, and that is what counts
                return await change.end_errand(errand, now)
            before = await self._translate.judged(change, before, case.posts[-1], judgement)
            judgement = replace(judgement, translation="")
            after = lifecycle.judged(before, judgement if wave is None else judgement.of(wave), self._settings)
            after = sla.sooner(after, now, self._settings) if after.priority < before.priority else after
            await change.end_errand(errand)
            if after == before:
                return
            proposed = lifecycle.proposed(after, now)
            await keep(change, before, after, now, self._settings, *((proposed,) if proposed else ()), quiet=True)
            if after.priority is Priority.URGENT and after.answers_to:
                await change.run_errands(DRAFTS, now, after.id)

    async def _prepare(self, errand: Errand, case: Case) -> None:
        sources = await self._queries.answers(case.latest.text, SOURCES, but=case.id)
        drafts = [draft async for draft in self._assistant.drafts(case, Request(), sources)]
        async with self._store.change(person=False) as change:
            offered = Offered(drafts=tuple(drafts), by=None, at=self._clock.now(), activity=len(case.posts))
            await change.offer(case, offered)
            await change.end_errand(errand)

    async def _older_of_the_same(self, case: Case) -> int | None:
        """The number of the first case of a wave that this one belongs to."""
        mine = waves.shingles(case.posts[0].mention.text)
        said = await self._queries.fresh(case.opened_at - LIKELY, READ)
        like = (each.case for each in said if each.case < case.id and waves.alike(mine, waves.shingles(each.text)))
        first = await self._queries.case(found) if (found := next(like, None)) else None
        return first.number if first else None

    async def _end(self, errand: Errand, again: datetime | None = None) -> None:
        async with self._store.change(person=False) as change:
            await change.end_errand(errand, again)


def _worth(case: Case, now: datetime) -> bool:
    return case.open and now - case.latest.created_at <= WORTH
