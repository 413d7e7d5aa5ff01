"""**Approve**, **Edit and approve** and **Send back**, on a reply that waits for somebody to read it."""

from collections.abc import Sequence

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.models.blocks import PlainTextInputElement, StaticSelectElement

from bot.cases import lifecycle, refusals
from bot.cases import text as texts
from bot.cases.case import Case, Reply
from bot.cases.lifecycle import Step
from bot.desk.approval import approve, send_back
from bot.slack import modals, words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import Block, Json, context, input, modal, option, plain, quote, rich
from bot.slack.context import Office
from bot.slack.draft import weigh
from bot.slack.ids import Input, Modal, Target
from bot.slack.words import People

CHOICES = 20


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {
        Step.APPROVE: approve_clicked,
        Step.REWORD: reword_clicked,
        Step.SEND_BACK: send_back_clicked,
    }
    app.view(Modal.CHOOSE)(answers(office, chosen))
    app.view(Modal.REWORD)(answers(office, reworded))
    app.view(Modal.SEND_BACK)(answers(office, send_back_submitted))


async def approve_clicked(asked: Asked) -> None:
    """Where several answers wait in the case, the approver says which one goes out."""
    office, target = asked.office, asked.target
    office.desk.check(asked.actor, Step.APPROVE)
    case = await office.case(target.case)
    if len(several := lifecycle.waiting(case)) < 2:
        await approve(office.desk, target.case, target.reply or 0, asked.actor, asked.key)
        return

    async def draw() -> Json:
        return choice(case, several, target.reply or 0, office.people.shown)

    await asked.open(Step.APPROVE, draw)


async def chosen(asked: Asked) -> None:
    await approve(
        asked.office.desk, asked.target.case, int(asked.value(Input.ANSWER_CHOSEN) or 0), asked.actor, asked.key
    )


async def reword_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        return rewording(*await _shown(asked))

    await asked.open(Step.REWORD, draw)


async def reworded(asked: Asked) -> None:
    target, written = asked.target, asked.value(Input.REWORDED) or ""
    await approve(asked.office.desk, target.case, target.reply or 0, asked.actor, asked.key, reworded=written)


async def send_back_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        return modals.send_back(*await _shown(asked))

    await asked.open(Step.SEND_BACK, draw)


async def send_back_submitted(asked: Asked) -> None:
    target, reason = asked.target, asked.value(Input.REASON) or ""
    await send_back(asked.office.desk, target.case, target.reply or 0, reason, asked.actor, asked.key)


async def _shown(asked: Asked) -> tuple[Case, Reply]:
    case = await asked.office.case(asked.target.case)
    shown = case.reply(asked.target.reply or 0)
    if shown is None or shown not in lifecycle.waiting(case):
        raise refusals.NotNow("This reply does not wait for approval any more.")
    return case, shown


def choice(case: Case, several: Sequence[Reply], preferred: int, people: People) -> Json:
    """Which of the answers that wait goes out; the others go back to their authors."""
    offered = [
        option(f"{number}: {' '.join(each.text.split())}", str(each.id))
        for number, each in enumerate(several[:CHOICES], start=1)
    ]
    first = next((each for each in offered if each["value"] == str(preferred)), offered[0])
    select = StaticSelectElement(action_id=Input.ANSWER_CHOSEN, options=offered, initial_option=first)
    shown: list[Block] = []
    for number, each in enumerate(several[:CHOICES], start=1):
        shown += [
            context(f"*{number}*  {words.named(each.by, people)}, {words.when(each.decided_at)}"),
            rich(quote(plain(each.text))),
        ]
    hint = "The others go back to their authors, who keep what they wrote."
    return modal(
        Modal.CHOOSE,
        f"Answers to {words.number(case)}",
        [*shown, input("Answer", select, hint=hint)],
        Target(case=case.id),
        "Approve",
    )


def rewording(case: Case, shown: Reply) -> Json:
    field = PlainTextInputElement(
        action_id=Input.REWORDED, multiline=True, focus_on_load=True, initial_value=shown.text, max_length=3000
    )
    count = words.count(weigh(texts.encoded(shown.text), case.network, "", ""), words.network(case))
    return modal(
        Modal.REWORD,
        "Edit and approve",
        [
            context(f"The answer to case {words.number(case)}: {count}. Its history keeps what you change."),
            input("Reply", field, hint="It goes out as it stands here, signature and all."),
        ],
        Target(case=case.id, reply=shown.id),
        "Approve",
    )
