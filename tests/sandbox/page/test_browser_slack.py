"""The right side of the page in a real browser: cards, modals, threads, commands, people, and the bot's Home."""

import pytest
from playwright.async_api import expect

from bot.sandbox.demo import Sandbox
from tests.sandbox.page.conftest import Window
from tests.sandbox.page.stand_in import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = (
    "<!channel> *bold* &lt;b&gt; <b>tag</b> <script>window.hacked = 1</script> <img src=x onerror='window.hacked=1'>"
)


async def say(window: Window, label: str, text: str) -> None:
    await window.slack.get_by_role("textbox", name=label).fill(text)
    await window.page.keyboard.press("Enter")


async def test_a_card_opens_a_modal_that_counts_while_one_types(window: Window, bot: StandIn) -> None:
    await bot.post_card("where is my bag?")
    await window.message("where is my bag?").get_by_role("button", name="Reply", exact=True).click()
    field = window.modal.get_by_role("textbox", name="Your answer")
    await expect(field).to_be_focused()
    await field.press_sequentially("We are looking for it", delay=5)
    await expect(window.modal).to_contain_text("21 of 280")
    await expect(field).to_have_value("We are looking for it")
    await expect(field).to_be_focused()
    await window.modal.get_by_role("button", name="Send").click()
    await expect(window.modal).to_have_count(0)
    whisper = window.message("Sent: We are looking for it")
    await expect(whisper).to_contain_text("Only visible to you")
    await whisper.get_by_role("button", name="Dismiss").click()
    await expect(whisper).to_have_count(0)


async def test_a_window_that_was_loading_puts_the_cursor_into_its_field(window: Window, bot: StandIn) -> None:
    await bot.post_card("where is my bag?")
    bot.draws.clear()
    await window.message("where is my bag?").get_by_role("button", name="Reply", exact=True).click()
    await expect(window.modal.get_by_role("button", name="Close").first).to_be_focused()
    bot.draws.set()
    await expect(window.modal.get_by_role("textbox", name="Your answer")).to_be_focused()


async def test_a_window_taller_than_the_screen_keeps_its_buttons_in_sight(window: Window, bot: StandIn) -> None:
    await window.page.set_viewport_size({"width": 1280, "height": 330})
    await say(window, "Message #mentions", "/reply")
    await expect(window.modal.get_by_role("textbox", name="Your answer")).to_be_attached()
    await expect(window.modal.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    await expect(window.modal.get_by_role("button", name="Close").first).to_be_in_viewport(ratio=1)


async def test_what_is_typed_last_is_submitted_even_at_once(window: Window, bot: StandIn) -> None:
    await bot.post_card("hello")
    await window.message("hello").get_by_role("button", name="Reply", exact=True).click()
    await window.modal.get_by_role("textbox", name="Your answer").fill("in a hurry")
    await window.page.keyboard.press("Control+Enter")
    assert await bot.until_heard("submitted") == "in a hurry"


async def test_errors_stand_under_their_field_and_the_text_stays(window: Window, bot: StandIn) -> None:
    await say(window, "Message #mentions", "/reply")
    field = window.modal.get_by_role("textbox", name="Your answer")
    await window.modal.get_by_role("button", name="Send").click()
    await expect(window.modal.get_by_role("alert")).to_have_text("Please complete this required field.")
    await field.fill("bad words")
    await expect(window.modal.get_by_role("alert")).to_have_count(0)
    await window.modal.get_by_role("button", name="Send").click()
    await expect(window.modal.get_by_role("alert")).to_have_text("Not like this.")
    await expect(field).to_have_value("bad words")
    await window.page.keyboard.press("Escape")
    await expect(window.modal).to_have_count(0)


async def test_hostile_words_are_shown_as_written_and_nothing_runs(
    window: Window, bot: StandIn, sandbox: Sandbox
) -> None:
    await bot.post_card(HOSTILE)
    await expect(window.message("#1").locator("blockquote")).to_have_text(HOSTILE)
    sandbox.x.post("gridlock_g", HOSTILE)
    await expect(window.post("onerror").locator(".post-text")).to_have_text(HOSTILE)
    await say(window, "Message #mentions", "note <script>window.hacked = 1</script> &lt;b&gt;")
    await expect(window.message("note")).to_contain_text("note <script>window.hacked = 1</script> &lt;b&gt;")
    assert await window.page.evaluate("window.hacked") is None
    assert await window.page.locator(".mention.loud").count() == 0


async def test_notes_in_a_thread_are_written_edited_and_deleted(window: Window, bot: StandIn) -> None:
    await bot.post_card("a card")
    await window.message("a card").hover()
    await window.message("a card").get_by_role("button", name="Reply in thread").click()
    await say(window, "Reply in thread", "ask @Tomás Vidal, please")
    await expect(window.press("Close thread")).to_be_visible()
    note = window.slack.get_by_label("Thread pane").get_by_role("article").filter(has_text="ask @Tomás Vidal")
    await expect(note.locator(".mention")).to_have_text("@Tomás Vidal")
    assert await bot.until_heard("message") == "ask <@U0TOMAS>, please"
    await note.hover()
    await note.get_by_role("button", name="More actions").click()
    await window.page.get_by_role("menuitem", name="Edit message").click()
    await window.slack.get_by_role("textbox", name="Edit message").fill("never mind")
    await window.press("Save").click()
    changed = window.message("never mind")
    await expect(changed).to_contain_text("(edited)")
    await expect(window.slack.get_by_role("button", name="1 reply")).to_be_visible()
    await changed.hover()
    await changed.get_by_role("button", name="More actions").click()
    await window.page.get_by_role("menuitem", name="Delete message").click()
    await expect(changed).to_have_count(0)
    await window.press("Close thread").click()
    await expect(window.slack.get_by_role("button", name="1 reply")).to_have_count(0)


async def test_commands_and_names_are_suggested(window: Window, bot: StandIn) -> None:
    field = window.slack.get_by_role("textbox", name="Message #mentions")
    await field.press_sequentially("/de")
    await window.page.get_by_role("option", name="/desk").click()
    await field.press_sequentially("for @prI")
    await window.page.keyboard.press("Enter")
    await expect(field).to_have_value("/desk for @Priya Ranade ")
    await window.page.keyboard.press("Enter")
    assert await bot.until_heard("/desk") == "for <@U0LEAD|priya>"
    await expect(window.message("The desk is fine, @Mara Lindqvist.")).to_contain_text("Only visible to you")


async def test_what_slack_refuses_is_a_sentence_and_the_text_stays(window: Window, bot: StandIn) -> None:
    await say(window, "Message #mentions", "/nonsense here")
    await expect(window.page.get_by_role("status").filter(has_text="not a valid command")).to_be_visible()
    await expect(window.slack.get_by_role("textbox", name="Message #mentions")).to_have_value("/nonsense here")


async def test_a_shortcut_in_a_messages_menu_reaches_the_bot(window: Window, bot: StandIn) -> None:
    await say(window, "Message #mentions", "I can answer that")
    await window.message("I can answer that").hover()
    await window.message("I can answer that").get_by_role("button", name="More actions").click()
    await window.page.get_by_role("menuitem", name="Reply with this").click()
    assert await bot.until_heard("shortcut") == "I can answer that"


async def test_another_person_sees_their_own_workspace(window: Window, bot: StandIn, sandbox: Sandbox) -> None:
    await bot.client.chat_postEphemeral(channel="C0MENTIONS", user="U0MARA", text="for Mara alone")
    await expect(window.message("for Mara alone")).to_be_visible()
    await window.become("Elif Demir")
    await expect(window.message("for Mara alone")).to_have_count(0)
    await expect(window.press("team-baggage")).to_have_count(0)
    await window.become("Tomás Vidal")
    await sandbox.slack.person("U0LEAD").say("C0BAGGAGE", "hello team")
    unread = window.slack.get_by_role("button", name="team-baggage")
    await expect(unread).to_contain_text("1")
    await unread.click()
    await expect(window.message("hello team")).to_contain_text("Priya Ranade")


async def test_a_channel_seen_from_outside_can_be_joined(window: Window, bot: StandIn) -> None:
    await window.press("team-booking").click()
    await window.press("Join channel").click()
    await say(window, "Message #team-booking", "I am here now")
    await expect(window.message("I am here now")).to_be_visible()


async def test_the_bots_home_and_its_messages_with_questions_to_choose_from(
    window: Window, bot: StandIn, sandbox: Sandbox
) -> None:
    await window.press("Mentiondesk").click()
    await expect(window.slack.get_by_role("heading", name="Your cases")).to_be_visible()
    await window.press("Claim").last.click()
    assert await bot.until_heard("claim_two")
    await window.slack.get_by_role("tab", name="Messages").click()
    await window.press("What is late?").click()
    assert await bot.until_heard("message") == "What is late?"
    thread = window.slack.get_by_role("complementary", name="Thread pane")
    await expect(thread).to_contain_text("What is late?")
    rooms = [channel.id for channel in sandbox.slack.channels.values() if channel.kind == "im"]
    asked = next(each for room in rooms for each in sandbox.slack.messages(room) if each.text == "What is late?")
    where = {"thread_ts": asked.ts}
    await bot.client.assistant_threads_setStatus(channel_id=asked.channel, status="is looking it up…", **where)
    await expect(thread.get_by_role("status")).to_have_text("Mentiondesk is looking it up…")
    await bot.client.chat_postMessage(channel=asked.channel, text="Nothing is late.", **where)
    await expect(thread).to_contain_text("Nothing is late.")
    await expect(thread.get_by_role("status")).to_have_count(0)
    await say(window, "Message Mentiondesk", "hello bot")
    await expect(thread).to_contain_text("hello bot")
