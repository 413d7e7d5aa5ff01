"""Publishing a reply, finding it again, taking it back; and what each way of going wrong means."""

from datetime import timedelta

import pytest

from bot.cases.text import same
from bot.networks.x import XNetwork
from bot.ports.outcomes import Duplicate, Gone, Outcome, Paused, Rejected, Unsure
from bot.sandbox.faults import Answer
from bot.sandbox.x_server import Limit, Post, XServer, XWorld
from tests.networks.wire import Clock

POST = "POST /2/tweets"


@pytest.fixture
def asked(world: XWorld) -> Post:
    return world.post("ada", "@acmeair where is my bag?")


async def test_a_reply_is_published_under_the_post_it_answers(network: XNetwork, world: XWorld, asked: Post) -> None:
    published = await network.publish("We are sorry & on it.", asked.id)
    [post] = world.replies_to(asked)
    assert post.written == "We are sorry & on it."
    assert published.id == post.id
    assert published.url == f"https://x.com/acmeair/status/{post.id}"
    assert abs(published.at - post.created_at) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry.",
        "Terms & conditions: 2 < 3, see https://acme.com/help?a=1&b=2 or acme.com. ^JD",
        "@ada we are\non it 👨‍👩‍👧‍👦  ",
        "so sorry " * 60,
    ],
)
async def test_a_reply_is_found_again_by_what_it_answers_and_says(
    network: XNetwork, world: XWorld, asked: Post, clock: Clock, text: str
) -> None:
    world.change_user("acmeair", premium=True)
    before = clock.now()
    other = world.post("bob", "@acmeair me too")
    world.post("acmeair", text + " indeed", reply_to=asked)
    assert await network.find(text, asked.id, before) is None
    published = await network.publish(text, asked.id)
    found = await network.find(text, asked.id, before)
    assert found and (found.id, found.url) == (published.id, published.url)
    assert await network.find(text, other.id, before) is None
    clock.forward(hours=1)
    assert await network.find(text, asked.id, clock.now()), "our clock may be wrong"
    clock.forward(hours=2)
    assert await network.find(text, asked.id, clock.now()) is None


async def test_a_reply_to_a_reply_is_found_in_spite_of_the_names_before_it(network: XNetwork, world: XWorld) -> None:
    first = world.post("bob", "Bags!")
    asked = world.post("ada", "@acmeair indeed", reply_to=first)
    published = await network.publish("On it", asked.id)
    assert world.posts[published.id].said == "@ada @bob On it"
    [own] = await network.own_posts(None)
    assert own.text == "On it"
    assert same(world.posts[published.id].said, "On it")


async def test_a_post_of_ours_is_taken_back(network: XNetwork, world: XWorld, asked: Post) -> None:
    published = await network.publish("Oops", asked.id)
    await network.delete(published.id)
    assert world.replies_to(asked) == []
    await network.delete(published.id)
    with pytest.raises(Rejected):
        await network.delete(asked.id)


async def test_a_success_that_names_no_post_is_unsure(network: XNetwork, server: XServer, asked: Post) -> None:
    for body in ({"data": {}}, [], {}):
        server.faults.add(POST, answer=Answer(201, body), where="after")
        with pytest.raises(Unsure):
            await network.publish(f"Sorry {body}", asked.id)


async def test_a_redirect_is_not_followed(network: XNetwork, server: XServer, asked: Post) -> None:
    server.faults.add(POST, answer=Answer(302, "", {"Location": f"{server.url}/2/tweets"}))
    with pytest.raises(Unsure):
        await network.publish("Sorry", asked.id)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        ("401", Paused, "does not accept our keys"),
        ("402", Paused, "out of credits"),
        ("402_newer", Paused, "out of credits"),
        ("429", Paused, "wait"),
        ("429_no_header", Paused, "wait"),
        ("429_usage_capped", Paused, "monthly allowance"),
        ("403_not_summoned", Rejected, "did not mention or quote us"),
        ("403_not_author", Rejected, "did not mention or quote us"),
        ("403_duplicate", Duplicate, "published this very text already"),
        ("403_deleted", Gone, "deleted"),
        ("403_app_suspended", Rejected, "suspended"),
    ],
)
async def test_a_refusal_is_said_in_a_sentence(
    network: XNetwork, server: XServer, world: XWorld, asked: Post, fault: str, kind: type[Outcome], words: str
) -> None:
    server.faults.add(POST, fault)
    with pytest.raises(Outcome, match=words) as refused:
        await network.publish("Sorry", asked.id)
    assert type(refused.value) is kind
    assert world.replies_to(asked) == []


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("Your account is temporarily locked.", "locked our account"),
        ("You have been blocked from the author of this Tweet.", "blocked our account"),
        ("Reply to this conversation is not allowed.", "limited who may answer"),
        ("This request looks like it might be automated.", "automated"),
        ("Your client app is not configured with the appropriate oauth1 app permissions for this.", "may only read"),
        ("Something <new> & odd. " * 30, r"X refused \(403\): Something &lt;new&gt; &amp; odd\. .*…$"),
        ("", r"X refused \(403\): it gave no reason\."),
    ],
)
async def test_other_refusals_are_said_in_a_sentence_too(
    network: XNetwork, server: XServer, asked: Post, detail: str, words: str
) -> None:
    server.faults.add(POST, answer=Answer(403, {"detail": detail, "status": 403}))
    with pytest.raises(Rejected, match=words) as refused:
        await network.publish("Sorry", asked.id)
    assert len(str(refused.value)) < 400


async def test_the_rules_of_x_itself_are_understood(network: XNetwork, world: XWorld, asked: Post) -> None:
    own = world.post("acmeair", "We fly")
    implicit = world.post("ada", "Hm", reply_to=own)
    gone = world.post("bob", "@acmeair hm")
    world.delete(gone)
    await network.publish("Sorry", asked.id)
    for text, answers, kind in [
        ("Sorry", implicit.id, Rejected),
        ("Sorry", gone.id, Gone),
        ("Sorry", asked.id, Duplicate),
        ("x" * 281, asked.id, Rejected),
        (" ", asked.id, Rejected),
    ]:
        with pytest.raises(kind):
            await network.publish(text, answers)
    with pytest.raises(Rejected, match="too long"):
        await network.publish("x" * 281, asked.id)


async def test_out_of_credits_pauses(network: XNetwork, world: XWorld, asked: Post) -> None:
    world.spend.credits = 0.0
    with pytest.raises(Paused, match="credits"):
        await network.publish("Sorry", asked.id)


async def test_a_used_up_allowance_names_the_time_it_is_free_again(
    network: XNetwork, server: XServer, asked: Post, clock: Clock
) -> None:
    server.allowance.limits[POST] = Limit(user=1, app=None)
    await network.publish("One", asked.id)
    with pytest.raises(Paused) as paused:
        await network.publish("Two", asked.id)
    assert paused.value.until
    assert timedelta(minutes=14) < paused.value.until - clock.now() <= timedelta(minutes=15)


async def test_a_used_up_day_names_its_end(network: XNetwork, server: XServer, asked: Post, clock: Clock) -> None:
    server.allowance.limits[POST] = Limit(user=100, app=None, app_day=1)
    await network.publish("One", asked.id)
    with pytest.raises(Paused) as paused:
        await network.publish("Two", asked.id)
    assert paused.value.until and paused.value.until - clock.now() > timedelta(hours=23)


async def test_revoked_keys_pause(network: XNetwork, server: XServer, asked: Post) -> None:
    server.revoke("acmeair")
    with pytest.raises(Paused, match="keys"):
        await network.publish("Sorry", asked.id)
