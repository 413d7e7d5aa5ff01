"""Modals: typing, choosing, submitting and closing, and how the app's answer rules the screen."""

import pytest

from bot.sandbox.slack_server import AppDidNotAnswer, NotPossible
from bot.sandbox.slack_server.model import Json
from tests.sandbox.slack.cards import REPLY, input_block, modal, open_reply, opens, words


async def test_typing_tells_the_app_and_an_update_keeps_what_was_typed(bolt, connect, world, anna):
    opens(bolt)

    @bolt.action("text")
    async def typed(ack, action, body, client):
        await ack()
        counted = {**REPLY, "title": words(f"{len(action['value'])} letters")}
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=counted)

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    await anna.type(view, "Reply", "Sorry")
    await anna.sees_modal("5 letters")
    assert view.values["block-Reply", "text"]["value"] == "Sorry"
    assert anna.modal() is view


async def test_a_submission_carries_what_stands_in_the_inputs_and_closes_the_modal(bolt, connect, world, anna):
    opens(bolt)
    sent: list[Json] = []

    @bolt.action("text")
    async def typed(ack):
        await ack()

    @bolt.view("reply")
    async def submitted(ack, view):
        await ack()
        sent.append(view["state"]["values"])

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    assert await anna.submit(view, {"Reply": "Sorry!", "Team": "refunds"}) is None
    assert sent[0]["block-Reply"]["text"]["value"] == "Sorry!"
    assert sent[0]["block-Team"]["team"]["selected_option"]["value"] == "t2"
    assert anna.modal() is None


async def test_what_the_client_refuses_never_reaches_the_app(bolt, connect, world, anna):
    opens(bolt)

    @bolt.action("text")
    async def typed(ack):
        await ack()

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    assert await anna.submit(view) == {"Reply": "Please complete this required field."}
    assert await anna.submit(view, {"Reply": "x" * 21}) == {"Reply": "Please enter at most 20 characters."}


@pytest.mark.parametrize("answer", ["errors", "update", "push", "clear"])
async def test_the_answer_to_a_submission_rules_the_screen(bolt, connect, world, anna, answer):
    opens(bolt)

    @bolt.action("text")
    async def typed(ack):
        await ack()

    @bolt.view("reply")
    async def submitted(ack):
        following = modal("Next", {"type": "divider"})
        match answer:
            case "errors":
                await ack(response_action="errors", errors={"block-Reply": "too rude"})
            case "clear":
                await ack(response_action="clear")
            case _:
                await ack(response_action=answer, view=following)

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    result = await anna.submit(view, {"Reply": "Hm"})
    match answer:
        case "errors":
            assert result == {"Reply": "too rude"}
            assert anna.modal() is view
        case "update":
            assert result is view
            assert view.title == "Next"
        case "push":
            assert result is anna.modal() is not view
            assert anna.modal().previous_id == view.id
        case "clear":
            assert result is anna.modal() is None


async def test_errors_for_a_block_that_is_no_input_are_a_fault_of_the_app(bolt, connect, world, anna):
    opens(bolt)

    @bolt.action("text")
    async def typed(ack):
        await ack()

    @bolt.view("reply")
    async def submitted(ack):
        await ack(response_action="errors", errors={"nowhere": "what?"})

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    with pytest.raises(AppDidNotAnswer, match="nowhere"):
        await anna.submit(view, {"Reply": "Hm"})


async def test_closing_is_told_only_when_asked_for(bolt, connect, world, anna):
    opens(bolt, {**REPLY, "notify_on_close": True})
    closed: list[str] = []

    @bolt.view_closed("reply")
    async def noticed(ack, body):
        await ack()
        closed.append(body["view"]["callback_id"])

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    await anna.close(view)
    assert closed == ["reply"]
    assert anna.modal() is None
    with pytest.raises(NotPossible):
        await anna.type(view, "Reply", "too late")


async def test_type_ahead_menus_ask_the_app(bolt, connect, world, anna):
    menu = {"type": "external_select", "action_id": "case", "min_query_length": 0}
    opens(bolt, modal("Reply to #1042", input_block("Case", menu), callback_id="reply"))
    picked: list[str] = []

    @bolt.options("case")
    async def offered(ack, body):
        await ack(options=[{"text": words(f"#{n} {body['value']}"), "value": str(n)} for n in (1, 2)])

    @bolt.view("reply")
    async def submitted(ack, view):
        await ack()
        picked.append(view["state"]["values"]["block-Case"]["case"]["selected_option"]["value"])

    await connect(bolt)
    view = await open_reply(bolt, world, anna)
    assert await anna.suggestions(view, "Case", "bag") == ["#1 bag", "#2 bag"]
    await anna.choose(view, "Case", "#2 bag", typed="bag")
    assert await anna.submit(view) is None
    assert picked == ["2"]


async def test_checkboxes_toggle_one_by_one_or_are_set_together(bolt, connect, world, anna):
    boxes = {
        "type": "checkboxes",
        "action_id": "days",
        "options": [{"text": words(day), "value": day} for day in ("Mon", "Tue")],
    }
    opens(bolt, modal("Reply to #1042", input_block("Days", boxes, optional=True), callback_id="reply"))
    await connect(bolt)
    view = await open_reply(bolt, world, anna)

    def ticked() -> list[str]:
        return [option["value"] for option in view.values["block-Days", "days"]["selected_options"]]

    await anna.choose(view, "Days", "Mon")
    await anna.choose(view, "Days", "Tue")
    assert ticked() == ["Mon", "Tue"]
    await anna.choose(view, "Days", "Mon")
    assert ticked() == ["Tue"]
    await anna.choose(view, "Days", ["Mon"])
    assert ticked() == ["Mon"]
    with pytest.raises(LookupError, match="'Mon', 'Tue'"):
        await anna.choose(view, "Days", "Sun")
