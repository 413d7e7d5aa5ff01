"""Answer a colleague's question about the desk: only reads, each allowed to whom a list or a button would allow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.outbox import card_of
from bot.cases.questions import RECALLED, RECALLED_FOR, Lookup, Question, Read, Which, understood
from bot.cases.refusals import NotAllowed
from bot.desk.desk import Desk
from bot.ports.assistant import NoHelp
from bot.ports.enquiries import Enquiries, Found
from bot.ports.queries import Line, Queries

SHOWN, SHOWN_EACH = 10, 5
"""Cases of a list, and where there are several."""
ANSWERS, OWNERS = 4, 10
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
FOR_COLLEAGUES = (Read.ANSWERS, Read.OWNERS)
"""What `/cases` and `/desk` do not show to everybody who may type them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`words` are a machine's, `by` is its name, and colleagues stand in them as `<@id>`; `problem`: why none helped.

    Nothing was `found` where the question was not understood.
    """

    found: tuple[Found, ...] = ()
    words: str = ""
    by: str = ""
    problem: str = ""


async def hear(desk: Desk, question: Question, key: str) -> None:
    """Keep it until it is answered, whatever happens to us. Raises `Repeated`."""
    async with desk.store.change(key) as change:
        await change.keep_question(question)


async def answered(desk: Desk, question: Question, reads: Sequence[Lookup] = ()) -> None:
    async with desk.store.change() as change:
        await change.answer_question(question, reads, desk.clock.now())


async def ask(desk: Desk, queries: Queries, machine: Enquiries | None, question: Question, by: Actor) -> Told:
    """Without a machine, or where it fails, a handful of questions is understood by their words.

    Raises `NotAllowed`, and `Stranger` where nobody can tell yet whether they may.
    """
    today, problem = question.at.astimezone(desk.settings.zone).date(), ""
    before = await queries.asked_before(question, question.at - RECALLED_FOR, RECALLED)
    if machine is not None and by.known and desk.may(by, Step.HISTORY):
        try:
            found = await _all(desk, queries, await machine.plan(question.text, today, by.id, before), by)
        except NoHelp as none:
            problem = str(none)
        else:
            return await _told(machine, question.text, found, by, before)
    known = understood(question.text, today, before)
    return Told(found=await _all(desk, queries, (known,) if known else (), by), problem=problem)


async def _told(
    machine: Enquiries, question: str, found: tuple[Found, ...], by: Actor, before: Sequence[Question]
) -> Told:
    try:
        words = await machine.tell(question, found, by.id, before) if found else ""
    except NoHelp as none:
        return Told(found=found, problem=str(none))
    return Told(found=found, words=words, by=machine.name if words else "")


async def _all(desk: Desk, queries: Queries, lookups: Sequence[Lookup], by: Actor) -> tuple[Found, ...]:
    shown = SHOWN if len(lookups) < 2 else SHOWN_EACH
    return tuple([await look_up(desk, queries, lookup, by, shown) for lookup in lookups])


async def look_up(desk: Desk, queries: Queries, lookup: Lookup, by: Actor, shown: int = SHOWN) -> Found:
    """Raises `NotAllowed` and `Stranger`."""
    if lookup.read in FOR_COLLEAGUES:
        _colleague(desk, by)
    match lookup.read:
        case Read.CASES:
            lines = await _list(desk, queries, lookup, by, shown + 1)
            return Found(lookup=lookup, lines=tuple(lines[:shown]), more=len(lines) > shown)
        case Read.CASE:
            case_id = await queries.numbered(lookup.number)
            case = await queries.case(case_id) if case_id else None
            return Found(lookup=lookup, case=case, place=await queries.place(card_of(case)) if case else None)
        case Read.ANSWERS:
            first, last = _moments(desk, lookup)
            return Found(lookup=lookup, answers=tuple(await queries.earlier(lookup.words, first, last, ANSWERS)))
        case Read.OWNERS:
            return Found(lookup=lookup, owners=tuple(await queries.owners(desk.clock.now(), OWNERS)))
        case Read.FIGURES:
            now = desk.clock.now()
            return Found(lookup=lookup, overview=await queries.overview(now, desk.settings.day_of(now)))


def _colleague(desk: Desk, by: Actor) -> None:
    """Raises `NotAllowed` and `Stranger`."""
    try:
        desk.check(by, Step.HISTORY)
    except NotAllowed:
        what = "ask who has which cases, or how something was answered"
        raise NotAllowed(what, "Guests and people of other organisations see `/cases` and `/desk`.") from None


async def _list(desk: Desk, queries: Queries, lookup: Lookup, by: Actor, limit: int) -> list[Line]:
    if lookup.customer:
        lines = await queries.open(limit, lookup.customer)
        return [line for line in lines if line.handle.casefold() == lookup.customer.casefold()]
    match lookup.which:
        case Which.OPEN:
            return await queries.open(limit)
        case Which.MINE:
            return await queries.mine(by.id, limit)
        case Which.UNOWNED:
            return await queries.unowned(limit)
        case Which.LATE:
            return await queries.late(desk.clock.now(), limit)
        case Which.APPROVAL:
            return await queries.awaiting(limit)


def _moments(desk: Desk, lookup: Lookup) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last of the last one, as the desk's clock has them."""
    now, zone = desk.clock.now(), desk.settings.zone
    if lookup.period is None:
        return _BEGINNING, now
    first = max(lookup.period.first, _BEGINNING.date())
    last = min(lookup.period.last, now.astimezone(zone).date())
    return datetime.combine(first, time.min, zone), datetime.combine(max(first, last), time.max, zone)
