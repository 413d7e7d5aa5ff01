"""Questions about the desk: what is read for them, and the machine that understands them where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.cases.assignment import Load
from bot.cases.case import Case
from bot.cases.outbox import Place
from bot.cases.questions import Lookup, Question
from bot.ports.queries import Earlier, Line, Overview


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one look-up gave; the field that belongs to its kind is set.

    `more`: there is more than is shown. `place` is where the case's card stands.
    """

    lookup: Lookup
    lines: tuple[Line, ...] = ()
    case: Case | None = None
    place: Place | None = None
    answers: tuple[Earlier, ...] = ()
    owners: tuple[tuple[str, Load], ...] = ()
    overview: Overview | None = None
    more: bool = False


class Enquiries(Protocol):
    """Both raise `NoHelp` where there is no answer to rely on, and nothing else; neither can do anything."""

    name: str

    async def plan(self, question: str, today: date, by: str, before: Sequence[Question] = ()) -> tuple[Lookup, ...]:
        """What to look up for a question of the person `by`; empty where nothing that can be looked up answers it.

        `before` are those before it in the same thread, the oldest first, on which it may lean.
        """
        ...

    async def tell(self, question: str, found: Sequence[Found], by: str, before: Sequence[Question] = ()) -> str:
        """What was found, in a sentence or a few for people's eyes; empty where nothing fit was said.

        Colleagues stand in it as `<@id>`; everything else is plain text.
        """
        ...
