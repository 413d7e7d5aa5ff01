"""One interaction of one person: who, about what, and how we answer."""

import json
from collections.abc import Awaitable, Callable
from functools import cached_property
from hashlib import sha256
from typing import Any

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.cases import refusals
from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.slack import modals
from bot.slack.context import Answer, Json, Office, bare
from bot.slack.errors import TROUBLES
from bot.slack.ids import Input, Target
from bot.slack.people import problem_of
from bot.slack.steps import LABELS

log = structlog.get_logger()


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
    def window(self) -> str:
        """The id of the window that is open for this interaction."""
        return self._screen or str(self.view.get("id") or "")

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
        """By which a repetition is recognised: a window that is sent once more as it was filled in, or else a trigger.

        What was changed before it was sent again, because no answer came, is something new.
        """
        if not self.submission:
            return f"trigger:{self.body['trigger_id']}"
        filled_in = json.dumps(self.view.get("state", {}).get("values", {}), sort_keys=True)
        return f"view:{self.view['id']}:{sha256(filled_in.encode()).hexdigest()[:16]}"

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
        """What stands in a field of the modal, whatever its block is called."""
        values = self.view.get("state", {}).get("values", {}).values()
        state: Json = next((block[field] for block in values if field in block), {})
        if "selected_option" in state:
            return (state["selected_option"] or {}).get("value")
        if "selected_options" in state:
            return [option["value"] for option in state["selected_options"] or ()]
        return next((state[key] for key in ("value", "selected_user", "selected_date_time") if key in state), None)

    async def acknowledge(self, **answer: Any) -> None:
        if not self.acked:
            self.acked = True
            await self._ack(**answer)

    async def update(self, view: Json) -> None:
        """Answer a submission with another view: without pictures, since an ack cannot be tried again without them."""
        await self.acknowledge(response_action="update", view=bare(view))

    async def open(self, step: Step | None, draw: Callable[[], Awaitable[Json]]) -> None:
        """Open the window of a step at once, while its trigger lives, and draw into it what takes longer.

        Somebody new is looked up meanwhile: for their rights, and for the name that their signature is made from.
        """
        if self.actor.known:
            self._check(step)
        await self.acknowledge()
        try:
            await self._show(modals.loading(LABELS[step] if step else "More"))
        except TROUBLES as error:
            log.warning("slack.window_unopened", problem=problem_of(error))
            raise refusals.Refusal("Slack did not let me open a window in time. Please try once more.") from error
        await self.office.people.meet(self.actor.id)
        self._check(step)
        view = await draw()
        await self._fill(view)

    async def say(self, answer: Answer) -> None:
        """Answer this person alone, wherever they are: in the window they look at, or beside the message."""
        try:
            if self._screen:
                return await self._redraw(modals.message("Mentiondesk", answer.text))
            if self.view and not self.submission:
                return await self._show(modals.message("Mentiondesk", answer.text))
            if await self._respond(answer):
                return
        except TROUBLES as error:  # said twice it does no harm, unsaid it might
            log.warning("slack.said_another_way", user=self.actor.id, problem=problem_of(error))
        channel = self.channel or self.office.settings.desk.channel
        await self.office.whisper(channel, self.actor.id, answer, self.thread)

    async def done(self, answer: Answer) -> None:
        """Let the window that was acted in say so, unless another one was opened on it."""
        if self._screen is None:
            self._screen = self.view["id"]
            await self.say(answer)

    async def replace(self, answer: Answer | None) -> None:
        """Put another private message in the place of the one that was clicked, or beside it; None takes it away.

        What was clicked has had its effect: that the message stays is no reason to say that something went wrong.
        """
        said: Json = {"delete_original": True}
        if answer is not None:
            said = {"replace_original": True, "text": answer.text, "blocks": list(answer.blocks)}
        try:
            if await self._post(said):
                return
        except TROUBLES as error:
            log.warning("slack.unreplaced", user=self.actor.id, problem=problem_of(error))
        if answer is not None:
            await self.office.whisper(self.channel, self.actor.id, answer, self.thread)

    async def _fill(self, view: Json) -> None:
        """Draw into the open window; an update that may be lost is made once more, since it does no harm."""
        for tries in (1, 2):
            try:
                return await self._redraw(view)
            except TROUBLES as error:
                log.warning("slack.window_gone", problem=problem_of(error), tries=tries)
                if problem_of(error) == "not_found":  # closed meanwhile
                    return
        self._screen = None
        raise refusals.Refusal("Slack did not let me fill the window. Close it, then try once more.")

    def may(self, step: Step) -> bool:
        return self.office.desk.may(self.actor, step)

    def _check(self, step: Step | None) -> None:
        if step:
            self.office.desk.check(self.actor, step)

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
        status = (await hook.send_dict(said)).status_code
        if status != 200:
            log.warning("slack.response_refused", user=self.actor.id, status=status)
        return status == 200

    async def _show(self, view: Json) -> None:
        show = self.office.client.views_push if self.view.get("type") == "modal" else self.office.client.views_open
        opened = await show(trigger_id=self.body["trigger_id"], view=view)
        self._screen = opened["view"]["id"]

    async def _redraw(self, view: Json) -> None:
        if self._screen:
            await self.office.draw(self._screen, view)
