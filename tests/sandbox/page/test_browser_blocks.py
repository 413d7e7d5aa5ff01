"""Every block and every element of Block Kit that the bot may use, seen and pressed once in a real browser."""

import pytest
from playwright.async_api import expect

from tests.sandbox.page.conftest import Window
from tests.sandbox.page.stand_in import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_text_looks_like_slacks(window: Window, bot: StandIn) -> None:
    await bot.post_everything()
    shown = window.message("Everything")
    await expect(shown.get_by_role("heading")).to_have_text("Everything ✈️")
    for tag, words in {"b": "bold", "i": "italic", "s": "gone", "code": "code", "blockquote": "quoted"}.items():
        await expect(shown.locator(tag).filter(has_text=words).first).to_be_visible()
    await expect(shown.get_by_role("link", name="a link")).to_have_attribute("href", "https://acmeair.example/a?b=1")
    await expect(shown).to_contain_text("@Mara Lindqvist in #team-baggage with @baggage-team, not @channel")
    await expect(shown.locator("time").filter(has_text="2023-11-14")).to_be_visible()
    await expect(shown.locator("pre").first).to_have_text("one\n  two")
    await expect(shown.locator("pre").last).to_have_text("<b>as it is</b>")
    await expect(shown).to_contain_text("Plain *stars*")
    await expect(shown.get_by_role("img", name="A large one")).to_have_count(1)
    assert await shown.locator("ol li").all_inner_texts() == ["1.\nfirst", "2.\nsecond"]


async def test_every_button_is_pressed_once(window: Window, bot: StandIn) -> None:
    await bot.post_everything()
    shown = window.message("Everything")
    for words in ("Plain", "Primary"):
        await shown.get_by_role("button", name=words, exact=True).click()
        await bot.until_heard(words.lower())
    await shown.get_by_role("button", name="Danger").click()
    await window.press("Rather not").click()
    await shown.get_by_role("button", name="Danger").click()
    await expect(window.page.get_by_role("alertdialog")).to_contain_text("It cannot be undone.")
    await window.press("Yes, do it").click()
    await bot.until_heard("danger")
    assert sum(name == "danger" for name, _ in bot.heard) == 1
    await shown.get_by_role("button", name="More…").click()
    await window.page.get_by_role("menuitem", name="Two").click()
    chosen = await bot.until_heard("menu")
    assert isinstance(chosen, dict)
    assert chosen["selected_option"]["value"] == "two"


async def test_every_menu_is_used_once(window: Window, bot: StandIn) -> None:
    await bot.post_everything()
    shown = window.message("Everything")
    for label, typed, name in (("Meal", "ri", "Rice"), ("Colleague", "yuki", "Yuki Arai"), ("Airport", "co", "Cork")):
        await shown.get_by_role("combobox", name=label).fill(typed)
        await window.page.get_by_role("option", name=name).click()
    await shown.get_by_label("Date and time").fill("2026-11-21T10:30")
    await shown.get_by_label("Date and time").press("Tab")
    await shown.get_by_role("checkbox", name="Aisle").check()
    await shown.get_by_role("radio", name="No").check()
    heard = {id: await bot.until_heard(id) for id in ("meal", "colleague", "airport", "when", "boxes", "radios")}
    assert heard["meal"]["selected_option"]["value"] == "rice"  # type: ignore[index]
    assert heard["colleague"]["selected_user"] == "U0YUKI"  # type: ignore[index]
    assert heard["airport"]["selected_option"]["value"] == "Cork"  # type: ignore[index]
    assert isinstance(heard["when"]["selected_date_time"], int)  # type: ignore[index]
    assert [each["value"] for each in heard["boxes"]["selected_options"]] == ["aisle"]  # type: ignore[index]
    assert heard["radios"]["selected_option"]["value"] == "no"  # type: ignore[index]


async def test_a_link_to_a_post_or_a_message_leads_there_in_the_page(window: Window, bot: StandIn) -> None:
    mara = bot.sandbox.slack.person("U0MARA")
    post = bot.sandbox.x.post("piafrost", "@acmeair my bag")
    far = await mara.say("C0GENERAL", "the place to be")
    address = bot.sandbox.slack.permalink(far)
    await bot.client.chat_postMessage(channel="C0MENTIONS", text=f"<{post.url}|the post> and <{address}|the message>")
    await window.slack.get_by_role("link", name="the post").click()
    await expect(window.x.locator(".post.marked")).to_contain_text("my bag")
    await window.slack.get_by_role("link", name="the message").click()
    await expect(window.message("the place to be")).to_be_visible()
    assert len(window.page.context.pages) == 1
