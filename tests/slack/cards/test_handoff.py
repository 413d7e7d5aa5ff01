"""A case as the team that was asked sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import views
from bot.cases.case import HandoffState, Media
from bot.slack.handoff import windows
from tests.cases.samples import NOON, author, case, handoff, post
from tests.slack.looks import POSTED, accepted_view, buttons, drawn, everything, people, pings, targets, words


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
    assert buttons(shown.blocks) == ["Take it", "Answer", "Not ours", "Need more"]
    assert targets(shown.blocks)[0] == {"v": 1, "case": 12, "handoff": 3}


@pytest.mark.parametrize(
    ("changes", "line", "offered"),
    [
        ({"state": HandoffState.OPEN}, "Nobody has taken it yet", ["Take it", "Answer", "Not ours", "Need more"]),
        ({"state": HandoffState.TAKEN, "taken_by": "U0BEN"}, "<@U0BEN> is on it", ["Answer", "Not ours", "Need more"]),
        (
            {"state": HandoffState.ASKING, "question": "Which flight?"},
            "the time to answer stands still",
            ["Take it", "Answer", "Not ours"],
        ),
        ({"state": HandoffState.ANSWERED, "answer": "In Oslo.", "public": True}, "*Ann Meyer* proposed a reply", []),
        ({"state": HandoffState.ANSWERED, "answer": "In Oslo."}, "*Ann Meyer* answered the desk", []),
        ({"state": HandoffState.DECLINED, "outcome": "Crew’s."}, "gave it back to the desk: not for this team", []),
        ({"state": HandoffState.RETURNED, "outcome": "No way in."}, "Given back to the desk: No way in.", []),
        ({"state": HandoffState.CLOSED}, "needs nothing more here", []),
    ],
)
def test_a_handoff_says_how_it_stands(changes: dict[str, object], line: str, offered: list[str]):
    shown = drawn(views.handoff(case(), handoff(ended_by="U0ANN", **changes)))
    said = words(shown.blocks)
    assert line in said
    assert all(str(changes.get(name, "")) in said for name in ("question", "answer", "outcome"))
    assert buttons(shown.blocks) == offered


def test_the_reasons_of_teams_that_passed_it_on_are_kept():
    declined = handoff(id=2, team="crew", state=HandoffState.DECLINED, outcome="Not our plane.", ended_by="U0ANN")
    shown = drawn(views.handoff(case(handoffs=(declined, handoff())), handoff()))
    assert "*Ann Meyer* of team crew says it is not theirs: Not our plane." in words(shown.blocks)


def test_the_card_tells_in_short_who_the_customer_is_and_how_it_stands():
    shown = drawn(views.handoff(case(owner="U0BEN", author=author(followers=120)), handoff()))
    said = words(shown.blocks)
    assert "*Customer*\n@vera  ·  120 followers" in said
    assert "*So far*\n1 post, no answers from us" in said
    assert "Ben" in said and pings(shown) == []


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
    assert "92 more posts in between" in words(shown.blocks)
    assert [block["type"] for block in shown.blocks].count("image") == 4
    assert buttons(shown.blocks)[-1] == "Whole conversation"
    assert len(accepted_view(windows.whole(many, people))["blocks"]) <= 100


def test_a_reason_names_people_but_never_calls_a_channel():
    shown = drawn(views.handoff(case(), handoff(reason="<@U0BEN> <!channel> a < b & c")))
    assert pings(shown) == ["U0BEN"]
    assert ">" + "<@U0BEN> @channel a &lt; b &amp; c" in words(shown.blocks)
