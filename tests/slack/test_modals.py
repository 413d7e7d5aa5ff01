"""Modals show what is needed, keep what is typed, and count as X counts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cases.case import ReplyState
from bot.cases.lifecycle import Step
from bot.cases.snoozes import Offer
from bot.ports.queries import Line
from bot.slack import modals
from bot.slack.blocks import Json
from bot.slack.draft import Draft, weigh
from bot.slack.handoff import windows
from bot.slack.ids import Input, Target
from tests.cases.samples import NOON, case, handoff, post, reply
from tests.slack.looks import HOSTILE, accepted_view, words


def line(number: int = 12, **changes: Any) -> Line:
    given: dict[str, Any] = {
        "id": number,
        "number": number,
        "handle": "vera",
        "text": "where is my bag?",
        "status": "new",
        "waiting_for": None,
        "priority": 3,
        "owner": None,
        "due": None,
        "opened_at": NOON,
        "channel": "C0MENTIONS",
        "ts": "1795176000.000100",
    }
    return Line(**{**given, **changes})


def draft(written: str = "Sorry!", signature: str = "") -> Draft:
    return weigh(written, "x", signature, "Ann Meyer")


def field(view: Json, name: Input) -> Json:
    return next(block for block in view["blocks"] if block.get("block_id") == name)


# the reply


def test_the_reply_modal_shows_the_customers_post_the_field_the_count_and_what_will_be_posted():
    view = accepted_view(modals.reply(case(), draft("Sorry &amp; soon :pray:", "^{initials}"), seen=4, filled="Sorry"))
    order = words(view["blocks"])
    parts = [
        "@acmeair where is my bag?",
        "Reply",
        "19 of 280 as X counts",
        "Will be posted",
        "Sorry & soon 🙏 ^AM",
        "Undo",
    ]
    assert sorted(parts, key=order.index) == parts
    assert view["submit"]["text"] == "Send"
    assert Target.read(view["private_metadata"]) == Target(case=12, seen=4)


def test_the_field_is_called_reply_and_reports_what_is_typed():
    block = field(modals.reply(case(), draft(), seen=0, filled="Sorry!"), Input.REPLY)
    assert block["label"]["text"] == "Reply"
    assert block["dispatch_action"] is True
    assert block["element"]["action_id"] == Input.REPLY
    assert block["element"]["initial_value"] == "Sorry!"
    assert block["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_character_entered"]}


def test_an_update_of_the_count_keeps_the_blocks_names_and_fills_nothing_in():
    before = modals.reply(case(), draft(""), seen=0, filled="Sorry!")
    after = modals.reply(case(), draft("Sorry, we look"), seen=0)
    assert [block.get("block_id") for block in before["blocks"]] == [block.get("block_id") for block in after["blocks"]]
    assert "initial_value" not in field(after, Input.REPLY)["element"]


def test_what_is_too_long_is_said_with_how_much():
    view = accepted_view(modals.reply(case(), draft("x" * 300), seen=0))
    assert "*20 too many:* 300 of 280 as X counts" in words(view["blocks"])


def test_a_colleagues_name_in_the_text_is_said_at_once():
    view = accepted_view(modals.reply(case(), draft("Ask <@U0BEN>"), seen=0))
    assert ":warning: The reply names a colleague" in words(view["blocks"])
    assert "Nothing yet." in words(view["blocks"])


def test_the_price_is_said_and_what_a_link_may_cost():
    assert "X bills about $0.010." in words(modals.reply(case(), draft(), seen=0)["blocks"])
    with_link = words(modals.reply(case(), draft("See https://acme.example"), seen=0)["blocks"])
    assert "With a link in it, X may bill up to $0.20." in with_link


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"undo_seconds": 10.0}, "*Undo* takes it back for 10 seconds"),
        ({"undo_seconds": 0.0}, "It is public at once."),
        ({"approval": True}, "An approver reads it before it goes out."),
    ],
)
def test_what_happens_after_send_is_said(changes: dict[str, Any], said: str):
    assert said in words(modals.reply(case(), draft(), seen=0, **changes)["blocks"])


def test_a_reply_that_needs_approval_is_sent_for_approval():
    assert modals.reply(case(), draft(), seen=0, approval=True)["submit"]["text"] == "Send for approval"


def test_a_warning_stands_above_the_field():
    order = words(accepted_view(modals.reply(case(), draft(), seen=0, warning="The customer wrote again."))["blocks"])
    assert order.index(":warning: The customer wrote again.") < order.index("Reply")


def test_where_x_takes_answers_to_an_older_post_only_both_are_shown():
    newer = post(2, id="1002", text="Hello?", answerable=False)
    order = words(accepted_view(modals.reply(case(posts=(post(), newer)), draft(), seen=0))["blocks"])
    assert order.index("where is my bag?") < order.index("lets us answer the post above only") < order.index("Hello?")


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "directions", "lines", "long", "empty", "broken"])
def test_hostile_posts_and_drafts_make_no_bad_modal(text: str):
    odd = case(posts=(post(text=text),))
    accepted_view(modals.reply(odd, draft(text), seen=0, filled=text))
    accepted_view(modals.escalate(odd, ["baggage"], reason=text))
    accepted_view(modals.send_back(odd, reply(text=text or " ")))
    accepted_view(modals.pick(Step.REPLY, [line(text=text, handle="h" * 80)], text))


# the others


def test_assign_offers_people_and_reports_the_choice_early():
    view = accepted_view(modals.assign(case(owner="U0BEN"), chosen="U0ANN"))
    block = field(view, Input.ASSIGNEE)
    assert (block["label"]["text"], block["dispatch_action"]) == ("Assignee", True)
    assert (block["element"]["type"], block["element"]["initial_user"]) == ("users_select", "U0ANN")
    assert "<@U0BEN> has it now." in words(view["blocks"])


def test_escalate_asks_for_a_team_and_a_reason():
    view = accepted_view(modals.escalate(case(), ["baggage", "lost and found"], "Baggage", "PNR X7K9"))
    team, reason = field(view, Input.TEAM), field(view, Input.REASON)
    assert (team["label"]["text"], reason["label"]["text"]) == ("Team", "Reason")
    assert [each["text"]["text"] for each in team["element"]["options"]] == ["baggage", "lost and found"]
    assert team["element"]["initial_option"]["value"] == "baggage"
    assert reason["element"]["initial_value"] == "PNR X7K9"


def test_escalate_has_the_case_s_own_team_chosen_unless_it_is_asked():
    teams = ["baggage", "crew"]
    fresh = accepted_view(modals.escalate(case(team="crew"), teams))
    assert field(fresh, Input.TEAM)["element"]["initial_option"]["value"] == "crew"
    asked = accepted_view(modals.escalate(case(team="baggage", handoffs=(handoff(),)), teams))
    assert "initial_option" not in field(asked, Input.TEAM)["element"]


def test_escalate_without_teams_says_what_to_do():
    assert "Add `[[teams]]` to the desk file." in words(accepted_view(modals.escalate(case(), []))["blocks"])


def test_long_team_names_and_many_teams_fit():
    accepted_view(modals.escalate(case(), [f"{n} " + "x" * 120 for n in range(150)]))


def test_snooze_offers_a_time():
    until = NOON + timedelta(hours=2)
    offers = [Offer("In 2 hours", until), Offer("Tomorrow morning", NOON + timedelta(days=1))]
    view = accepted_view(modals.snooze(case(due=NOON), offers))
    assert "waits for an answer, due" in words(view["blocks"])
    block = field(view, Input.UNTIL)
    assert (block["label"]["text"], block["element"]["initial_date_time"]) == ("Until", int(until.timestamp()))


def test_send_back_and_decline_ask_for_a_reason():
    back = accepted_view(modals.send_back(case(), reply(state=ReplyState.APPROVAL)))
    assert Target.read(back["private_metadata"]) == Target(case=12, reply=5)
    not_ours = accepted_view(windows.decline(case(), handoff(), ["crew"]))
    assert Target.read(not_ours["private_metadata"]) == Target(case=12, handoff=3)
    assert field(back, Input.REASON)["label"]["text"] == field(not_ours, Input.REASON)["label"]["text"] == "Reason"


def test_the_picker_lists_a_hundred_cases_and_carries_what_was_typed():
    view = accepted_view(modals.pick(Step.ASSIGN, [line(n, priority=1) for n in range(1, 150)], "@ben"))
    options = field(view, Input.CASE)["element"]["options"]
    assert len(options) == 100
    assert options[0] == {
        "text": {"type": "plain_text", "text": "‼ #1 @vera: where is my bag?", "emoji": True},
        "value": "1",
    }
    assert Target.read(view["private_metadata"]) == Target(case=0, step="assign", text="@ben")


def test_the_picker_drops_what_does_not_fit_rather_than_fail():
    view = accepted_view(modals.pick(Step.REPLY, [line()], "x" * 4_000))
    assert Target.read(view["private_metadata"]) == Target(case=0, step="reply")


def test_the_picker_without_cases_says_so():
    assert "No case is open" in words(accepted_view(modals.pick(Step.REPLY, []))["blocks"])


def test_more_shows_the_steps_that_found_no_room():
    view = accepted_view(modals.more(case(), [Step.SNOOZE, Step.DISMISS]))
    assert [each["text"]["text"] for each in view["blocks"][-1]["elements"]] == ["Snooze", "Not for us"]


def test_loading_and_messages_are_small_modals_without_a_submit_button():
    for view in (modals.loading("Escalate"), modals.message("Mentiondesk", "Case #12 is resolved.")):
        assert "submit" not in accepted_view(view)


def test_titles_of_large_case_numbers_fit():
    large = replace(case(), number=10_000_000)
    accepted_view(modals.reply(large, draft(), seen=0))
    accepted_view(modals.escalate(large, ["baggage"]))
