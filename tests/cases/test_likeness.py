"""When an answer repeats what was said before: the measure, and what becomes of it."""

from datetime import timedelta

import pytest

from bot.cases import likeness, refusals
from bot.cases.case import ReplyState
from bot.cases.likeness import Said
from tests.cases.samples import NOON, author

LONG = (
    "We are sorry that your suitcase has not arrived. Please send us your booking number in a private message, and we "
    "will look for it at once and keep you informed until it is with you again."
)
VERA, OMAR = author(), author(id="901", handle="omar", name="Omar Haddad")


def said(text: str, to=OMAR, number: int = 7, **changes) -> Said:
    given = {"state": ReplyState.POSTED, "customer": to.id, "handle": to.handle, "name": to.name, "decided_at": NOON}
    return Said(text=text, number=number, **{**given, **changes})


def alike(one: str, other: str, signature: str = "") -> bool:
    return likeness.alike(
        likeness.pairs(one, VERA.handle, VERA.name, signature), likeness.pairs(other, OMAR.handle, OMAR.name, signature)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG),
        (LONG, LONG.upper() + "!!!"),
        (f"Hi Vera! {LONG}", f"Hi Omar! {LONG}"),
        (f"@vera {LONG}", f"Dear Omar Haddad, {LONG}".replace("Dear ", "")),
        (LONG, LONG.replace("suitcase", "bag")),
        ("Sorry!", "sorry"),
        ("🙏", "🙏"),
    ],
)
def test_small_differences_leave_a_text_alike(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, "Your refund is on its way and should be there on Friday."),
        ("Sorry!", "Thank you!"),
        ("Your new flight is AC 101 at 9:40.", "Your new flight is AC 202 at 15:05."),
        (LONG, LONG[: len(LONG) // 2]),
        ("🙏", "🎉"),
    ],
)
def test_different_words_are_not_alike(one, other):
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("pattern", "one", "other"),
    [
        ("^{initials}", "^AA", "^BB"),
        ("– {first_name}", "– Ann", "– Ben"),
        ("Yours, {name} (Acme)", "Yours, Ann Arden (Acme)", "Yours, Ben Brook (Acme)"),
    ],
)
def test_the_signature_makes_no_difference(pattern, one, other):
    assert alike(f"On it. {one}", f"On it. {other}", pattern)
    assert not alike(f"On it. {one}", f"On our way. {other}", pattern)


def test_the_very_same_text_to_the_same_customer_is_refused_even_when_asked_again():
    with pytest.raises(refusals.AlreadySaid, match="case #3"):
        likeness.check("We  are on it.", VERA, [said("we are on it.", VERA, 3)], "", sure=True)


def test_what_three_answers_said_is_stopped_once():
    before = [said(LONG, number=7), said(LONG), said(LONG), said("Something else.")]
    with pytest.raises(refusals.SaysTheSame, match=r"3 public answers .* say nearly the same, for example in case #7"):
        likeness.check(LONG, VERA, before, "")
    likeness.check(LONG, VERA, before, "", sure=True)


def test_the_same_text_may_be_sent_three_times_within_the_day_but_not_a_fourth_time_unasked():
    between = said("Something else entirely.")
    likeness.check(LONG, VERA, [between, said(LONG), said(LONG)], "")
    with pytest.raises(refusals.SaysTheSame, match="3 public answers of the last 24 hours"):
        likeness.check(LONG, VERA, [between, said(LONG), said(LONG), said(LONG)], "")


def test_the_warning_suggests_to_say_it_in_other_words_and_how_to_send_it_all_the_same():
    words = str(refusals.SaysTheSame(7, 4))
    assert "in other words" in words and "press *Send* again" in words


def test_nothing_said_before_is_nothing_repeated():
    likeness.check(LONG, VERA, [], "")


def test_what_was_said_before_is_taken_apart_only_once():
    before = [said(f"{n} {LONG}", decided_at=NOON - timedelta(minutes=n)) for n in range(1, likeness.NEWEST + 1)]
    likeness.check("Your refund is on its way.", VERA, before, "")
    taken_apart = likeness.pairs.cache_info().misses
    likeness.check("Your refund is on its way.", VERA, before, "")
    assert likeness.pairs.cache_info().misses == taken_apart
