"""Reply to many customers who say nearly the same: one window, two wordings, and an ordinary reply to each of them."""

from datetime import timedelta

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases import refusals, waves
from bot.cases import text as texts
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.cases.storms import BEFORE
from bot.cases.waves import Said
from bot.desk.reply import reply
from bot.slack import words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import context, input, literal, modal, section
from bot.slack.context import Answer, Json, Office
from bot.slack.ids import Button, Input, Modal, Target

log = structlog.get_logger()

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
    """Answered at once; each reply is its own change, so that one that cannot be decided stops no other."""
    office = asked.office
    office.desk.check(asked.actor, Step.REPLY)
    example, wave = await _wave(asked)
    wordings = [asked.value(Input.REPLY) or "", asked.value(Input.OTHER_WORDS) or ""]
    for wording in wordings:
        texts.check_length(texts.plain(wording).strip(), example.network)
    waves.addressed(wordings, [example.author])
    await asked.acknowledge()
    office.chores.start(_reply(office, asked.actor, asked.channel, wave, wordings, asked.key), "slack.wave")


async def _wave(asked: Asked) -> tuple[Case, list[Said]]:
    """The case that the others resemble, and all of them that nobody has touched yet. Raises `refusals.NotNow`."""
    office, target = asked.office, asked.target
    example = await office.case(target.case)
    report = await office.queries.storm(target.storm or 0, office.now())
    since = (report.storm.since if report else office.now()) - BEFORE
    wave = waves.of(example.posts[0].mention.text, await office.queries.fresh(since, READ))
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


async def _reply(office: Office, by: Actor, channel: str, wave: list[Said], wordings: list[str], key: str) -> None:
    found = [(said, await office.queries.case(said.case)) for said in wave]
    customers = [(said, case) for said, case in found if case is not None]
    written = waves.addressed(wordings, [case.author for _, case in customers])
    done, left = 0, []
    for (said, case), text in zip(customers, written, strict=True):
        try:
            await reply(office.desk, case.id, text, by, said.activity, f"{key}:{case.id}", sure=True, many=True)
            done += 1
        except refusals.Refusal as no:
            log.info("wave.left_out", case=case.number, why=type(no).__name__)
            left.append(f"#{case.number}")
    said_so = f"Your replies to {done:,} customers are on their way."
    if left:
        rest = ", ".join(left[:20]) + (" …" if len(left) > 20 else "")
        said_so += f" {len(left):,} could not be answered like this; your text is kept there as your draft: {rest}"
    await office.whisper(channel or office.settings.desk.channel, by.id, Answer(text=said_so))
