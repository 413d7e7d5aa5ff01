"""The named points: what is under way when the bot dies, and what becomes of the call that it had made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox.faults import Faults, Hold
from tests.kills.scene import TEAM, Scene
from tests.kills.town import Fate

POSTS, EDITS, HISTORY = "POST chat.postMessage", "POST chat.update", "GET conversations.history"
MENTIONS, SEARCH = "GET /2/users/:id/mentions", "GET /2/tweets/search/recent"
CREATES, TIMELINE = "POST /2/tweets", "GET /2/users/:id/tweets"

Story = Callable[[Scene, Fate], Awaitable[None]]


@dataclass(frozen=True)
class Point:
    """`story` ends when the bot is dead."""

    story: Story
    fate: Fate

    @property
    def name(self) -> str:
        return f"{self.story.__name__} {self.fate}".replace("_", " ")


def slack(scene: Scene, route: str, fate: Fate, words: str) -> tuple[Hold, Faults, Fate]:
    return _held(scene.town.slack_server.faults, route, fate, words)


def x(scene: Scene, route: str, fate: Fate, words: str = "") -> tuple[Hold, Faults, Fate]:
    return _held(scene.town.x_server.faults, route, fate, words)


def _held(faults: Faults, route: str, fate: Fate, words: str) -> tuple[Hold, Faults, Fate]:
    return faults.hold(route, "after" if fate is Fate.AFTER else "before", containing=words), faults, fate


# from X to Slack


async def mentions_read(scene: Scene, fate: Fate) -> None:
    held = x(scene, MENTIONS, fate)
    scene.complain()
    await scene.town.dies_at(*held)


async def search_read(scene: Scene, fate: Fate) -> None:
    held = x(scene, SEARCH, fate)
    scene.complain(beginning="Never again acme air,")
    await scene.town.dies_at(*held)


async def card_post(scene: Scene, fate: Fate) -> None:
    held = slack(scene, POSTS, fate, scene.words("case"))
    scene.complain()
    await scene.town.dies_at(*held)


async def follow_up_post(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    held = slack(scene, POSTS, fate, scene.words("more"))
    scene.adds(scene.words("more"))
    await scene.town.dies_at(*held)


async def card_edit(scene: Scene, fate: Fate) -> None:
    card = await scene.opens()
    held = slack(scene, EDITS, fate, card.ts)
    await scene.claims()
    await scene.town.dies_at(*held)


# inside


async def handoff_card_post(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    held = slack(scene, POSTS, fate, TEAM)
    await scene.escalates()
    await scene.town.dies_at(*held)


async def mirrored_note_post(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    await scene.escalates()
    await scene.asked()
    held = slack(scene, POSTS, fate, scene.words("note"))
    await scene.team_notes(scene.words("note"))
    await scene.town.dies_at(*held)


# from Slack to X


async def reply_message_post(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    held = slack(scene, POSTS, fate, scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    await scene.town.dies_at(*held)


async def x_create(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    held = x(scene, CREATES, fate, scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    await scene.town.dies_at(*held)


async def receipt_edit(scene: Scene, fate: Fate) -> None:
    card = await scene.opens()
    published = scene.town.x_server.faults.hold(CREATES, containing=scene.words("reply"))
    await scene.replies_with(scene.words("reply"))
    receipt = await scene.town.in_thread(card, scene.words("reply"))
    await published.reached()
    held = slack(scene, EDITS, fate, receipt.ts)
    published.release()
    await scene.town.dies_at(*held)


# while it finds out what its predecessor did


async def look_for_a_card(scene: Scene, fate: Fate) -> None:
    await card_post(scene, Fate.AFTER)
    held = slack(scene, HISTORY, fate, "")
    await scene.town.rises()
    await scene.town.dies_at(*held)


async def look_for_a_reply(scene: Scene, fate: Fate) -> None:
    await x_create(scene, Fate.AFTER)
    held = x(scene, TIMELINE, fate)
    await scene.town.rises()
    await scene.town.dies_at(*held)


# as soon as Slack has the acknowledgement: the fate is that of no call in particular


async def claim_acknowledged(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    await scene.claims()
    await scene.town.kill()


async def escalation_acknowledged(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    await scene.escalates()
    await scene.town.kill()


async def note_acknowledged(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    await scene.escalates()
    await scene.asked()
    await scene.team_notes(scene.words("note"))
    await scene.town.slack_server.settled()
    await scene.town.kill()


async def reply_acknowledged(scene: Scene, fate: Fate) -> None:
    await scene.opens()
    await scene.replies_with(scene.words("reply"))
    await scene.town.kill()


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
