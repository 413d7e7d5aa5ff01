"""The modals: pure builders of views; blocks keep their names, so that an update keeps what is typed."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DateTimePickerElement,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
    UserSelectElement,
)

from bot.cases.case import Case, Reply
from bot.cases.lifecycle import Step
from bot.cases.snoozes import Offer
from bot.ports.queries import Line
from bot.slack import quotes, suggestions, words
from bot.slack.blocks import Json, actions, button, context, input, modal, option, plain, quote, rich, section
from bot.slack.draft import Draft
from bot.slack.ids import Button, Input, Modal, Target
from bot.slack.steps import LABELS, row
from bot.slack.suggestions import Aid

OPTIONS = 100
TYPED = 3000
POST_SHOWN = 1200
_SNOOZES = (Button.SNOOZE_SOON, Button.SNOOZE_MORNING, Button.SNOOZE_MONDAY)
_LIVE = {"trigger_actions_on": ["on_character_entered"]}


def loading(title: str) -> Json:
    """Opened at once, before anything is looked up: a trigger lives three seconds."""
    return modal(Modal.LOADING, title, [context(":hourglass_flowing_sand: One moment …")])


def message(title: str, mrkdwn: str) -> Json:
    """One sentence, where there is nothing to fill in: a refusal, or a thank-you."""
    return modal(Modal.LOADING, title, [section(mrkdwn)])


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


def assign(
    case: Case,
    teams: Sequence[str] = (),
    loads: Sequence[str] = (),
    *,
    chosen: str | None = None,
    about: str = "",
    team: str = "",
    note: str = "",
) -> Json:
    """`loads` and `about` are mrkdwn: how busy the members of each team are, and who was chosen."""
    people = UserSelectElement(action_id=Input.ASSIGNEE, initial_user=chosen, placeholder="Pick a colleague")
    now = f"{words.mention(case.owner)} has it now." if case.owner else "Nobody has it yet."
    offered = [option(name, name) for name in teams[:OPTIONS]]
    wanted = next((each for each in offered if each.value == team), None)
    select = StaticSelectElement(
        action_id=Input.TEAM, options=offered, initial_option=wanted, placeholder="The one whose turn it is"
    )
    field = PlainTextInputElement(
        action_id=Input.NOTE,
        multiline=True,
        max_length=TYPED,
        initial_value=note[:TYPED] or None,
        placeholder="What the new owner should know",
    )
    return modal(
        Modal.ASSIGN,
        f"Assign {words.number(case)}",
        [
            *_about(case),
            context(now),
            input("Assignee", people, live=True, optional=bool(offered)),
            *([context(about, id="about")] if about else []),
            *([input("Team", select, optional=True)] if offered else []),
            *(context(each, id=f"load_{nth}") for nth, each in enumerate(loads)),
            input("Note", field, optional=True),
        ],
        Target(case=case.id),
        "Assign",
    )


def escalate(
    case: Case,
    teams: Sequence[str],
    team: str | None = None,
    reason: str = "",
    urgent: bool = False,
    more: Sequence[Block] = (),
) -> Json:
    """The case's own team is chosen already, unless it is asked. `more` are further fields, of what is asked."""
    team = team or (None if any(each.running and each.team == case.team for each in case.handoffs) else case.team)
    offered = [option(name, name) for name in teams[:OPTIONS]]
    if not offered:
        return message(f"Escalate {words.number(case)}", "No teams are set up yet. Add `[[teams]]` to the desk file.")
    chosen = next((each for each in offered if team and each.value.casefold() == team.casefold()), None)
    select = StaticSelectElement(
        action_id=Input.TEAM, options=offered, initial_option=chosen, placeholder="Who can help?"
    )
    return modal(
        Modal.ESCALATE,
        f"Escalate {words.number(case)}",
        [
            *_about(case),
            input("Team", select),
            *more,
            _reason("What the team should find out or do", reason),
            _urgent(urgent),
        ],
        Target(case=case.id),
        "Escalate",
    )


def snooze(case: Case, offers: Sequence[Offer]) -> Json:
    """One press for the usual times, a picker for any other."""
    picker = DateTimePickerElement(action_id=Input.UNTIL, initial_date_time=int(offers[0].until.timestamp()))
    hint = "The case comes back then, or as soon as the customer writes again."
    waits = (
        [f"The customer waits for an answer, due {words.when(case.due)}. A snooze does not change that."]
        if case.due
        else []
    )
    return modal(
        Modal.SNOOZE,
        f"Snooze {words.number(case)}",
        [
            *_about(case),
            *(context(f":hourglass_flowing_sand: {sentence}") for sentence in waits),
            actions(
                *(
                    button(offer.name, id, Target(case=case.id, until=int(offer.until.timestamp())))
                    for id, offer in zip(_SNOOZES, offers, strict=False)
                ),
                button("Until the customer writes", Button.SNOOZE_CUSTOMER, Target(case=case.id, until=0)),
            ),
            context(" · ".join(f"{offer.name}: {words.when(offer.until)}" for offer in offers)),
            input("Until", picker, hint=hint),
        ],
        Target(case=case.id),
        "Snooze",
    )


def send_back(case: Case, shown: Reply) -> Json:
    return modal(
        Modal.SEND_BACK,
        "Send back",
        [
            context(f"The answer to case {words.number(case)}"),
            rich(quote(plain(shown.text))),
            _reason("What should change before it goes out"),
        ],
        Target(case=case.id, reply=shown.id),
        "Send back",
    )


def pick(step: Step, cases: Sequence[Line], text: str | None = None) -> Json:
    """Choose the case that a command is about; `text` is the rest of the command, and travels along."""
    title = LABELS[step]
    if not cases:
        return message(title, ":seedling: No case is open, so there is nothing to do.")
    select = StaticSelectElement(
        action_id=Input.CASE, options=[_case_option(line) for line in cases[:OPTIONS]], placeholder="Pick a case"
    )
    return modal(Modal.PICK, title, [input("Case", select)], _room_for(Target(case=0, step=step, text=text)), "Go on")


def more(case: Case, steps: Sequence[Step]) -> Json:
    """The steps for which the card has no room."""
    return modal(Modal.MORE, f"Case {words.number(case)}", [*_about(case), *row(steps, Target(case=case.id))])


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


def _about(case: Case) -> list[Block]:
    return quotes.compact(case.latest, 280)


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


def _reason(hint: str, filled: str = "") -> Block:
    field = PlainTextInputElement(
        action_id=Input.REASON,
        multiline=True,
        max_length=TYPED,
        initial_value=filled[:TYPED] or None,
        placeholder=hint,
    )
    return input("Reason", field)


def _urgent(ticked: bool) -> Block:
    choice = option("It cannot wait", Input.URGENT)
    boxes = CheckboxesElement(action_id=Input.URGENT, options=[choice], initial_options=[choice] if ticked else None)
    hint = "People are asked round the clock until somebody takes it; otherwise in office hours."
    return input("Urgent", boxes, hint=hint, optional=True)


def _case_option(line: Line) -> Option:
    mark = "‼ " if line.priority <= 1 else ""
    return option(f"{mark}#{line.number} @{line.handle}: {' '.join(line.text.split())}", str(line.id))


def _room_for(target: Target) -> Target:
    """Private metadata takes 3,000 characters: what does not fit is typed again."""
    if len(target.write()) <= TYPED:
        return target
    return Target(case=target.case, step=target.step)
