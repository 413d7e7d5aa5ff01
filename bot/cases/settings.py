"""The desk file as plain values: desk, teams, clocks, permissions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

EVERYONE = ("everyone",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    channel: str
    name: str = "Mentiondesk"
    timezone: str = "UTC"
    undo_seconds: float = 10
    signature: str = ""
    approval_minutes: float = 240
    resolve_after_silence_hours: float = 72
    still_on_it_minutes: float = 30
    return_after_minutes: float = 15
    weekly_report: str = "mon 09:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """How fast the bot may speak in Slack.

    `posts_per_second` counts posts into one channel (Slack allows about one); above `storm_after` waiting
    cards the rest collapses into one message, 0 means never.
    """

    posts_per_second: float = 1
    storm_after: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class X:
    """`monthly_budget` is in US dollars for a calendar month (UTC); None spends without a limit."""

    handle: str
    poll_seconds: float = 5
    track: tuple[str, ...] = ()
    posts_per_15_minutes: int = 90
    seconds_between_posts: float = 0
    monthly_budget: float | None = None


class Share(StrEnum):
    """How a team's cases come to its members."""

    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    ASK = "ask"  # whoever claims it


class Notify(StrEnum):
    """Whom a step of an escalation asks."""

    MEMBERS = "members"
    NEXT = "next"  # one after the other, each with so many minutes
    GROUP = "group"  # people and user groups outside the team
    CHANNEL = "channel"
    LEAD = "lead"
    TEAM = "team"  # another team, which goes on with its own steps
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStep:
    """`minutes` is how long an answer may take; `only` is "urgent" or "normal", or empty for both.

    `to` holds people, user groups, channels or a team, as `notify` says; `times` is how often `repeat` begins again.
    """

    notify: str
    to: tuple[str, ...] = ()
    minutes: float = 10
    only: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`hours`, `timezone` and `holidays` take the place of the desk's where they are given."""

    name: str
    channel: str
    members: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    answer_within_minutes: float | None = None
    escalate_to: tuple[str, ...] = ()
    steps: tuple[PolicyStep, ...] = ()
    hours: tuple[str, ...] | None = None
    timezone: str | None = None
    holidays: tuple[date, ...] | None = None
    assign: Share = Share.ROUND_ROBIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Customers who are promised more: by name, by how many hear them, or by X's mark; any one of these is enough."""

    name: str
    handles: tuple[str, ...] = ()
    followers: int | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaRule:
    """Other times for the cases that fit all conditions given; a time that is None is left to the other rules."""

    priority: str | None = None
    team: str | None = None
    tier: str | None = None
    first_reply_minutes: float | None = None
    next_reply_minutes: float | None = None
    resolve_hours: float | None = None

    @property
    def conditions(self) -> list[tuple[str, str]]:
        given = (("priority", self.priority), ("team", self.team), ("tier", self.tier))
        return [(what, wanted) for what, wanted in given if wanted is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateWhen:
    """A rule by which the desk asks a team by itself: all conditions that are given must hold."""

    team: str
    reason: str = ""
    urgent: bool = False
    keyword: tuple[str, ...] = ()
    priority: str = ""
    followers: int | None = None
    unanswered_minutes: float | None = None
    contacts_in_week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sla:
    first_reply_minutes: float = 20
    next_reply_minutes: float = 60
    resolve_hours: float = 48
    hours: tuple[str, ...] = ()
    holidays: tuple[date, ...] = ()
    rules: tuple[SlaRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Who may do what: ids of people, ids of user groups, or "everyone"."""

    reply: tuple[str, ...] = EVERYONE
    claim: tuple[str, ...] = EVERYONE
    assign: tuple[str, ...] = EVERYONE
    escalate: tuple[str, ...] = EVERYONE
    resolve: tuple[str, ...] = EVERYONE
    needs_approval: tuple[str, ...] = ()
    approve: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    admin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """The desk's own words for what cannot wait, beside the built-in ones, and who is heard by many."""

    urgent: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    followers: int = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A holiday of one person, in the desk's own days; both ends belong to it."""

    person: str
    from_: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """`voice` says how the desk speaks, `snippets` what it may always say; with `mask` no personal data leaves for the
    model. What is not in `language` is translated into it. `daily_budget` is in US dollars a day (UTC), the prices in
    dollars for a million tokens. What the model was asked and answered is kept for `keep_days`. With `learn` the
    rules learn from people's corrections.
    """

    voice: str = ""
    language: str = "en"
    snippets: tuple[str, ...] = ()
    mask: bool = True
    daily_budget: float = 5.0
    keep_days: int = 90
    input_price: float = 0.1
    output_price: float = 0.5
    learn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    desk: Desk
    x: X
    slack: Slack = field(default_factory=Slack)
    teams: tuple[Team, ...] = ()
    tiers: tuple[Tier, ...] = ()
    sla: Sla = field(default_factory=Sla)
    permissions: Permissions = field(default_factory=Permissions)
    priority: Urgency = field(default_factory=Urgency)
    escalate_when: tuple[EscalateWhen, ...] = ()
    away: tuple[Away, ...] = ()
    assistant: Assistant = field(default_factory=Assistant)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.timezone)

    def day_of(self, now: datetime) -> datetime:
        """When the desk's day began, in its own time zone."""
        local = now.astimezone(self.zone)
        return local.replace(hour=0, minute=0, second=0, microsecond=0)

    def holiday_of(self, person: str, now: datetime) -> Away | None:
        """The holiday that they are on, which ends last where several meet."""
        today = now.astimezone(self.zone).date()
        taken = (each for each in self.away if each.person == person and each.from_ <= today <= each.until)
        return max(taken, key=lambda each: each.until, default=None)

    @property
    def leads(self) -> tuple[str, ...]:
        """Who answers for what nobody does, by name: the leads, or else the admins."""
        return tuple(who for who in self.permissions.lead or self.permissions.admin if who not in EVERYONE)

    def named(self) -> tuple[str, ...]:
        """The ids of all people (U…, W…) and user groups (S…) that the desk file names."""
        rights = self.permissions
        ids = (
            *(rights.reply + rights.claim + rights.assign + rights.escalate + rights.resolve),
            *(rights.needs_approval + rights.approve + rights.lead + rights.admin),
            *(who for team in self.teams for who in (*team.members, *team.escalate_to)),
            *(holiday.person for holiday in self.away),
            *(who for step in self._steps(Notify.NEXT, Notify.GROUP) for who in step.to),
        )
        return tuple(dict.fromkeys(who for who in ids if who not in EVERYONE))

    def team(self, name: str) -> Team | None:
        wanted = name.strip().casefold()
        return next((team for team in self.teams if team.name.casefold() == wanted), None)

    def channels(self) -> tuple[str, ...]:
        """Every channel the bot must be a member of, the desk's own first."""
        called = (channel for step in self._steps(Notify.CHANNEL) for channel in step.to)
        return tuple(dict.fromkeys((self.desk.channel, *(team.channel for team in self.teams), *called)))

    def _steps(self, *kinds: str) -> list[PolicyStep]:
        return [step for team in self.teams for step in team.steps if step.notify in kinds]
