"""Say what a case is, in a window: how urgent, whose, and about what."""

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.models.blocks import PlainTextInputElement, StaticSelectElement

from bot.cases.case import Case, Priority
from bot.cases.judgement import TOPIC_WORDS, Kind
from bot.cases.lifecycle import Step
from bot.desk.change import change
from bot.slack import quotes, words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import Block, Option, context, input, modal, option
from bot.slack.context import Json, Office
from bot.slack.ids import Input, Modal, Target

NO_TEAM = option("No team", "-")
OFFERED = 99
HINT = "What you say here counts, and the assistant judges the next ones like it by that."


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.CHANGE: change_clicked}
    app.view(Modal.CHANGE)(answers(office, change_submitted))


async def change_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        return window(case, [team.name for team in asked.office.settings.teams])

    await asked.open(Step.CHANGE, draw)


async def change_submitted(asked: Asked) -> None:
    team, kind = asked.value(Input.TEAM), asked.value(Input.KIND)
    await change(
        asked.office.desk,
        asked.target.case,
        asked.actor,
        priority=Priority(int(asked.value(Input.PRIORITY))),
        team=None if team is None else "" if team == NO_TEAM["value"] else team,
        kind=Kind(kind) if kind else None,
        topic=asked.value(Input.TOPIC) or "",
        key=asked.key,
    )


def window(case: Case, teams: list[str]) -> Json:
    judgement = case.judgement
    ranks = [option(rank.name.capitalize(), str(int(rank))) for rank in Priority]
    kinds = [option(kind.capitalize(), kind) for kind in Kind]
    offered = [option(name, name) for name in teams[:OFFERED]]
    whose = [_select("Team", Input.TEAM, [NO_TEAM, *offered], case.team or NO_TEAM["value"])] if offered else []
    topic = PlainTextInputElement(
        action_id=Input.TOPIC,
        max_length=TOPIC_WORDS,
        initial_value=judgement.topic or None if judgement else None,
        placeholder="lost bag",
    )
    return modal(
        Modal.CHANGE,
        f"Change {words.number(case)}",
        [
            *quotes.compact(case.latest, 280),
            _select("Priority", Input.PRIORITY, ranks, str(int(case.priority))),
            *whose,
            _select("What it is", Input.KIND, kinds, judgement.kind if judgement else "", optional=True),
            input("Topic", topic, optional=True),
            context(HINT),
        ],
        Target(case=case.id),
        "Save",
    )


def _select(label: str, field: Input, options: list[Option], chosen: str, optional: bool = False) -> Block:
    initial = next((each for each in options if each["value"] == chosen), None)
    select = StaticSelectElement(action_id=field, options=options, initial_option=initial, placeholder="Pick one")
    return input(label, select, optional=optional)
