"""The windows in which a team answers: what it says, what it needs, and whose it is."""

from collections.abc import Sequence

from slack_sdk.models.blocks import PlainTextInputElement, StaticSelectElement

from bot.cases.case import Case, Handoff
from bot.slack import conversation, quotes, words
from bot.slack.blocks import Block, Json, Option, context, input, modal, option, plain, quote, rich, section
from bot.slack.draft import Draft
from bot.slack.ids import Input, Modal, Target
from bot.slack.words import People

TYPED = 3000
SHOWN = 280
CUSTOMER, DESK = "customer", "desk"
OWNER = "-"
"""In the menu of teams, the way back to the owner."""
_LIVE = {"trigger_actions_on": ["on_character_entered"]}


def answer(case: Case, handoff: Handoff, audience: str, draft: Draft) -> Json:
    """A proposed reply, counted while it is typed, or a word for the desk alone."""
    audiences = [
        option("The customer: a reply for the desk to check and send", CUSTOMER),
        option("The desk only: it stays inside", DESK),
    ]
    chosen = next(each for each in audiences if each["value"] == audience)
    menu = StaticSelectElement(action_id=Input.AUDIENCE, options=audiences, initial_option=chosen)
    return modal(
        Modal.ANSWER,
        f"Answer {words.number(case)}",
        [
            *_asked(case, handoff),
            input("For", menu, live=True),
            input("Answer", _field(Input.ANSWER, "What you found out, or what the customer may be told"), live=True),
            *_counted(case, audience, draft),
        ],
        Target(case=case.id, handoff=handoff.id),
        "Answer",
    )


def need_more(case: Case, handoff: Handoff) -> Json:
    hint = "It is asked in the case’s thread, once; your time to answer stands still until then."
    return modal(
        Modal.NEED_MORE,
        "Need more",
        [*_asked(case, handoff), input("Question", _field(Input.QUESTION, "What you need to know"), hint=hint)],
        Target(case=case.id, handoff=handoff.id),
        "Ask the desk",
    )


def decline(case: Case, handoff: Handoff, teams: Sequence[str] = ()) -> Json:
    """`teams` are those that it may be passed on to."""
    places: list[Option] = [option("Back to the owner", OWNER), *(option(f"Team {name}", name) for name in teams[:99])]
    where = StaticSelectElement(action_id=Input.WHERE, options=places, initial_option=places[0])
    reason = _field(Input.REASON, "Why it is not yours; whoever gets it reads this")
    return modal(
        Modal.DECLINE,
        "Not ours",
        [*_asked(case, handoff), input("Where does it belong?", where), input("Reason", reason)],
        Target(case=case.id, handoff=handoff.id),
        "Pass it on",
    )


def whole(case: Case, people: People) -> Json:
    """Everything that was said in public."""
    return modal(Modal.LOADING, f"Case {words.number(case)}", conversation.in_window(case, people))


def _asked(case: Case, handoff: Handoff) -> list[Block]:
    reason = words.calm(" ".join(handoff.reason.split()))[:SHOWN]
    return [*quotes.compact(case.latest, SHOWN), section(f"*You are asked:* {reason}")]


def _counted(case: Case, audience: str, draft: Draft) -> list[Block]:
    if audience == DESK:
        return [context("It reaches the owner in the case’s thread and stays inside the company.", id="count")]
    shown = plain(draft.published) if draft.published else plain("Nothing yet.", italic=True)
    return [
        context(words.count(draft, words.network(case)), id="count"),
        context("*The desk may send*", id="preview_label"),
        rich(quote(shown), id="preview"),
    ]


def _field(name: Input, placeholder: str) -> PlainTextInputElement:
    live = _LIVE if name is Input.ANSWER else None
    return PlainTextInputElement(
        action_id=name, multiline=True, max_length=TYPED, placeholder=placeholder, dispatch_action_config=live
    )
