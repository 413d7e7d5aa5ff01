"""How much of an answer came from a machine."""

import pytest

from bot.cases.drafts import Cost, Draft, share

DRAFT = Draft(text="We are sorry, Vera. We will call you today.")


@pytest.mark.parametrize(
    ("final", "percent"),
    [
        (DRAFT.text, 100),
        ("", 0),
        ("Nope.", 0),
        ("We will call you today.", 100),
        (DRAFT.text + " " + "Until then, have a look at the claim form.", 50),
    ],
)
def test_the_share_is_what_runs_on_in_both(final: str, percent: int) -> None:
    assert abs(share(final, [Draft(text="Something else entirely"), DRAFT]) - percent) <= 5


def test_without_a_draft_there_is_no_share() -> None:
    assert share("We are sorry.", []) == 0


def test_costs_add_up() -> None:
    assert Cost(asked=1, dollars=0.5).plus(Cost(answered=2, dollars=0.25)) == Cost(asked=1, answered=2, dollars=0.75)
