"""The logs: readable or JSON, and no secret survives in either."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import log

SECRETS = {
    "a bot token": ("refused: xoxb-12345-67890-AbCdEf", "AbCdEf"),
    "an app token": ("socket with xapp-1-A012-345-deadbeef", "deadbeef"),
    "a rotated token": ("xoxe.xoxp-1-Mi0yLTk4NzY1", "Mi0yLTk4NzY1"),
    "a bearer header": ("Authorization: Bearer AbCdEfGhIjKlMnOp.123", "AbCdEfGhIjKl"),
    "X's bearer by itself": ("token AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid", "uSeid"),
    "an OAuth header": ('OAuth oauth_consumer_key="ck-value", oauth_signature="sig%3D"', "ck-value"),
    "an OAuth signature in a body": ("oauth_nonce=1&oauth_signature=c2lnbmF0dXJl&x=1", "c2lnbmF0dXJl"),
    "a database password": ("cannot open postgresql://desk:pa@ss@db.internal:5432/desk", "pa@ss"),
    "a model key": ("model refused sk-proj-abcdefghijklmnop", "abcdefghijklmnop"),
    "a socket ticket": ("connecting to wss://wss.example/link/?ticket=12345678-abc&app_id=1", "12345678-abc"),
    "a response_url": ("https://hooks.slack.com/actions/T01/2/secretpart", "secretpart"),
    "a hidden value": ("signed with s3cret/value+more", "s3cret"),
    "a hidden value in an address": ("https://x.example/?s=s3cret%2Fvalue%2Bmore", "s3cret"),
}


@pytest.fixture(params=["text", "json"])
def lines(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    monkeypatch.setattr(log, "_hidden", set())
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.configure(request.param, stream)
    yield stream
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize(("text", "secret"), SECRETS.values(), ids=SECRETS.keys())
def test_no_secret_survives_anywhere_in_a_line(lines: io.StringIO, text: str, secret: str) -> None:
    log.hide("s3cret/value+more")
    ours = structlog.get_logger("bot.test")
    ours.info(text)
    ours.warning("a value", said=text, nested={"deep": [text]})
    logging.getLogger("library").warning("foreign: %s", text)
    try:
        raise ValueError(text)
    except ValueError:
        ours.exception("it broke", why=text)
        logging.getLogger("library").exception("foreign broke")
    written = lines.getvalue()
    assert "it broke" in written and "foreign broke" in written and "Traceback" in written
    assert secret not in written
    assert log.MASK in written


@pytest.mark.parametrize(
    "text",
    [
        "case #1042 claimed by U0AGENT in C0MENTIONS",
        "the bearer token is missing",
        "GET https://api.x.com/2/users/1/mentions?since_id=20 took 31 ms",
        "listening on http://127.0.0.1:8700/",
        "postgresql://desk@db.internal/desk is not migrated",
        "skimming sk-ip",
    ],
)
def test_what_is_no_secret_stays_readable(text: str) -> None:
    assert log.mask(text) == text


def test_a_secret_too_short_to_be_one_does_not_blot_out_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_hidden", set())
    log.hide("", "case")
    assert log.mask("case #1042") == "case #1042"


def test_json_lines_are_json_with_level_time_and_values(lines: io.StringIO, request: pytest.FixtureRequest) -> None:
    structlog.get_logger("bot.relay").warning("held back", lane="x:acme", seconds=30)
    written = lines.getvalue()
    if request.node.callspec.params["lines"] == "text":
        assert "held back" in written and "lane=x:acme" in written and "\x1b" not in written
        return
    line = json.loads(written)
    assert line["event"] == "held back" and line["level"] == "warning" and line["logger"] == "bot.relay"
    assert line["lane"] == "x:acme" and line["seconds"] == 30 and line["timestamp"].endswith("Z")


@pytest.mark.parametrize("name", ["tweepy", "tweepy.asynchronous.client", "aiohttp.access", "slack_sdk.web"])
def test_libraries_that_print_headers_are_never_at_debug(lines: io.StringIO, name: str) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger(name).debug("headers")
    assert lines.getvalue() == ""


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("name", ["slack_sdk.web.async_base_client", "slack_sdk.socket_mode.desk"])
def test_no_request_to_slack_is_put_into_words_that_nobody_reads(name: str) -> None:
    assert logging.getLogger(name).level > logging.DEBUG  # slack_sdk looks at nothing else


def test_setting_up_twice_writes_each_line_once(lines: io.StringIO) -> None:
    log.configure("text", lines)
    structlog.get_logger("bot").info("once")
    assert lines.getvalue().count("once") == 1
