"""**History**: everything that happened to a case, in a window of its own, by button or by a word in the thread."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from slack_bolt.app.async_app import AsyncApp

from bot.cases.case import Case
from bot.cases.history import Entry, Who, told
from bot.cases.lifecycle import Step
from bot.slack import words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import Block, Json, Piece, actions, button, context, drawn, line, modal, plain, rich
from bot.slack.context import Answer, Office, Spoken
from bot.slack.ids import Button, Modal, Target

PAGE = 40
SAID = 12
"""Entries of a window's page, and of the answer in a thread."""
TEXT = 500


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.HISTORY: history_clicked}
    office.verbs |= {"history": history_said}
    app.action(Button.EARLIER)(answers(office, earlier_clicked))


async def history_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        return await _page(asked.office, asked.target.case)

    await asked.open(Step.HISTORY, draw)


async def earlier_clicked(asked: Asked) -> None:
    """The window goes on where it ended."""
    asked.office.desk.check(asked.actor, Step.HISTORY)
    await asked.acknowledge()
    await asked.office.draw(asked.view["id"], await _page(asked.office, asked.target.case, asked.target.seen))


async def history_said(spoken: Spoken) -> Answer | None:
    office = spoken.office
    office.desk.check(spoken.actor, Step.HISTORY)
    case = await office.case(spoken.case)
    entries = await office.queries.history(case.id, SAID)
    title = f"The last of what happened to case {words.number(case)}"
    more = ["Press *History* on the card for all of it."] if len(entries) == SAID else []
    return Answer(text=title, blocks=drawn([context(f"*{title}*", *more), *_lines(reversed(entries))]))


async def _page(office: Office, case_id: int, before: int | None = None) -> Json:
    case = await office.case(case_id)
    found = await office.queries.history(case_id, PAGE + 1, before)
    return view(case, found[:PAGE], earlier=len(found) > PAGE)


def view(case: Case, entries: Sequence[Entry], *, earlier: bool) -> Json:
    """`entries`: the newest first, as they stand in the window; `earlier` whether there are older ones."""
    go_on = button("Earlier", Button.EARLIER, Target(case=case.id, seen=entries[-1].id)) if earlier else None
    return modal(
        Modal.HISTORY,
        f"History of {words.number(case)}",
        [
            context("The newest first. Nobody can change what stands here."),
            *_lines(entries),
            *([actions(go_on)] if go_on else []),
        ],
    )


def _lines(entries: Iterable[Entry]) -> list[Block]:
    return [rich(line(_when(entry.at), plain("   "), *map(_piece, told(entry)))) for entry in entries]


def _piece(said: str | Who | datetime) -> Piece:
    if isinstance(said, Who):
        group = said.id.startswith("S")
        return Piece({"type": "usergroup", "usergroup_id": said.id} if group else {"type": "user", "user_id": said.id})
    return _when(said) if isinstance(said, datetime) else plain(said[:TEXT])


def _when(at: datetime) -> Piece:
    shown = f"{at.astimezone(UTC):%d %b %Y, %H:%M} UTC"
    form = words.DAY_AND_TIME
    return Piece({"type": "date", "timestamp": int(at.timestamp()), "format": form, "fallback": shown})
