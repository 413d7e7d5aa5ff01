"""What X bills (its price list of 2026-04-20), counted call by call; a resource is billed once a UTC day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum

from bot.cases.counting import has_link
from bot.cases.spend import Spend
from bot.ports.bill import Bill, Books
from bot.ports.clock import Clock


class Kind(StrEnum):
    OWNED_READ = "owned_read"
    POST_READ = "post_read"
    USER_READ = "user_read"
    REPLY = "summoned_reply"
    REPLY_WITH_LINK = "summoned_reply_with_url"
    DELETE = "post_delete"


DOLLARS = {
    Kind.OWNED_READ: 0.001,  # mentions and timeline of the account that owns the app
    Kind.POST_READ: 0.005,
    Kind.USER_READ: 0.010,
    Kind.REPLY: 0.010,
    Kind.REPLY_WITH_LINK: 0.200,  # X does not say whether a link makes an answer dearer; the worse is assumed
    Kind.DELETE: 0.010,
}
"""US dollars for a resource or a call."""


def reply_of(text: str) -> Kind:
    return Kind.REPLY_WITH_LINK if has_link(text) else Kind.REPLY


class Meter:
    """The `books` tell what an earlier process has read today: that costs nothing more."""

    def __init__(self, account: str, bill: Bill, clock: Clock, books: Books | None = None) -> None:
        self._account = account
        self._bill = bill
        self._clock = clock
        self._books = books
        self._started = clock.now()
        self._day = date.min
        self._billed: set[str] = set()
        self._published: set[str] = set()

    def call(self, kind: Kind, resources: int = 1) -> None:
        dollars = DOLLARS[kind] * resources
        self._bill.add(Spend(day=self._today(), kind=kind, resources=resources, dollars=dollars))

    def published(self, post_id: str, text: str) -> None:
        if post_id not in self._published:
            self._published.add(post_id)
            self.call(reply_of(text))

    async def ourselves(self, user_id: str) -> None:
        """The only profile that we ever ask for."""
        if self._books is None or not await self._books.billed(self._account, self._today(), Kind.USER_READ):
            self._reads(Kind.USER_READ, [f"user {user_id}"])

    async def posts(self, kind: Kind, found: Mapping[str, datetime]) -> None:
        """Posts by id, with the time at which they were written."""
        fresh = {each: at for each, at in found.items() if each not in self._billed or self._today() != self._day}
        if self._books and (old := self._before_us(fresh)):
            self._remember(await self._books.read(self._account, old))
        self._reads(kind, fresh)

    def _reads(self, kind: Kind, ids: Iterable[str]) -> None:
        self._remember(())
        fresh = [each for each in dict.fromkeys(ids) if each not in self._billed]
        if fresh:
            self._billed.update(fresh)
            self.call(kind, len(fresh))

    def _remember(self, ids: Iterable[str]) -> None:
        if self._today() != self._day:
            self._day, self._billed = self._today(), set()
        self._billed.update(ids)

    def _before_us(self, found: Mapping[str, datetime]) -> list[str]:
        """Written today, and before this process began: an earlier one may have read them, today too."""
        midnight = datetime.combine(self._today(), time(), UTC)
        return [each for each, at in found.items() if midnight <= at < self._started]

    def _today(self) -> date:
        return self._clock.now().astimezone(UTC).date()
