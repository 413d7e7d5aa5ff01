"""What a team answered, in the case's thread."""

from bot.cases import views
from bot.cases.case import HandoffState
from tests.cases.samples import NOON, case, handoff, post
from tests.slack.looks import buttons, drawn, pings, targets, words

SAID = {"state": HandoffState.ANSWERED, "answer": "It is in Oslo &amp; on its way.", "ended_by": "U0ANN"}


def test_a_proposal_is_counted_and_one_click_from_the_reply():
    shown = drawn(views.answer(case(owner="U0BEN"), handoff(public=True, ended_at=NOON, **SAID)))
    said = words(shown.blocks)
    assert "<@U0BEN>, team baggage proposes a reply:" in said
    assert "It is in Oslo & on its way." in said and "27 of 280 as X counts" in said
    assert "*Ann Meyer* of team baggage" in said
    assert buttons(shown.blocks) == ["Use as reply"]
    assert targets(shown.blocks) == [{"v": 1, "case": 12, "handoff": 3}]


def test_where_the_owner_answers_for_the_team_whoever_asked_is_called():
    said = {"public": True, "by": "U0LEA", "ended_at": NOON, **SAID}
    assert pings(drawn(views.answer(case(owner="U0ANN"), handoff(**said)))) == ["U0LEA"]
    assert pings(drawn(views.answer(case(owner="U0BEN"), handoff(**said)))) == ["U0BEN"]


def test_an_answer_for_the_desk_stays_inside_and_calls_its_owner_alone():
    shown = drawn(views.answer(case(), handoff(**{**SAID, "answer": "<@U0NEW> <!channel> *found*"})))
    assert "for the desk only" in words(shown.blocks)
    assert pings(shown) == ["U0ANN"]
    assert buttons(shown.blocks) == []


def test_what_cannot_be_answered_through_x_offers_no_reply():
    shown = drawn(views.answer(case(posts=(post(answerable=False),)), handoff(public=True, **SAID)))
    assert buttons(shown.blocks) == []
