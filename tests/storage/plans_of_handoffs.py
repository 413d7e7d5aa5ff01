"""The indexes that the statements of handoffs, gathered cases and wishes run on."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.cases.wishes import Kind, Topic
from bot.ports.store import Change
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "save_handoff": (lambda change, case: change.save_handoff(samples.handoff()), {"handoffs.rowid"}),
    "request": (lambda change, case: change.request(1), {"handoffs.rowid"}),
    "pass_on": (lambda change, case: change.pass_on(1, 2), {"handoffs.ix_handoffs_joins"}),
    "joined": (lambda change, case: change.joined(1), {"handoffs.ix_handoffs_joins"}),
    "topics": (
        lambda change, case: change.topics("baggage", Kind.IDEA),
        {"topics(workspace_id, team, kind)"},
    ),
    "see_topic": (lambda change, case: change.see_topic(1, NOON), {"topics.rowid"}),
    "asked_in": (lambda change, case: change.asked_in("C0BAGGAGE"), {"handoffs.ix_handoffs_running"}),
}

READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "handoff": (lambda store, case: store.handoff(1), {"handoffs.rowid"}),
    "tally": (
        lambda store, case: store.tally(1, NOON),
        {"topics.rowid", "wishes.ix_wishes_topic", "cases.rowid"},
    ),
    "wishes": (
        lambda store, case: store.wishes("baggage", Kind.IDEA, NOON),
        {"topics(workspace_id, team, kind)", "wishes.ix_wishes_topic"},
    ),
    "gathered": (
        lambda store, case: store.gathered(1),
        {"handoffs.rowid", "handoffs.ix_handoffs_joins", "cases.rowid", "replies.ix_replies_case"},
    ),
    "requests": (
        lambda store, case: store.requests(),
        {"handoffs.ix_handoffs_running", "handoffs.ix_handoffs_joins", "cases.rowid"},
    ),
}


async def furnish(change: Change, case: Case) -> None:
    """A topic with a wish, and a request that is answered."""
    topic = Topic(id=0, workspace="T0ACME", team="baggage", channel="C1", kind=Kind.IDEA, name="Legroom")
    await change.add_wish(await change.add_topic(topic), case.id, "U0ANN", "more", NOON)
    await change.add_handoff(case, samples.handoff(id=0, ended_at=NOON))
