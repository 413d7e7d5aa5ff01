"""What a Slack workspace consists of: team, app, people, groups, channels, messages, files, views."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChannelKind = Literal["channel", "group", "im"]

SCOPES = frozenset(
    [
        "commands",
        "chat:write",
        "channels:history",
        "groups:history",
        "im:history",
        "channels:read",
        "groups:read",
        "im:write",
        "users:read",
        "usergroups:read",
        "files:read",
        "files:write",
        "dnd:read",
        "assistant:write",
    ]
)
EVENTS = frozenset(
    [
        "message.channels",
        "message.groups",
        "message.im",
        "app_home_opened",
        "channel_archive",
        "channel_left",
        "group_left",
        "user_change",
    ]
)


class SlackError(Exception):
    """An answer of the Web API with `ok: false`; `extra` goes into the answer beside it."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra


class NotPossible(Exception):
    """Slack's own client would not let this person do this."""


class AppDidNotAnswer(Exception):
    """The person sees Slack's warning sign, because the app did not answer or answered wrongly."""


@dataclass
class Team:
    id: str = "T0ACME"
    name: str = "Acme Air"
    domain: str = "acmeair"


@dataclass
class App:
    """The one bot app of the workspace, as its manifest and its installation describe it.

    `commands` None: every command is known. `shortcuts`: visible name → callback id.
    """

    id: str = "A0DESK"
    name: str = "Mentiondesk"
    bot_id: str = "B0DESK"
    user_id: str = "U0DESK"
    bot_token: str = "xoxb-sandbox"
    app_token: str = "xapp-sandbox"
    signing_secret: str = "sandbox-signing-secret"
    verification_token: str = "sandbox-verification"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    commands: set[str] | None = None
    plain_commands: set[str] = field(default_factory=set)
    """Commands without `should_escape`: a mention in their text arrives as it was typed."""
    agent: bool = False
    """Whether the manifest has an `agent_view`: Slack then offers questions beside the direct messages."""
    prompts: list[Json] = field(default_factory=list)
    shortcuts: dict[str, str] = field(default_factory=dict)
    global_shortcuts: dict[str, str] = field(default_factory=dict)

    def apply_manifest(self, manifest: Json) -> None:
        """Take scopes, events, commands and shortcuts from a parsed manifest."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        self.scopes = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
        self.events = set(settings.get("event_subscriptions", {}).get("bot_events", []))
        self.agent = "agent_view" in features
        self.prompts = list(features.get("agent_view", {}).get("suggested_prompts", []))
        commands = features.get("slash_commands", [])
        self.commands = {command["command"] for command in commands}
        self.plain_commands = {c["command"] for c in commands if not c.get("should_escape")}
        shortcuts = features.get("shortcuts", [])
        self.shortcuts = {s["name"]: s["callback_id"] for s in shortcuts if s["type"] == "message"}
        self.global_shortcuts = {s["name"]: s["callback_id"] for s in shortcuts if s["type"] == "global"}


@dataclass
class User:
    id: str
    name: str
    real_name: str
    display_name: str = ""
    team_id: str = "T0ACME"
    title: str = ""
    email: str = ""
    tz: str = "Europe/Berlin"
    tz_offset: int = 3600
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    presence: Literal["active", "away"] = "active"
    dnd: bool = False
    updated: int = 0

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name


@dataclass
class UserGroup:
    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    disabled: bool = False


@dataclass
class Channel:
    id: str
    name: str
    kind: ChannelKind = "channel"
    members: set[str] = field(default_factory=set)
    archived: bool = False
    creator: str = ""
    created: int = 0
    topic: str = ""
    purpose: str = ""
    im_user: str = ""


@dataclass(eq=False)
class File:
    id: str
    name: str
    user: str
    size: int
    content: bytes | None = None
    title: str = ""
    mimetype: str = "application/octet-stream"
    created: int = 0
    secret: str = ""
    channels: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Message:
    """One message; `replies` holds the ts of the answers when it heads a thread."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)
    reply_users: list[str] = field(default_factory=list)
    ephemeral_for: str | None = None
    shown: str | None = None
    """Its words as people see them, kept until it changes."""

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_broadcast(self) -> bool:
        return self.subtype == "thread_broadcast"


@dataclass(eq=False)
class View:
    """A modal on one person's screen, or their App Home. An update changes it in place: `id` stays, `hash` moves.

    `values` is what stands in its inputs now, by (block_id, action_id).
    """

    id: str
    user: str
    content: Json
    hash: str
    values: dict[tuple[str, str], Json] = field(default_factory=dict)
    root_id: str = ""
    previous_id: str | None = None

    @property
    def type(self) -> str:
        return str(self.content["type"])

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.content["blocks"]
        return blocks

    @property
    def title(self) -> str:
        return str(self.content.get("title", {}).get("text", ""))
