"""How a repetition of the same interaction is told from a new one."""

from typing import Any

from bot.slack.asked import Asked


def key(**body: Any) -> str:
    return Asked(None, body, None).key  # type: ignore[arg-type]


def sent(text: str, view: str = "V1") -> str:
    values = {"reply_text": {"reply_text": {"type": "plain_text_input", "value": text}}}
    return key(type="view_submission", view={"id": view, "state": {"values": values}})


def test_a_window_that_is_sent_once_more_is_the_same():
    assert sent("We are on it.") == sent("We are on it.")


def test_a_window_that_was_changed_before_it_was_sent_once_more_is_something_new():
    assert len({sent("We are on it."), sent("We are on it!"), sent("We are on it.", "V2")}) == 3


def test_everything_else_has_a_trigger():
    assert key(type="block_actions", trigger_id="1.2") == "trigger:1.2"
