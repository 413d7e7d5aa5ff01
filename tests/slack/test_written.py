"""Models are written as slack_sdk writes them, and refused as it refuses them."""

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConfirmObject,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    Option,
    PlainTextInputElement,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)

from bot.slack import blocks
from bot.slack.ids import Button, Target
from bot.slack.written import written

BUTTON = blocks.button("Claim", Button.CLAIM, Target(case=12), style="primary")
OPTIONS = [Option(text="One", value="1"), blocks.option("Two", "2", url="https://x.com/two")]
MODELS: list[JsonObject] = [
    blocks.section("*12*", beside=BUTTON, id="head"),
    blocks.fields("*Owner*\nAnn", "*Priority*\nHigh"),
    blocks.context("grey", blocks.picture("https://x.com/a.png", "Ann")),
    blocks.header("Cases"),
    blocks.divider(),
    blocks.actions(BUTTON, blocks.overflow(OPTIONS)),
    blocks.image("https://x.com/a.png", ""),
    blocks.rich(blocks.quote(blocks.plain("late", strike=True), blocks.link("https://x.com", "x")), blocks.line()),
    blocks.input(
        "Reply", PlainTextInputElement(action_id="reply", multiline=True, max_length=9), hint="Short.", live=True
    ),
    blocks.input("Who", UserSelectElement(action_id="who", initial_user="U0ANN")),
    blocks.input("Team", StaticSelectElement(action_id="team", options=OPTIONS, initial_option=OPTIONS[0])),
    blocks.input("What", CheckboxesElement(action_id="what", options=OPTIONS, initial_options=OPTIONS[:1])),
    blocks.input("When", DatePickerElement(action_id="when", confirm=ConfirmObject(title="Sure?", text="Really?"))),
    blocks.input("Where", ConversationSelectElement(action_id="where", filter=ConversationFilter(include=["public"]))),
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(getattr(model, "element", None) or model).__name__)
def test_a_model_is_written_as_its_own_to_dict_writes_it(model: JsonObject) -> None:
    assert written(model) == model.to_dict()


@pytest.mark.parametrize(
    "wrong",
    [SectionBlock(), SectionBlock(text="x" * 3001), blocks.section("x", id="i" * 256), blocks.actions(*[BUTTON] * 26)],
)
def test_what_slack_would_refuse_is_refused(wrong: JsonObject) -> None:
    with pytest.raises(SlackObjectFormationError):
        wrong.to_dict()
    with pytest.raises(SlackObjectFormationError):
        written(wrong)
