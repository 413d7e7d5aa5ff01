"""What people do reaches a real Bolt app over both wires, and its answers reach their screens."""

import asyncio
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack_server import AppDidNotAnswer, NotPossible, Person, SlackServer, SlackWorld
from bot.sandbox.slack_server.model import Json

BUTTONS: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Where is my *bag*?"}},
    {
        "type": "actions",
        "block_id": "verbs",
        "elements": [
            {
                "type": "button",
                "action_id": "reply",
                "text": {"type": "plain_text", "text": "💬 Reply"},
                "value": "1042",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Snooze"}, "value": "snooze"},
                    {"text": {"type": "plain_text", "text": "Resolve"}, "value": "resolve"},
                ],
            },
        ],
    },
]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def input_block(label: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": f"block-{label}", "label": words(label), "element": element, **more}


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": words(title), "submit": words("Send"), "blocks": list(blocks), **more}


REPLY = modal(
    "Reply to #1042",
    input_block(
        "Reply",
        {
            "type": "plain_text_input",
            "action_id": "text",
            "max_length": 20,
            "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
        },
        dispatch_action=True,
    ),
    input_block(
        "Team",
        {
            "type": "static_select",
            "action_id": "team",
            "options": [
                {"text": words("baggage"), "value": "t1"},
                {"text": words("refunds"), "value": "t2"},
            ],
        },
        optional=True,
    ),
    callback_id="reply",
)


async def post_card(bolt: AsyncApp, world: SlackWorld, blocks: list[Json] = BUTTONS):
    answer = await bolt.client.chat_postMessage(channel="C0MENTIONS", text="a case", blocks=blocks)
    return world.message("C0MENTIONS", answer["ts"])


def opens(bolt: AsyncApp, view: Json = REPLY) -> None:
    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)


async def open_reply(bolt: AsyncApp, world: SlackWorld, person: Person):
    card = await post_card(bolt, world)
    await person.click(card, "Reply")
    return await person.sees_modal("Reply to #1042")


async def test_a_click_carries_the_whole_message_and_opens_a_modal(bolt, connect, world, anna):
    seen: list[Json] = []

    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        seen.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=REPLY)

    await connect(bolt)
    card = await post_card(bolt, world)
    await anna.click(card, "Reply")
    await anna.sees_modal("Team")
    body = seen[0]
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("1042", "verbs")
    assert (body["message"]["ts"], body["channel"]["id"], body["user"]["id"]) == (card.ts, "C0MENTIONS", "U0ANNA")
    assert body["container"]["is_ephemeral"] is False
    assert body["response_url"].startswith("http")
    assert world.person("U0BEN").modal() is None


async def test_an_overflow_entry_is_found_by_its_words(bolt, connect, world, anna):
    chosen: list[str] = []

    @bolt.action("more")
    async def clicked(ack, action):
        await ack()
        chosen.append(action["selected_option"]["value"])

    await connect(bolt)
    await anna.click(await post_card(bolt, world), "Resolve")
    assert chosen == ["resolve"]


async def test_words_that_are_not_there_are_answered_with_those_that_are(bolt, world, anna):
    card = await post_card(bolt, world)
    with pytest.raises(LookupError, match=r"'💬 Reply', 'Snooze', 'Resolve'"):
        await anna.click(card, "Claim")


async def test_a_person_sees_the_warning_sign_when_nobody_answers(bolt, connect, world, anna):
    @bolt.action("reply")
    async def clicked(body):
        await asyncio.sleep(0)

    await connect(bolt)
    with pytest.raises(AppDidNotAnswer, match="block_actions"):
        await anna.click(await post_card(bolt, world), "Reply")


async def test_without_an_app_every_click_fails(bolt, server, world, anna):
    card = await post_card(bolt, world)
    with pytest.raises(AppDidNotAnswer, match="connection_failed"):
        await anna.click(card, "Reply")


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


async def test_a_choice_in_a_message_is_an_action_and_stays_in_its_state(bolt, connect, world, anna):
    picker = {"type": "users_select", "action_id": "who", "placeholder": words("Assignee")}
    other = {"type": "button", "action_id": "go", "text": words("Go")}
    seen: list[Json] = []

    @bolt.action("who")
    async def chosen(ack, action):
        await ack()
        seen.append(action)

    @bolt.action("go")
    async def went(ack, body):
        await ack()
        seen.append(body["state"]["values"])

    await connect(bolt)
    blocks = [{"type": "actions", "block_id": "b", "elements": [picker, other]}]
    card = await post_card(bolt, world, blocks)
    await anna.choose(card, "Assignee", "Ben Carter")
    await anna.click(card, "Go")
    assert seen[0]["selected_user"] == "U0BEN"
    assert seen[1]["b"]["who"]["selected_user"] == "U0BEN"


async def test_a_command_carries_codes_with_names_and_may_answer_in_its_ack(bolt, connect, world, anna):
    seen: list[Json] = []

    @bolt.command("/assign")
    async def assigned(ack, body):
        await ack("Done & dusted")
        seen.append(body)

    await connect(bolt)
    said = await anna.command("/assign", "#1042 @Ben Carter <urgent> in #mentions", "C0MENTIONS")
    assert seen[0]["text"] == "#1042 <@U0BEN|ben> &lt;urgent&gt; in <#C0MENTIONS|mentions>"
    assert (seen[0]["channel_id"], seen[0]["user_id"]) == ("C0MENTIONS", "U0ANNA")
    assert said.text == "Done & dusted"
    assert world.ephemerals("U0ANNA", "C0MENTIONS") == [said]


async def test_a_command_is_refused_in_threads_and_where_it_is_unknown(server, world, anna):
    world.app.commands = {"/reply"}
    with pytest.raises(NotPossible, match="threads"):
        await anna.command("/reply", "x", "C0MENTIONS", thread_ts="1.0")
    with pytest.raises(NotPossible, match="not a valid command"):
        await anna.command("/shout", "x", "C0MENTIONS")


async def test_a_message_shortcut_carries_the_message_and_its_thread(bolt, connect, world, anna):
    world.app.shortcuts["Reply with this"] = "reply_with"
    seen: list[Json] = []

    @bolt.message_shortcut("reply_with")
    async def used(ack, body):
        await ack()
        seen.append(body)

    await connect(bolt)
    head = await post_card(bolt, world)
    note = await anna.say("C0MENTIONS", "Say sorry", thread_ts=head.ts)
    await anna.shortcut("Reply with this", note)
    body = seen[0]
    assert (body["type"], body["message_ts"], body["message"]["thread_ts"]) == ("message_action", note.ts, head.ts)
    with pytest.raises(LookupError, match="Reply with this"):
        await anna.shortcut("Escalate", note)


async def test_a_published_home_is_seen_and_answers_clicks(bolt, connect, world, anna):
    clicks: list[Json] = []

    @bolt.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS})

    @bolt.action("reply")
    async def clicked(ack, body):
        await ack()
        clicks.append(body)

    await connect(bolt)
    assert await anna.open_home() is None
    home = await anna.sees_home("Where is my bag?")
    await anna.click(home, "Reply")
    assert clicks[0]["view"]["type"] == "home"
    assert "response_url" not in clicks[0]


async def test_an_ephemeral_click_has_no_message_but_can_replace_and_delete_it(bolt, connect, world, anna):
    @bolt.action("reply")
    async def clicked(ack, body, respond):
        await ack()
        assert "message" not in body
        await respond(text="Replaced", replace_original=True)
        await respond(text="Beside it", response_type="ephemeral", replace_original=False)

    @bolt.action("more")
    async def chosen(ack, respond):
        await ack()
        await respond(delete_original=True)

    await connect(bolt)
    where = {"channel": "C0MENTIONS", "user": "U0ANNA", "text": "only you"}
    for _ in range(2):
        await bolt.client.chat_postEphemeral(blocks=BUTTONS, **where)
    first, second = world.ephemerals("U0ANNA")
    await anna.click(first, "Reply")
    await world.until(lambda: len(world.ephemerals("U0ANNA")) == 3)
    assert first.text == "Replaced"
    await anna.click(second, "Snooze")
    await world.until(lambda: second not in world.ephemerals("U0ANNA"))


async def test_a_response_url_answers_five_times(bolt, connect, world, anna):
    statuses: list[int] = []
    done = asyncio.Event()

    @bolt.command("/cases")
    async def asked(ack, respond):
        await ack()
        for n in range(6):
            answer = await respond(text=str(n), response_type="in_channel" if n == 0 else "ephemeral")
            statuses.append(answer.status_code)
        done.set()

    await connect(bolt)
    await anna.command("/cases", "", "C0OTHER")
    await asyncio.wait_for(done.wait(), 5)
    assert statuses == [200] * 5 + [404]
    assert [m.text for m in world.messages("C0OTHER")] == ["0"]
    assert [m.text for m in world.ephemerals("U0ANNA", "C0OTHER")] == ["1", "2", "3", "4"]


async def test_a_trigger_serves_once(bolt, connect, world: SlackWorld, anna: Person, server: SlackServer):
    errors: list[str] = []

    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        for trigger in (body["trigger_id"], body["trigger_id"], "1.2.3"):
            try:
                await client.views_open(trigger_id=trigger, view=REPLY)
            except SlackApiError as error:
                errors.append(error.response["error"])

    await connect(bolt)
    await anna.click(await post_card(bolt, world), "Reply")
    await world.until(lambda: anna.modal())
    while len(errors) < 2:
        await asyncio.sleep(0.01)
    assert errors == ["exchanged_trigger_id", "invalid_trigger_id"]


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


async def test_a_menu_of_people_offers_nobody_who_left(bolt, world, anna):
    picker = {"type": "users_select", "action_id": "who", "placeholder": words("Assignee")}
    card = await post_card(bolt, world, [{"type": "actions", "elements": [picker]}])
    with pytest.raises(LookupError, match="Gone Person"):
        await anna.choose(card, "Assignee", "Gone Person")
