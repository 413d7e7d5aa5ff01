"""Sort what a network delivers: a new case, more of one, an answer given by hand, or noise."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.cases import lifecycle, outbox, priority, routing, sla, text
from bot.cases.case import Case, Mention, Reply, ReplyState
from bot.cases.events import CaseOpened
from bot.cases.judgement import Judgement
from bot.cases.outbox import State
from bot.cases.settings import Settings
from bot.cases.spend import Spend
from bot.ports.assistant import Judge
from bot.ports.clock import Clock
from bot.ports.keep import RULES, keep, keep_posted, timers_of
from bot.ports.memory import TRIAGE
from bot.ports.network import Mark, Published
from bot.ports.store import Change, Store, Timer, Whose
from bot.ports.summarising import summarise_anew
from bot.ports.translating import translate_later

CHUNK = 50  # mentions to one change: few enough that people's clicks never wait for a crowd
IN_A_ROW = 5  # mentions judged before others have their turn
Begun = Mapping[str, Case]
"""By the ids of the mentions: the cases that begin with them, or would."""
Read = tuple[str, Mark, Sequence[Spend]]
"""How far a source was read, and what was billed for it."""


class Sorter:
    """`judge` says at once what a post is; `helped`: an assistant is there to be asked about each case, by and by."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        workspace: str,
        *,
        judge: Judge | None = None,
        helped: bool = False,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._workspace = workspace
        self._judge = judge
        self._helped = helped

    async def take(
        self, account: str, source: str, mentions: Sequence[Mention], mark: Mark, billed: Sequence[Spend] = ()
    ) -> None:
        """Commit all of them, oldest first; the mark moves with the last of them and not before.

        So does what was `billed` for them. While some are on their way to the disk, the next ones are judged.
        """
        if self._judge:
            await self._judge.ready(mentions)
        chunks = [mentions[at : at + CHUNK] for at in range(0, len(mentions), CHUNK)]
        begun = await self._begin(mentions[:CHUNK])
        for chunk, following in zip_longest(chunks, chunks[1:], fillvalue=()):
            read = None if following else (source, mark, billed)
            _, begun = await asyncio.gather(self._keep(account, chunk, begun, read), self._begin(following))

    async def _begin(self, mentions: Sequence[Mention]) -> Begun:
        """What each of theirs is alone, whether a case begins with it or not; others have their turn in between."""
        begun = {}
        for nth, mention in enumerate(mentions):
            if nth % IN_A_ROW == 0:
                await asyncio.sleep(0)
            if _is_theirs(mention):
                judgement = self._judge.judge(mention) if self._judge else None
                now = self._clock.now()
                begun[mention.id] = lifecycle.begin(mention, judgement, self._workspace, now, self._settings)
        return begun

    async def _keep(self, account: str, chunk: Sequence[Mention], begun: Begun, read: Read | None) -> None:
        async with self._store.change(person=False) as change:
            await self._sort_all(change, account, chunk, begun)
            if read:
                source, mark, billed = read
                await change.move_mark(account, source, mark)
                await change.spend(account, billed)

    async def _sort_all(self, change: Change, account: str, chunk: Sequence[Mention], begun: Begun) -> None:
        """In their order; those who write for the first time, one after the other, are taken in together."""
        known = await change.known(account, [mention.id for mention in chunk])
        fresh = {mention.id: mention for mention in chunk if mention.id not in known}.values()
        met = set(await change.cases_of(account, {_whose(mention) for mention in fresh}))
        newcomers: list[tuple[Case, Mention]] = []
        for mention in fresh:
            if _is_theirs(mention) and not _astray(mention) and _whose(mention) not in met:
                newcomers.append((begun[mention.id], mention))
            else:
                await self._open(change, newcomers)
                newcomers.clear()
                await self._sort(change, mention, begun)
            met.add(_whose(mention))
        await self._open(change, newcomers)

    async def _sort(self, change: Change, mention: Mention, begun: Begun) -> None:
        if mention.by_us:
            await self._ours(change, mention)
        elif not _is_theirs(mention):
            await change.remember(mention.account, mention.id, self._clock.now())
        elif case := await self._theirs(change, mention):
            await self._more(change, case, mention, begun[mention.id].judgement)
        else:
            await self._open(change, [(begun[mention.id], mention)])

    async def _theirs(self, change: Change, mention: Mention) -> Case | None:
        """Their case of the conversation; where nobody says which one that is, their case of what they answer."""
        if _astray(mention):
            answered = await change.case_with_post(mention.account, mention.reply_to or "")
            return answered if answered and answered.author.id == mention.author.id else None
        return await change.case_of(mention.account, mention.conversation, mention.author.id)

    async def _open(self, change: Change, openings: Sequence[tuple[Case, Mention]]) -> None:
        if not openings:
            return
        now = self._clock.now()
        cases = await change.open_all(openings)
        opened = [(case, CaseOpened(at=now, post=case.latest.id, why=case.why)) for case in cases]
        await change.record_all(opened)
        timers = [timer for case in cases for timer in timers_of(case, now)]
        timers += [Timer(case=case.id, kind=RULES, due=now) for case in cases if self._settings.escalate_when]
        await change.set_timers(timers)
        neighbours = await change.beside(*cases)
        await change.deliver(
            *(outbox.card(case, now) for case in cases), *(outbox.redraw(each, now, quiet=True) for each in neighbours)
        )
        if self._helped:
            await change.run_errands(TRIAGE, now, *(case.id for case in cases))

    async def _more(self, change: Change, before: Case, mention: Mention, judgement: Judgement | None) -> None:
        now = self._clock.now()
        case = await change.add_post(before, mention, now)
        heard, happened = lifecycle.hear(case, mention, now, self._settings)
        heard = replace(self._more_urgent(heard, mention, judgement), activity=before.activity + 1)
        added = next(post for post in case.posts if post.mention.id == mention.id)
        await change.deliver(outbox.follow_up(heard, added, now))
        await change.deliver(*(outbox.handoff_redraw(heard, h, now) for h in heard.handoffs if h.listening))
        await keep(change, before, heard, now, self._settings, *happened)
        await summarise_anew(change, heard, now)
        if self._settings.escalate_when:
            await change.set_timer(heard, RULES, now)
        if self._helped:
            await change.run_errands(TRIAGE, now, case.id)

    def _more_urgent(self, case: Case, mention: Mention, judgement: Judgement | None) -> Case:
        """A further post may raise the priority and name team and tier; it never lowers or changes what is set.

        What a model or a person has said of the case stands until they say something else.
        """
        urgency, reason = priority.judge(mention, self._settings.priority)
        if urgency < case.priority:
            case = replace(case, priority=urgency, priority_reason=reason)
        team = case.team or routing.team_for(mention, self._settings)
        case = replace(case, team=team, tier=case.tier or sla.tier_of(mention.author, self._settings))
        before = case.judgement
        if judgement is None or (before and before.by != judgement.by):
            return case
        return lifecycle.judged(case, judgement.after(before) if before else judgement, self._settings)

    async def _ours(self, change: Change, mention: Mention) -> None:
        """A post of our own account: what the bot published is known already; what a person wrote by hand counts."""
        now = self._clock.now()
        case = await change.case_with_post(mention.account, mention.reply_to) if mention.reply_to else None
        if case is None:
            await change.remember(mention.account, mention.id, now)
            return
        if any(reply.posted_id == mention.id for reply in case.replies):
            return  # the relay wrote it down while we waited for the case
        if reply := next((reply for reply in case.replies if _says(reply, mention)), None):
            await self._decided(change, case, reply, mention)
            return
        answered, happened = lifecycle.answered_by_hand(case, mention)
        by_hand = Reply(
            id=0,
            by=None,
            text=mention.text,
            answers=mention.reply_to or "",
            state=ReplyState.POSTED,
            decided_at=mention.created_at,
            send_at=mention.created_at,
            posted_id=mention.id,
            posted_at=mention.created_at,
            url=mention.url,
        )
        reply = await change.add_reply(case, by_hand)
        asked = next((post.mention.text for post in case.posts if post.mention.id == by_hand.answers), "")
        await change.learn_answer(case, reply.id, asked, by_hand.text, now)
        after = replace(answered, replies=(*case.replies, reply))
        await change.deliver(outbox.reply_message(after, reply, now))
        await keep(change, case, after, now, self._settings, happened)
        await summarise_anew(change, after, now)
        if self._helped:
            await translate_later(change, after, self._settings, now)

    async def _decided(self, change: Change, case: Case, reply: Reply, mention: Mention) -> None:
        """What is decided here stands there, sent by us or posted by hand in the same words: it is one answer."""
        now, publishing = self._clock.now(), outbox.publish(case, reply)
        if reply.state is ReplyState.WAITING and not await change.cancel(publishing.subject, publishing.lane):
            return  # being sent in this moment: the relay is about to learn that this is its own
        if open_end := await change.open_end(publishing.subject, publishing.lane):
            await change.settle(open_end, State.SENT, now)
        await keep_posted(
            change, case, reply, Published(id=mention.id, url=mention.url, at=mention.created_at), now, self._settings
        )


def _whose(mention: Mention) -> Whose:
    return mention.conversation, mention.author.id


def _is_theirs(mention: Mention) -> bool:
    return not (mention.by_us or mention.repost or mention.text.startswith("RT @"))


def _astray(mention: Mention) -> bool:
    """An answer of which nobody says which conversation it belongs to."""
    return bool(mention.reply_to) and mention.conversation == mention.id


def _says(reply: Reply, mention: Mention) -> bool:
    """Whether the post may be this reply, of which nobody knows yet where it stands."""
    under_way = reply.state in (ReplyState.WAITING, ReplyState.UNSURE)
    vouched_for = reply.state is ReplyState.POSTED and reply.posted_id is None
    return (under_way or vouched_for) and reply.answers == mention.reply_to and text.same(mention.text, reply.text)
