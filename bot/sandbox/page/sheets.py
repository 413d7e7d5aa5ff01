"""The two worlds as JSON for the page: what one person sees of the workspace, and all of X."""

from collections.abc import Iterable, Iterator

from bot.sandbox.slack_server.inputs import values_json
from bot.sandbox.slack_server.model import Channel, Json, Message, User, View
from bot.sandbox.slack_server.shapes import message_json
from bot.sandbox.slack_server.workspace import Workspace
from bot.sandbox.x_server import XWorld
from bot.sandbox.x_server.snapshot import post_view, user_view

NEWEST = 200
"""Messages of a channel and posts of X that a page is given when it opens."""


class SlackSheet:
    """The workspace in the eyes of one person."""

    def __init__(self, workspace: Workspace, user: str) -> None:
        self._ws = workspace
        self.user = workspace.user(user)

    def parts(self) -> dict[str, object]:
        """Everything but the messages."""
        ws, me = self._ws, self.user.id
        return {
            "team": {"name": ws.team.name, "domain": ws.team.domain},
            "me": me,
            "bot": ws.app.user_id,
            "people": [self._person(user) for user in ws.users.values()],
            "groups": [{"id": each.id, "handle": each.handle, "mine": me in each.users} for each in ws.groups.values()],
            "channels": [self._channel(channel) for channel in self._channels()],
            "shortcuts": list(ws.app.shortcuts),
            "commands": sorted(ws.app.commands or ()),
            "whispers": [self._message(message) for message in ws.ephemerals(me)[-NEWEST:]],
            "modals": [_view(view) for view in ws.modals.get(me, [])],
            "home": _view(ws.homes[me]) if me in ws.homes else None,
        }

    def messages(self) -> Iterator[Json]:
        """The newest messages of every channel with all their answers."""
        for channel in self._channels():
            timeline = self._ws.timelines[channel.id]
            for ts in timeline.tops()[-NEWEST:]:
                yield from (self._message(message) for message in timeline.thread(ts))

    def moved(self, places: Iterable[tuple[str, str]]) -> dict[str, object]:
        """The messages at these places (channel, ts) as they are now; `gone` where there is none any more."""
        seen = {channel.id for channel in self._channels()}
        now: list[Json] = []
        gone: list[list[str]] = []
        for channel, ts in places:
            if channel not in seen:
                continue
            message = self._ws.timelines[channel].get(ts)
            if message is None:
                gone.append([channel, ts])
            else:
                now.append(self._message(message))
        return {"messages": now, "gone": gone}

    def _channels(self) -> list[Channel]:
        return [channel for channel in self._ws.channels.values() if self._sees(channel)]

    def _sees(self, channel: Channel) -> bool:
        if channel.kind == "im":
            return channel.im_user == self.user.id
        guest = self.user.is_restricted or self.user.is_ultra_restricted
        return self.user.id in channel.members or (channel.kind == "channel" and not guest)

    def _channel(self, channel: Channel) -> Json:
        return self._room(channel) | (self._agent(channel) if channel.kind == "im" else {})

    def _agent(self, channel: Channel) -> Json:
        """What stands beside direct messages: questions to choose from, and in which threads the app is at work."""
        ws = self._ws
        prompts = ws.prompts.get(channel.id, ws.app.prompts) if ws.app.agent else []
        statuses = {ts: status for (where, ts), status in ws.statuses.items() if where == channel.id}
        return {"prompts": prompts, "statuses": statuses}

    def _room(self, channel: Channel) -> Json:
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "topic": channel.topic,
            "member": self.user.id in channel.members,
            "archived": channel.archived,
            "people": len(channel.members),
        }

    def _person(self, user: User) -> Json:
        return {
            "id": user.id,
            "name": user.shown_name,
            "handle": user.name,
            "title": user.title,
            "is_bot": user.is_bot,
            "guest": user.is_restricted or user.is_ultra_restricted,
            "away": user.presence == "away",
            "tz": user.tz,
            "avatar": f"/portraits/{user.id}.svg",
        }

    def _message(self, message: Message) -> Json:
        ws = self._ws
        shape = message_json(message, ws.app, ws.team, ws.base_url)
        picked = ws.picked.get((message.channel, message.ts), {}).get(self.user.id, {})
        shape |= {"channel": message.channel, "values": values_json(picked)}
        if message.ephemeral_for:
            shape["ephemeral"] = True
        return shape


def _view(view: View) -> Json:
    return {**view.content, "id": view.id, "values": values_json(view.values)}


class XSheet:
    """The whole of X, which is the same for everybody."""

    def __init__(self, world: XWorld, company: str) -> None:
        self._world = world
        self._company = company

    def parts(self) -> dict[str, object]:
        world = self._world
        people = [
            {**user_view(user, world.base_url), "premium": user.premium, "company": user.username == self._company}
            for user in world.users.values()
        ]
        return {"users": people, "spent": world.spend.total}

    def posts(self) -> list[Json]:
        return list(self._world.snapshot(NEWEST)["posts"])

    def moved(self, ids: Iterable[str]) -> dict[str, object]:
        world = self._world
        known = [(id, world.posts.get(id)) for id in ids]
        return {
            "posts": [post_view(post, world.base_url) for _, post in known if post],
            "gone_posts": [id for id, post in known if post is None],
        }
