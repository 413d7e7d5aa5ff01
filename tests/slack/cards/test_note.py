"""Mirrored notes and the bot's own lines."""

from bot.cases import views
from tests.cases.samples import NOON, case, handoff
from tests.slack.looks import drawn, mrkdwn, note, pings, words


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


def test_only_the_first_word_of_a_notice_may_call_a_channel():
    shown = drawn(views.NoticeView(case=case(), words="<!here> Nobody has it. <!here> <!channel>"))
    assert shown.blocks[0]["text"]["text"] == "<!here> Nobody has it. @here @channel"
    assert shown.text.count("<!here>") == 1
    assert "<!" not in words(drawn(views.NoticeView(case=case(), words="Said: <!here> <!channel>")).blocks)
