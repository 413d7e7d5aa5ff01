"""Reply to many customers who say nearly the same: one window, two wordings, and an ordinary reply to each of them."""

from datetime import timedelta

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases import refusals, waves
from bot.cases import text as texts
from bot.cases.case import Case, Handoff
from bot.cases.gathering import untold
from bot.cases.lifecycle import Step
from bot.cases.storms import BEFORE
from bot.cases.waves import Said
from bot.desk.wave import reply_to_all
from bot.slack import proposals, words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import Block, context, input, literal, modal, section
from bot.slack.context import Json, Office
from bot.slack.ids import Button, Input, Modal, Target

READ = 5_000
EXAMPLES, LISTED = 3, 20
LONGEST = 3_000
WINDOW = timedelta(minutes=15)


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Button.REPLY_TO_ALL: reply_to_all_clicked, Step.TELL_ALL: reply_to_all_clicked}
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
    if target.handoff:
        return example, await _waiting(office, example, target.handoff)
    report = await office.queries.storm(target.storm or 0, office.now())
    fresh = await office.queries.fresh(report.storm.since - BEFORE, READ) if report else []
    wave = waves.of(example.posts[0].mention.text, fresh)
    if not wave:
        raise refusals.NotNow("Somebody has taken care of all of these already.")
    return example, wave


async def _waiting(office: Office, example: Case, handoff_id: int) -> list[Said]:
    """Those who wait for what a team has answered, and have not heard it yet. Raises `refusals.NotNow`."""
    handoff = example.handoff(handoff_id)
    waiting = untold(await office.queries.gathered(handoff.card)) if handoff else []
    if not waiting:
        raise refusals.NotNow("Everybody who waited for this has been told already.")
    return [Said(case=each.case, text=f"#{each.number} @{each.handle}", activity=each.activity) for each in waiting]


def _about(example: Case, handoff: Handoff | None, wave: list[Said]) -> list[Block]:
    """Whom it goes to, and what they have in common."""
    count = f"{len(wave):,} customer{'s' * (len(wave) != 1)}"
    if handoff is None:
        said = [context(literal(texts.cut(each.text, 150))) for each in wave[:EXAMPLES]]
        return [section(f"*{count} say nearly the same*, and nobody has their cases yet. For example:"), *said]
    more = f"  and {len(wave) - LISTED:,} more" if len(wave) > LISTED else ""
    listed = "  ·  ".join(each.text for each in wave[:LISTED]) + more
    answered = texts.cut(" ".join(proposals.readable(handoff.answer).split()), 300)
    return [
        section(
            f"*{count} wait{'s' * (len(wave) == 1)} for this*, and team {texts.escape(handoff.team)} has answered:"
        ),
        section(literal(answered)),
        context(literal(listed)),
    ]


def _window(asked: Asked, example: Case, wave: list[Said]) -> Json:
    settings = asked.office.settings
    pace = settings.x.posts_per_15_minutes
    minutes = round(len(wave) / pace * WINDOW.total_seconds() / 60) if pace else 0
    last = f" So the last of them leaves in about {minutes} minutes." if minutes > 1 else ""
    handoff = example.handoff(asked.target.handoff or 0)
    proposed = proposals.readable(handoff.answer)[:LONGEST] if handoff and handoff.public else None
    first = PlainTextInputElement(
        action_id=Input.REPLY, multiline=True, max_length=LONGEST, focus_on_load=True, initial_value=proposed
    )
    other = PlainTextInputElement(action_id=Input.OTHER_WORDS, multiline=True, max_length=LONGEST)
    hint = f"{waves.FIRST_NAME} becomes the customer's first name."
    return modal(
        Modal.WAVE,
        f"Reply to {len(wave):,} cases",
        [
            *_about(example, handoff, wave),
            input("Reply", first, hint=hint),
            input("Reply in other words", other, hint="They take turns: X may block an account that repeats itself."),
            context(f"{words.network(example)} gets at most {pace} replies in 15 minutes.{last} Each shows in its own "
                    "thread, where it can be undone until it leaves, and the cases become yours."),
        ],
        Target(case=example.id, handoff=asked.target.handoff, storm=asked.target.storm),
        "Reply to all",
    )  # fmt: skip
