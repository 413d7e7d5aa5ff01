"""A sandbox with a stand-in bot, and the page in the system's Chromium."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, async_playwright, expect
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.demo import Sandbox
from tests.sandbox.page.stand_in import StandIn
from tests.sandbox.slack.wiring import over_sockets

PATIENCE = 30_000  # milliseconds: a browser's first page takes seconds on a machine that is busy with other tests

expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[StandIn]:
    """The stand-in bot, connected by Socket Mode."""
    app = sandbox.slack.app
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(app.bot_token, base_url=sandbox.slack_server.api_url, session=session)
        bolt = AsyncApp(client=client, signing_secret=app.signing_secret)
        stand_in = StandIn(sandbox, bolt)
        async with over_sockets(bolt, sandbox.slack_server):
            yield stand_in


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def tab(browser: Browser) -> Page:
    """The one page that all tests share: to open another costs more than all that most of them do."""
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


@dataclass
class Window:
    """One open page; `troubles` is what the browser complained about."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text and "409" not in message.text:
            self.troubles.append(message.text)

    def fail(self, error: Error) -> None:
        self.troubles.append(str(error))

    @property
    def x(self) -> Locator:
        return self.page.get_by_role("region", name="X", exact=True)

    @property
    def slack(self) -> Locator:
        return self.page.get_by_role("region", name="Slack", exact=True)

    @property
    def modal(self) -> Locator:
        return self.page.get_by_role("dialog")

    def post(self, words: str) -> Locator:
        return self.x.get_by_role("article").filter(has_text=words)

    def message(self, words: str) -> Locator:
        return self.slack.get_by_role("article").filter(has_text=words)

    def press(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def become(self, name: str) -> None:
        await self.slack.get_by_role("radio", name=name).click()
        await self.slack.get_by_role("radio", name=name, checked=True).wait_for()


@pytest_asyncio.fixture(loop_scope="session")
async def window(sandbox: Sandbox, bot: StandIn, tab: Page) -> AsyncIterator[Window]:
    """The page as Mara sees it, 1280 by 800; nothing may go wrong in the browser meanwhile.

    Nothing is left of the test before: each sandbox has an address of its own, whose storage is emptied all the same.
    """
    window = Window(tab)
    tab.on("console", window.hear)
    tab.on("pageerror", window.fail)
    await tab.set_viewport_size({"width": 1280, "height": 800})
    await tab.mouse.move(0, 0)
    await tab.goto(sandbox.page.url)
    await window.slack.get_by_role("heading", name="mentions", exact=True).wait_for()
    yield window
    await tab.evaluate("localStorage.clear(); sessionStorage.clear()")
    await tab.goto("about:blank")
    tab.remove_listener("console", window.hear)
    tab.remove_listener("pageerror", window.fail)
    assert window.troubles == []


@pytest.fixture
def visitor() -> str:
    return "alextraveller"
