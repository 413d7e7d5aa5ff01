"""A case as the team that was asked sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import views
from bot.cases.case import HandoffState, Media
from tests.cases.samples import NOON, case, handoff, post
from tests.slack.looks import POSTED, buttons, drawn, everything, pings, targets, words


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
