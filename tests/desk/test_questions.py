"""Which reads answer a question, and for whom: a machine may choose among them, and can do nothing else."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from bot.cases.case import Actor
from bot.cases.questions import Lookup, Period, Read, Which
from bot.cases.refusals import NotAllowed, Stranger
from bot.desk.claim import claim
from bot.desk.questions import SHOWN, SHOWN_EACH, answered, ask, hear, look_up
from bot.desk.reply import reply
from tests.cases import samples
from tests.cases.samples import author, mention
from tests.desk_room import ANN, desk_room

OPEN, MINE = Lookup(read=Read.CASES), Lookup(read=Read.CASES, which=Which.MINE)


@dataclass
class Chooses:
    """A machine that has a choice of its own, and sees what was found."""

    choice: tuple[Lookup, ...]
    name: str = "fake"
    seen: list[object] = field(default_factory=list)
    known: list[object] = field(default_factory=list)

    async def plan(self, question, today, by, before=()):
        self.seen.append((question, today, by))
        self.known = [(asked.text, asked.reads) for asked in before]
        return self.choice

    async def tell(self, question, found, by, before=()):
        self.seen.append(found)
        return "There."


async def test_what_a_machine_chooses_is_looked_up_for_the_one_who_asks(tmp_path):
    async with desk_room(tmp_path) as room:
        await room.arrives(*(mention(id=f"9{n:02}", conversation=f"{n}", author=author(id=f"{n}")) for n in range(12)))
        await claim(room.desk, 1, ANN)
        machine = Chooses((OPEN, MINE))
        told = await ask(room.desk, room.store, machine, samples.question("was ist offen?"), ANN)
        assert machine.seen == [("was ist offen?", room.clock.now().date(), "U0ANN"), told.found]
        assert [(len(found.lines), found.more) for found in told.found] == [(SHOWN_EACH, True), (1, False)]
        assert (told.words, told.by, told.problem) == ("There.", "fake", "")
        alone = await ask(room.desk, room.store, None, samples.question("what is open?"), ANN)
        assert [(len(found.lines), found.more) for found in alone.found] == [(SHOWN, True)]


async def test_what_was_asked_just_before_in_the_thread_is_known_to_the_next_question(tmp_path):
    async with desk_room(tmp_path) as room:
        at = room.clock.now()
        first = samples.question("how did we answer lost bags?", ts="1.0", at=at)
        told = await ask(room.desk, room.store, None, first, ANN)
        await hear(room.desk, first, "said:1")
        await answered(room.desk, first, [found.lookup for found in told.found])
        room.clock.forward(60)
        next_one = samples.question("and delays last week?", at=room.clock.now())
        alone = await ask(room.desk, room.store, None, next_one, ANN)
        assert [(found.lookup.words, found.lookup.period is None) for found in alone.found] == [("delays", False)]
        machine = Chooses(())
        await ask(room.desk, room.store, machine, next_one, ANN)
        assert machine.known == [("how did we answer lost bags?", (told.found[0].lookup,))]
        elsewhere = replace(next_one, thread="9.0")
        assert (await ask(room.desk, room.store, None, elsewhere, ANN)).found == ()
        tomorrow = replace(next_one, at=at + timedelta(days=1))
        assert (await ask(room.desk, room.store, None, tomorrow, ANN)).found == ()


async def test_where_nothing_can_be_looked_up_nothing_is(tmp_path):
    async with desk_room(tmp_path) as room:
        machine = Chooses(())
        assert (await ask(room.desk, room.store, machine, samples.question("resolve what is late"), ANN)).found == ()
        assert len(machine.seen) == 1


async def test_a_customers_cases_are_those_of_that_very_handle(tmp_path):
    async with desk_room(tmp_path) as room:
        given = (("1", "vera"), ("2", "verandah"))
        await room.arrives(
            *(mention(id=f"90{n}", conversation=n, author=author(id=n, handle=name)) for n, name in given)
        )
        found = await look_up(room.desk, room.store, Lookup(read=Read.CASES, customer="Vera"), ANN)
        assert [line.handle for line in found.lines] == ["vera"]


async def test_days_are_the_desks_own(tmp_path):
    async with desk_room(tmp_path) as room:
        berlin = replace(room.settings.desk, timezone="Pacific/Auckland", undo_seconds=0)
        desk = replace(room.desk, settings=replace(room.settings, desk=berlin))
        case = await room.opened()
        await reply(desk, case.id, "We look for it.", ANN)
        room.clock.forward(60)
        await room.works()
        here = room.clock.now().astimezone(desk.settings.zone).date()
        for day, answers in ((here, 1), (date(1, 1, 1), 0)):
            lookup = Lookup(read=Read.ANSWERS, period=Period(first=day, last=day))
            assert len((await look_up(desk, room.store, lookup, ANN)).answers) == answers


@pytest.mark.parametrize("read", [Read.ANSWERS, Read.OWNERS])
async def test_what_the_lists_do_not_show_is_for_colleagues(tmp_path, read):
    async with desk_room(tmp_path) as room:
        for who in (Actor(id="U0GUEST", guest=True), Actor(id="U0FAR", outside=True)):
            with pytest.raises(NotAllowed):
                await look_up(room.desk, room.store, Lookup(read=read), who)
        with pytest.raises(Stranger):
            await look_up(room.desk, room.store, Lookup(read=read), Actor(id="U0NEW", known=False))
