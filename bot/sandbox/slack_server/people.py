"""A person in the workspace, with hands and eyes: writes, clicks, fills in, submits, and reads what is there."""

import mimetypes
from collections.abc import Iterable

from bot.sandbox.slack_server import events, interactions, posting
from bot.sandbox.slack_server.composer import compose, rich_text_of
from bot.sandbox.slack_server.model import File, Message, NotPossible, User, View
from bot.sandbox.slack_server.payloads import Target
from bot.sandbox.slack_server.workspace import Workspace


class Person:
    """Everything is found by the words people see. What Slack's client would not allow raises NotPossible;
    what is not there raises LookupError naming what is; an app that does not answer raises AppDidNotAnswer."""

    def __init__(self, workspace: Workspace, user: User) -> None:
        self._ws = workspace
        self.user = user
        self.id = user.id

    # Writing

    async def say(
        self,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        *,
        broadcast: bool = False,
        files: Iterable[tuple[str, bytes]] = (),
    ) -> Message:
        """Write into a channel, a thread or (by `dm()`) to the bot. `files`: names and contents."""
        self._check_may_write(channel)
        files = list(files)
        if not text.strip() and not files:
            raise NotPossible("there is nothing to send")
        ws, ts = self._ws, self._ws.new_ts()
        encoded = compose(ws, text)
        message = Message(channel, ts, self.id, encoded, thread_ts=thread_ts)
        message.blocks = rich_text_of(encoded)
        message.client_msg_id = ws.new_id("client-")
        message.files = [self.upload(name, content) for name, content in files]
        message.subtype = "thread_broadcast" if broadcast else "file_share" if message.files else None
        return posting.post(ws, message)

    def upload(self, name: str, content: bytes) -> File:
        ws = self._ws
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(ws.new_id("F"), name, self.id, len(content), content, name, kind, ws.seconds())
        file.secret = ws.new_id("pub")
        ws.files[file.id] = file
        return file

    async def edit(self, message: Message, text: str) -> None:
        self._check_own(message)
        encoded = compose(self._ws, text)
        posting.change(self._ws, message, {"text": encoded, "blocks": rich_text_of(encoded)}, self.id)

    async def delete(self, message: Message) -> None:
        self._check_own(message)
        posting.delete(self._ws, message)

    async def react(self, message: Message, name: str) -> None:
        posting.react(self._ws, message, self.id, name)

    # Acting

    async def click(self, target: Target, words: str) -> None:
        """Press the button or overflow entry with these words, anywhere in a message or a view."""
        await interactions.click(self._ws, self.id, target, words)

    async def choose(self, target: Target, label: str, wanted: object, *, typed: str | None = None) -> None:
        """Choose an option (or person, channel, date) under a label, in a message or a view.

        A list where several are possible. `typed`: what is typed into a type-ahead menu, by default the words
        wanted.
        """
        await interactions.choose(self._ws, self.id, target, label, wanted, typed)

    async def type(self, target: Target, label: str, text: str) -> None:
        await interactions.type_into(self._ws, self.id, target, label, text)

    async def press_enter(self, target: Target, label: str) -> None:
        await interactions.press_enter(self._ws, self.id, target, label)

    async def suggestions(self, target: Target, label: str, typed: str) -> list[str]:
        """What a type-ahead menu offers for the letters typed."""
        return await interactions.suggestions(self._ws, self.id, target, label, typed)

    async def submit(self, view: View, filled: dict[str, object] | None = None) -> dict[str, str] | View | None:
        """Fill in by labels and submit. Returns errors by label, or the view seen next, or None."""
        return await interactions.submit(self._ws, self.id, view, filled or {})

    async def close(self, view: View) -> None:
        await interactions.close(self._ws, view)

    async def command(
        self, name: str, text: str = "", channel: str | None = None, *, thread_ts: str | None = None
    ) -> Message | None:
        """A slash command, by default in the direct messages with the bot; returns what its ack said."""
        if thread_ts is not None:
            raise NotPossible(f"{name} is not supported in threads. Sorry!")
        self._check_active()
        ws = self._ws
        sent = text if name in ws.app.plain_commands else compose(ws, text, command=True)
        return await interactions.command(ws, self.id, channel or self.dm(), name, sent)

    async def shortcut(self, name: str, message: Message | None = None) -> None:
        """A shortcut from a message's menu; without a message, a global one."""
        if message is None:
            await interactions.global_shortcut(self._ws, self.id, name)
        else:
            await interactions.shortcut(self._ws, self.id, name, message)

    async def open_home(self, tab: str = "home") -> View | None:
        """Look at the bot's Home (or its `messages` tab); returns what is published by now."""
        self._check_active()
        events.home_opened(self._ws, self.id, tab)
        return self._ws.home(self.id)

    # Seeing

    def dm(self) -> str:
        """The channel of the direct messages with the bot."""
        return self._ws.dm(self.id).id

    def modal(self) -> View | None:
        """The view on top of the screen."""
        return self._ws.modal(self.id)

    async def sees_modal(self, containing: str, timeout: float = 30.0) -> View:
        """Wait until the top view shows these words; the loading view before it is passed over."""

        def shown() -> View | None:
            view = self.modal()
            return view if view and containing in self._ws.text_of(view) else None

        return await self._ws.until(shown, timeout, f"a modal with {containing!r}")

    async def sees_message(
        self, channel: str, containing: str, thread_ts: str | None = None, timeout: float = 30.0
    ) -> Message:
        """Wait for a message with these words: in that thread, or else in the channel or any thread of it."""

        def shown() -> Message | None:
            return self._ws.find_message(channel, containing, thread_ts)

        return await self._ws.until(shown, timeout, f"a message with {containing!r}")

    async def sees_ephemeral(self, containing: str, channel: str | None = None, timeout: float = 30.0) -> Message:
        """Wait for a private message with these words; the newest counts."""

        def shown() -> Message | None:
            mine = reversed(self._ws.ephemerals(self.id, channel))
            return next((m for m in mine if containing in self._ws.text_of(m)), None)

        return await self._ws.until(shown, timeout, f"a private message with {containing!r}")

    async def sees_home(self, containing: str, timeout: float = 30.0) -> View:
        def shown() -> View | None:
            view = self._ws.home(self.id)
            return view if view and containing in self._ws.text_of(view) else None

        return await self._ws.until(shown, timeout, f"a Home with {containing!r}")

    # What Slack's client checks

    def _check_active(self) -> None:
        if self.user.deleted:
            raise NotPossible(f"{self.user.name} is deactivated")

    def _check_may_write(self, channel_id: str) -> None:
        self._check_active()
        channel = self._ws.channel(channel_id)
        if self.id not in channel.members:
            raise NotPossible(f"{self.user.name} is not in {channel.name}")
        if channel.archived:
            raise NotPossible(f"{channel.name} is archived")

    def _check_own(self, message: Message) -> None:
        if message.user != self.id:
            raise NotPossible("people change and delete only what they wrote")
