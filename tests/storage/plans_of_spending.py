"""The indexes that the statements of what the account costs run on."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.filled import ACCOUNT

READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "spent": (lambda store, case: store.spent(NOON), {"spend(workspace_id, day)"}),
    "billed": (
        lambda store, case: store.billed(ACCOUNT, NOON.date(), "r"),
        {"spend(workspace_id, day, account_id, kind)"},
    ),
    "published": (
        lambda store, case: store.published(ACCOUNT, NOON, 30),
        {"replies.ix_replies_answered", "deliveries.ix_deliveries_unsure"},
    ),
    "read": (
        lambda store, case: store.read(ACCOUNT, ["1"]),
        {
            "posts(workspace_id, account_id, post_id)",
            "replies.ix_replies_posted",
            "replies.ix_replies_answered",
            "marks(workspace_id, account_id, source)",
        },
    ),
}
