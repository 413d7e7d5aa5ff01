"""The Slack workspace with everything people and administrators can do in it."""

from bot.sandbox.slack_server import events, posting
from bot.sandbox.slack_server.model import Json, Message, SlackError
from bot.sandbox.slack_server.people import Person
from bot.sandbox.slack_server.shapes import permalink
from bot.sandbox.slack_server.snapshot import snapshot
from bot.sandbox.slack_server.workspace import Workspace


class SlackWorld(Workspace):
    def person(self, user: str) -> Person:
        """A person's hands and eyes; raises LookupError for an unknown id."""
        if user not in self.users:
            raise LookupError(f"nobody is called {user}; there is: {', '.join(self.users)}")
        return Person(self, self.users[user])

    def snapshot(self, user: str, channel: str | None = None) -> Json:
        """All that this person sees, for a page; `channel`: the only one whose messages come along."""
        return snapshot(self, user, channel)

    def permalink(self, message: Message) -> str:
        return permalink(message, self.team)

    def unfurl(self, message: Message, title: str = "A page") -> None:
        """What Slack does by itself to links: a preview appears, and the app hears of a change without an edit."""
        posting.unfurl(self, message, title)

    # What administrators do

    def join(self, user: str, channel: str) -> None:
        self.channel(channel).members.add(user)
        self.announce("channel", channel=channel)
        events.member_changed(self, "member_joined_channel", self.channels[channel], user)

    def leave(self, user: str, channel: str) -> None:
        if user == self.app.user_id:
            raise SlackError("use remove_bot")
        self.channel(channel).members.discard(user)
        self.announce("channel", channel=channel)
        events.member_changed(self, "member_left_channel", self.channels[channel], user)

    def invite_bot(self, channel: str) -> None:
        self.join(self.app.user_id, channel)

    def remove_bot(self, channel: str, by: str) -> None:
        self.channel(channel).members.discard(self.app.user_id)
        self.announce("channel", channel=channel)
        events.bot_removed(self, self.channels[channel], by)

    def archive(self, channel: str, by: str) -> None:
        self.channel(channel).archived = True
        self.announce("channel", channel=channel)
        events.channel_archived(self, self.channels[channel], by)

    def unarchive(self, channel: str) -> None:
        self.channel(channel).archived = False
        self.announce("channel", channel=channel)

    def change_user(self, user: str, **fields: object) -> None:
        """E.g. deleted=True, display_name="Anna", presence="away", dnd=True."""
        for name, value in fields.items():
            if not hasattr(self.user(user), name):
                raise AttributeError(f"a user has no {name}")
            setattr(self.users[user], name, value)
        self.users[user].updated = self.seconds()
        self.announce("user", user=user)
        if not fields.keys() <= {"presence", "dnd"}:
            events.user_changed(self, user)
