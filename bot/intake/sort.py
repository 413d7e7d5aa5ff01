"""Sort what a network delivers: a new case, more of one, an answer given by hand, or noise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cases import lifecycle, outbox, priority, routing, sla, text
from bot.cases.case import Case, Mention, Reply, ReplyState, Status
from bot.cases.events import CaseOpened
from bot.cases.outbox import State
from bot.cases.settings import Settings
from bot.cases.spend import Spend
from bot.ports.assistant import Judge
from bot.ports.clock import Clock
from bot.ports.keep import RULES, keep, keep_posted, timers_of
from bot.ports.memory import TRIAGE
from bot.ports.network import Mark, Published
from bot.ports.store import Change, Store, Timer, Whose
from bot.ports.translating import translate_later

CHUNK = 50  # mentions to one change: few enough that people's clicks never wait for a crowd


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

        So does what was `billed` for them.
        """
        if self._judge:
            await self._judge.ready(mentions)
        chunks = [mentions[at : at + CHUNK] for at in range(0, len(mentions), CHUNK)]
        for number, chunk in enumerate(chunks, start=1):
            async with self._store.change(person=False) as change:
                await self._sort_all(change, account, chunk)
                if number == len(chunks):
                    await change.move_mark(account, source, mark)
                    await change.spend(account, billed)

    async def _sort_all(self, change: Change, account: str, chunk: Sequence[Mention]) -> None:
        """In their order; those who write for the first time, one after the other, are taken in together."""
        known = await change.known(account, [mention.id for mention in chunk])
        fresh = {mention.id: mention for mention in chunk if mention.id not in known}.values()
        met = set(await change.cases_of(account, {_whose(mention) for mention in fresh}))
        newcomers: list[Mention] = []
        for mention in fresh:
            if _is_theirs(mention) and not _astray(mention) and _whose(mention) not in met:
                newcomers.append(mention)
            else:
                await self._open(change, newcomers)
                newcomers.clear()
                await self._sort(change, mention)
            met.add(_whose(mention))
        await self._open(change, newcomers)

    async def _sort(self, change: Change, mention: Mention) -> None:
        if mention.by_us:
            await self._ours(change, mention)
        elif not _is_theirs(mention):
            await change.remember(mention.account, mention.id, self._clock.now())
        elif case := await self._theirs(change, mention):
            await self._more(change, case, mention)
        else:
            await self._open(change, [mention])

    async def _theirs(self, change: Change, mention: Mention) -> Case | None:
        """Their case of the conversation; where nobody says which one that is, their case of what they answer."""
        if _astray(mention):
            answered = await change.case_with_post(mention.account, mention.reply_to or "")
            return answered if answered and answered.author.id == mention.author.id else None
        return await change.case_of(mention.account, mention.conversation, mention.author.id)

    async def _open(self, change: Change, mentions: Sequence[Mention]) -> None:
        if not mentions:
            return
        now = self._clock.now()
        cases = await change.open_all([(self._new(mention, now), mention) for mention in mentions])
        opened = [(case, CaseOpened(at=now, post=case.latest.id, why=case.why)) for case in cases]
        await change.record_all(opened)
        timers = [timer for case in cases for timer in timers_of(case, now)]
        timers += [Timer(case=case.id, kind=RULES, due=now) for case in cases if self._settings.escalate_when]
        await change.set_timers(timers)
        neighbours = await change.beside(*cases)
        await change.deliver(
            *(outbox.card(case, now) for case in cases), *(outbox.redraw(each, now) for each in neighbours)
        )
        if self._helped:
            await change.run_errands(TRIAGE, now, *(case.id for case in cases))

    def _new(self, mention: Mention, now: datetime) -> Case:
        urgency, reason = priority.judge(mention, self._settings.priority)
        fresh = Case(
            id=0,
            number=0,
            workspace=self._workspace,
            account=mention.account,
            network=mention.network,
            conversation=mention.conversation,
            author=mention.author,
            channel=self._settings.desk.channel,
            status=Status.NEW,
            opened_at=now,
            why=mention.why,
            priority=urgency,
            priority_reason=reason,
            team=routing.team_for(mention, self._settings),
            tier=sla.tier_of(mention.author, self._settings),
        )
        judged = lifecycle.judged(fresh, self._judge.judge(mention), self._settings) if self._judge else fresh
        # The customer's clock began when they wrote, not when we looked.
        return sla.tended(judged, mention.created_at, self._settings)

    async def _more(self, change: Change, before: Case, mention: Mention) -> None:
        now = self._clock.now()
        case = await change.add_post(before, mention, now)
        heard, happened = lifecycle.hear(case, mention, now, self._settings)
        heard = replace(self._more_urgent(heard, mention), activity=before.activity + 1)
        added = next(post for post in case.posts if post.mention.id == mention.id)
        await change.deliver(outbox.follow_up(heard, added, now))
        await change.deliver(*(outbox.handoff_redraw(heard, h, now) for h in heard.handoffs if h.listening))
        await keep(change, before, heard, now, self._settings, *happened)
        if self._settings.escalate_when:
            await change.set_timer(heard, RULES, now)
        if self._helped:
            await change.run_errands(TRIAGE, now, case.id)

    def _more_urgent(self, case: Case, mention: Mention) -> Case:
        """A further post may raise the priority and name team and tier; it never lowers or changes what is set.

        What a model or a person has said of the case stands until they say something else.
        """
        urgency, reason = priority.judge(mention, self._settings.priority)
        if urgency < case.priority:
            case = replace(case, priority=urgency, priority_reason=reason)
        team = case.team or routing.team_for(mention, self._settings)
        case = replace(case, team=team, tier=case.tier or sla.tier_of(mention.author, self._settings))
        before = case.judgement
        if self._judge is None or (before and before.by != self._judge.name):
            return case
        judged = self._judge.judge(mention)
        return lifecycle.judged(case, judged.after(before) if before else judged, self._settings)

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
