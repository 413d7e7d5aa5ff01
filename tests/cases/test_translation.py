"""Which words need a translation, and which translations say anything."""

from dataclasses import replace

import pytest

from bot.cases.case import ReplyState
from bot.cases.languages import to_translate
from bot.cases.lifecycle import approve
from bot.cases.presence import changed, erased
from bot.cases.translation import Translation, foreign, shown
from tests.cases.samples import NOON, case, mention, post, reply
from tests.outside import JUDGED

MADE = Translation(text="Where is my bag?", to="en", by="m")


@pytest.mark.parametrize(
    ("code", "is_foreign"),
    [("de", True), ("pt-br", True), ("en", False), ("en-GB", False), (None, False), ("und", False), ("qme", False)],
)
def test_what_is_not_the_desks_language_is_foreign_and_what_nobody_knows_is_not(code, is_foreign):
    assert foreign(code, "en") is is_foreign


def test_codes_that_a_network_still_writes_are_known():
    assert not foreign("iw", "he") and not foreign("in", "id")


def test_posts_in_another_language_and_our_replies_to_them_are_translated_once():
    german, english = post(1, id="1", language="de"), post(2, id="2", language="en")
    ours, other = reply(answers="1"), reply(id=6, answers="2")
    waiting = case(posts=(german, english), replies=(ours, other))
    assert list(to_translate(waiting, "en")) == [german, ours]
    done = replace(german, mention=replace(german.mention, translation=MADE))
    tried = replace(ours, translation=replace(MADE, text=""))
    assert list(to_translate(replace(waiting, posts=(done, english), replies=(tried,)), "en")) == []


def test_an_answer_that_was_taken_back_needs_none():
    back = [reply(id=n, state=state) for n, state in enumerate((ReplyState.UNDONE, ReplyState.SENT_BACK))]
    assert list(to_translate(case(posts=(done(),), replies=(*back, reply(id=9, text=" "))), "en")) == []


def done():
    """A post in another language that is translated already."""
    return post(language="de", translation=MADE)


def test_of_the_newest_post_the_judgement_knows_better_than_the_network():
    newest = post(language="en")
    judged = case(posts=(newest,), judgement=replace(JUDGED, language="de"))
    assert list(to_translate(judged, "en")) == [newest]


def test_a_post_without_words_needs_none():
    assert list(to_translate(case(posts=(post(language="de", text=" "),)), "en")) == []


def test_what_says_no_more_than_the_original_is_not_shown():
    assert shown(MADE, "Wo ist mein Koffer?") == "Where is my bag?"
    assert shown(MADE, "where is MY bag") == shown(replace(MADE, text=""), "Wo?") == shown(None, "Wo?") == ""


def test_words_that_are_others_by_now_lose_their_translation():
    told = mention(translation=MADE)
    assert changed(told, mention(text="other")).translation is None
    assert erased(told, "deleted").translation is None
    waiting = reply(state=ReplyState.APPROVAL, translation=MADE)
    assert approve(waiting, "U0LEAD", NOON, "other")[0].translation is None
    assert approve(waiting, "U0LEAD", NOON)[0].translation == MADE
