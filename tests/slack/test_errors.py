"""Every answer and every silence of Slack has one meaning for a delivery."""

import socket
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports.outcomes import Gone, Outcome, Paused, Rejected, Unsure
from bot.slack import errors
from tests.cases.samples import NOON


def said(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    answer = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=headers or {}, status_code=status
    )
    return SlackApiError("The request failed", answer)


def error(word: str, **more: Any) -> SlackApiError:
    return said({"ok": False, "error": word, **more})


def meaning(trouble: BaseException) -> Outcome:
    return errors.outcome(trouble, NOON, "C0MENTIONS")


@pytest.mark.parametrize(("given", "seconds"), [("12", 12), ("0", 1), ("soon", 1), (None, 1)])
def test_a_429_pauses_as_long_as_slack_says(given: str | None, seconds: int):
    headers = {"retry-after": given} if given else {}
    paused = meaning(said({"ok": False, "error": "ratelimited"}, 429, headers))
    assert isinstance(paused, Paused)
    assert paused.until == NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize("word", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_slacks_own_faults_leave_it_open(word: str):
    assert isinstance(meaning(error(word)), Unsure)


@pytest.mark.parametrize("data", ["Bad Gateway", None, {}])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_leaves_it_open_whatever_its_body(data: Any, status: int):
    assert isinstance(meaning(said(data, status)), Unsure)


def test_an_answer_that_is_no_json_leaves_it_open():
    assert isinstance(meaning(SlackApiError("Unexpected body", SimpleNamespace(status=200, headers={}))), Unsure)


@pytest.mark.parametrize(
    "trouble",
    [
        TimeoutError(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ServerTimeoutError(),
        aiohttp.ClientOSError(104, "reset"),
        aiohttp.ClientPayloadError(),
        ConnectionResetError(),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
def test_silence_and_a_cut_line_leave_it_open(trouble: BaseException):
    assert isinstance(meaning(trouble), Unsure)


def test_a_refused_connection_is_surely_not_sent():
    key = ConnectionKey("slack.com", 443, True, True, None, None, None)
    refused = aiohttp.ClientConnectorError(key, OSError(111, "refused"))
    unknown = aiohttp.ClientConnectorDNSError(key, socket.gaierror())
    for trouble in (refused, unknown, aiohttp.ConnectionTimeoutError(), ConnectionRefusedError()):
        paused = meaning(trouble)
        assert isinstance(paused, Paused)
        assert paused.until is None


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("not_in_channel", "Invite me there: `/invite @Mentiondesk`"),
        ("channel_not_found", "Check the desk file"),
        ("is_archived", "<#C0MENTIONS> is archived"),
        ("account_inactive", "Install the app"),
        ("invalid_auth", "SLACK_BOT_TOKEN"),
        ("token_revoked", "SLACK_BOT_TOKEN"),
    ],
)
def test_what_people_can_mend_waits_and_says_how(word: str, advice: str):
    paused = meaning(error(word))
    assert isinstance(paused, Paused)
    assert advice in str(paused)


def test_a_missing_scope_is_named():
    assert "lacks the scope chat:write" in str(meaning(error("missing_scope", needed="chat:write")))


@pytest.mark.parametrize("word", ["message_not_found", "thread_not_found"])
def test_what_was_deleted_is_gone(word: str):
    assert isinstance(meaning(error(word)), Gone)


def test_refused_blocks_say_what_is_wrong_with_them():
    refused = meaning(error("invalid_blocks", response_metadata={"messages": ["[ERROR] downloading image failed"]}))
    assert isinstance(refused, errors.BlocksRefused)
    assert "downloading image failed" in str(refused)


def test_everything_else_was_surely_not_done():
    outcome = meaning(error("msg_too_long"))
    assert type(outcome) is Rejected
    assert str(outcome) == "Slack said no: msg_too_long."


def test_slacks_word_for_an_error_can_be_asked_for():
    assert errors.code(error("user_not_found")) == "user_not_found"
    assert errors.code(said("Bad Gateway", 502)) == ""
