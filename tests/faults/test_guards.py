"""The table knows every call of the code, everything that can go wrong with it, and what the document says."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from openai.resources.chat.completions import AsyncCompletions
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from tweepy.asynchronous import AsyncClient

from bot.cases.outbox import Does, Thing
from tests.faults.acts import ACTS
from tests.faults.acts.deliveries import Delivered
from tests.faults.groups import GROUPS
from tests.faults.page import PAGE, rendered
from tests.faults.rows import Call
from tests.faults.table import CALLS, ELSEWHERE, cells, unused
from tests.faults.troubles import COMMON, SIDES

ROOMS = {
    "bot/slack": (AsyncWebClient, AsyncWebhookClient, SocketModeClient),
    "bot/networks/x": (AsyncClient,),
    "bot/ai/assistant": (AsyncCompletions,),
}
"""The rooms that call out, and the clients with which they do."""
CHOKE_POINTS = {"request", "close"}
"""Below all calls, or none."""
CHOKED = "bot/networks/x/client.py"
"""The only file that may go through one."""
HTTP = re.compile(
    r"(?:aiohttp|ftplib|http|httpx2?|openai|requests|smtplib|urllib3|urllib\.request|websockets|xdk)(?:\.|$)"
)
"""Slack's and X's own libraries stay in their rooms by the import contracts."""
SPEAK_HTTP = {
    "bot/ai/assistant/client.py": "asks a model",
    "bot/app/doctor.py": "asks this machine's own port who is on it",
    "bot/networks/x/client.py": "every call goes through its one choke point",
    "bot/slack/app.py": "makes the session of Slack's client, and takes Slack's requests",
    "bot/slack/doctor.py": "makes the session of the doctor's own client",
    "bot/slack/errors.py": "reads errors",
    "bot/slack/sockets.py": "listens to the socket",
    "bot/web/server.py": "answers only",
}
"""The files that know an HTTP library, and why: whoever calls out from elsewhere has no line in the table."""


@cache
def code(folder: str) -> dict[str, list[ast.AST]]:
    """By path, whatever stands in the files of a room."""
    paths = (path for path in Path(folder).rglob("*.py") if "sandbox" not in path.parts)
    return {str(path): list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in paths}


def attributes(folder: str) -> set[str]:
    """Whatever the code of a room asks anything for, whatever it names the client."""
    return {node.attr for nodes in code(folder).values() for node in nodes if isinstance(node, ast.Attribute)}


def called() -> set[str]:
    found = {
        name
        for folder, clients in ROOMS.items()
        for name in attributes(folder)
        for client in clients
        if inspect.iscoroutinefunction(inspect.unwrap(getattr(client, name, None)))
    }
    return found - CHOKE_POINTS


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{each.name}" for each in node.names]
    return []


def speakers() -> Iterator[str]:
    for path, nodes in code("bot").items():
        if any(HTTP.match(name) for node in nodes for name in imported(node)):
            yield path


def test_every_call_of_the_code_is_in_the_table_or_said_to_be_elsewhere() -> None:
    in_table = {call.code for call in CALLS}
    assert called() == in_table | set(ELSEWHERE)
    assert in_table & set(ELSEWHERE) == set()


def test_nobody_calls_out_from_anywhere_else() -> None:
    assert set(speakers()) == set(SPEAK_HTTP)


def test_nobody_goes_round_the_names_of_the_calls() -> None:
    rounds = [path for path, nodes in code("bot/networks").items() for node in nodes if _asks(node, "request")]
    assert set(rounds) == {CHOKED}


def _asks(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name


def test_whatever_a_delivery_does_and_is_about_is_in_the_table() -> None:
    acts = [act for act in ACTS.values() if issubclass(act, Delivered)]
    assert {act.does for act in acts} == set(Does)
    assert {act.thing for act in acts if act.does is Does.POST} == set(Thing)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_every_call_says_what_becomes_of_it_whatever_may_happen_to_any_call(call: Call) -> None:
    stated = Counter(name for row in call.rows for name in row.names)
    assert [name for name, times in stated.items() if times > 1] == []
    assert set(COMMON) - set(stated) == set(call.spared)
    assert set(stated) <= set(SIDES[call.side])


@pytest.mark.parametrize("what", ["a card", "a public answer"])
def test_what_must_never_be_lost_or_doubled_says_it_for_everything(what: str) -> None:
    [call] = [call for call in CALLS if call.what == what]
    stated = {name for row in call.rows for name in row.names} | {"blocks without pictures refused"}
    assert stated >= set(SIDES[call.side])


def test_every_trouble_is_tried() -> None:
    assert unused() == set()


def test_every_line_has_an_act_and_every_act_a_line() -> None:
    assert {call.what for call, _, _ in cells()} == set(ACTS)


def test_groups_of_one_name_mean_the_same() -> None:
    by_title = {group.title: group.names for group in GROUPS}
    used = {(group.title, group.names) for call in CALLS for row in call.rows for group in row.groups}
    other = {title for title, names in used if by_title.get(title, names) != names}
    assert other <= {"blocks refused"}  # fewer looks where there is no picture


def test_the_document_shows_the_table() -> None:
    assert rendered() in PAGE.read_text(encoding="utf-8"), "paste the output of `python -m tests.faults`"
