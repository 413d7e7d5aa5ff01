"""The rules of modals and Homes: triggers, stacks, hashes, ids."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.slack_server import SlackError, SlackWorld, screens
from bot.sandbox.slack_server.model import Json


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def modal(title: str = "A", **more: object) -> Json:
    return {"type": "modal", "title": text(title), "blocks": [{"type": "divider"}], **more}


def field(initial: str, block_id: str | None = None) -> Json:
    element = {"type": "plain_text_input", "action_id": "t", "initial_value": initial}
    block = {"type": "input", "label": text("Reply"), "element": element}
    return block | ({"block_id": block_id} if block_id else {})


def opened(world: SlackWorld, content: Json | None = None):
    return screens.open_view(world, world.triggers.issue("U0ANNA"), content or modal())


def refusal(call, *args: object) -> str:
    with pytest.raises(SlackError) as caught:
        call(*args)
    return caught.value.error


def test_a_trigger_lives_three_seconds():
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    world = SlackWorld(clock=lambda: now)
    trigger = world.triggers.issue("U0ANNA")
    now += timedelta(seconds=3.1)
    assert refusal(screens.open_view, world, trigger, modal()) == "expired_trigger_id"


def test_a_view_that_slack_refuses_leaves_the_trigger_unused(world):
    trigger = world.triggers.issue("U0ANNA")
    assert refusal(screens.open_view, world, trigger, {"type": "modal"}) == "invalid_arguments"
    screens.open_view(world, trigger, modal())


def test_three_modals_stand_above_one_another_and_no_fourth(world):
    first = opened(world)
    for _ in range(2):
        screens.push_view(world, world.triggers.issue("U0ANNA"), modal())
    assert refusal(screens.push_view, world, world.triggers.issue("U0ANNA"), modal()) == "push_limit_reached"
    assert world.modal("U0ANNA").root_id == first.id


def test_an_update_with_an_old_hash_is_refused(world):
    view = opened(world)
    old = view.hash
    screens.update_view(world, modal("B"), view.id, "", old)
    assert refusal(screens.update_view, world, modal("C"), view.id, "", old) == "hash_conflict"
    assert view.title == "B"


def test_a_closed_view_cannot_be_updated(world):
    view = opened(world)
    screens.close_view(world, view)
    assert refusal(screens.update_view, world, modal("B"), view.id) == "not_found"


def test_a_modal_is_found_by_its_external_id_which_is_unique(world):
    view = opened(world, modal(external_id="e"))
    assert screens.update_view(world, modal("B", external_id="e"), external_id="e") is view
    assert refusal(opened, world, modal(external_id="e")) == "duplicate_external_id"


def test_an_enormous_view_is_refused(world):
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    assert refusal(opened, world, {**modal(), "blocks": [section] * 90}) == "view_too_large"


def test_an_update_fills_in_anew_only_where_the_block_id_is_new(world):
    view = opened(world, {**modal(submit=text("Send")), "blocks": [field("old", "same"), field("old")]})
    screens.update_view(world, {**modal(submit=text("Send")), "blocks": [field("new", "same"), field("new")]}, view.id)
    assert [state["value"] for state in view.values.values()] == ["old", "new"]


def test_a_home_is_published_for_known_people_and_guarded_by_its_hash(world):
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = screens.publish_home(world, "U0ANNA", home)
    old = first.hash
    assert screens.publish_home(world, "U0ANNA", home, old) is first
    assert refusal(screens.publish_home, world, "U0ANNA", home, old) == "hash_conflict"
    assert refusal(screens.publish_home, world, "U0NOBODY", home) == "user_not_found"
