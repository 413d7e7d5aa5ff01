"""The windows of a public answer: to write it, and to send it back; blocks keep their names on an update."""

from collections.abc import Sequence

from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases.case import Case, Reply
from bot.slack import quotes, suggestions, words
from bot.slack.blocks import Block, Json, context, input, modal, plain, quote, rich, section
from bot.slack.draft import Draft
from bot.slack.ids import Input, Modal, Target
from bot.slack.modals.parts import TYPED, reason_field
from bot.slack.suggestions import Aid

POST_SHOWN = 1200
_LIVE = {"trigger_actions_on": ["on_character_entered"]}


def reply(
    case: Case,
    draft: Draft,
    *,
    seen: int,
    sure: bool | None = None,
    filled: str | None = None,
    warning: str = "",
    approval: bool = False,
    undo_seconds: float = 10,
    proposals: Sequence[Block] = (),
    used: int | None = None,
    shown: Aid | None = None,
    writing: Sequence[str] = (),
) -> Json:
    """Write a public answer. `filled` is what the field holds at first, None on an update, which keeps what is typed.

    `seen` is the case's activity as the author knows it, `sure` that they were told that we repeat ourselves;
    `warning` is mrkdwn that stands above the field. `proposals` are what teams propose; `used` is the handoff whose
    proposal the field was filled with, and the field is named after it, so that Slack shows the new words. `shown` is
    what the assistant offers.
    `writing` is mrkdwn: who else is at it.
    """
    aid = shown or Aid()
    field = PlainTextInputElement(
        action_id=Input.REPLY,
        multiline=True,
        focus_on_load=True,
        max_length=TYPED,
        initial_value=filled[:TYPED] if filled else None,
        placeholder="What the customer should read",
        dispatch_action_config=_LIVE,
    )
    return modal(
        Modal.REPLY,
        f"Reply to {words.number(case)}",
        [
            *_asked(case),
            *([context(*writing, id="writing")] if writing else []),
            *([section(f":warning: {warning}", id="warning")] if warning else []),
            *proposals,
            *suggestions.above(case, aid),
            input("Reply", field, live=True, id=_field_of(used, aid)),
            context(words.count(draft, words.network(case)), id="count"),
            *suggestions.below(case, aid, empty=not draft.published),
            *_preview(draft),
            context(*_terms(case, draft, approval, undo_seconds), id="terms"),
            *suggestions.wish(aid),
        ],
        Target(case=case.id, handoff=used, seen=seen, sure=sure, turn=aid.turn or None, hint=aid.hint),
        "Send for approval" if approval else "Send",
        heard_closing=True,
    )


def send_back(case: Case, shown: Reply) -> Json:
    return modal(
        Modal.SEND_BACK,
        "Send back",
        [
            context(f"The answer to case {words.number(case)}"),
            rich(quote(plain(shown.text))),
            reason_field("What should change before it goes out"),
        ],
        Target(case=case.id, reply=shown.id),
        "Send back",
    )


def _field_of(used: int | None, aid: Aid) -> str | None:
    """Named anew whenever other words stand in it."""
    if not used and not aid.turn:
        return None
    return f"{Input.REPLY}:{used or ''}" + (f":{aid.turn}" if aid.turn else "")


def _asked(case: Case) -> list[Block]:
    """The post that the answer goes under; where the customer wrote something newer, that too."""
    answers = case.answers_to or case.latest
    blocks = quotes.compact(answers, POST_SHOWN)
    if case.latest.id != answers.id:
        newest = quotes.words_of(case.latest, POST_SHOWN // 2)
        blocks += [context(f"{words.network(case)} lets us answer the post above only. The newest one:"), newest]
    return blocks


def _preview(draft: Draft) -> list[Block]:
    shown = plain(draft.published) if draft.published else plain("Nothing yet.", italic=True)
    return [context("*Will be posted*", id="preview_label"), rich(quote(shown), id="preview")]


def _terms(case: Case, draft: Draft, approval: bool, undo_seconds: float) -> list[str]:
    network = words.network(case)
    if approval:
        when = "An approver reads it before it goes out."
    elif undo_seconds > 0:
        when = f"*Undo* takes it back for {undo_seconds:g} seconds; after that it is public."
    else:
        when = "It is public at once."
    cost = case.answers_to.price if case.answers_to else 0.0
    price = f"{network} bills about {words.price(cost)}." if cost else ""
    if draft.links:
        price = words.link_price(network)
    return [" ".join((when, price)).strip()]
