"""The left side of the page in a real browser: writing as a customer, answering, deleting, and the scripted day."""

import pytest
from playwright.async_api import expect

from bot.sandbox.demo import Sandbox
from tests.sandbox.page.conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def write(window: Window, text: str) -> None:
    await window.x.get_by_role("textbox", name="Post text").fill(text)
    await window.x.get_by_role("button", name="Post", exact=True).click()


async def test_a_customers_post_appears_in_the_column(window: Window, sandbox: Sandbox, visitor: str) -> None:
    await write(window, "@acmeair where is my bag?")
    await expect(window.post("where is my bag?")).to_contain_text("@alextraveller")
    assert sandbox.x.posts_of(visitor)[-1].written == "@acmeair where is my bag?"


async def test_one_posts_as_whom_one_likes_and_answers_anybody(window: Window, sandbox: Sandbox) -> None:
    await write(window, "@acmeair hello?")
    await window.x.get_by_role("button", name="Posting as").click()
    await window.page.get_by_role("option", name="Wren Castell").click()
    await window.post("hello?").get_by_role("button", name="Reply to Alex Traveller").click()
    await expect(window.x.get_by_text("Replying to @alextraveller")).to_be_visible()
    await write(window, "@acmeair me too")
    await expect(window.post("me too")).to_contain_text("Wren Castell")
    answer = sandbox.x.posts_of("wrencastell")[-1]
    assert answer.replied_to == sandbox.x.posts_of("alextraveller")[-1].id


async def test_a_post_can_be_quoted_reposted_liked_and_deleted(window: Window, sandbox: Sandbox, visitor: str) -> None:
    await write(window, "@acmeair first")
    await expect(window.post("first")).to_be_visible()
    first = window.x.locator(f"[data-post='{sandbox.x.posts_of(visitor)[0].id}']").last
    await first.get_by_role("button", name="Quote Alex Traveller").click()
    await write(window, "look at this")
    await expect(window.post("look at this").locator(".quoted")).to_contain_text("@acmeair first")
    await first.get_by_role("button", name="Like Alex Traveller").click()
    await expect(first.get_by_role("button", name="Like Alex Traveller")).to_have_text("1")
    await first.get_by_role("button", name="Repost Alex Traveller").click()
    await expect(window.x.get_by_text("Alex Traveller reposted")).to_be_visible()
    await first.hover()
    await first.get_by_role("button", name="More about this post").click()
    await window.page.get_by_role("menuitem", name="Delete post").click()
    await expect(window.x.get_by_text("This post is unavailable.")).to_be_visible()
    assert [each.written for each in sandbox.x.posts_of(visitor)] == ["look at this"]


async def test_a_picture_goes_along(window: Window, sandbox: Sandbox, visitor: str) -> None:
    await window.x.get_by_role("button", name="Attach a picture").click()
    await window.page.get_by_role("button", name="A broken suitcase").click()
    await write(window, "@acmeair look")
    await expect(window.post("look").get_by_role("img", name="A grey suitcase")).to_be_visible()
    assert len(sandbox.x.posts_of(visitor)[-1].attachments) == 1


async def test_the_count_is_xs_own_and_too_much_cannot_be_posted(window: Window) -> None:
    field = window.x.get_by_role("textbox", name="Post text")
    await field.fill("@acmeair https://example.com/a-very-long-address-that-counts-as-twenty-three-signs")
    await expect(window.x.locator(".count")).to_have_text(str(280 - 9 - 23))
    await field.fill("春" * 141)
    await expect(window.x.locator(".count")).to_have_text("-2")
    await expect(window.x.get_by_role("button", name="Post", exact=True)).to_be_disabled()


async def test_the_companys_answers_are_marked(window: Window, sandbox: Sandbox) -> None:
    post = sandbox.x.post("piafrost", "@acmeair hello")
    sandbox.x.post("acmeair", "We are on it.", reply_to=post)
    await expect(window.post("We are on it.")).to_contain_text("Answer from Acme Air")


async def test_the_day_is_played_pushed_on_and_paused(window: Window, sandbox: Sandbox) -> None:
    await window.press("Next complaint").click()
    await expect(window.post("my suitcase did not come out")).to_be_visible()
    await window.press("5×").click()
    await window.press("Play the day").click()
    await expect(window.post("the crew of AX 88")).to_be_visible()
    await window.press("Pause the day").click()
    await expect(window.press("Play the day")).to_be_visible()
    assert not sandbox.player.playing
    assert sandbox.player.speed == 5


async def test_trouble_is_switched_on_and_off(window: Window, sandbox: Sandbox) -> None:
    await window.press("Trouble").click()
    await window.page.get_by_role("switch", name="X is out of credits").check()
    await expect(window.page.get_by_role("button", name="Trouble")).to_contain_text("1")
    assert [fault.kind for fault in sandbox.x_server.faults.active] == ["402"]
    await window.page.get_by_role("switch", name="X is out of credits").uncheck()
    await expect(window.page.get_by_role("button", name="Trouble")).to_have_text("Trouble")
    assert sandbox.x_server.faults.active == []
