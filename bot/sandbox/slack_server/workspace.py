"""The state of one Slack workspace: who is there, what was written, what is on people's screens."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count

from bot.sandbox.slack_server.changes import Change, Changes, Listener, T
from bot.sandbox.slack_server.gateway import Gateway, Unplugged
from bot.sandbox.slack_server.inputs import Values
from bot.sandbox.slack_server.model import (
    App,
    Channel,
    ChannelKind,
    File,
    Json,
    Message,
    SlackError,
    Team,
    User,
    UserGroup,
    View,
)
from bot.sandbox.slack_server.reading import text_of
from bot.sandbox.slack_server.timeline import Timeline
from bot.sandbox.slack_server.triggers import ResponseGrants, Triggers


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """Everything in memory. `base_url` is where the server answers; it sets it when it starts."""

    def __init__(self, clock: Callable[[], datetime] = _now, team: Team | None = None, app: App | None = None) -> None:
        self.clock = clock
        self.team = team or Team()
        self.app = app or App()
        self.base_url = "http://slack.invalid"
        self.gateway: Gateway = Unplugged()
        self.unfetchable: set[str] = set()
        """Beginnings of picture addresses that Slack cannot load."""
        self.users: dict[str, User] = {}
        self.groups: dict[str, UserGroup] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.timelines: dict[str, Timeline] = {}
        self.whispers: dict[str, list[Message]] = {}
        """Ephemeral messages by the person who alone sees them."""
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.views: dict[str, View] = {}
        self.picked: dict[tuple[str, str], dict[str, Values]] = {}
        """What each person has chosen in a message since its last change, by (channel, ts) and person."""
        self.statuses: dict[tuple[str, str], str] = {}
        """What the app says that it does, by (channel, thread), until it answers there."""
        self.prompts: dict[str, list[Json]] = {}
        """The questions that the app suggests in somebody's direct messages, by their channel."""
        self.triggers = Triggers(clock)
        self.response_grants = ResponseGrants(clock)
        self.changes = Changes()
        self._ids = count(1)
        self._last_micros = 0
        self.add_user(self.app.user_id, self.app.name.lower(), self.app.name, is_bot=True)

    # Making

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._ids):09d}"

    def new_block_ids(self) -> Iterator[str]:
        while True:
            yield f"{next(self._ids):05x}"

    def new_ts(self) -> str:
        """The time as Slack's message id: unique in the workspace and increasing."""
        now = round(self.clock().timestamp() * 1_000_000)
        self._last_micros = max(now, self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def seconds(self) -> int:
        return int(self.clock().timestamp())

    def add_user(self, id: str, name: str, real_name: str = "", **more: object) -> User:
        """`more`: the other fields of User, e.g. display_name, is_restricted, is_stranger with team_id."""
        known = {"team_id": self.team.id, "updated": self.seconds(), **more}
        self.users[id] = User(id=id, name=name, real_name=real_name or name, **known)  # type: ignore[arg-type]
        self.announce("user", user=id)
        return self.users[id]

    def add_group(self, id: str, handle: str, users: Iterable[str], name: str = "") -> UserGroup:
        self.groups[id] = UserGroup(id, handle, name or handle, list(users))
        return self.groups[id]

    def add_channel(
        self,
        id: str,
        name: str,
        members: Iterable[str] = (),
        *,
        private: bool = False,
        bot: bool = True,
        archived: bool = False,
    ) -> Channel:
        kind: ChannelKind = "group" if private else "channel"
        people = {*members, *([self.app.user_id] if bot else [])}
        return self._keep(Channel(id, name, kind, people, archived, created=self.seconds()))

    def dm(self, user: str) -> Channel:
        """The direct messages between a person and the bot; begun on first use."""
        id = "D" + user[1:]
        if id not in self.channels:
            people = {user, self.app.user_id}
            self._keep(Channel(id, "directmessage", "im", people, created=self.seconds(), im_user=user))
        return self.channels[id]

    def _keep(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.timelines[channel.id] = Timeline()
        self.announce("channel", channel=channel.id)
        return channel

    # Looking up

    def user(self, id: str) -> User:
        if id not in self.users:
            raise SlackError("user_not_found")
        return self.users[id]

    def channel(self, id: str) -> Channel:
        if id not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[id]

    def message(self, channel: str, ts: str) -> Message:
        message = self.timelines[channel].get(ts) if channel in self.timelines else None
        if message is None:
            raise SlackError("message_not_found")
        return message

    def name_of(self, id: str) -> str:
        if id in self.users:
            return self.users[id].shown_name
        if id in self.groups:
            return self.groups[id].handle
        return self.channels[id].name if id in self.channels else id

    def fetchable(self, url: str) -> bool:
        return not url.startswith(tuple(self.unfetchable)) if self.unfetchable else True

    def avatar(self, user: str) -> str:
        return f"{self.base_url}/avatars/{user}.svg"

    # Reading, for people, tests and the page

    def messages(self, channel: str) -> list[Message]:
        """What stands in the channel itself, oldest first."""
        return self.timelines[channel].messages()

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The head and its answers, oldest first."""
        return self.timelines[channel].thread(ts)

    def ephemerals(self, user: str, channel: str | None = None) -> list[Message]:
        """What only this person sees, oldest first."""
        return [m for m in self.whispers.get(user, []) if channel in (None, m.channel)]

    def find_message(self, channel: str, containing: str, thread_ts: str | None = None) -> Message | None:
        """The newest message with these words: in that thread, or else in the channel before any thread."""
        timeline = self.timelines[channel]
        everywhere = [timeline.messages(), timeline.every()]
        for messages in [timeline.thread(thread_ts)[1:]] if thread_ts else everywhere:
            for message in reversed(messages):
                if containing in self.text_of(message):
                    return message
        return None

    def text_of(self, shown: Message | View) -> str:
        """All visible words, with the names of people and channels."""
        if isinstance(shown, View):
            return text_of(shown, self.name_of)
        if shown.shown is None:
            shown.shown = text_of(shown, self.name_of)
        return shown.shown

    def modal(self, user: str) -> View | None:
        """The view on top of this person's screen."""
        stack = self.modals.get(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        return self.homes.get(user)

    # Changes

    def announce(
        self, kind: str, channel: str | None = None, user: str | None = None, about: str | None = None
    ) -> None:
        self.changes.announce(Change(kind, channel, user, about))

    def on_change(self, listener: Listener) -> Callable[[], None]:
        return self.changes.listen(listener)

    async def until(self, predicate: Callable[[], T | None], timeout: float = 30.0, what: str = "") -> T:
        """Wait until the predicate is true; it is asked again at every change. Raises TimeoutError."""
        return await self.changes.until(predicate, timeout, what)
