"""`/cases` lists cases and shows one; `/desk` shows how the desk stands."""

from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.ports.queries import Line
from bot.slack import lists, machine, naming
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Answer, Json, Office
from bot.slack.own_card import own_card

HELP = (
    "`/cases` lists the open cases, `/cases mine`, `/cases unowned`, `/cases late` and `/cases @handle` some of them, "
    "and `/cases #12` shows one."
)
DESK_HELP = (
    "`/desk` shows how many cases are open, unowned and late, when X was last read, what it costs, "
    "and what waits to be sent. `/desk report` shows the last seven days, for leads; "
    "`/desk forget @handle` erases a customer, for admins."
)
MOST = lists.SHOWN + 1

Lines = Callable[[Asked], Awaitable[list[Line]]]


def register(app: AsyncApp, office: Office) -> None:
    app.command("/cases")(answers(office, cases_commanded))
    app.command("/desk")(answers(office, desk_commanded))


async def cases_commanded(asked: Asked) -> None:
    await asked.acknowledge()
    wanted = asked.text.casefold()
    named, rest = naming.case(asked.text)
    if named is not None and not rest:
        case = await asked.office.case(await named.find(asked.office.queries))
        return await asked.say(own_card(asked.office, case, asked.may))
    if wanted == "help":
        return await asked.say(Answer(text=HELP))
    if wanted.startswith("@"):
        lines = await asked.office.queries.open(MOST, wanted.removeprefix("@"))
        return await asked.say(_listed(asked, f"Open cases of {asked.text}", lines))
    if wanted not in _LISTS:
        raise refusals.NotNow(f"I know no such list. {HELP}")
    title, read = _LISTS[wanted]
    await asked.say(_listed(asked, title, await read(asked)))


async def desk_commanded(asked: Asked) -> None:
    if order := asked.office.orders.get(asked.text.partition(" ")[0].casefold()):
        return await order(asked)
    await asked.acknowledge()
    if asked.text:
        return await asked.say(Answer(text=DESK_HELP))
    office = asked.office
    overview = await office.queries.overview(office.now(), office.settings.day_of(office.now()))
    settings = office.settings
    blocks = lists.desk(overview, office.looks(), settings.desk.name, settings.x.monthly_budget)
    help = machine.standing(office.assistant.standing if office.assistant else None)
    await asked.say(
        Answer(text=f"{office.settings.desk.name} at a glance", blocks=[*blocks, *help, *_problems(office)])
    )


def _listed(asked: Asked, title: str, lines: list[Line]) -> Answer:
    office = asked.office
    return Answer(text=title, blocks=lists.cases(lines, office.now(), office.identity.url, title, asked.may))


async def _mine(asked: Asked) -> list[Line]:
    return await asked.office.queries.mine(asked.actor.id, MOST)


async def _unowned(asked: Asked) -> list[Line]:
    return await asked.office.queries.unowned(MOST)


async def _late(asked: Asked) -> list[Line]:
    return await asked.office.queries.late(asked.office.now(), MOST)


async def _open(asked: Asked) -> list[Line]:
    return await asked.office.queries.open(MOST)


_LISTS: dict[str, tuple[str, Lines]] = {
    "": ("Open cases", _open),
    "all": ("Open cases", _open),
    "mine": ("Your cases", _mine),
    "unowned": ("Cases that nobody has", _unowned),
    "late": ("Late cases", _late),
}


def _problems(office: Office) -> list[Json]:
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f":warning: {sentence}"}}
        for sentence in office.problems.values()
    ]
