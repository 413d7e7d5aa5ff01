"""The message of a storm."""

from datetime import timedelta

from bot.cases import views
from bot.cases.storms import Report, Storm
from bot.cases.waves import Said
from tests.cases.samples import NOON, case, mention
from tests.slack.looks import HOSTILE, drawn, pings, words

STORM = Storm(id=7, workspace="T0ACME", lane="T0ACME/post/C0MENTIONS", channel="C0MENTIONS", since=NOON, held=4900)


def view(storm=STORM, **changes):
    given = {"held": 4832, "in_line": 61, "texts": ["my bag is lost"] * 500, "worst": [case()]}
    return views.storm(Report(storm=storm, **{**given, **changes}), ["lost bag"])


def test_it_says_how_many_wait_what_they_are_about_and_what_to_do():
    shown = drawn(view())
    said = words(shown.blocks)
    assert "Storm: 4,832 cases wait behind this message" in said
    assert "61 more are next in line" in said and "after 15 minutes" in said
    assert "(the first 500 by urgency)" in said and "*bag* 500" in said and "*lost* 500" in said
    assert f"*#{case().number}*" in said and "|Open on X>" in said
    [button] = [each for block in shown.blocks if block["type"] == "actions" for each in block["elements"]]
    assert button["text"]["text"] == "Show next" and '"storm":7' in button["value"]


def test_topics_that_a_model_saw_are_marked_as_its_own():
    judged = ["Lost bag"] * 300 + [""] * 100 + ["delay <!here>"] * 100
    shown = drawn(view(judged=judged, judge="gpt <b>"))
    assert "by gpt &lt;b&gt;:" in words(shown.blocks) and "*lost bag* 300" in words(shown.blocks)
    assert pings(shown) == []
    few = words(drawn(view(judged=["Lost bag"] * 200 + [""] * 300, judge="gpt")).blocks)
    assert "by gpt" not in few and "*bag* 500" in few


def test_a_wave_is_counted_among_those_that_were_compared():
    wave = [Said(case=n, text="the app logs me out", activity=0) for n in range(312)]
    assert "312 new cases say nearly the same" in words(drawn(view(wave=wave)).blocks)
    assert "312 of the first 500 new cases say" in words(drawn(view(wave=wave, compared=500)).blocks)


def test_where_nothing_is_held_back_any_more_there_is_nothing_to_press():
    shown = drawn(view(held=0, texts=[], worst=[]))
    assert "Show next" not in str(shown.blocks) and "Since" in words(shown.blocks)


def test_a_storm_that_is_over_says_from_when_to_when():
    shown = drawn(view(storm=Storm(**{**fields(STORM), "over_at": NOON + timedelta(hours=1)}), held=0))
    said = words(shown.blocks)
    assert "The storm is over" in said and "4,900 cases waited behind this message" in said
    assert len(shown.blocks) == 1


def test_hostile_words_ping_nobody():
    for text in HOSTILE:
        worst = [case(posts=(post(text),))] * 5
        assert pings(drawn(view(texts=[text] * 3, worst=worst))) == []


def post(text):
    return case().posts[0].__class__(id=1, mention=mention(text=text), seen_at=NOON)


def fields(storm):
    return {name: getattr(storm, name) for name in storm.__slots__}
