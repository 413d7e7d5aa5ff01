"""The named points: what is under way when the bot dies, and what becomes of the call that it had made."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from bot.sandbox.faults import Faults
from tests.kills.scene import NEWHIRE, TEAM, Scene
from tests.kills.town import Doomed, Fate

POSTS, EDITS, HISTORY, PEOPLE = (
    "POST chat.postMessage",
    "POST chat.update",
    "GET conversations.history",
    "GET users.info",
)
MENTIONS, SEARCH = "GET /2/users/:id/mentions", "GET /2/tweets/search/recent"
CREATES, TIMELINE = "POST /2/tweets", "GET /2/users/:id/tweets"

Story = Callable[[Scene, Fate], AsyncIterator[None]]


@dataclass(frozen=True)
class Point:
    """`story` pauses when all is prepared, and ends where the bot shall die.

    What happens to a successor goes on from there: it pauses while the bot is dead, and once more when it is back.
    """

    story: Story
    fate: Fate

    @property
    def name(self) -> str:
        return f"{self.story.__name__} {self.fate}".replace("_", " ")


def slack(scene: Scene, route: str, fate: Fate, words: str) -> Doomed:
    return _held(scene.town.slack_server.faults, route, fate, words)


def x(scene: Scene, route: str, fate: Fate, words: str = "") -> Doomed:
    return _held(scene.town.x_server.faults, route, fate, words)


def _held(faults: Faults, route: str, fate: Fate, words: str) -> Doomed:
    return Doomed(faults.hold(route, "after" if fate is Fate.AFTER else "before", containing=words), faults, fate)


# from X to Slack


async def mentions_read(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    yield
    held = x(scene, MENTIONS, fate)
    scene.complain()
    await scene.town.reaches(held)


async def search_read(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    yield
    held = x(scene, SEARCH, fate)
    scene.complain(beginning="Never again acme air,")
    await scene.town.reaches(held)


async def card_post(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    yield
    held = slack(scene, POSTS, fate, scene.words("case"))
    scene.complain()
    await scene.town.reaches(held)


async def follow_up_post(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    held = slack(scene, POSTS, fate, scene.words("more"))
    scene.adds(scene.words("more"))
    await scene.town.reaches(held)


async def card_edit(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    card = await scene.opens()
    yield
    held = slack(scene, EDITS, fate, card.ts)
    await scene.claims()
    await scene.town.reaches(held)


# inside


async def handoff_card_post(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    held = slack(scene, POSTS, fate, TEAM)
    await scene.escalates()
    await scene.town.reaches(held)


async def mirrored_note_post(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    await scene.escalates()
    await scene.asked()
    yield
    held = slack(scene, POSTS, fate, scene.words("note"))
    await scene.team_notes(scene.words("note"))
    await scene.town.reaches(held)


# from Slack to X


async def reply_message_post(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    held = slack(scene, POSTS, fate, scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    await scene.town.reaches(held)


async def x_create(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    held = x(scene, CREATES, fate, scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    await scene.town.reaches(held)


async def receipt_edit(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    card = await scene.opens()
    published = scene.town.x_server.faults.hold(CREATES, containing=scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    receipt = await scene.town.in_thread(card, scene.words("reply"))
    await published.reached()
    yield
    held = slack(scene, EDITS, fate, receipt.ts)
    published.release()
    await scene.town.reaches(held)


# while it finds out what its predecessor did


async def look_for_a_card(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    async for _ in card_post(scene, Fate.AFTER):
        yield
    yield
    held = slack(scene, HISTORY, fate, "")
    yield
    await scene.town.reaches(held)


async def look_for_a_reply(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    async for _ in x_create(scene, Fate.AFTER):
        yield
    yield
    held = x(scene, TIMELINE, fate)
    yield
    await scene.town.reaches(held)


# as soon as Slack has the acknowledgement: the fate is that of no call in particular


async def claim_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    await scene.claims()


async def escalation_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    await scene.escalates()


async def note_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    await scene.escalates()
    await scene.asked()
    yield
    await scene.team_notes(scene.words("note"))
    await scene.town.slack_server.settled()


async def reply_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    await scene.opens()
    yield
    await scene.replies_with(scene.words("reply"))


async def approval_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    scene.agent = NEWHIRE
    card = await scene.opens()
    await scene.replies_with(scene.words("reply"))
    waiting = await scene.town.in_thread(card, scene.words("reply"))
    await scene.town.shows(waiting, "Waits for approval")
    yield
    await scene.town.person("U0LEAD").click(waiting, "Approve")


async def newcomers_command_acknowledged(scene: Scene, fate: Fate) -> AsyncIterator[None]:
    """Slack has not told yet who gave it."""
    await scene.opens()
    newcomer = scene.town.slack.add_user(f"U0NEW{scene.sign}", f"new{scene.sign}", "Nina Ew")
    scene.town.slack.join(newcomer.id, "C0GENERAL")
    yield
    held = slack(scene, PEOPLE, fate, newcomer.id)
    await scene.escalates(newcomer.id)
    await scene.town.reaches(held)


EVERY = tuple(
    Point(story, fate)
    for story, fates in {
        card_post: (Fate.NEVER, Fate.LATE, Fate.MEANWHILE, Fate.AFTER),
        x_create: (Fate.NEVER, Fate.LATE, Fate.MEANWHILE, Fate.AFTER),
        follow_up_post: (Fate.NEVER, Fate.AFTER),
        handoff_card_post: (Fate.NEVER, Fate.AFTER),
        mirrored_note_post: (Fate.NEVER, Fate.AFTER),
        reply_message_post: (Fate.NEVER, Fate.AFTER),
        look_for_a_card: (Fate.NEVER, Fate.AFTER),
        look_for_a_reply: (Fate.NEVER, Fate.AFTER),
        mentions_read: (Fate.NEVER, Fate.AFTER),
        search_read: (Fate.NEVER, Fate.AFTER),
        card_edit: (Fate.NEVER, Fate.AFTER),
        receipt_edit: (Fate.NEVER, Fate.AFTER),
        claim_acknowledged: (Fate.AFTER,),
        escalation_acknowledged: (Fate.AFTER,),
        note_acknowledged: (Fate.AFTER,),
        reply_acknowledged: (Fate.AFTER,),
        approval_acknowledged: (Fate.AFTER,),
        newcomers_command_acknowledged: (Fate.NEVER,),
    }.items()
    for fate in fates
)
ON_POSTGRES = tuple(
    point
    for point in EVERY
    if (point.story, point.fate)
    in (
        (card_post, Fate.AFTER),
        (x_create, Fate.NEVER),
        (x_create, Fate.AFTER),
        (mirrored_note_post, Fate.AFTER),
        (reply_acknowledged, Fate.AFTER),
    )
)

# A lane makes one call at a time, and so does whoever reads X: of each of these, one story fits into one kill. They
# come to pass in this order: while X is not read nothing new comes, and after an acknowledgement nobody waits.
LANES = (
    (card_edit, receipt_edit),
    (card_post, follow_up_post, mirrored_note_post, reply_message_post, look_for_a_card),
    (handoff_card_post,),
    (x_create, look_for_a_reply),
    (mentions_read, search_read),
    (
        *(claim_acknowledged, escalation_acknowledged, note_acknowledged, reply_acknowledged),
        *(approval_acknowledged, newcomers_command_acknowledged),
    ),
)


def together(points: Sequence[Point]) -> list[list[Point]]:
    """As few kills as these points need."""
    kills: list[list[Point]] = []
    for stories in LANES:
        for number, point in enumerate(point for point in points if point.story in stories):
            if number == len(kills):
                kills.append([])
            kills[number].append(point)
    return kills
