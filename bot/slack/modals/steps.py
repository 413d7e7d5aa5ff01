"""The windows in which a case moves on: given to somebody, put to a team, put to sleep."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DateTimePickerElement,
    PlainTextInputElement,
    StaticSelectElement,
    UserSelectElement,
)

from bot.cases.case import Case
from bot.cases.snoozes import Offer
from bot.slack import words
from bot.slack.blocks import Block, Json, actions, button, context, input, modal, option
from bot.slack.ids import Button, Input, Modal, Target
from bot.slack.modals.parts import OPTIONS, TYPED, case_shown, message, reason_field

_SNOOZES = (Button.SNOOZE_SOON, Button.SNOOZE_MORNING, Button.SNOOZE_MONDAY)


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
    wanted = next((each for each in offered if each["value"] == team), None)
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
            *case_shown(case),
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
    chosen = next((each for each in offered if team and each["value"].casefold() == team.casefold()), None)
    select = StaticSelectElement(
        action_id=Input.TEAM, options=offered, initial_option=chosen, placeholder="Who can help?"
    )
    return modal(
        Modal.ESCALATE,
        f"Escalate {words.number(case)}",
        [
            *case_shown(case),
            input("Team", select),
            *more,
            reason_field("What the team should find out or do", reason),
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
            *case_shown(case),
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


def _urgent(ticked: bool) -> Block:
    choice = option("It cannot wait", Input.URGENT)
    boxes = CheckboxesElement(action_id=Input.URGENT, options=[choice], initial_options=[choice] if ticked else None)
    hint = "People are asked round the clock until somebody takes it; otherwise in office hours."
    return input("Urgent", boxes, hint=hint, optional=True)
