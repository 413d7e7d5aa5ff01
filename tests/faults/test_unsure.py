"""Sends of which looking cannot tell: people are asked, and nothing goes out twice without their word."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.app.health import Health
from bot.desk import reply
from bot.sandbox.faults import Answer
from bot.sandbox.slack_server import Message
from bot.sandbox.slack_server.controls import clickables
from bot.sandbox.x_server import Post
from tests.faults.acts.deliveries import ANNA
from tests.faults.stage import DESK, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

CREATES, TIMELINE, HISTORY = "POST /2/tweets", "GET /2/users/:id/tweets", "* conversations.history"
CHOICES = ["It is there", "Post again", "Check again"]
HOUR = 3600.0
ONCE, NEVER = "cut_after", "cut_before"
"""What became of the call whose answer was lost."""


@pytest_asyncio.fixture(loop_scope="module")
async def stage(stage: Stage) -> AsyncIterator[Stage]:
    scopes = stage.world.app.scopes
    yield stage
    stage.world.app.scopes, stage.x.indexing_seconds = scopes, 0
    await stage.heal()
    await stage.goes_on()


@dataclass
class Answered:
    """A reply to a case of its own; `words` are in nothing else."""

    stage: Stage
    post: Post
    card: Message
    case: int
    words: str

    @property
    def message(self) -> Message:
        [found] = [each for each in self._thread() if self.words in self.stage.world.text_of(each)]
        return found

    @property
    def shown(self) -> str:
        return self.stage.world.text_of(self.message)

    @property
    def offers(self) -> list[str]:
        return [control.words for control in clickables(self.message.blocks)]

    @property
    def asked(self) -> list[str]:
        """What its author was told in the thread."""
        texts = [self.stage.world.text_of(each) for each in self._thread()]
        return [text for text in texts if "nobody knows" in text]

    @property
    def on_x(self) -> int:
        return len(self.stage.answers(self.post))

    async def press(self, words: str, who: str = "U0ANNA") -> None:
        await self.stage.person(who).click(self.message, words)
        await self.stage.settled()

    def _thread(self) -> list[Message]:
        return self.stage.world.thread(DESK, self.card.ts)[1:]


async def sent(stage: Stage, words: str, fate: str, hidden: float = 0) -> Answered:
    """A reply whose answer from X was lost, and which X shows nowhere for a while."""
    post, case, card = await stage.case(f"suitcase {words}")
    stage.x.indexing_seconds = hidden
    stage.x_server.faults.add(CREATES, fate)
    await reply.reply(stage.desk, case.id, f"We care about {words}", ANNA)
    await stage.step()
    return Answered(stage, post, card, case.id, f"We care about {words}")


async def put_to_a_person(stage: Stage, words: str, fate: str) -> Answered:
    """… and the company's timeline cannot be read for five minutes."""
    answered = await sent(stage, words, fate)
    stage.x_server.faults.add(TIMELINE, "503", times=None)
    await stage.goes_on()
    return answered


@pytest.mark.parametrize("fate", [ONCE, NEVER])
async def test_a_person_is_asked_once_with_three_choices_and_nothing_is_sent_until_they_say(stage: Stage, fate: str):
    answered = await put_to_a_person(stage, f"bears {fate}", fate)
    assert "Nobody knows whether this reached X" in answered.shown
    assert "Look on X, then say what you saw" in answered.shown
    assert [each for each in answered.offers if each in CHOICES] == CHOICES
    [told] = answered.asked
    assert "It could not be looked for: X has trouble of its own (HTTP 503)." in told
    calls = stage.x_server.count(CREATES)
    stage.clock.forward(HOUR)
    await stage.step()
    assert (stage.x_server.count(CREATES), len(answered.asked)) == (calls, 1)
    assert answered.on_x == (fate == ONCE)


async def test_it_is_there_settles_it_and_the_link_follows_when_x_shows_it(stage: Stage):
    answered = await put_to_a_person(stage, "cellos", ONCE)
    await answered.press("It is there")
    assert "Posted on X" in answered.shown and "View on X" not in answered.shown
    await stage.heal()
    await stage.looks()
    assert "View on X" in answered.shown
    assert answered.on_x == 1


async def test_post_again_sends_it_once(stage: Stage):
    answered = await put_to_a_person(stage, "drums", NEVER)
    await stage.heal()
    await answered.press("Post again")
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert answered.on_x == 1


async def test_post_again_by_mistake_meets_xs_own_memory_and_does_not_double_it(stage: Stage):
    answered = await put_to_a_person(stage, "easels", ONCE)
    await stage.heal()
    await answered.press("Post again")
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert answered.on_x == 1


@pytest.mark.parametrize("fate", [ONCE, NEVER])
async def test_check_again_does_what_the_looks_say(stage: Stage, fate: str):
    answered = await put_to_a_person(stage, f"flutes {fate}", fate)
    await stage.heal()
    await answered.press("Check again")
    if fate == NEVER:
        assert "Checking whether this reached X" in answered.shown
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert answered.on_x == 1


async def test_check_again_while_x_is_silent_comes_back_to_the_person(stage: Stage):
    answered = await put_to_a_person(stage, "guitars", NEVER)
    await answered.press("Check again")
    await stage.goes_on()
    assert "Nobody knows whether this reached X" in answered.shown
    assert [each for each in answered.offers if each in CHOICES] == CHOICES
    assert answered.on_x == 0


async def test_the_second_of_two_people_hears_that_it_is_settled(stage: Stage):
    answered = await put_to_a_person(stage, "harps", ONCE)
    seen = list(answered.message.blocks)
    await answered.press("It is there")
    calls = stage.x_server.count(CREATES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answered.message, "blocks", seen)  # Ben's Slack has not drawn it afresh yet
        await answered.press("Post again", "U0BEN")
    await stage.person("U0BEN").sees_ephemeral("This is settled already")
    assert stage.x_server.count(CREATES) == calls
    assert answered.on_x == 1


# X shows a post late


@pytest.mark.parametrize("seconds", [1, 8, 14])
async def test_a_post_that_x_shows_late_is_found_before_it_is_sent_again(stage: Stage, seconds: int):
    answered = await sent(stage, f"irons {seconds}", ONCE, hidden=seconds)
    calls = stage.x_server.count(CREATES)
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert (stage.x_server.count(CREATES), answered.on_x) == (calls, 1)


async def test_a_post_that_x_hides_for_longer_is_refused_as_a_duplicate_and_put_to_a_person(stage: Stage):
    answered = await sent(stage, "jewels", ONCE, hidden=60)
    await stage.goes_on()
    assert "Nobody knows whether this reached X" in answered.shown
    assert "published this very text already" in answered.asked[0]
    assert answered.on_x == 1
    stage.clock.forward(60)
    await answered.press("Check again")
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert answered.on_x == 1


# the account is used by hand


@pytest.mark.parametrize("fate", [NEVER, ONCE])
async def test_the_same_words_posted_by_hand_are_this_reply(stage: Stage, fate: str):
    answered = await put_to_a_person(stage, f"kayaks {fate}", fate)
    await stage.heal()
    if fate == NEVER:
        stage.x.post("acmeair", f"@{answered.post.author.username} {answered.words}", reply_to=answered.post)
    await stage.looks()
    await stage.goes_on()
    assert "Posted on X" in answered.shown and "View on X" in answered.shown
    assert answered.on_x == 1


async def test_what_somebody_posts_by_hand_while_it_is_looked_for_is_found_in_its_place(stage: Stage):
    answered = await sent(stage, "lamps", NEVER)
    by_hand = stage.x.post("acmeair", answered.words, reply_to=answered.post)
    await stage.goes_on()
    assert "Posted on X" in answered.shown
    assert [each.id for each in stage.answers(answered.post)] == [by_hand.id]


# Slack


async def unsure_card(stage: Stage, words: str, where: str) -> None:
    """A card of which Slack has not said whether it stands."""
    stage.slack_server.faults.add("* chat.postMessage", "internal_error", where=where)  # type: ignore[arg-type]
    await stage.complains(f"@acmeair my {words}")
    await stage.looks()


def cards(stage: Stage, words: str) -> int:
    return sum(words in stage.world.text_of(message) for message in stage.world.messages(DESK))


async def waits(stage: Stage, seconds: float) -> int:
    """How often it is looked for meanwhile."""
    before, until = len(stage.slack_server.calls_of("conversations.history")), stage.clock.now().timestamp() + seconds
    while stage.clock.now().timestamp() < until:
        stage.clock.forward(5)
        await stage.step()
    return len(stage.slack_server.calls_of("conversations.history")) - before


@pytest.mark.parametrize("where", ["before", "after"])
async def test_without_the_scope_to_look_a_card_waits_the_desk_is_told_and_it_stands_once_in_the_end(
    stage: Stage, where: str
):
    scopes = stage.world.app.scopes
    stage.world.app.scopes = scopes - {"channels:history", "groups:history", "im:history", "mpim:history"}
    await unsure_card(stage, f"mirror {where}", where)
    looks = await waits(stage, 600)
    assert 5 < looks < 25
    health = Health(stage.store, stage.slack, lambda: (), stage.clock)
    said = " ".join(problem.words for problem in await health.problems())
    assert "Nobody knows of" in said
    assert "It cannot be looked for: The app lacks the scope channels:history" in said
    assert cards(stage, f"mirror {where}") == (where == "after")
    stage.world.app.scopes = scopes
    await stage.goes_on()
    assert cards(stage, f"mirror {where}") == 1


@pytest.mark.parametrize("where", ["before", "after"])
async def test_a_slack_without_history_is_no_proof_of_absence(stage: Stage, where: str):
    stage.slack_server.faults.add(HISTORY, times=None, answer=Answer(200, {"ok": False, "error": "unknown_method"}))
    await unsure_card(stage, f"needle {where}", where)
    await waits(stage, 600)
    assert cards(stage, f"needle {where}") == (where == "after")
    assert "It cannot be looked for: Slack said no: unknown_method." in await stage.on_desk()
    await stage.heal()
    await stage.goes_on()
    assert cards(stage, f"needle {where}") == 1
