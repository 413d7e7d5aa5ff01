"""What an author is told when their reply is stopped: everything since they began, and no more."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.unseen import unseen
from tests.cases.samples import NOON, case, post, reply
from tests.contracts.filled import note

MINUTE = timedelta(minutes=1)


def test_posts_replies_and_notes_are_told_in_their_order_and_only_the_new_ones() -> None:
    told = case(
        activity=6,
        posts=(
            post(seen_at=NOON),
            replace(post(2, text="and <now>?"), seen_at=NOON + 3 * MINUTE),
        ),
        replies=(reply(by="U0BEN", text="We found it", decided_at=NOON + 4 * MINUTE),),
    )
    notes = [
        note(told, by="U0ANN", text="I called <@U0BEN>", written_at=NOON + 5 * MINUTE),
        note(told, by="U0CAT", text="old", written_at=NOON + MINUTE),
    ]
    assert unseen(told, notes, seen=3) == (
        "\n• the customer wrote again: “and &lt;now&gt;?”"
        "\n• <@U0BEN> replied to the customer: “We found it”"
        "\n• <@U0ANN> wrote a note: “I called <@U0BEN>”"
    )


def test_of_many_the_newest_are_told_and_the_rest_is_counted() -> None:
    told = case(activity=9, posts=(), replies=())
    notes = [note(told, text=f"note {n}", written_at=NOON + n * MINUTE) for n in range(9)]
    lines = unseen(told, notes, seen=0).strip().splitlines()
    assert lines[0] == "• 5 more before that" and len(lines) == 5 and "note 8" in lines[-1]


def test_what_is_long_is_cut_without_leaving_half_a_mention() -> None:
    told = case(activity=1, posts=(), replies=())
    long = "x" * 145 + " <@U0BENBENBEN> and more"
    assert unseen(told, [note(told, text=long)], seen=0) == f"\n• <@U0ANN> wrote a note: “{'x' * 145}…”"


def test_an_answer_by_hand_and_a_deleted_note_are_called_that() -> None:
    told = case(activity=2, posts=(), replies=(reply(by=None, text="On it", decided_at=NOON),))
    notes = [note(told, text="secret", deleted=True, written_at=NOON + MINUTE)]
    assert unseen(told, notes, seen=0) == (
        "\n• somebody, by hand on the network, replied to the customer: “On it”\n• <@U0ANN> wrote a note: “deleted”"
    )
