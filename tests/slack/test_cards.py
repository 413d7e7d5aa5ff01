"""What cards, replies, handoffs, notes and notices show, whatever a customer writes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases import views
from bot.cases.case import Case, HandoffState, Media, Note, Priority, ReplyState, Snippet, Status, WaitingFor
from bot.slack import cards
from bot.slack.ids import Target
from tests.cases.samples import NOON, author, case, handoff, post, reply
from tests.slack.looks import HOSTILE, buttons, card, drawn, mrkdwn, people, pings, targets, words

POSTED = reply(state=ReplyState.POSTED, posted_id="5", posted_at=NOON, url="https://x.com/acmeair/status/5")


def note(**changes: Any) -> Note:
    given: dict[str, Any] = {
        "id": 8,
        "case": 12,
        "handoff": 3,
        "by": "U0ANN",
        "text": "Found it.",
        "channel": "C0BAGGAGE",
    }
    return Note(**{**given, "ts": "1.0", "written_at": NOON, **changes})


def everything(shown: Case) -> list[views.Message]:
    """Each kind of message in each of its states."""
    messages: list[views.Message] = [views.PostView(case=shown, post=shown.posts[-1])]
    for status in Status:
        messages += [
            views.card(replace(shown, status=status, due=due), NOON) for due in (None, NOON, NOON + timedelta(1))
        ]
    messages += [views.card(replace(shown, status=Status.WAITING, waiting_for=each), NOON) for each in WaitingFor]
    messages += [views.reply(shown, replace(POSTED, state=state, problem="X is down.")) for state in ReplyState]
    messages += [views.handoff(shown, handoff(state=state), ("U0BAG", "S0BAG")) for state in HandoffState]
    in_team = replace(shown, handoffs=(handoff(),))
    messages += [views.note(in_team, note()), views.note(in_team, note(handoff=None, files=("a.pdf",)))]
    messages += [
        views.note(in_team, note(text="", deleted=True)),
        views.NoticeView(case=shown, words="<@U0ANN>, late."),
    ]
    return messages


# the card


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
        "Reply", "Claim", "Assign", "Escalate", "Resolve", "Snooze", "Not for us", "Open on X"
    ]  # fmt: skip
    owned = card(status=Status.CLAIMED, owner="U0ANN")
    assert buttons(owned.blocks) == [
        "Reply", "Assign", "Escalate", "Release", "Resolve", "Snooze", "Not for us", "Open on X"
    ]  # fmt: skip


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
    assert buttons(shown.blocks) == ["Reply", "Reopen", "Open on X"]
    assert not any(each.get("style") for each in shown.blocks[-1]["elements"])
    assert "#12 resolved" in words(shown.blocks)
    assert "<https://x.com/acmeair/status/5|Our answer on X>" in words(shown.blocks)
    assert "Not for us" in words(shown.blocks)


def test_every_button_carries_its_case():
    assert [target["case"] for target in targets(card().blocks)] == [12] * 8
    assert [target.get("step") for target in targets(card().blocks)][4:] == [
        "resolve",
        "snooze",
        "dismiss",
        "open_on_x",
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


# whatever customers write


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "directions", "lines", "long", "empty", "broken"])
def test_hostile_words_in_every_place_ping_nobody_and_are_accepted(text: str):
    written = author(name=text, handle="_bob_", avatar="https://pics.example/a.png")
    parent = Snippet(id="9", handle="bob", text=text, url="https://x.com/bob/status/9")
    said = post(
        text=text,
        author=written,
        parent=parent,
        quoted=parent,
        media=(Media(kind="photo", url="https://p.example", alt=text),),
    )
    shown = case(
        author=written,
        posts=(said,),
        why="mentions @acmeair",
        priority_reason=text[:500],
        replies=(replace(POSTED, text=text),),
    )
    for message in everything(shown):
        rendered = drawn(message)
        if not isinstance(message, views.HandoffView | views.NoticeView):
            assert pings(rendered) == []


def test_words_that_look_like_markup_show_as_written():
    shown = card(posts=(post(text=HOSTILE[0]),))
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert "".join(each["text"] for each in quote) == HOSTILE[0]


def test_families_of_emoji_stay_together():
    shown = card(posts=(post(text="👩‍👩‍👧‍👦" * 2_000),))
    quote = next(block for block in shown.blocks if block["type"] == "rich_text")["elements"][0]["elements"]
    assert set(quote[0]["text"].removesuffix("…").split("👩‍👩‍👧‍👦")) == {""}


def test_a_name_with_markup_stands_in_plain_text():
    byline = card(posts=(post(author=author(name="*Bob* :smile:")),)).blocks[1]["elements"]
    assert byline[0] == {"type": "plain_text", "text": "*Bob* :smile:", "emoji": False}
    assert byline[1]["text"] == "<https://x.com/vera|profile>"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e"])
def test_who_has_no_name_is_called_by_the_handle(name: str):
    assert "*<https://x.com/vera|@vera>*" in words(card(posts=(post(author=author(name=name)),)).blocks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.one_of(st.sampled_from("<>!@|&;^*_~`#: \n"), st.characters()), max_size=200))
def test_nothing_a_customer_writes_becomes_a_command_in_markup(text: str):
    written = author(name=text, avatar=None)
    shown = case(author=written, posts=(post(text=text, author=written),), resolution=text, team=text)
    for status in (Status.NEW, Status.RESOLVED):
        rendered = drawn(views.card(replace(shown, status=status), NOON))
        for markup in (*mrkdwn(rendered.blocks), rendered.text):
            assert "<!" not in markup.replace("<!date^", "")
            assert "<@" not in markup
            assert "<#" not in markup


# replies


STATES = {
    ReplyState.APPROVAL: ("Waits for approval before it goes to X", ["Approve", "Send back", "Undo"]),
    ReplyState.WAITING: ("Goes to X at <!date^1795176010^{time_secs}|", ["Undo"]),
    ReplyState.UNSURE: ("Checking whether this reached X", []),
    ReplyState.POSTED: ("Posted on X", []),
    ReplyState.FAILED: ("Not posted on X", ["Try again"]),
    ReplyState.UNDONE: ("Taken back before it reached X", []),
    ReplyState.SENT_BACK: ("Sent back, not posted on X", []),
}


@pytest.mark.parametrize("state", ReplyState)
def test_a_reply_says_in_each_state_how_it_stands_what_it_says_and_who_wrote_it(state: ReplyState):
    shown = drawn(views.reply(case(), reply(state=state, send_at=NOON + timedelta(seconds=10))))
    line, offered = STATES[state]
    assert line in words(shown.blocks)
    assert "We are on it." in words(shown.blocks)
    assert "*Ann Meyer*" in words(shown.blocks)
    assert buttons(shown.blocks) == offered
    assert all(target == {"v": 1, "case": 12, "reply": 5} for target in targets(shown.blocks))
    assert pings(shown) == []


def test_a_posted_reply_is_the_receipt():
    shown = drawn(views.reply(case(), replace(POSTED, approved_by="U0BEN")))
    assert "<https://x.com/acmeair/status/5|View on X>" in words(shown.blocks)
    assert "approved by *Ben *Carter* &lt;!here&gt;*" in words(shown.blocks)


def test_an_answer_given_by_hand_says_so():
    assert "Answered by hand on X" in words(drawn(views.reply(case(), replace(POSTED, by=None))).blocks)


def test_what_keeps_a_reply_from_going_out_is_said():
    waiting = drawn(views.reply(case(), reply(problem="X is out of credits.")))
    assert ":warning: *Not on X yet.* X is out of credits. It is tried again by itself." in words(waiting.blocks)
    assert buttons(waiting.blocks) == ["Undo"]
    failed = drawn(views.reply(case(), reply(state=ReplyState.FAILED, problem="X says <no> & stops.")))
    assert "X says &lt;no&gt; &amp; stops." in words(failed.blocks)


def test_who_is_unknown_is_still_named():
    assert "<@U0NEW>" in words(drawn(views.reply(case(), reply(by="U0NEW"))).blocks)


# handoffs


def test_a_team_reads_the_reason_first_then_the_whole_public_conversation():
    again = post(2, id="1002", text="Any news?", created_at=NOON + timedelta(minutes=30))
    shown = drawn(
        views.handoff(
            case(posts=(post(), again), replies=(replace(POSTED, posted_at=NOON + timedelta(minutes=9)),)),
            handoff(due=NOON + timedelta(minutes=15)),
            ("U0BAG", "S0BAGGAGE"),
        )
    )
    order = words(shown.blocks)
    parts = ["PNR X7K9 missing", "*Ann Meyer* asks from <#C0MENTIONS>", "where is my bag?", "We answered", "Any news?"]
    assert sorted(parts, key=order.index) == parts
    assert "*#12*  ·  *Team baggage, can you help?* <@U0BAG> <!subteam^S0BAGGAGE>" in order
    assert "please answer by <!date^1795176900" in order
    assert buttons(shown.blocks) == ["Take it", "Not ours"]
    assert targets(shown.blocks)[0] == {"v": 1, "case": 12, "handoff": 3}


@pytest.mark.parametrize(
    ("state", "line", "offered"),
    [
        (HandoffState.OPEN, "Nobody has taken it yet", ["Take it", "Not ours"]),
        (HandoffState.TAKEN, "<@U0BEN> is on it", ["Not ours"]),
        (HandoffState.DECLINED, "not for this team", []),
        (HandoffState.CLOSED, "needs nothing more here", []),
    ],
)
def test_a_handoff_says_how_it_stands(state: HandoffState, line: str, offered: list[str]):
    shown = drawn(views.handoff(case(), handoff(state=state, taken_by="U0BEN")))
    assert line in words(shown.blocks)
    assert buttons(shown.blocks) == offered


def test_fifty_handoffs_and_a_hundred_posts_still_fit():
    posts = tuple(
        post(n, id=str(n), text=f"{n} " + "long " * 2_000, media=(Media(kind="photo", url="https://p.example"),) * 4)
        for n in range(1, 101)
    )
    many = case(
        posts=posts, handoffs=tuple(handoff(id=n, team=f"team {n}") for n in range(50)), others=tuple(range(200))
    )
    for message in everything(many):
        drawn(message)
    shown = drawn(views.handoff(many, handoff()))
    assert "90 more posts in between" in words(shown.blocks)
    assert [block["type"] for block in shown.blocks].count("image") == 4


def test_a_reason_names_people_but_never_calls_a_channel():
    shown = drawn(views.handoff(case(), handoff(reason="<@U0BEN> <!channel> a < b & c")))
    assert pings(shown) == ["U0BEN"]
    assert ">" + "<@U0BEN> @channel a &lt; b &amp; c" in words(shown.blocks)


# notes and notices


def test_a_mirrored_note_shows_who_wrote_where_and_pings_nobody():
    mentions = "<@U0ANN> <@U0NEW|zoe> <!channel> <!subteam^S0ALL|@all>"
    text = f"{mentions} *fine* <https://acme.example|here> <#C0MENTIONS|m> a &lt; b"
    shown = drawn(views.note(case(handoffs=(handoff(),)), note(text=text)))
    assert shown.blocks[0]["elements"][0]["image_url"] == "https://slack.example/ann.png"
    assert shown.blocks[0]["elements"][1]["text"] == "*Ann Meyer* wrote in team baggage’s thread"
    assert shown.blocks[1]["text"]["text"] == (
        "@Ann Meyer @zoe @channel @all *fine* <https://acme.example|here> <#C0MENTIONS> a &lt; b"
    )
    assert pings(shown) == []


def test_a_note_from_the_desk_an_edited_and_a_deleted_one_say_so():
    assert "wrote in the case’s thread" in words(drawn(views.note(case(), note(handoff=None))).blocks)
    assert "_edited_" in words(drawn(views.note(case(), note(edited_at=NOON))).blocks)
    assert (
        drawn(views.note(case(), note(text="", deleted=True, edited_at=NOON))).blocks[1]["text"]["text"] == "_deleted_"
    )


def test_a_note_as_long_as_slack_allows_keeps_its_tokens_whole():
    text = "word <https://acme.example|a label> " * 1_100
    shown = drawn(views.note(case(), note(text=text)))
    assert len(shown.blocks) == 7
    assert all(each.count("<") == each.count(">") for each in mrkdwn(shown.blocks))
    drawn(views.note(case(), note(text="x" * 40_000)))
    drawn(views.note(case(), note(text="<" * 40_000)))


def test_a_notice_names_people_but_never_calls_a_channel():
    shown = drawn(views.NoticeView(case=case(), words="<@U0ANN>, it is late. <!everyone>"))
    assert pings(shown) == ["U0ANN"]


# what is needed to draw


def test_the_people_in_a_message_are_known_beforehand():
    assert cards.people_in(views.card(case(), NOON)) == frozenset()
    assert cards.people_in(views.reply(case(), replace(POSTED, approved_by="U0BEN"))) == {"U0ANN", "U0BEN"}
    assert cards.people_in(views.note(case(), note(text="<@U0BEN> <@bad id> <!here>"))) == {"U0ANN", "U0BEN"}
    assert cards.people_in(views.handoff(case(replies=(replace(POSTED, by="U0BEN"),)), handoff())) == {"U0ANN", "U0BEN"}


def test_every_button_can_be_read_back():
    for message in everything(case()):
        for block in drawn(message).blocks:
            for element in block.get("elements", []):
                if "value" in element:
                    assert Target.read(element["value"]).case == 12


def test_a_message_can_do_without_its_looks():
    assert cards.bare(views.card(case(), NOON), people).text == card().text
