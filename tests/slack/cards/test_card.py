"""The card of a case, in each of its states."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.case import HandoffState, Media, Priority, ReplyState, Snippet, Status, WaitingFor
from bot.cases.lifecycle import Step
from bot.slack.steps import card_row, hidden
from tests.cases import samples
from tests.cases.samples import NOON, author, handoff, post
from tests.outside import JUDGED
from tests.slack.looks import POSTED, buttons, card, targets, words


def test_the_card_of_a_new_case_is_this():
    written = author(followers=12_400, verified=True, avatar="https://pics.example/vera.png")
    shown = card(
        posts=(post(author=written, language="en"),),
        due=NOON + timedelta(minutes=20),
        priority_reason="says “bag”",
        team="baggage",
    )
    assert shown.text == "#12 Vera (@vera): @acmeair where is my bag?"
    assert shown.pictures
    headline, byline, said, about, facts, row = shown.blocks
    assert headline["text"]["text"] == "*#12*  ·  New"
    assert [each.get("text") for each in byline["elements"]] == [
        None,
        "*<https://x.com/vera|Vera>*",
        "@vera  ·  verified  ·  12.4K followers",
    ]
    assert said["elements"] == [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "@acmeair where is my bag?"}]}
    ]
    assert about["elements"][0]["text"] == (
        "<!date^1795176000^{date_short_pretty} at {time}|20 Nov 2026, 12:00 UTC>"
        "  ·  <https://x.com/vera/status/1001|View on X>  ·  English"
        "  ·  mentions @acmeair  ·  X lets us answer · $0.010"
    )
    assert [field["text"] for field in facts["fields"]] == [
        "*Owner*\nNobody yet",
        "*Reply due*\n<!date^1795177200^{date_short_pretty} at {time}|20 Nov 2026, 12:20 UTC>",
        "*Priority*\n:large_blue_circle: Normal · says “bag”",
        "*Team*\nbaggage",
    ]
    assert [each["action_id"] for each in row["elements"]] == ["reply", "claim", "assign", "escalate", "more"]


def test_reply_claim_assign_and_escalate_stand_in_sight_and_the_rest_behind_the_dots():
    assert buttons(card().blocks) == [
        "Reply", "Claim", "Assign", "Escalate", "Resolve", "Snooze", "Not for us", "Open on X", "More…"
    ]  # fmt: skip
    owned = card(status=Status.CLAIMED, owner="U0ANN")
    assert buttons(owned.blocks) == [
        "Reply", "Assign", "Escalate", "Resolve", "Release", "Snooze", "Not for us", "Open on X", "More…"
    ]  # fmt: skip


def test_what_the_menu_has_no_room_for_stands_behind_more_and_open_on_x_stays():
    every = (Step.REPLY, Step.RELEASE, Step.SNOOZE, Step.DISMISS, Step.HISTORY, Step.RESOLVE, Step.REOPEN, Step.TAKE)
    row = card_row(samples.case(), every)
    assert buttons([row])[-5:] == ["Release", "Snooze", "Not for us", "Open on X", "More…"]
    assert hidden(every) == (Step.HISTORY, Step.TAKE)


def test_where_x_lets_us_not_answer_open_on_x_takes_the_place_of_reply():
    shown = card(posts=(post(answerable=False),))
    row = shown.blocks[-1]["elements"]
    assert (row[0]["text"]["text"], row[0]["url"], row[0]["style"]) == (
        "Open on X", "https://x.com/vera/status/1001", "primary"
    )  # fmt: skip
    assert "Reply" not in buttons(shown.blocks)
    assert "X does not let us answer this through its API" in words(shown.blocks)


def test_a_resolved_case_keeps_still_and_offers_reopen():
    shown = card(status=Status.RESOLVED, resolved_at=NOON, owner="U0ANN", replies=(POSTED,), resolution="Not for us")
    assert len(shown.blocks) == 3
    assert buttons(shown.blocks) == ["Reply", "Reopen", "History", "Check on X", "Open on X"]
    assert not any(each.get("style") for each in shown.blocks[-1]["elements"])
    assert "#12 resolved" in words(shown.blocks)
    assert "<https://x.com/acmeair/status/5|Our answer on X>" in words(shown.blocks)
    assert "Not for us" in words(shown.blocks)


def test_every_button_carries_its_case():
    assert [target["case"] for target in targets(card().blocks)] == [12] * 9
    assert [target.get("step") for target in targets(card().blocks)][4:] == [
        "resolve",
        "snooze",
        "dismiss",
        "open_on_x",
        "more",
    ]


def test_the_clock_is_said_on_the_card_and_in_front_of_the_notification():
    late = card(due=NOON - timedelta(minutes=1))
    assert ":rotating_light: Late since <!date^" in words(late.blocks)
    assert late.text.startswith("Late: #12")
    risky = card(due=NOON + timedelta(minutes=1), at_risk=NOON)
    assert ":hourglass_flowing_sand: At risk" in words(risky.blocks)
    assert risky.text.startswith("At risk: #12")


def test_an_urgent_case_says_so_first():
    shown = card(priority=Priority.URGENT, priority_reason="says “lawyer”")
    assert shown.text.startswith("Urgent: ")
    assert ":red_circle: *Urgent*" in shown.blocks[0]["text"]["text"]


def test_the_card_shows_the_newest_answer_with_its_link():
    shown = card(replies=(replace(POSTED, id=4, text="First."), POSTED), owner="U0ANN", status=Status.WAITING)
    assert "We are on it." in words(shown.blocks)
    assert "First." not in words(shown.blocks)
    assert ":speech_balloon: We answered  ·  *Ann Meyer*" in words(shown.blocks)
    assert "<https://x.com/acmeair/status/5|View on X>" in words(shown.blocks)


def test_an_answer_that_was_taken_back_is_not_on_the_card():
    shown = card(replies=(replace(POSTED, state=ReplyState.UNDONE),))
    assert "We are on it." not in words(shown.blocks)


def test_teams_and_other_cases_of_the_conversation_are_named():
    both = (handoff(), handoff(id=4, team="refunds", state=HandoffState.TAKEN))
    shown = words(card(handoffs=both, others=(14, 15), status=Status.WAITING, waiting_for=WaitingFor.TEAM).blocks)
    assert "*Teams*\nbaggage (asked), refunds (on it)" in shown
    assert "Also in this conversation: #14, #15" in shown
    assert "Waiting for team baggage and refunds" in shown


def test_further_posts_are_counted_on_the_card():
    shown = words(card(posts=(post(), post(2, id="1002", text="Hello?"))).blocks)
    assert "*1 more post* in the thread" in shown
    assert "Hello?" not in shown


def test_the_post_it_answers_and_the_one_it_quotes_stand_around_the_words():
    parent = Snippet(id="9", handle="bob", text="Which airline?", url="https://x.com/bob/status/9")
    shown = card(posts=(post(parent=parent, quoted=replace(parent, handle="acmeair", text="We are punctual.")),))
    order = words(shown.blocks)
    assert (
        order.index("@bob: Which airline?") < order.index("where is my bag") < order.index("@acmeair: We are punctual.")
    )


def test_four_pictures_are_shown_each_with_words_for_those_who_cannot_see_them():
    media = tuple(Media(kind="photo", url=f"https://pics.example/{n}.jpg", alt="A case" * (n == 1)) for n in range(6))
    shown = [block for block in card(posts=(post(media=media),)).blocks if block["type"] == "image"]
    assert [block["alt_text"] for block in shown] == ["Photo from the post", "A case", *["Photo from the post"] * 2]


def test_a_long_post_is_cut_and_leads_on_to_x():
    shown = card(posts=(post(text="word " * 5_000),))
    assert len(words(shown.blocks)) < 4_000
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert quote[0]["text"].endswith("…")
    assert quote[-1] == {"type": "link", "url": "https://x.com/vera/status/1001", "text": "read on X"}


def test_links_in_a_post_can_be_followed_and_nothing_else_is_markup():
    shown = card(posts=(post(text="See (https://acme.example/a_b?c=1&d=2), *please*."),))
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert [each["type"] for each in quote] == ["text", "link", "text"]
    assert quote[1]["url"] == "https://acme.example/a_b?c=1&d=2"
    assert "".join(each["text"] for each in quote) == "See (https://acme.example/a_b?c=1&d=2), *please*."


def test_what_the_assistant_suggests_stands_beside_its_button_and_says_whose_it_is():
    urgent = replace(JUDGED, urgency=Priority.URGENT, reason="a <b> child", team="baggage")
    shown = card(judgement=urgent)
    offer = next(block for block in shown.blocks if block.get("accessory"))
    assert offer["text"]["text"] == ":sparkles: Lost bag: a &lt;b&gt; child  ·  _suggested by fake_"
    assert offer["accessory"]["text"]["text"] == "Ask team baggage"
    assert "Ask team" not in words(card(judgement=urgent, handoffs=(handoff(),)).blocks)
