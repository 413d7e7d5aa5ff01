"""Cases in a store, for tests to begin with."""

from datetime import timedelta

from bot.cases.case import Case, Note
from bot.ports.store import Store
from tests.cases import samples
from tests.cases.samples import NOON

ACCOUNT = "x:acmeair"
MINUTE = timedelta(minutes=1)


def blank(person: str = "900", conversation: str = "1001", **changes: object) -> Case:
    return samples.case(
        id=0,
        number=0,
        conversation=conversation,
        author=samples.author(id=person, handle=f"vera{person}"),
        posts=(),
        replies=(),
        handoffs=(),
        **changes,
    )


async def opened(store: Store, person: str = "900", conversation: str = "1001", **changes: object) -> Case:
    case = blank(person, conversation, **changes)
    first = samples.mention(id=f"{conversation}{person}", conversation=conversation, author=case.author)
    async with store.change() as change:
        return await change.open(case, first)


def note(case: Case, ts: str = "5.5", **changes: object) -> Note:
    given = {"id": 0, "case": case.id, "handoff": None, "by": "U0ANN", "text": "ask them", "channel": case.channel}
    return Note(**{**given, "ts": ts, "written_at": NOON, **changes})  # type: ignore[arg-type]
