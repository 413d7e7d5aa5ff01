"""The table's calls that keep nothing: windows, what one person is told, and questions, also those to a model."""

from tests.faults.groups import DONE, LIMITED, LOST, REFUSED, REVOKED, TIMED, UNREAD, UNTIMED, WIRE
from tests.faults.rows import Call, Group, Row, Then, row

NO_WINDOW = "who pressed, privately: Slack did not let me open a window in time. Please try once more."
HALF_A_WINDOW = "who pressed, privately: Slack did not let me fill the window. Close it, then try once more."
LOADING = "One moment"


def _window(what: str, name: str, code: str) -> Call:
    return Call(
        route=f"* {name}",
        code=code,
        what=what,
        effect="window",
        rows=(
            row(REFUSED, LIMITED, LOST, REVOKED, there=0, told=NO_WINDOW, then=Then.BY_THE_PERSON),
            row(DONE, there=1, shows=LOADING, told=NO_WINDOW, then=Then.BY_THE_PERSON),
        ),
    )


WINDOWS = (
    _window("a window opened", "views.open", "views_open"),
    _window("a window upon a window", "views.push", "views_push"),
    Call(
        route="* views.update",
        code="views_update",
        what="a window filled",
        effect="window",
        rows=(
            row(LIMITED, LOST, REVOKED, there=1, shows=LOADING, told=HALF_A_WINDOW, then=Then.ONCE_MORE),
            row(DONE, there=1, told=HALF_A_WINDOW, then=Then.ONCE_MORE),
        ),
        spared={"connection refused": "the window cannot even be opened, see `views.open`"},
    ),
    Call(
        route="* views.publish",
        code="views_publish",
        what="somebody's Home",
        effect="Home as it is now",
        times=1,
        rows=(row(*WIRE, REVOKED, there=1, then=Then.SHOWN_AGAIN),),
    ),
)
WHISPERS = (
    Call(
        route="* chat.postEphemeral",
        code="chat_postEphemeral",
        what="a private answer in a thread",
        effect="private answer",
        times=1,
        rows=(
            row(REFUSED, LIMITED, LOST, REVOKED, there=1, then=Then.SAID_AGAIN),
            row(DONE, there=2, then=Then.SAID_AGAIN),
        ),
    ),
    Call(
        route="* response_url",
        code="send_dict",
        what="a private answer to a click or a command",
        effect="private answer",
        rows=(
            row(REFUSED, LIMITED, LOST, there=1, then=Then.ANOTHER_WAY),
            row(DONE.without(UNREAD), there=2, then=Then.ANOTHER_WAY),
            row(UNREAD, there=1, then=Then.UNNOTICED),
        ),
        spared={"keys revoked": "the address itself is the key"},
    ),
    Call(
        route="* chat.postMessage",
        code="chat_postMessage",
        what="the answer to a question",
        effect="answer in the direct messages",
        times=1,
        rows=(
            row(REFUSED, LIMITED, LOST, REVOKED, there=1, then=Then.SAID_AGAIN),
            row(DONE, there=2, then=Then.SAID_AGAIN),
        ),
    ),
    Call(
        route="* assistant.threads.setStatus",
        code="assistant_threads_setStatus",
        what="that a question is being looked up",
        effect="answer in the direct messages",
        times=1,
        rows=(row(*WIRE, REVOKED, there=1, then=Then.UNNOTICED),),
    ),
    Call(
        route="* assistant.threads.setSuggestedPrompts",
        code="assistant_threads_setSuggestedPrompts",
        what="questions to choose from",
        effect="suggested questions",
        rows=(row(*WIRE, REVOKED, there=1, then=Then.NEXT_TIME),),
    ),
)


def _question(what: str, name: str, code: str, then: Then, effect: str, after: float | None = None) -> Call:
    """Something that the bot can do without for a while."""
    rows = (row(*WIRE, REVOKED, there=1, then=then, after=after),)
    return Call(route=f"* {name}", code=code, what=what, effect=effect, rows=rows)


def _start(what: str, name: str, code: str, token: str) -> Call:
    stops = row(REVOKED, there=0, told=f"the log: Slack does not accept {token}", then=Then.STOPS)
    rows = (row(*WIRE, there=1, then=Then.WAITING), stops)
    return Call(route=f"* {name}", code=code, what=what, effect="start", rows=rows)


SURROUNDINGS = (
    _question("somebody's name and rights", "users.info", "users_info", Then.NEXT_TIME, "person known"),
    _question("who is in a group", "usergroups.users.list", "usergroups_users_list", Then.ROUND, "group known", 25),
    _question("whether a channel can be used", "conversations.info", "conversations_info", Then.ROUND, "answer", 25),
    _question("who is in a channel", "conversations.members", "conversations_members", Then.ROUND, "answer", 25),
    _question("whether somebody is there", "users.getPresence", "users_getPresence", Then.BEST, "colleague asked"),
    _question("whether somebody may be disturbed", "dnd.teamInfo", "dnd_teamInfo", Then.BEST, "colleague asked"),
    _start("signing in", "auth.test", "auth_test", "SLACK_BOT_TOKEN"),
    _start("the socket", "apps.connections.open", "apps_connections_open", "SLACK_APP_TOKEN"),
)

BROKEN = Group("500 and 503", ("500", "503 in HTML"))
BROKEN_DONE = Group("500 and 503 after the effect", ("500 after the effect", "503 in HTML after the effect"))
GARBLED = Group("malformed JSON", ("malformed JSON",))
USED_UP = Group("the quota used up", ("429, the month used up",))
BY_RULES = "on `/desk`: {says} The desk works without it."


def _in_peace(after: float, *groups: Group) -> Row:
    return row(*groups, there=1, told=BY_RULES, then=Then.IN_PEACE, after=after)


ASKING = (
    Call(
        route="POST /chat/completions",
        code="create",
        what="a question to a model",
        effect="answer, by the model or by plain rules",
        rows=(
            _in_peace(20, REFUSED, LOST.without(BROKEN), DONE.without(BROKEN_DONE, GARBLED), UNTIMED),
            _in_peace(3, TIMED),
            _in_peace(60, BROKEN, BROKEN_DONE),
            _in_peace(600, REVOKED, USED_UP),
            row(GARBLED, there=1, told=BY_RULES, then=Then.NEXT_TIME, after=0),
        ),
    ),
)
