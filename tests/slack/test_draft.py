"""A draft is weighed as it will be published."""

from bot.slack.draft import weigh


def test_a_draft_becomes_plain_is_signed_and_counted():
    draft = weigh("Tom &amp; Ann :+1:", "x", "^{initials}", "Ann Meyer")
    assert (draft.published, draft.weight, draft.limit) == ("Tom & Ann 👍 ^AM", 16, 280)
    assert draft.sendable


def test_an_empty_draft_is_not_signed_and_cannot_go():
    draft = weigh("  ", "x", "^{initials}", "Ann Meyer")
    assert (draft.published, draft.weight) == ("", 0)
    assert not draft.sendable


def test_a_link_weighs_twenty_three_and_is_noticed():
    draft = weigh("<https://acme.com/a/very/long/address/that/goes/on>", "x", "", "")
    assert (draft.weight, draft.links) == (23, True)


def test_a_draft_that_is_too_long_cannot_go():
    draft = weigh("x" * 281, "x", "", "")
    assert (draft.over, draft.sendable) == (1, False)


def test_a_mention_of_a_colleague_is_a_problem_said_in_words():
    draft = weigh("Ask <@U0BEN>", "x", "", "")
    assert not draft.sendable
    assert "names a colleague" in draft.problem
