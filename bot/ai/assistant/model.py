"""What the assistant answers through a model: each answer is checked before anybody sees it."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import date
from secrets import token_hex

import structlog

from bot.ai import checks, enquiries, prompts
from bot.ai.assistant.asking import Asking, Server
from bot.ai.assistant.reading import so_far
from bot.ai.prompts import Prompt
from bot.ai.shapes import Drafted, Drafts, Hint, Judged, Plan, Sentences, Text, Told
from bot.cases import text as texts
from bot.cases.case import Case, Note, Priority
from bot.cases.counting import weight
from bot.cases.drafts import OFFERED, Draft, Request, Source
from bot.cases.judgement import Correction, Judgement, Kind, Sentiment
from bot.cases.personal import found
from bot.cases.questions import Lookup, Question
from bot.cases.report import Report
from bot.cases.settings import Settings
from bot.cases.summary import Summary
from bot.ports.assistant import NoHelp, Standing
from bot.ports.clock import Clock
from bot.ports.enquiries import Found
from bot.ports.queries import Queries
from bot.ports.store import Store

log = structlog.get_logger()

HINT, SENTENCE, SUMMARY = 140, 240, 700
"""Characters at most."""
SOMEBODY = "Maria Muster"
"""How long a signature may become."""


class ModelAssistant:
    """The ports `Assistant` and `Enquiries`; `look` brings its standing up to date, `stop` ends it."""

    def __init__(self, server: Server, store: Store, queries: Queries, settings: Settings, clock: Clock) -> None:
        self.name = server.model
        self._settings = settings
        self._asking = Asking(server, store, queries, settings, clock)
        self.look, self.stop, self.examine = self._asking.look, self._asking.stop, self._asking.examine

    @property
    def standing(self) -> Standing:
        return self._asking.standing

    async def triage(self, case: Case, examples: Sequence[Correction] = ()) -> Judgement:
        prompt = prompts.triage(case, self._settings, examples)
        judged = await self._asking.ask("triage", case.id, None, prompt, Judged)
        team = self._settings.team(judged.team)
        seen = {kind for post in case.posts for kind in found(post.mention.text)}
        return Judgement(
            kind=Kind(judged.kind),
            urgency=Priority[judged.urgency.upper()],
            sentiment=Sentiment(judged.sentiment),
            by=self.name,
            topic=checks.label(judged.topic, prompt.system),
            reason=checks.reason(judged.reason, prompt.system),
            language=checks.language(judged.language),
            personal=tuple(sorted({*judged.personal, *seen})),
            team=team.name if team else None,
            translation=checks.translation(judged.translation, case.latest.text, prompt.system),
        )

    async def drafts(self, case: Case, request: Request, sources: Sequence[Source] = ()) -> AsyncGenerator[Draft, None]:
        """Raises `NoHelp` also where a model's drafts all had to be thrown away."""
        known = [*sources, *_snippets(self._settings)]
        room = prompts.room_for(case, self._signature())
        prompt = prompts.drafts(case, self._settings, request, known, room)
        offered: list[Draft] = []
        names = {source.name for source in known}
        own = f"{request.written} {request.instruction}" if request.by else ""
        async with aclosing(self._drafted(case, request, prompt)) as coming:
            async for drafted in coming:
                draft = Draft(text=drafted.text.strip(), sources=tuple(n for n in drafted.sources if n in names))
                no = checks.fit(draft, case, known, self._settings.x.handle, prompt.system, room, own)
                if no:
                    log.info("assistant_draft_dropped", case=case.number, why=no)
                elif len(offered) < OFFERED and draft.text not in [each.text for each in offered]:
                    offered.append(draft)
                    yield draft
        if not offered:
            raise NoHelp("The model wrote nothing that could be offered.")

    async def tone(self, case: Case, written: str, by: str | None = None) -> str:
        prompt = prompts.tone(case, self._settings, written)
        said = await self._asking.ask("tone", case.id, by or "", prompt, Hint)
        return checks.line(said.hint, prompt.system, HINT)

    async def summary(self, case: Case, notes: Sequence[Note] = (), by: str | None = None) -> Summary:
        prompt = prompts.summary(case, self._settings, notes)
        said = await self._asking.ask("summary", case.id, by, prompt, Text)
        return Summary(text=self._worth(checks.line(said.text, prompt.system, SUMMARY)), by=self.name)

    async def week(self, report: Report, by: str | None = None) -> Sequence[str]:
        prompt = prompts.week(report, self._settings)
        said = await self._asking.ask("report", 0, by, prompt, Sentences)
        fit = [checks.line(each, prompt.system, SENTENCE) for each in said.sentences[:3]]
        return [each for each in fit if each]

    async def translate(self, case: Case, text: str, to: str, by: str | None = None) -> str:
        """A translation holds what the original holds, links and names too; shown, it must be escaped as that is."""
        prompt = prompts.translate(text, self._settings, to)
        said = await self._asking.ask("translate", case.id, by, prompt, Text)
        return self._worth(checks.translation(said.text, text, prompt.system))

    async def plan(self, question: str, today: date, by: str, before: Sequence[Question] = ()) -> tuple[Lookup, ...]:
        prompt = enquiries.plan(question, self._settings, today, before)
        return enquiries.lookups(await self._asking.ask("plan", 0, by, prompt, Plan))

    async def tell(self, question: str, found: Sequence[Found], by: str, before: Sequence[Question] = ()) -> str:
        prompt = enquiries.tell(question, self._settings, found, before)
        said = await self._asking.ask("tell", 0, by, prompt, Told)
        return enquiries.named(enquiries.fit(said.text, prompt), found)

    async def _drafted(self, case: Case, request: Request, prompt: Prompt) -> AsyncGenerator[Drafted, None]:
        """Each as soon as it is whole."""
        heard, known = "", 0
        messages = prompt.messages(token_hex(8))
        pieces = self._asking.pieces("drafts", case.id, request.by, messages, Drafts, prompt.quotes)
        async with aclosing(pieces) as coming:
            async for piece in coming:
                heard += piece
                if "}" in piece:
                    for drafted in so_far(heard, known):
                        known += 1
                        yield drafted

    def _signature(self) -> int:
        return weight(texts.sign("x", self._settings.desk.signature, SOMEBODY)) - 1

    @staticmethod
    def _worth(words: str) -> str:
        if not words:
            raise NoHelp("The model wrote nothing that could be shown.")
        return words


def _snippets(settings: Settings) -> list[Source]:
    return [
        Source(name=f"snippet {nth}", answer=snippet)
        for nth, snippet in enumerate(settings.assistant.snippets, start=1)
    ]
