"""The assistant where there is no model: plain rules judge, and what this desk answered before is what it drafts."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from bot.ai import cues, earlier, manners
from bot.ai.cues import Said
from bot.ai.experience import Experience
from bot.ai.language import language, prepare
from bot.ai.learning.apprentice import Apprentice
from bot.ai.likelihood import COMPLAINT, complaint_likelihood
from bot.cases import personal, priority, routing, text
from bot.cases.case import Case, Mention, Note
from bot.cases.drafts import Draft, Request, Source, Wish
from bot.cases.judgement import RULES, Correction, Judgement, Kind, Sentiment
from bot.cases.report import Report, plain
from bot.cases.settings import Settings
from bot.cases.summary import Summary
from bot.ports.assistant import NoHelp, Standing

READ = 2_000
"""Characters of a post that are judged: what matters is said by then, and the time for it stays small."""
_OTHERS = ((Kind.IDEA, cues.IDEA), (Kind.LEAD, cues.LEAD), (Kind.PRAISE, cues.THANKS), (Kind.NEWS, cues.NEWS))


class Rules:
    """The ports `Assistant` and `Judge` without a network: never slow, never out of quota, and free."""

    def __init__(self, settings: Settings, apprentice: Apprentice | None = None) -> None:
        self.name = RULES
        self._settings = settings
        self._experience = Experience()
        self._apprentice = apprentice or (Apprentice() if settings.assistant.learn else None)

    @property
    def standing(self) -> Standing:
        return Standing(name=self.name, on=False, learning=self._apprentice.standing if self._apprentice else "")

    async def ready(self, mentions: Sequence[Mention]) -> None:
        if any(mention.language is None for mention in mentions):
            await prepare()

    def judge(self, mention: Mention) -> Judgement:
        """What people said of a case very like it counts for more than any rule."""
        if len(mention.text) > READ:
            mention = replace(mention, text=mention.text[:READ])
        written = mention.text
        said, like = cues.said(written), self._experience.like(written)
        kind = self._kind(said, written, like)
        urgency, reason = priority.judge(mention, self._settings.priority)
        if like and like.priority is not None and like.priority < urgency:
            urgency, reason = like.priority, f"like #{like.number}"
        return Judgement(
            kind=kind,
            urgency=urgency,
            sentiment=_SENTIMENT.get(kind, Sentiment.NEUTRAL),
            by=self.name,
            topic=(like.topic if like else None) or self._topic(said, written),
            reason=reason,
            language=mention.language or language(written),
            personal=personal.found(written),
            team=(like.team if like else None) or routing.team_for(mention, self._settings),
        )

    async def learn(self, corrections: Sequence[Correction]) -> None:
        """Judge by these from now on, the oldest first."""
        self._experience = await asyncio.to_thread(Experience, corrections)
        if self._apprentice:
            await self._apprentice.learn(corrections)

    def stop(self) -> None:
        if self._apprentice:
            self._apprentice.stop()

    async def triage(self, case: Case, examples: Sequence[Correction] = ()) -> Judgement:
        await self.ready([case.latest])
        return self.judge(case.latest)

    async def drafts(self, case: Case, request: Request, sources: Sequence[Source] = ()) -> AsyncGenerator[Draft, None]:
        """What this desk answered to similar posts, nearly word for word; the person changes what does not fit."""
        if request.wish is not Wish.FRESH:
            raise NoHelp("Only a model writes and translates; without one I find earlier answers with Suggest.")
        found = earlier.drafts(case, sources, self._settings)
        if not found:
            raise NoHelp("This desk has not answered anything like this yet.")
        for draft in found:
            yield draft

    async def tone(self, case: Case, written: str, by: str | None = None) -> str:
        await prepare()
        return manners.hint(written, case.latest.language or language(case.latest.text))

    async def summary(self, case: Case, notes: Sequence[Note] = (), by: str | None = None) -> Summary:
        answers = sum(bool(reply.posted_at) for reply in case.replies)
        first = " ".join(text.cut(case.posts[0].mention.text, 200).split())
        told = f"@{case.author.handle} wrote {_times(len(case.posts), 'post')}, we answered {_times(answers, 'time')}."
        return Summary(text=f"{told} It began with: “{first}”", by=self.name)

    async def week(self, report: Report, by: str | None = None) -> Sequence[str]:
        return plain(report.week, report.before)

    async def translate(self, case: Case, text: str, to: str, by: str | None = None) -> str:
        raise NoHelp("Only a model translates; set OPENAI_API_KEY for that.")

    def _kind(self, said: Said, written: str, like: Correction | None) -> Kind:
        if like and (like.kind or like.not_for_us):
            return like.kind or Kind.NOISE
        if not said.words:
            return Kind.NOISE
        if self._complains(said, written):
            return Kind.COMPLAINT
        other = next((kind for kind, words in _OTHERS if words.hits(said)), Kind.QUESTION)
        return Kind.QUESTION if "?" in written and other in (Kind.PRAISE, Kind.NEWS) else other

    def _complains(self, said: Said, written: str) -> bool:
        likely, learnt = complaint_likelihood(said), self._apprentice.learnt if self._apprentice else None
        return learnt.complaint(written, likely) if learnt and learnt.helps else likely >= COMPLAINT

    def _topic(self, said: Said, written: str) -> str:
        """The team's own keyword where one stands in it, else what most of its words are about."""
        for team in self._settings.teams:
            if found := priority.found(written, team.keywords):
                return found.casefold()
        return max(cues.topics(said), key=lambda each: each[1], default=("", 0))[0]


_SENTIMENT = {Kind.COMPLAINT: Sentiment.NEGATIVE, Kind.PRAISE: Sentiment.POSITIVE}


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
