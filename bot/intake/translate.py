"""Have what is not in the desk's language translated, by and by, beside the original."""

from dataclasses import replace
from datetime import datetime

from bot.cases import outbox
from bot.cases.case import Case, Post, Reply
from bot.cases.judgement import Judgement
from bot.cases.languages import to_translate
from bot.cases.settings import Settings
from bot.cases.translation import Translation, foreign
from bot.ports.assistant import Assistant, NoHelp
from bot.ports.clock import Clock
from bot.ports.memory import Errand
from bot.ports.queries import Queries
from bot.ports.store import Change, Store
from bot.ports.translating import translate_later


class Translate:
    def __init__(self, store: Store, queries: Queries, assistant: Assistant, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._queries = queries
        self._assistant = assistant
        self._settings, self._ours = settings, settings.assistant.language
        self._clock = clock

    async def run(self, errand: Errand, case: Case) -> None:
        """One after the other, each shown as soon as it is there. Raises `NoHelp` where it is worth another try."""
        while waiting := next(to_translate(case, self._ours), None):
            said = _said(waiting)
            try:
                text = await self._assistant.translate(case, said, self._ours)
            except NoHelp as none:
                if none.until:
                    raise
                text = ""  # nothing to show, and nothing to ask for again
            made = Translation(text=text, to=self._ours, by=self._assistant.name)
            async with self._store.change(person=False) as change:
                case = await _kept(change, await change.case(case.id), waiting, made, self._clock.now())
        async with self._store.change(person=False) as change:
            more = any(to_translate(await change.case(case.id), self._ours))  # what came while we asked
            await change.end_errand(errand, self._clock.now() if more else None)

    async def judged(self, change: Change, case: Case, newest: Post, judgement: Judgement) -> Case:
        """What came along with the judgement is kept; for the rest an errand is written down."""
        now = self._clock.now()
        if judgement.translation and foreign(judgement.language, self._ours):
            made = Translation(text=judgement.translation, to=self._ours, by=self._assistant.name)
            case = await _kept(change, case, newest, made, now)
        await translate_later(change, replace(case, judgement=judgement), self._settings, now)
        return case


async def _kept(change: Change, case: Case, wanted: Post | Reply, made: Translation, now: datetime) -> Case:
    """The case with it, unless its words are others by now."""
    if isinstance(wanted, Reply):
        reply = case.reply(wanted.id)
        if reply is None or reply.text != wanted.text:
            return case
        after = replace(reply, translation=made)
        await change.save_reply(after)
        await change.deliver(outbox.reply_redraw(case, after, now))
        return case.with_reply(after)
    post = next((each for each in case.posts if each.id == wanted.id), None)
    if post is None or _said(post) != _said(wanted):
        return case
    told = replace(post, mention=replace(post.mention, translation=made))
    case = replace(case, posts=tuple(told if each.id == post.id else each for each in case.posts))
    await change.save_post(case, told)
    shown = outbox.redraw(case, now, quiet=True) if post.id == case.posts[0].id else outbox.post_redraw(case, told, now)
    await change.deliver(shown, *(outbox.handoff_redraw(case, each, now) for each in case.handoffs if each.listening))
    return case


def _said(wanted: Post | Reply) -> str:
    return wanted.text if isinstance(wanted, Reply) else wanted.mention.text
