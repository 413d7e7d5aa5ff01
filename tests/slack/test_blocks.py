"""Block Kit in our own words: limits are kept, and what Slack would refuse does not leave the house."""

import pytest
from slack_sdk.models.blocks import PlainTextInputElement, StaticSelectElement

from bot.slack import blocks
from bot.slack.blocks import InvalidBlocks
from bot.slack.ids import Button, Modal, Target
from tests.slack.looks import accepted

ME = Target(case=1)


def test_long_texts_are_cut_to_slacks_limits():
    made = blocks.drawn(
        [
            blocks.section("x" * 5_000),
            blocks.fields("x" * 5_000),
            blocks.context("x" * 5_000, blocks.literal("x" * 5_000)),
            blocks.header("x" * 500),
            blocks.image("https://p.example", "x" * 5_000),
            blocks.actions(blocks.button("x" * 100, Button.REPLY, ME)),
            blocks.actions(blocks.overflow([blocks.option("x" * 100, "v")])),
        ]
    )
    accepted(made)
    assert made[0]["text"]["text"].endswith("…")


def test_empty_texts_still_make_a_block():
    accepted(
        blocks.drawn(
            [blocks.section(""), blocks.context("", blocks.literal("")), blocks.image("https://p.example", "")]
        )
    )


def test_fifty_one_blocks_are_ours_to_find():
    with pytest.raises(InvalidBlocks, match="51 blocks"):
        blocks.drawn([blocks.divider()] * 51)


def test_an_action_twice_in_one_block_is_ours_to_find():
    twice = blocks.actions(blocks.button("A", Button.REPLY, ME), blocks.button("B", Button.REPLY, ME))
    with pytest.raises(InvalidBlocks, match="action_id"):
        blocks.drawn([twice])


def test_a_block_id_twice_is_ours_to_find():
    with pytest.raises(InvalidBlocks, match="block_id"):
        blocks.drawn([blocks.section("a", id="same"), blocks.section("b", id="same")])


BUTTON = blocks.button("A", Button.REPLY, ME)


@pytest.mark.parametrize(
    "made",
    [
        lambda: blocks.overflow([blocks.option(str(n), "v") for n in range(6)]),
        lambda: blocks.button("A", Button.REPLY, Target(case=1, text="x" * 2_000)),
        lambda: blocks.button("A", Button.REPLY, ME, url="https://x.com/" + "x" * 3_000),
        lambda: blocks.option("A", "v" * 151),
        lambda: blocks.image("https://x.com/" + "x" * 3_000, "a"),
        lambda: blocks.drawn([blocks.fields(*["x"] * 11)]),
        lambda: blocks.drawn([blocks.context(*["x"] * 11)]),
        lambda: blocks.drawn([blocks.actions(*[BUTTON] * 26)]),
        lambda: blocks.input("Team", StaticSelectElement(action_id="t", options=[blocks.option("A", "a")] * 101)),
    ],
)
def test_what_is_too_long_or_too_much_and_cannot_be_cut_is_ours_to_find(made):
    with pytest.raises(InvalidBlocks):
        made()


def test_a_modal_with_an_input_needs_a_submit_button():
    field = blocks.input("Reason", PlainTextInputElement(action_id="reason"))
    with pytest.raises(InvalidBlocks, match="submit"):
        blocks.modal(Modal.DECLINE, "Title", [field])


def test_private_metadata_has_its_limit():
    with pytest.raises(InvalidBlocks, match="private_metadata"):
        blocks.modal(Modal.MORE, "Title", [blocks.divider()], Target(case=1, text="x" * 3_000))


def test_pictures_can_be_left_out():
    made = blocks.drawn(
        [
            blocks.context(blocks.picture("https://p.example", "a"), "words"),
            blocks.context(blocks.picture("https://p.example", "a")),
            blocks.image("https://p.example", "a"),
            blocks.section("stays"),
        ]
    )
    assert blocks.has_pictures(made)
    bare = blocks.without_pictures(made)
    assert [block["type"] for block in bare] == ["context", "section"]
    assert not blocks.has_pictures(bare)
    accepted(bare)
