"""Public replies on their way: published, looked for, and what their case learns of them."""

from collections.abc import Mapping

from bot.cases import governor, lifecycle, outbox, presence, text
from bot.cases.case import Case, Reply, ReplyState
from bot.cases.outbox import Delivery, State
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.keep import keep, keep_posted
from bot.ports.network import Network, Published
from bot.ports.outcomes import NotYet
from bot.ports.queries import Queries
from bot.ports.store import Change, Store
from bot.relay.draw import Missing


class Replies:
    """Those that take a `change` write into it beside what became of the delivery."""

    def __init__(
        self, store: Store, queries: Queries, networks: Mapping[str, Network], settings: Settings, clock: Clock
    ) -> None:
        self._store = store
        self._queries = queries
        self._networks = networks
        self._settings = settings
        self._clock = clock

    async def ready(self, delivery: Delivery) -> tuple[Case, Reply]:
        """Raises `Missing` where nobody wants it published any more, `NotYet` where the governor lets it wait."""
        case, reply = await self._wanted(delivery)
        if reply.state is not ReplyState.WAITING:
            raise Missing("The reply was taken back.")
        await self._has_its_turn(case.account)
        return case, reply

    async def publish(self, case: Case, reply: Reply) -> Published:
        return await self._networks[case.account].publish(reply.text, reply.answers)

    async def _has_its_turn(self, account: str) -> None:
        now, budget = self._clock.now(), self._settings.x.posts_per_15_minutes
        posted = await self._queries.published(account, now, budget)
        if until := governor.full_until(posted, budget, now):
            raise NotYet(governor.waits(budget, until.astimezone(self._settings.zone)), until)

    async def find(self, delivery: Delivery) -> Published | None:
        """Look in the company's timeline, since it was decided: what a person posted by hand meanwhile counts too."""
        case, reply = await self._wanted(delivery)
        return await self._networks[case.account].find(reply.text, reply.answers, reply.decided_at)

    async def published(self, delivery: Delivery, published: Published) -> None:
        now = self._clock.now()
        account = outbox.published_by(delivery.lane)
        with self._networks[account].bill.taken() as billed:
            async with self._store.change(person=False) as change:
                case = await change.case(delivery.case)
                await change.settle(delivery, State.SENT, now)
                await change.spend(account, billed)
                if reply := case.reply(delivery.subject.id):
                    await keep_posted(change, case, reply, published, now, self._settings)

    async def put_to_people(self, delivery: Delivery, problem: str) -> None:
        """Nobody but a person can tell now: no look is set any more, and its message shows what can be done."""
        now = self._clock.now()
        async with self._store.change(person=False) as change:
            case = await change.case(delivery.case)
            await change.settle(delivery, State.UNSURE, now, problem=problem)
            reply = case.reply(delivery.subject.id)
            if reply is None or reply.state not in (ReplyState.WAITING, ReplyState.UNSURE):
                return
            asked, happened = lifecycle.put_to_people(reply, problem, now)
            await change.save_reply(asked)
            await change.deliver(outbox.reply_redraw(case, asked, now))
            if asked.by:
                words = f"<@{asked.by}>, nobody knows whether your reply was published. {problem} "
                words += "Please look for it, then press a button on it."
                await change.deliver(outbox.notice(case, words, now))
            await keep(change, case, case.with_reply(asked), now, self._settings, happened)

    async def held(self, change: Change, delivery: Delivery, problem: str) -> None:
        """Show on the waiting reply why it waits; said once, not at every try."""
        case = await change.case(delivery.case)
        reply = case.reply(delivery.subject.id)
        if reply is not None and reply.problem != problem:
            held = lifecycle.held(reply, problem)
            await change.save_reply(held)
            await change.deliver(outbox.reply_redraw(case, held, self._clock.now()))

    async def failed(self, change: Change, delivery: Delivery, problem: str, gone: bool = False) -> None:
        """Its author is told, and has the text back as a draft. `gone`: the post that it answers is."""
        now = self._clock.now()
        case = await change.case(delivery.case)
        reply = case.reply(delivery.subject.id)
        if reply is None:
            return
        if gone:
            case = await self._without(change, case, reply.answers)
            problem = f"{problem} {presence.instead(case)}"
        broken, happened = lifecycle.failed(reply, problem, now)
        await change.save_reply(broken)
        await change.deliver(outbox.reply_redraw(case, broken, now))
        if reply.by:
            await change.keep_draft(case.id, reply.by, text.encoded(reply.text), now)
            words = f"<@{reply.by}>, your reply was not published. {problem}"
            await change.deliver(outbox.notice(case, words, now))
        await keep(change, case, case.with_reply(broken), now, self._settings, happened)

    async def _without(self, change: Change, case: Case, post_id: str) -> Case:
        """Nobody shall answer this post any more; whether it is really gone is looked at now."""
        case, mute = presence.unanswerable(case, post_id)
        if mute:
            await change.save_post(case, mute)
            await change.look_again(case, self._clock.now())
        return case

    async def unsure(self, change: Change, delivery: Delivery, problem: str) -> None:
        now = self._clock.now()
        case = await change.case(delivery.case)
        reply = case.reply(delivery.subject.id)
        if reply is not None and reply.state is ReplyState.WAITING:
            open_end, happened = lifecycle.unsure(reply, problem, now)
            await change.save_reply(open_end)
            await change.deliver(outbox.reply_redraw(case, open_end, now))
            await keep(change, case, case.with_reply(open_end), now, self._settings, happened)

    async def absent(self, change: Change, delivery: Delivery) -> None:
        """It takes its turn once more."""
        now = self._clock.now()
        case = await change.case(delivery.case)
        reply = case.reply(delivery.subject.id)
        if reply is not None and reply.state is ReplyState.UNSURE:
            waiting = lifecycle.waits_again(reply)
            await change.save_reply(waiting)
            await change.deliver(outbox.reply_redraw(case, waiting, now))
            await keep(change, case, case.with_reply(waiting), now, self._settings)

    async def _wanted(self, delivery: Delivery) -> tuple[Case, Reply]:
        case = await self._queries.case(delivery.case)
        reply = case.reply(delivery.subject.id) if case else None
        if case is None or reply is None:
            raise Missing("The reply is gone.")
        return case, reply
