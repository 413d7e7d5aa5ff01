"""Look whether stored posts still stand on their network, and do here what was done to them there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.cases import outbox
from bot.cases.case import Mention, Post
from bot.cases.events import Event, PostEdited, PostErased
from bot.cases.presence import SURE_AFTER, changed, differs, erased, next_look
from bot.cases.settings import Settings
from bot.cases.spend import Spend
from bot.intake.purse import Purse
from bot.ports.clock import Clock
from bot.ports.keep import keep
from bot.ports.network import LOOKED_UP, Network, StillThere
from bot.ports.outcomes import Outcome
from bot.ports.queries import Queries, Stored
from bot.ports.store import Store
from bot.ports.translating import translate_later

log = structlog.get_logger()

AT_LEAST_EVERY = timedelta(hours=1)  # a post may be stored while nothing waits
PAUSE = timedelta(minutes=5)  # where the network cannot tell


class Presence:
    """The duty of X's terms: what is deleted, protected or changed there must be so here within a day."""

    def __init__(
        self,
        network: Network,
        store: Store,
        queries: Queries,
        settings: Settings,
        clock: Clock,
        purse: Purse,
        sure_after: timedelta = SURE_AFTER,
    ) -> None:
        self._network = network
        self._store = store
        self._queries = queries
        self._settings = settings
        self._clock = clock
        self._purse = purse
        self._sure_after = sure_after

    async def look(self) -> datetime:
        """Look at all posts that are due; when to come back."""
        account, now = self._network.account, self._clock.now()
        while due := await self._queries.posts_to_look_at(account, now, LOOKED_UP):
            try:
                await self._purse.check()
                found = await self._network.look_up([each.post_id for each in due])
            except Outcome as failed:
                log.warning("posts_not_looked_at", network=self._network.name, problem=str(failed))
                return now + PAUSE
            with self._network.bill.taken() as billed:
                await self._take(due, found, now, billed)
        latest = now + AT_LEAST_EVERY
        return min(await self._queries.next_presence() or latest, latest)

    async def _take(self, due: Sequence[Stored], found: StillThere, now: datetime, billed: Sequence[Spend]) -> None:
        news: dict[int, dict[int, Mention | str]] = defaultdict(dict)
        fine: dict[bool, list[int]] = {True: [], False: []}
        doubted: dict[str, list[int]] = defaultdict(list)
        for each in due:
            theirs, why = found.posts.get(each.post_id), found.gone.get(each.post_id, "")
            if why and not each.doubt:
                doubted[why].append(each.id)
            elif why:
                news[each.case][each.id] = why
            elif theirs and differs(each.text, each.pictures, theirs):
                news[each.case][each.id] = theirs
            else:
                fine[each.case_open].append(each.id)
        async with self._store.change(person=False) as change:
            await change.spend(self._network.account, billed)
            for is_open, ids in fine.items():
                await change.looked_at(ids, next_look(is_open, now))
            for why, ids in doubted.items():
                await change.looked_at(ids, now + self._sure_after, why)
        for case_id, about in news.items():
            await self._tell(case_id, about, now)

    async def _tell(self, case_id: int, news: dict[int, Mention | str], now: datetime) -> None:
        shown = await self._queries.case(case_id)
        posts = [await self._queries.post(shown, post_id) for post_id in news] if shown else []
        async with self._store.change(person=False) as change:
            before = case = await change.case(case_id)
            happened: list[Event] = []
            for post in filter(None, posts):
                after, event = _become(post, news[post.id], now)
                happened.append(event)
                case = replace(case, posts=tuple(after if each.id == post.id else each for each in case.posts))
                await change.save_post(case, after)
                await change.looked_at([post.id], None if after.mention.gone else next_look(case.open, now))
                await change.deliver(outbox.post_redraw(case, after, now))
            await change.deliver(*(outbox.handoff_redraw(case, each, now) for each in case.handoffs))
            if any(isinstance(each, str) for each in news.values()):
                await change.unlearn(case)
            await keep(change, before, case, now, self._settings, *happened)
            if any(post.mention.translation for post in before.posts):
                await translate_later(change, case, self._settings, now)
        log.info("posts_changed", case=case.number, posts=len(happened))


def _become(post: Post, news: Mention | str, now: datetime) -> tuple[Post, Event]:
    ours = post.mention
    if isinstance(news, str):
        return replace(post, mention=erased(ours, news)), PostErased(at=now, post=ours.id, why=news)
    return replace(post, mention=changed(ours, news)), PostEdited(at=now, post=ours.id)
