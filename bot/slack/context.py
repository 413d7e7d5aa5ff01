"""What every Slack feature works with: the office with its desk, reads and people, and one interaction of a person."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.cases import refusals
from bot.cases.case import Actor, Case
from bot.cases.settings import Settings
from bot.desk.desk import Desk
from bot.ports.queries import Queries
from bot.slack import modals
from bot.slack.chores import Chores
from bot.slack.errors import TROUBLES
from bot.slack.ids import Input, Target
from bot.slack.lists import Look
from bot.slack.people import Directory, problem_of

log = structlog.get_logger()

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in Slack: our workspace, our bot's user, and the organisation that we belong to, if any."""

    workspace: str
    bot: str
    bot_id: str = ""
    name: str = "Mentiondesk"
    url: str = ""
    enterprise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says to one person alone."""

    text: str
    blocks: Sequence[Json] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A verb that somebody said to the bot in a case's thread; `rest` is what came after it, in Slack's encoding."""

    office: "Office"
    case: int
    actor: Actor
    channel: str
    thread_ts: str
    rest: str
    key: str


@dataclass(slots=True, kw_only=True)
class Office:
    """`steps`, `verbs` and `leads` are where features leave what others reach only by name: what a button or **More…**
    does, what can be said in a thread, and which modal follows once a case is picked."""

    desk: Desk
    queries: Queries
    people: Directory
    client: AsyncWebClient
    identity: Identity
    looks: Callable[[], Sequence[Look]]
    chores: Chores = field(default_factory=Chores)
    problems: dict[str, str] = field(default_factory=dict)
    steps: dict[str, "Handler"] = field(default_factory=dict)
    verbs: dict[str, "Verb"] = field(default_factory=dict)
    leads: dict[str, "Lead"] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    def now(self) -> datetime:
        return self.desk.clock.now()

    def actor(self, user_id: str, name: str = "", team: str | None = None) -> Actor:
        """Who acts, as far as is known without asking Slack; somebody new is looked up meanwhile, for the next time."""
        person = self.people.cached(user_id)
        if not self.people.fresh(user_id):
            self.chores.start(self.people.person(user_id), "slack.person")
        enterprise = person.enterprise if person else None
        ours = not team or team == self.identity.workspace
        related = enterprise is not None and enterprise == self.identity.enterprise
        return Actor(
            id=user_id,
            name=(person.name if person else "") or name,
            groups=self.people.groups_of(user_id),
            guest=person is not None and person.guest,
            outside=not (ours or related) or (person is not None and person.outside),
        )

    async def case(self, case_id: int) -> Case:
        """Raises `refusals.UnknownCase`."""
        case = await self.queries.case(case_id)
        if case is None:
            raise refusals.UnknownCase("like this any more")
        return case

    async def whisper(self, channel: str, user: str, answer: Answer, thread_ts: str | None = None) -> None:
        """Say something to one person alone, in a channel of ours."""
        try:
            await self.client.chat_postEphemeral(
                channel=channel, user=user, text=answer.text, blocks=answer.blocks or None, thread_ts=thread_ts
            )
        except TROUBLES as error:
            log.warning("slack.unsaid", channel=channel, user=user, problem=problem_of(error))


class Asked:
    """One interaction: a click, a command, a shortcut or a submission."""

    def __init__(self, office: Office, body: Json, ack: Callable[..., Awaitable[Any]]) -> None:
        self.office = office
        self.body = body
        self.acked = False
        self._ack = ack
        self._screen: str | None = None

    @property
    def submission(self) -> bool:
        return self.body.get("type") == "view_submission"

    @property
    def view(self) -> Json:
        return self.body.get("view") or {}

    @property
    def text(self) -> str:
        """What was written after a command."""
        return str(self.body.get("text") or "").strip()

    @property
    def channel(self) -> str:
        return str(self.body.get("channel_id") or (self.body.get("channel") or {}).get("id") or "")

    @property
    def thread(self) -> str | None:
        """The thread that was acted in; None for a message in the channel itself."""
        message = {**(self.body.get("message") or {}), **(self.body.get("container") or {})}
        thread = message.get("thread_ts")
        return thread if thread and thread != (message.get("message_ts") or message.get("ts")) else None

    @property
    def key(self) -> str:
        """By which a repetition is recognised: a window is sent once, everything else carries a trigger of its own."""
        return f"view:{self.view['id']}" if self.submission else f"trigger:{self.body['trigger_id']}"

    @property
    def actor(self) -> Actor:
        user = self.body.get("user") or {"id": self.body.get("user_id"), "name": self.body.get("user_name")}
        team = user.get("team_id") or self.body.get("team_id")
        return self.office.actor(str(user["id"]), str(user.get("name") or ""), team)

    @property
    def action(self) -> Json:
        actions = self.body.get("actions") or [{}]
        return dict(actions[0])

    @cached_property
    def target(self) -> Target:
        """What a button or a modal is about. Raises `refusals.NotNow` for those that an older version drew."""
        action = self.action
        pressed = action.get("type") in ("button", "overflow")  # anything else carries what was typed or chosen
        written = (action.get("selected_option") or action).get("value") if pressed else None
        try:
            return Target.read(written or self.view.get("private_metadata") or "")
        except (ValueError, TypeError):
            raise refusals.NotNow(
                "This comes from an older version of me. Find the case with `/cases` and try it there."
            ) from None

    def value(self, field: Input) -> Any:
        """What stands in a field of the modal."""
        state = self.view.get("state", {}).get("values", {}).get(field, {}).get(field, {})
        if "selected_option" in state:
            return (state["selected_option"] or {}).get("value")
        return next((state[key] for key in ("value", "selected_user", "selected_date_time") if key in state), None)

    async def acknowledge(self, **answer: Any) -> None:
        if not self.acked:
            self.acked = True
            await self._ack(**answer)

    async def open(self, title: str, draw: Callable[[], Awaitable[Json]]) -> None:
        """Open a window at once, while its trigger lives, and draw into it what takes longer."""
        await self.acknowledge()
        try:
            await self._show(modals.loading(title))
        except TROUBLES as error:
            log.warning("slack.window_refused", problem=problem_of(error))
            raise refusals.Refusal("Slack did not let me open a window in time. Please try once more.") from error
        view = await draw()
        try:
            await self._redraw(view)
        except TROUBLES as error:  # closed meanwhile, as a rule
            log.warning("slack.window_gone", problem=problem_of(error))

    async def say(self, answer: Answer) -> None:
        """Answer this person alone, wherever they are: in the window they look at, or beside the message."""
        try:
            if self._screen:
                await self._redraw(modals.message("Mentiondesk", answer.text))
            elif self.view and not self.submission:
                await self._show(modals.message("Mentiondesk", answer.text))
            elif not await self._respond(answer):
                channel = self.channel or self.office.settings.desk.channel
                await self.office.whisper(channel, self.actor.id, answer, self.thread)
        except TROUBLES as error:
            log.warning("slack.unsaid", user=self.actor.id, problem=problem_of(error))

    async def done(self, answer: Answer) -> None:
        """Let the window that was acted in say so, unless another one was opened on it."""
        if self._screen is None:
            self._screen = self.view["id"]
            await self.say(answer)

    async def replace(self, answer: Answer | None) -> None:
        """Put another private message in the place of the one that was clicked; None takes it away."""
        if answer is None:
            await self._post({"delete_original": True})
        else:
            await self._post({"replace_original": True, "text": answer.text, "blocks": list(answer.blocks)})

    async def _respond(self, answer: Answer) -> bool:
        said: Json = {"text": answer.text, "response_type": "ephemeral", "replace_original": False}
        if answer.blocks:
            said["blocks"] = list(answer.blocks)
        if self.thread:
            said["thread_ts"] = self.thread
        return await self._post(said)

    async def _post(self, said: Json) -> bool:
        url = self.body.get("response_url")
        if not url:
            return False
        hook = AsyncWebhookClient(url, session=self.office.client.session, retry_handlers=[])
        return (await hook.send_dict(said)).status_code == 200

    async def _show(self, view: Json) -> None:
        show = self.office.client.views_push if self.view.get("type") == "modal" else self.office.client.views_open
        opened = await show(trigger_id=self.body["trigger_id"], view=view)
        self._screen = opened["view"]["id"]

    async def _redraw(self, view: Json) -> None:
        await self.office.client.views_update(view_id=self._screen, view=view)


Handler = Callable[[Asked], Awaitable[None]]
Verb = Callable[[Spoken], Awaitable[Answer | None]]
Lead = Callable[[Asked, Case, str], Awaitable[Json]]
