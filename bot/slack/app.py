"""The Slack room: signs in, listens over Socket Mode or HTTP, and hands what people do to the features."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.cases.settings import Settings
from bot.desk.desk import Desk
from bot.ports.assistant import Assistant
from bot.ports.enquiries import Enquiries
from bot.ports.faults import Fault
from bot.ports.queries import Queries
from bot.slack import (
    approval,
    assign,
    buttons,
    cases,
    change,
    channels,
    claim,
    close,
    escalate,
    forget,
    handoff,
    history,
    home,
    inbox,
    picker,
    presence,
    questions,
    reply,
    report,
    storm,
    summary,
    threads,
    wave,
)
from bot.slack.chores import Chores
from bot.slack.context import Identity, Office
from bot.slack.errors import TROUBLES
from bot.slack.lists import Look
from bot.slack.people import Directory, problem_of
from bot.slack.sockets import Socket

log = structlog.get_logger()

LONGEST_PAUSE = 30.0

FEATURES = (
    claim,
    assign,
    reply,
    approval,
    escalate,
    forget,
    handoff,
    close,
    change,
    history,
    summary,
    presence,
    report,
    cases,
    home,
    questions,
    picker,
    storm,
    wave,
    threads,
    channels,
)
_PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


class SlackRefused(Fault):
    """Slack does not take our tokens; `str()` is one sentence that says what to do."""


class SlackRoom:
    """Without an `app_token` Slack comes over HTTP, and `http` must be given its requests.

    First `start` (afterwards `identity`, `client` and `people` are there), then `serve`, at the end `stop`.
    `call_seconds`: how long one call to Slack may take. `first_pause`: seconds until a failed start is tried again.
    """

    identity: Identity

    def __init__(
        self,
        settings: Settings,
        *,
        bot_token: str,
        app_token: str | None = None,
        signing_secret: str | None = None,
        api_url: str = "https://slack.com/api/",
        ping_seconds: float = 5,
        call_seconds: float = 10,
        first_pause: float = 1,
    ) -> None:
        self._settings = settings
        self._bot_token = bot_token
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._api_url = api_url
        self._ping_seconds = ping_seconds
        self._call_seconds = call_seconds
        self._first_pause = first_pause
        self._chores = Chores()
        self._session: aiohttp.ClientSession | None = None
        self._bolt: AsyncApp | None = None
        self._office: Office | None = None
        self._socket: Socket | None = None

    async def start(self) -> None:
        """Sign in, waiting while Slack cannot be reached. Raises `SlackRefused`."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._call_seconds))
        self.client = self._client(self._bot_token)
        found = await self._patiently(self.client.auth_test, "SLACK_BOT_TOKEN")
        self.identity = Identity(
            workspace=found["team_id"],
            bot=found["user_id"],
            bot_id=found.get("bot_id") or "",
            name=found.get("user") or "Mentiondesk",
            url=found.get("url") or "",
            enterprise=found.get("enterprise_id"),
        )
        self.people = Directory(self.client, self.identity.workspace, _groups(self._settings))
        await self.people.load_groups()
        log.info("slack.signed_in", workspace=self.identity.workspace, bot=self.identity.bot)

    async def serve(
        self,
        desk: Desk,
        queries: Queries,
        looks: Callable[[], Sequence[Look]],
        assistant: Assistant | None = None,
        machine: Enquiries | None = None,
    ) -> Office:
        """Register every feature, then let Slack in. Raises `SlackRefused`."""
        office = self._office = Office(
            desk=desk,
            queries=queries,
            people=self.people,
            client=self.client,
            identity=self.identity,
            looks=looks,
            chores=self._chores,
            assistant=assistant,
            machine=machine,
        )
        bolt = AsyncApp(
            name="mentiondesk",
            client=self._client(None),
            authorize=_as(self.identity, self._bot_token),
            signing_secret=self._signing_secret or "",
        )
        for feature in (*FEATURES, buttons):
            feature.register(bolt, office)
        await self.people.welcome(self._settings.channels())
        self._bolt = bolt
        self._chores.keep(channels.watch(office), "slack.channels")
        self._chores.keep(inbox.resume(office, bolt), "slack.inbox")
        if self._app_token:
            await self._open_socket(bolt, self._app_token)
        return office

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us: over HTTP as soon as we serve, else whether a socket is really alive."""
        if self._bolt is None:
            return False
        return self._socket.alive if self._socket else self._app_token is None

    @property
    def since(self) -> datetime | None:
        """Since when the socket of now is open; over HTTP nobody knows."""
        return self._socket.since if self._socket else None

    @property
    def problems(self) -> Mapping[str, str]:
        """By channel of the desk that cannot be used: a sentence that says why and what to do."""
        return self._office.problems if self._office else {}

    async def http(self, request: web.Request) -> web.Response:
        """One request of Slack's, in HTTP mode; its signature is checked."""
        if self._bolt is None:
            return web.Response(status=503)
        try:
            asked = await to_bolt_request(request)
        except UnicodeDecodeError:  # nothing that Slack sends
            return web.Response(status=401)
        return await to_aiohttp_response(await self._bolt.async_dispatch(asked))

    async def stop(self, within: float = 5) -> None:
        """Finish what is in hand, then leave."""
        await self._chores.finish(within)
        if self._socket is not None:
            await self._socket.close()
        await self._chores.finish(1)
        if self._session is not None:
            await self._session.close()

    def _client(self, token: str | None) -> AsyncWebClient:
        """A client that never sends anything twice by itself."""
        return AsyncWebClient(token, base_url=self._api_url, session=self._session, retry_handlers=[])

    async def _open_socket(self, bolt: AsyncApp, app_token: str) -> None:
        async def ask() -> AsyncSlackResponse:
            return await self.client.apps_connections_open(app_token=app_token)

        address = (await self._patiently(ask, "SLACK_APP_TOKEN"))["url"]
        self._socket = Socket(bolt, self.client, app_token, address, self._ping_seconds)
        self._chores.keep(self._socket.stay(), "slack.socket")

    async def _patiently(self, ask: Callable[[], Awaitable[AsyncSlackResponse]], token: str) -> AsyncSlackResponse:
        pause = self._first_pause
        while True:
            try:
                return await ask()
            except TROUBLES as error:
                problem = problem_of(error)
                if isinstance(error, SlackApiError) and problem and problem not in _PASSING:
                    where = "the app's page at api.slack.com/apps"
                    raise SlackRefused(
                        f"Slack does not accept {token} ({problem}). Copy it again from {where}."
                    ) from None
                log.warning("slack.unreachable", problem=problem, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _as(identity: Identity, bot_token: str) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Bolt would ask Slack who we are, before an ack; we know it already."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.enterprise,
            team_id=identity.workspace,
            bot_user_id=identity.bot,
            bot_id=identity.bot_id,
            bot_token=bot_token,
        )

    return authorize


def _groups(settings: Settings) -> Iterable[str]:
    """The user groups that the desk file names."""
    return [who for who in settings.named() if who.startswith("S")]
