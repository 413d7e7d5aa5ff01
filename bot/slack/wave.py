"""Reply to many customers who say nearly the same: one window, two wordings, and an ordinary reply to each of them."""

from datetime import timedelta

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases import refusals, waves
from bot.cases import text as texts
from bot.cases.case import Case
from bot.cases.lifecycle import Step
from bot.cases.storms import BEFORE
from bot.cases.waves import Said
from bot.desk.wave import reply_to_all
from bot.slack import words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import context, input, literal, modal, section
from bot.slack.context import Json, Office
from bot.slack.ids import Button, Input, Modal, Target

READ = 5_000
EXAMPLES = 3
LONGEST = 3_000
WINDOW = timedelta(minutes=15)


def register(app: AsyncApp, office: Office) -> None:
    office.steps[Button.REPLY_TO_ALL] = reply_to_all_clicked
    app.view(Modal.WAVE)(answers(office, reply_to_all_submitted))


async def reply_to_all_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        example, wave = await _wave(asked)
        return _window(asked, example, wave)

    await asked.open(Step.REPLY, draw)


async def reply_to_all_submitted(asked: Asked) -> None:
    example, wave = await _wave(asked)
    wordings = [asked.value(Input.REPLY) or "", asked.value(Input.OTHER_WORDS) or ""]
    storm = asked.target.storm or 0
    await reply_to_all(asked.office.desk, example, storm, wave, wordings, asked.actor, asked.key)


async def _wave(asked: Asked) -> tuple[Case, list[Said]]:
    """The case that the others resemble, and all of them that nobody has touched yet. Raises `refusals.NotNow`."""
    office, target = asked.office, asked.target
    example = await office.case(target.case)
    report = await office.queries.storm(target.storm or 0, office.now())
    fresh = await office.queries.fresh(report.storm.since - BEFORE, READ) if report else []
    wave = waves.of(example.posts[0].mention.text, fresh)
    if not wave:
        raise refusals.NotNow("Somebody has taken care of all of these already.")
    return example, wave


def _window(asked: Asked, example: Case, wave: list[Said]) -> Json:
    settings = asked.office.settings
    pace = settings.x.posts_per_15_minutes
    minutes = round(len(wave) / pace * WINDOW.total_seconds() / 60) if pace else 0
    last = f" So the last of them leaves in about {minutes} minutes." if minutes > 1 else ""
    first = PlainTextInputElement(action_id=Input.REPLY, multiline=True, max_length=LONGEST, focus_on_load=True)
    other = PlainTextInputElement(action_id=Input.OTHER_WORDS, multiline=True, max_length=LONGEST)
    hint = f"{waves.FIRST_NAME} becomes the customer's first name."
    return modal(
        Modal.WAVE,
        f"Reply to {len(wave):,} cases",
        [
            section(f"*{len(wave):,} customers say nearly the same*, and nobody has their cases yet. For example:"),
            *(context(literal(texts.cut(each.text, 150))) for each in wave[:EXAMPLES]),
            input("Reply", first, hint=hint),
            input("Reply in other words", other, hint="They take turns: X may block an account that repeats itself."),
            context(f"{words.network(example)} gets at most {pace} replies in 15 minutes.{last} Each shows in its own "
                    "thread, where it can be undone until it leaves, and the cases become yours."),
        ],
        Target(case=example.id, storm=asked.target.storm),
        "Reply to all",
    )  # fmt: skip
