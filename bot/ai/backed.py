"""A model with plain rules behind it: while it is off, slow or out of quota, what needs no machine is there still."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from bot.cases.case import Case, Note
from bot.cases.drafts import Draft, Request, Source, Wish
from bot.cases.judgement import Correction, Judgement
from bot.cases.report import Report
from bot.cases.summary import Summary
from bot.ports.assistant import Assistant, NoHelp, Standing


class Backed:
    """The port `Assistant`; a judgement is the model's alone, since the rules have judged each case at once."""

    def __init__(self, model: Assistant, rules: Assistant) -> None:
        self.name = model.name
        self._model = model
        self._rules = rules

    @property
    def standing(self) -> Standing:
        return replace(self._model.standing, learning=self._rules.standing.learning)

    async def triage(self, case: Case, examples: Sequence[Correction] = ()) -> Judgement:
        return await self._model.triage(case, examples)

    async def drafts(self, case: Case, request: Request, sources: Sequence[Source] = ()) -> AsyncGenerator[Draft, None]:
        """Earlier answers where the model writes none; raises its `NoHelp` where there are none either."""
        offered = False
        try:
            async with aclosing(self._model.drafts(case, request, sources)) as coming:
                async for draft in coming:
                    offered = True
                    yield draft
        except NoHelp as none:
            if offered or request.wish is not Wish.FRESH:
                raise
            for draft in await self._earlier(case, request, sources, none):
                yield draft

    async def tone(self, case: Case, written: str, by: str | None = None) -> str:
        try:
            return await self._model.tone(case, written, by)
        except NoHelp:
            return await self._rules.tone(case, written, by)

    async def summary(self, case: Case, notes: Sequence[Note] = (), by: str | None = None) -> Summary:
        try:
            return await self._model.summary(case, notes, by)
        except NoHelp:
            return await self._rules.summary(case, notes, by)

    async def week(self, report: Report, by: str | None = None) -> Sequence[str]:
        return await self._model.week(report, by)

    async def translate(self, case: Case, text: str, to: str, by: str | None = None) -> str:
        return await self._model.translate(case, text, to, by)

    async def _earlier(self, case: Case, request: Request, sources: Sequence[Source], none: NoHelp) -> list[Draft]:
        try:
            return [draft async for draft in self._rules.drafts(case, request, sources)]
        except NoHelp:
            raise none from None
