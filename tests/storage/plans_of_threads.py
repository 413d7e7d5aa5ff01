"""The indexes of what is heard in threads and not done yet, and of what goes on below a new card."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.cases.outbox import Place, Subject, Thing
from bot.ports.store import Change
from tests.cases.samples import NOON
from tests.storage.plans_of_storms import CLAIM, POSTS

CARD = Subject(Thing.CARD, 1)
MESSAGE = "messages.uq_messages_subject"
SUBJECT = "deliveries.ix_deliveries_subject"
WAITS = "deliveries.ix_deliveries_waits"

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "stands": (
        lambda change, case: change.stands(Place(subject=CARD, root=None, channel="C1", ts="1")),
        {"cases.rowid", WAITS},
    ),
    "fallen": (lambda change, case: change.fallen(Place(subject=CARD, root=None, channel="C1", ts="1")), {MESSAGE}),
    "comes": (lambda change, case: change.comes(CARD), {MESSAGE, SUBJECT}),
    "hang": (lambda change, case: change.hang(CARD, POSTS), {MESSAGE, CLAIM}),
    "keep_act": (lambda change, case: change.keep_act("trigger:1", {}, NOON), set()),
    "drop_act": (lambda change, case: change.drop_act("trigger:1"), {"acts(workspace_id, key)"}),
}
