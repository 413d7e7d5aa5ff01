"""How urgent a mention is, and which team it is likely for."""

import pytest

from bot.cases.case import Priority, Snippet
from bot.cases.priority import found, judge
from bot.cases.routing import team_for
from bot.cases.settings import Urgency
from tests.cases.samples import author, mention, settings


@pytest.mark.parametrize(
    ("changes", "priority", "reason"),
    [
        ({"text": "@acmeair my father is STRANDED in Lyon"}, Priority.URGENT, "says “STRANDED”"),
        ({"text": "@acmeair I was charged  twice"}, Priority.HIGH, "says “charged  twice”"),
        ({"text": "@acmeair nice seats"}, Priority.NORMAL, ""),
        ({"text": "acme air is fine", "answerable": False}, Priority.LOW, "not addressed to us"),
        ({"text": "@acmeair hello", "author": author(followers=80_000)}, Priority.HIGH, "80,000 followers"),
        ({"text": "@acmeair I love the suede seats"}, Priority.NORMAL, ""),
    ],
)
def test_priority_follows_words_and_followers(changes, priority, reason):
    assert judge(mention(**changes), Urgency()) == (priority, reason)


def test_of_several_words_the_one_that_stands_first_is_named_and_the_earlier_of_the_list_where_two_begin_together():
    words = ("bag", "seat", "seat row", "🧳")
    assert found("A seat row, a BAG", words) == "seat"
    assert found("Seats: 🧳 and bag", words) == "🧳"
    assert found("seating, baggage", words) is None and found("seat", ()) is None


def test_the_desks_own_words_count_too():
    assert judge(mention(text="@acmeair Lounge closed"), Urgency(urgent=("lounge",)))[0] is Priority.URGENT


def test_the_team_is_the_first_whose_keyword_stands_in_the_post():
    assert team_for(mention(text="@acmeair my LUGGAGE!"), settings()) == "baggage"
    assert team_for(mention(text="@acmeair my seat"), settings()) is None


def test_the_quoted_post_counts_for_the_team():
    quoted = Snippet(id="9", handle="acmeair", text="News on luggage", url="u")
    assert team_for(mention(text="@acmeair really?", quoted=quoted), settings()) == "baggage"


def test_a_keyword_is_a_whole_word():
    assert team_for(mention(text="@acmeair luggageless travel"), settings()) is None
