"""The table: what becomes of every call to the outside under everything that can go wrong with it."""

from collections.abc import Iterator

from tests.faults.asides import ASKING, SURROUNDINGS, WHISPERS, WINDOWS
from tests.faults.groups import (
    DAILY,
    DONE,
    FORBIDDEN,
    GONE,
    LOCKED_OUT,
    LOOKS,
    LOST,
    OPEN_END,
    OPEN_END_DONE,
    PLAIN_LOOKS,
    REFUSED,
    REMEDIES,
    REVOKED,
    STRANGE,
    STRANGE_403,
    TIMED,
    UNPAID,
    UNTIMED,
    WIRE,
)
from tests.faults.rows import Call, Group, Row, Then, row
from tests.faults.troubles import SIDES

ON_DESK = "on `/desk`: {says}"
LOOK_ON_DESK = "on `/desk`: It cannot be looked for: {says}"
PAUSED = ":warning: Not on X yet. {says} It is tried again by itself."
CHECKING = ":mag: Checking whether this reached X"
FAILED = ":x: Not posted on X"
AUTHOR = "the author, in the thread: your reply was not published. {says}"

POST = "* chat.postMessage"
IN_TIME = (
    row(REFUSED, REVOKED, there=1, told=ON_DESK, then=Then.TRIED, after=25),
    row(TIMED, there=1, told=ON_DESK, then=Then.TRIED, after=3),
    row(UNTIMED, there=1, told=ON_DESK, then=Then.TRIED, after=1),
)
ONCE = (
    row(LOST, there=1, told=ON_DESK, then=Then.RESENT, after=15),
    row(DONE, there=1, told=ON_DESK, then=Then.FOUND, after=2),
)


def _message(what: str, *rows: Row) -> Call:
    return Call(route=POST, code="chat_postMessage", what=what, effect="message", rows=(*IN_TIME, *ONCE, *rows))


UNDER_A_CARD = (row(GONE, there=1, then=Then.UNDER_A_NEW_CARD),)
PICTURED = (row(LOOKS, there=1, then=Then.BARER),)
UNPICTURED = (row(PLAIN_LOOKS, there=1, then=Then.BARER),)
SLACKS_OWN = (
    row(REMEDIES, STRANGE, there=1, told=ON_DESK, then=Then.TRIED, after=25),
    row(OPEN_END, there=1, told=ON_DESK, then=Then.RESENT, after=15),
    row(OPEN_END_DONE, there=1, told=ON_DESK, then=Then.FOUND, after=2),
)
MESSAGES = (
    _message("a card", *PICTURED, *SLACKS_OWN, row(GONE, there=1, told=ON_DESK, then=Then.TRIED, after=25)),
    _message("the customer's next post", *PICTURED, *UNDER_A_CARD),
    _message("a reply on its way", *PICTURED, *UNDER_A_CARD),
    _message("a note, mirrored", *PICTURED, *UNDER_A_CARD),
    _message("a team's answer", *PICTURED, *UNDER_A_CARD),
    _message("a notice", *UNPICTURED, *UNDER_A_CARD),
    _message("a question to the owner", *UNPICTURED, *UNDER_A_CARD),
    _message("the end of a wave", *UNPICTURED, *UNDER_A_CARD),
    _message("a handoff's card", *UNPICTURED),
    _message("a storm's message", *UNPICTURED),
    _message("trouble of the bot's own", *UNPICTURED),
    _message("a budget's warning", *UNPICTURED),
    _message("what became late meanwhile", *UNPICTURED),
    _message("what collects a team's ideas", *UNPICTURED),
    _message("a call to a whole channel", *UNPICTURED),
    _message("the desk's week", *UNPICTURED),
)
EDITS = (
    Call(
        route="* chat.update",
        code="chat_update",
        what="a card drawn afresh",
        effect="card as it is now",
        rows=(
            *IN_TIME,
            row(LOST, DONE, OPEN_END, there=1, told=ON_DESK, then=Then.REDRAWN, after=2),
            *PICTURED,
            row(GONE, STRANGE, there=0, then=Then.NEVER),
        ),
    ),
    Call(
        route="* chat.delete",
        code="chat_delete",
        what="a message taken away",
        effect="message taken away",
        rows=(
            *IN_TIME,
            row(LOST, DONE, OPEN_END, there=1, told=ON_DESK, then=Then.REDRAWN, after=2),
            row(GONE, STRANGE, there=0, then=Then.NEVER),
        ),
    ),
)
ANSWERS = (
    Call(
        route="POST /2/tweets",
        code="create_tweet",
        what="a public answer",
        effect="post",
        rows=(
            row(REFUSED, REVOKED, UNPAID, DAILY, UNTIMED, there=1, shows=PAUSED, then=Then.TRIED, after=25),
            row(TIMED, there=1, shows=PAUSED, then=Then.TRIED, after=3),
            row(LOST, there=1, shows=CHECKING, then=Then.RESENT, after=15),
            row(DONE, there=1, shows=CHECKING, then=Then.FOUND, after=2),
            row(FORBIDDEN, there=0, shows=FAILED, told=AUTHOR, then=Then.BY_A_PERSON),
        ),
    ),
)


def _look(what: str, route: str, code: str, effect: str = "card") -> Call:
    soon = row(REFUSED, LOST, DONE, TIMED, there=1, told=ON_DESK, then=Then.LOOKED, after=5)
    late = (UNTIMED, REVOKED, UNPAID, LOCKED_OUT, STRANGE_403)
    rows = (soon, row(*late, there=1, told=ON_DESK, then=Then.LOOKED, after=25))
    return Call(route=route, code=code, what=what, effect=effect, rows=rows)


READS = (
    _look("mentions", "GET /2/users/:id/mentions", "get_users_mentions"),
    _look("the terms we track", "GET /2/tweets/search/recent", "search_recent_tweets"),
    _look("answers given by hand", "GET /2/users/:id/tweets", "get_users_tweets", "answer in the thread"),
    Call(
        route="GET /2/tweets",
        code="get_tweets",
        what="whether posts still stand",
        effect="deletion",
        rows=(row(*WIRE, REVOKED, UNPAID, LOCKED_OUT, STRANGE_403, there=1, then=Then.LOOKED, after=300),),
    ),
    _look("who we are", "GET /2/users/me", "get_me"),
    _look("who we are, by the desk file", "GET /2/users/by/username/:username", "get_user"),
)


def _settling(what: str, route: str, code: str, effect: str, told: str, shows: str, *groups: Group) -> Call:
    everything = row(*WIRE, REVOKED, *groups, there=1, shows=shows, told=told, then=Then.LOOKED, after=10)
    return Call(route=route, code=code, what=what, effect=effect, rows=(everything,))


SETTLING = (
    _settling(
        "a card of which nobody knows",
        "* conversations.history",
        "conversations_history",
        "card",
        LOOK_ON_DESK,
        "",
        REMEDIES,
        OPEN_END,
        STRANGE,
    ),
    _settling(
        "a message of which nobody knows",
        "* conversations.replies",
        "conversations_replies",
        "message",
        LOOK_ON_DESK,
        "",
    ),
    _settling(
        "an answer of which nobody knows",
        "GET /2/users/:id/tweets",
        "get_users_tweets",
        "post",
        "",
        CHECKING,
        UNPAID,
        LOCKED_OUT,
        STRANGE_403,
    ),
)


SECTIONS = {
    "Messages in Slack": MESSAGES,
    "Messages drawn afresh": EDITS,
    "Public answers": ANSWERS,
    "Looks that settle what nobody knows": SETTLING,
    "Reading X": READS,
    "Windows and Homes": WINDOWS,
    "What one person is told": WHISPERS,
    "What the bot asks about its surroundings": SURROUNDINGS,
    "A question to a model": ASKING,
}
CALLS = tuple(call for calls in SECTIONS.values() for call in calls)
ELSEWHERE = {
    "usergroups_list": "`usergroups.list` is asked by `python -m bot check` alone, which says what it could not find "
    "out, as it does of its other questions",
    "bots_info": "`bots.info`, and of a model's server `GET /models`, are asked by it alone too",
    "delete_tweet": "`DELETE /2/tweets/:id`: the bot can do it, but nobody asks it to yet",
    "connect": "the socket itself: see *When Slack's socket fails*",
}
"""Calls that a running bot does not make, or not itself, by their names in code."""
NOWHERE = "files: the bot uploads none, neither to Slack nor to X; whoever may see one follows the link to it"


def cells() -> Iterator[tuple[Call, Row, str]]:
    for call in CALLS:
        for each in call.rows:
            for name in each.names:
                yield call, each, name


def unused() -> set[str]:
    """Troubles that no row speaks of."""
    named = {(call.side, name) for call, _, name in cells()}
    return {name for side, names in SIDES.items() for name in names if (side, name) not in named}
