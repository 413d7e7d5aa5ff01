"""Tell a team that is asked, in a few sentences, what its case comes to by now; its card stands without that."""

from dataclasses import replace

from bot.cases import outbox
from bot.cases.case import Case
from bot.ports.assistant import Assistant
from bot.ports.clock import Clock
from bot.ports.memory import Errand
from bot.ports.queries import Queries
from bot.ports.store import Store
from bot.ports.summarising import SETTLED


class Summarise:
    def __init__(self, store: Store, queries: Queries, assistant: Assistant, clock: Clock) -> None:
        self._store = store
        self._queries = queries
        self._assistant = assistant
        self._clock = clock

    async def run(self, errand: Errand, case: Case) -> None:
        """What other teams wrote stays out of it. Raises `NoHelp`."""
        handoff_id = int(errand.kind.partition(":")[2])
        asked = case.handoff(handoff_id)
        made = None
        if asked and asked.running and case.open:
            notes = [note for note in await self._queries.notes_of(case.id) if note.handoff in (None, handoff_id)]
            made = await self._assistant.summary(replace(case, handoffs=(asked,)), notes)
        async with self._store.change(person=False) as change:
            read, now = case, self._clock.now()
            case = await change.case(case.id)
            handoff = case.handoff(handoff_id)
            if handoff and made:
                told = replace(handoff, summary=made)
                await change.save_handoff(told)
                await change.deliver(outbox.handoff_redraw(case, told, now))
            wrote_again = made and case.latest.id != read.latest.id
            await change.end_errand(errand, now + SETTLED if wrote_again else None)
