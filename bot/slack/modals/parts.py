"""What several windows are made of, and those that only say something."""

from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases.case import Case
from bot.slack import quotes
from bot.slack.blocks import Block, Json, context, input, modal, section
from bot.slack.ids import Input, Modal

OPTIONS = 100
TYPED = 3000


def loading(title: str) -> Json:
    """Opened at once, before anything is looked up: a trigger lives three seconds."""
    return modal(Modal.LOADING, title, [context(":hourglass_flowing_sand: One moment …")])


def message(title: str, mrkdwn: str) -> Json:
    """One sentence, where there is nothing to fill in: a refusal, or a thank-you."""
    return modal(Modal.LOADING, title, [section(mrkdwn)])


def case_shown(case: Case) -> list[Block]:
    return quotes.compact(case.latest, 280)


def reason_field(hint: str, filled: str = "") -> Block:
    field = PlainTextInputElement(
        action_id=Input.REASON,
        multiline=True,
        max_length=TYPED,
        initial_value=filled[:TYPED] or None,
        placeholder=hint,
    )
    return input("Reason", field)
