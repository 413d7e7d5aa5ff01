"""What each key of the desk file may hold, and how to write it."""

import math
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.config.faults import closest

Fits = Callable[[object], bool]

LONGEST_VOICE = 1_000
LONGEST_SIGNATURE = 100
"""Characters: a reply needs room for its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`many`: the value is a list, and the rest is about each of its items."""

    want: str
    example: str
    fits: Fits
    many: bool = False
    hint: Callable[[object], str | None] = lambda value: None

    def offender(self, value: object) -> tuple[object] | None:
        """The value, or the item of it, that cannot be."""
        if not self.many:
            return None if self.fits(value) else (value,)
        if not isinstance(value, list):
            return (value,)
        return next(((item,) for item in value if not self.fits(item)), None)


def _signature(value: object) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_SIGNATURE:
        return False
    return not re.search(r"[{}]", re.sub(r"\{(initials|first_name|name)\}", "", value))


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _at_most(most: int) -> Fits:
    return lambda value: isinstance(value, str) and len(value) <= most


def _matching(pattern: str) -> Fits:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _between(low: float, high: float, whole: bool = False) -> Fits:
    def fits(value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            return False
        return math.isfinite(value) and low <= value <= high

    return fits


def _timezone(value: object) -> bool:
    if not _filled(value):
        return False
    try:
        zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _near_timezone(value: object) -> str | None:
    known = zoneinfo.available_timezones()
    cities = {name.rpartition("/")[2]: name for name in sorted(known)}
    if near := closest(str(value), known):
        return near
    city = closest(str(value).replace(" ", "_"), cities)
    return cities[city] if city else None


def _number(low: float, high: float, unit: str, example: str, whole: bool = False) -> Rule:
    kind = "a whole number" if whole else "a number"
    return Rule(want=f"{kind} of {unit} from {low} to {high}", example=example, fits=_between(low, high, whole))


def _people(example: str, everyone: bool) -> Rule:
    ids = "ids of people (U…) or user groups (S…)"
    pattern = r"[UWS][A-Z0-9]{2,}"
    return Rule(
        want=f'a list of {ids}, or "everyone"' if everyone else f"a list of {ids}",
        example=f'["{example}"]',
        fits=_matching(f"{pattern}|everyone" if everyone else pattern),
        many=True,
    )


def _words(want: str, example: str) -> Rule:
    return Rule(want=f"a list of {want}, each in quotes", example=example, fits=_filled, many=True)


def _one_of(*values: str, example: str) -> Rule:
    return Rule(
        want=f"one of {', '.join(values)}",
        example=f'"{example}"',
        fits=lambda value: value in values,
        hint=lambda value: closest(str(value), values),
    )


_TIMEZONE = Rule(want="the name of a time zone", example='"Europe/Berlin"', fits=_timezone, hint=_near_timezone)
_HOURS = _words("office hours", '["mon-fri 08:00-20:00"]')
_HOLIDAYS = Rule(
    want="a list of dates, without quotes",
    example="[2026-12-25, 2026-12-26]",
    fits=lambda value: type(value) is date,
    many=True,
)
_NAME = Rule(want="a name in quotes", example='"gold"', fits=_filled)
_CHANNEL = Rule(
    want="a channel id (it stands at the foot of the channel's details in Slack)",
    example='"C0MENTIONS"',
    fits=_matching(r"[CG][A-Z0-9]{2,}"),
)
_PRIORITIES = ("urgent", "high", "normal", "low")
_EVERYONE = _people("everyone", everyone=True)
_NOBODY = _people("U0LEAD", everyone=True)
_DAY = Rule(want="a day, without quotes", example="2026-12-24", fits=lambda value: type(value) is date)
_YEAR_IN_MINUTES = 525_600

RULES: dict[str, Rule] = {
    "desk.channel": _CHANNEL,
    "desk.name": Rule(want="a name in quotes", example='"Acme Air"', fits=_filled),
    "desk.timezone": _TIMEZONE,
    "desk.undo_seconds": _number(0, 3600, "seconds", "10"),
    "desk.approval_minutes": _number(0, 43_200, "minutes", "240"),
    "desk.signature": Rule(
        want="text of at most 100 characters, in which only {initials}, {first_name} and {name} are filled in",
        example='"^{initials}"',
        fits=_signature,
    ),
    "desk.resolve_after_silence_hours": _number(0, 8760, "hours", "72"),
    "desk.still_on_it_minutes": _number(0, _YEAR_IN_MINUTES, "minutes", "30"),
    "desk.return_after_minutes": _number(0, _YEAR_IN_MINUTES, "minutes", "15"),
    "desk.weekly_report": Rule(
        want='a day and an hour, or "off"',
        example='"mon 09:00"',
        fits=_matching(r"(?:mon|tue|wed|thu|fri|sat|sun) (?:[01]\d|2[0-3]):[0-5]\d|off"),
    ),
    "slack.posts_per_second": _number(0.01, 10_000, "posts", "1"),
    "slack.storm_after": _number(0, 1_000_000, "cards", "100", whole=True),
    "x.handle": Rule(
        want="the company's @name on X, of at most 15 letters, digits and underscores",
        example='"acmeair"',
        fits=_matching(r"@?[A-Za-z0-9_]{1,15}"),
    ),
    "x.poll_seconds": _number(1, 3600, "seconds", "5"),
    "x.track": _words("search terms", '["acme air"]'),
    "x.posts_per_15_minutes": _number(1, 10_000, "posts", "90", whole=True),
    "x.seconds_between_posts": _number(0, 900, "seconds", "0"),
    "x.monthly_budget": _number(0, 1_000_000, "US dollars", "100.0"),
    "teams.name": Rule(want="a name in quotes", example='"baggage"', fits=_filled),
    "teams.channel": _CHANNEL,
    "teams.members": _people("U0AGENT", everyone=False),
    "teams.keywords": _words("words or phrases", '["luggage", "lost bag"]'),
    "teams.answer_within_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "15"),
    "teams.escalate_to": _people("U0LEAD", everyone=False),
    "teams.hours": _HOURS,
    "teams.timezone": _TIMEZONE,
    "teams.holidays": _HOLIDAYS,
    "teams.assign": _one_of("round_robin", "least_loaded", "ask", example="least_loaded"),
    "teams.steps.notify": _one_of("members", "next", "group", "channel", "lead", "team", "repeat", example="next"),
    "teams.steps.to": _words("people (U…), user groups (S…), channels (C…) or a team's name", '["U0AGENT"]'),
    "teams.steps.minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "10"),
    "teams.steps.only": _one_of("urgent", "normal", example="urgent"),
    "teams.steps.times": _number(1, 10, "times", "2", whole=True),
    "tiers.name": _NAME,
    "tiers.handles": _words("handles on X", '["vip_vera"]'),
    "tiers.followers": _number(1, 1_000_000_000, "followers", "100000", whole=True),
    "tiers.verified": Rule(want="true or false", example="true", fits=lambda value: isinstance(value, bool)),
    "sla.first_reply_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "20"),
    "sla.next_reply_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "60"),
    "sla.resolve_hours": _number(1, 8760, "hours", "48"),
    "sla.hours": _HOURS,
    "sla.holidays": _HOLIDAYS,
    "sla.rules.priority": _one_of("urgent", "high", "normal", "low", example="urgent"),
    "sla.rules.team": _NAME,
    "sla.rules.tier": _NAME,
    "sla.rules.first_reply_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "5"),
    "sla.rules.next_reply_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "15"),
    "sla.rules.resolve_hours": _number(1, 8760, "hours", "8"),
    "permissions.reply": _EVERYONE,
    "permissions.claim": _EVERYONE,
    "permissions.assign": _EVERYONE,
    "permissions.escalate": _EVERYONE,
    "permissions.resolve": _EVERYONE,
    "permissions.needs_approval": _NOBODY,
    "permissions.approve": _NOBODY,
    "permissions.lead": _NOBODY,
    "permissions.admin": _NOBODY,
    "priority.urgent": _words("words or phrases", '["stranded"]'),
    "priority.high": _words("words or phrases", '["refund"]'),
    "assistant.voice": Rule(
        want="a text of at most 1000 characters", example='"Kind and plain; we say du."', fits=_at_most(LONGEST_VOICE)
    ),
    "assistant.language": Rule(
        want="the code of a language, two small letters", example='"de"', fits=_matching(r"[a-z]{2}")
    ),
    "assistant.snippets": _words("what the desk may always say", '["Claims: acme.example/claims"]'),
    "assistant.mask": Rule(want="true or false", example="true", fits=lambda value: isinstance(value, bool)),
    "assistant.learn": Rule(want="true or false", example="true", fits=lambda value: isinstance(value, bool)),
    "assistant.daily_budget": _number(0, 1_000_000, "US dollars", "5.0"),
    "assistant.keep_days": _number(1, 3_650, "days", "90", whole=True),
    "assistant.input_price": _number(0, 1_000, "US dollars", "0.1"),
    "assistant.output_price": _number(0, 1_000, "US dollars", "0.5"),
    "priority.followers": _number(0, 1_000_000_000, "followers", "50000", whole=True),
    "escalate_when.team": Rule(want="the name of a team", example='"baggage"', fits=_filled),
    "escalate_when.reason": Rule(
        want="words in quotes that tell the team what to do", example='"Please look at this at once"', fits=_filled
    ),
    "escalate_when.urgent": Rule(want="true or false", example="true", fits=lambda value: isinstance(value, bool)),
    "escalate_when.keyword": _words("words or phrases", '["lawyer"]'),
    "escalate_when.priority": _one_of(*_PRIORITIES, example="urgent"),
    "escalate_when.followers": _number(1, 1_000_000_000, "followers", "100000", whole=True),
    "escalate_when.unanswered_minutes": _number(1, _YEAR_IN_MINUTES, "minutes", "30"),
    "escalate_when.contacts_in_week": _number(2, 1000, "contacts", "3", whole=True),
    "away.person": Rule(want="the id of a person (U…)", example='"U0AGENT"', fits=_matching(r"[UW][A-Z0-9]{2,}")),
    "away.from": _DAY,
    "away.until": _DAY,
}
