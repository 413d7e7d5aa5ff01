"""The windows in which somebody chooses: the case of a command, or what else may be done with one."""

from collections.abc import Sequence

from slack_sdk.models.blocks import StaticSelectElement

from bot.cases.case import Case
from bot.cases.lifecycle import Step
from bot.ports.queries import Line
from bot.slack import words
from bot.slack.blocks import Json, Option, input, modal, option
from bot.slack.ids import Input, Modal, Target
from bot.slack.modals.parts import OPTIONS, TYPED, case_shown, message
from bot.slack.steps import LABELS, row


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
    return modal(Modal.MORE, f"Case {words.number(case)}", [*case_shown(case), *row(steps, Target(case=case.id))])


def _case_option(line: Line) -> Option:
    mark = "‼ " if line.priority <= 1 else ""
    return option(f"{mark}#{line.number} @{line.handle}: {' '.join(line.text.split())}", str(line.id))


def _room_for(target: Target) -> Target:
    """Private metadata takes 3,000 characters: what does not fit is typed again."""
    if len(target.write()) <= TYPED:
        return target
    return Target(case=target.case, step=target.step)
