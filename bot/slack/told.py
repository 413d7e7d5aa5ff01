"""What a question about the desk brought to light: a machine's words, marked as such, and below what they rest on."""

import re
from collections.abc import Callable, Sequence

from bot.cases import text as texts
from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.outbox import Place
from bot.cases.questions import HELP, Lookup, Read, Which
from bot.desk.questions import Told
from bot.ports.enquiries import Found
from bot.ports.queries import Earlier, Line
from bot.slack import lists, words
from bot.slack.blocks import (
    Block,
    Json,
    Piece,
    context,
    drawn,
    line,
    link,
    literal,
    plain,
    quote,
    rich,
    section,
    without_pictures,
)
from bot.slack.context import Answer, Office
from bot.slack.own_card import own_card

TITLES = {
    Which.OPEN: "Open cases",
    Which.MINE: "Your cases",
    Which.UNOWNED: "Cases that nobody has",
    Which.LATE: "Late cases",
    Which.APPROVAL: "Cases with a reply that waits for approval",
}
ASKED, ANSWERED = 200, 600
"""Characters of an earlier post and its answer."""
GAP = "  ·  "
NO_ANSWER = "I found no earlier answer to that."

_NAMED = re.compile(r"<@([A-Z0-9]{2,32})>|#(\d{1,9})\b")


def told(office: Office, answer: Told, by: Actor) -> Answer:
    """For the one who asked: buttons that they may not press are not shown."""
    problem = f"{answer.problem} I go by plain words meanwhile." if answer.problem else ""
    warning = drawn([context(f":warning: {texts.escape(problem)}")]) if problem else []
    if not answer.found:
        return Answer(text=HELP, blocks=[*drawn([section(literal(HELP))]), *warning])
    said = drawn([_said(office, answer), context(f":sparkles: _by {texts.escape(answer.by)}_")]) if answer.words else []
    shown = [block for found in answer.found for block in _found(office, found, by)]
    return Answer(text=_text(office, answer), blocks=[*said, *shown, *warning])


def _said(office: Office, answer: Told) -> Block:
    """Rich text, so that a machine's words are shown as written; only the cases that were found become links."""
    links = _links(office, answer.found)
    pieces: list[Piece] = []
    end = 0
    for found in _NAMED.finditer(answer.words):
        if found.start() > end:
            pieces.append(plain(answer.words[end : found.start()]))
        who, number = found[1], int(found[2] or 0)
        pieces.append(plain(office.people.name(who)) if who else _number(number, links.get(number)))
        end = found.end()
    return rich(line(*pieces, *([plain(answer.words[end:])] if answer.words[end:] else [])))


def _number(number: int, url: str | None) -> Piece:
    return link(url, f"#{number}") if url else plain(f"#{number}")


def _links(office: Office, found: Sequence[Found]) -> dict[int, str]:
    shown: list[Line | Earlier] = [each for one in found for each in one.lines]
    shown += [each for one in found for each in one.answers]
    links = {each.number: url for each in shown if (url := _link(office, each))}
    return links | {one.lookup.number: url for one in found if one.place and (url := _link(office, one.place))}


def _link(office: Office, shown: Line | Earlier | Place) -> str:
    """To the case's card; empty where it stands nowhere yet."""
    url = office.identity.url
    return lists.permalink(url, shown.channel, shown.ts) if shown.ts and url else ""


def _found(office: Office, found: Found, by: Actor) -> list[Json]:
    lookup = found.lookup
    match lookup.read:
        case Read.CASES:
            shown = lists.cases(
                found.lines, office.now(), office.identity.url, _title(lookup), _may(office, by), office.people.shown
            )
            return shown + (drawn([context("… and more; `/cases` lists them.")]) if found.more else [])
        case Read.CASE:
            if found.case is None:
                return drawn([section(f"There is no case #{lookup.number}.")])
            url = _link(office, found.place) if found.place else ""
            way = drawn([context(words.linked(url, "To its thread"))]) if url else []
            return without_pictures(own_card(office, found.case, _may(office, by)).blocks) + way
        case Read.ANSWERS:
            blocks = [block for each in found.answers for block in _earlier(office, each)]
            return drawn([section("*Earlier answers*"), *blocks] if blocks else [section(NO_ANSWER)])
        case Read.OWNERS:
            return drawn([section("*Who has open cases*"), section(_owners(office, found))])
        case Read.FIGURES:
            assert found.overview is not None
            settings = office.settings
            return lists.desk(found.overview, office.looks(), settings.desk.name, settings.x.monthly_budget)


def _title(lookup: Lookup) -> str:
    return f"Open cases of @{lookup.customer}" if lookup.customer else TITLES[lookup.which]


def _may(office: Office, by: Actor) -> Callable[[Step], bool]:
    return lambda step: office.desk.may(by, step)


def _earlier(office: Office, shown: Earlier) -> list[Block]:
    url = _link(office, shown)
    number = words.linked(url, f"#{shown.number}") if url else f"#{shown.number}"
    asked, answer = (" ".join(text.split()) for text in (shown.asked, shown.answer))
    said = line(plain(texts.cut(answer, ANSWERED) or "…"))
    return [
        context(f"*{number}*{GAP}{words.when(shown.at, words.DAY)}"),
        rich(quote(plain(texts.cut(asked, ASKED), italic=True)), said) if asked else rich(said),
    ]


def _owners(office: Office, found: Found) -> str:
    lines = []
    for who, load in found.owners:
        late = f", *{load.late} late*" if load.late else ""
        lines.append(f"{words.named(who, office.people.shown)}: {load.open} open{late}")
    return "\n".join(lines) or lists.NOTHING


def _text(office: Office, answer: Told) -> str:
    """What notifications say."""
    if answer.words:
        said = _NAMED.sub(lambda found: office.people.name(found[1]) if found[1] else found[0], answer.words)
        return texts.escape(said)
    return "Here is what I found."
