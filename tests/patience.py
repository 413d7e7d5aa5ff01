"""Slack waits thirty seconds here, not three: on a machine that is busy with other tests that measures nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import aiohttp
import pytest
from slack_bolt.listener.async_listener import AsyncCustomListener

from bot.sandbox.slack_server import triggers

ACK_SECONDS = 30.0
_here: set[object] = set()
_patch = pytest.MonkeyPatch()


def impatient(seconds: float) -> pytest.MarkDecorator:
    """For a test about an app that does not answer in time."""
    return pytest.mark.parametrize("ack_seconds", [seconds])


@contextmanager
def patient_slack() -> Iterator[None]:
    """Windows open and Bolt waits for an ack for as long; the server takes its `ack_seconds` itself.

    A socket whose pong is late stays open too, until slack_sdk's own watch over it, which is slower, gives it up.
    """
    if not _here:
        _patch.setattr(triggers, "TRIGGER_LIFE", timedelta(seconds=ACK_SECONDS))
        _patch.setattr(AsyncCustomListener, "ack_timeout", property(_patience, _unheard), raising=False)
        _patch.setattr(aiohttp.ClientWebSocketResponse, "_pong_not_received", _stay)
    mine = object()
    _here.add(mine)
    try:
        yield
    finally:
        _here.remove(mine)
        if not _here:  # several towns at once end in any order
            _patch.undo()


def _patience(_: AsyncCustomListener) -> float:
    return ACK_SECONDS


def _stay(_: aiohttp.ClientWebSocketResponse) -> None:
    """aiohttp's own would close it, half an interval after its ping: a second, or two and a half."""


def _unheard(_: AsyncCustomListener, seconds: float) -> None:
    """Bolt's own three seconds."""
